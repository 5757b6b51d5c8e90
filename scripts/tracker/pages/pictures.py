"""The page of pictures: the statuses of each pledge by commitment, from day to day, and cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tracker.pages.charts import heat_map, over_time, status_bars
from tracker.pages.page import Page, page
from tracker.views.tables import Moment, Table, moments
from tracker.views.view import View


@dataclass(frozen=True, kw_only=True)
class _Pictures:
    table: Table
    bars: Markup
    heat_map: Markup
    moments: tuple[Moment, ...]
    over_time: Markup


def pictures(view: View) -> Iterator[Page]:
    """All pledges in pictures."""
    yield page("pictures.html", "pictures/", view, {"pictures": [_pictures(view, table) for table in view.tables]})


def _pictures(view: View, table: Table) -> _Pictures:
    deadline = table.pledge.deadline
    steps: tuple[Moment, ...] = ()
    if deadline is not None:
        cells = view.columns[f"{table.pledge.id}/{deadline.commitment}"].cells
        steps = moments(cells, table.pledge.announced.last, view.edition.date)
    return _Pictures(
        table=table,
        bars=status_bars((column.name, column.tally) for column in table.columns),
        heat_map=heat_map(table),
        moments=steps,
        over_time=over_time(steps, deadline.date.last) if deadline else Markup(),
    )
