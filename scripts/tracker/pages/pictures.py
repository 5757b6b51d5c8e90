"""The page of pictures: the statuses of each pledge by commitment, from day to day, and cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.model import Deadline
from tracker.pages.charts import Bars, Cells, Steps, bars_of_pledge, cells_of_pledge, steps_of_deadlines
from tracker.pages.page import Page, page
from tracker.views.tables import Column, Table
from tracker.views.view import View


@dataclass(frozen=True, kw_only=True)
class _Pictures:
    table: Table
    bars: Bars
    cells: Cells
    deadlines: tuple[tuple[Deadline, Sequence[Column], Steps], ...]


def pictures(view: View) -> Iterator[Page]:
    """All pledges in pictures."""
    yield page("pictures.html", "pictures/", view, {"pictures": [_pictures(view, table) for table in view.tables]})


def _pictures(view: View, table: Table) -> _Pictures:
    return _Pictures(
        table=table,
        bars=bars_of_pledge(table),
        cells=cells_of_pledge(table),
        deadlines=tuple(steps_of_deadlines(view, table)),
    )
