"""The page of pictures: the statuses of each pledge by commitment, from day to day, and cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tracker.model import Dataset, Edition, Pledge
from tracker.pages.charts import heat_map, over_time, status_bars
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.tables import Matrix, column, matrix
from tracker.views.timeline import Moment, moments


@dataclass(frozen=True)
class _Pictures:
    table: Matrix
    bars: Markup
    heat_map: Markup
    moments: tuple[Moment, ...]
    over_time: Markup


def picture_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """All pledges in pictures."""
    found = [_pictures(dataset, pledge, edition) for pledge in dataset.pledges.values()]
    yield Page(
        address="pictures/",
        title="In pictures",
        description="The statuses of every pledge by commitment, over time and cell by cell, each with its numbers.",
        html=render_page("pictures.html", "pictures/", edition, tables=found),
        is_wide=True,
        headings=tuple(Heading(each.table.pledge.id, each.table.pledge.short_name) for each in found),
        search=(SearchEntry("pictures/", "In pictures", "charts of statuses by commitment and over time"),),
    )


def _pictures(dataset: Dataset, pledge: Pledge, edition: Edition) -> _Pictures:
    table = matrix(dataset, pledge)
    steps: tuple[Moment, ...] = ()
    if pledge.deadline is not None:
        cells = column(dataset, pledge, pledge.commitments[pledge.deadline.commitment])
        steps = moments(cells, pledge.announced.last, edition.date)
    return _Pictures(
        table=table,
        bars=status_bars((commitment.title, tally) for commitment, tally in table.columns),
        heat_map=heat_map(table),
        moments=steps,
        over_time=over_time(steps, pledge.deadline.date.last) if pledge.deadline else Markup(),
    )
