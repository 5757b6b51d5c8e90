"""The page of pictures: the statuses of each pledge by commitment, from day to day, and cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tracker.model import Deadline
from tracker.pages.charts import heat_map, over_time, status_bars
from tracker.pages.page import Page, page
from tracker.status import due_days
from tracker.views.tables import Moment, Table, moments
from tracker.views.view import View


@dataclass(frozen=True, kw_only=True)
class _DuePicture:
    """The cells of the commitments that were due by one deadline, from day to day."""

    deadline: Deadline
    titles: tuple[str, ...]
    moments: tuple[Moment, ...]
    over_time: Markup


@dataclass(frozen=True, kw_only=True)
class _Pictures:
    table: Table
    bars: Markup
    heat_map: Markup
    deadlines: tuple[_DuePicture, ...]


def pictures(view: View) -> Iterator[Page]:
    """All pledges in pictures."""
    yield page("pictures.html", "pictures/", view, {"pictures": [_pictures(view, table) for table in view.tables]})


def _pictures(view: View, table: Table) -> _Pictures:
    return _Pictures(
        table=table,
        bars=status_bars((column.name, column.tally) for column in table.columns),
        heat_map=heat_map(table),
        deadlines=tuple(_due_picture(view, table, deadline) for deadline in due_days(table.pledge)),
    )


def _due_picture(view: View, table: Table, deadline: Deadline) -> _DuePicture:
    columns = [view.columns[f"{table.pledge.id}/{each.id}"] for each in due_days(table.pledge)[deadline]]
    steps = moments(
        [cell for column in columns for cell in column.cells], table.pledge.announced.last, view.edition.date
    )
    return _DuePicture(
        deadline=deadline,
        titles=tuple(column.name for column in columns),
        moments=steps,
        over_time=over_time(steps, deadline.date.last if deadline.date.last <= view.edition.date else None),
    )
