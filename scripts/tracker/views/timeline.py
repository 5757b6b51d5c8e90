"""How many cells stood how, from day to day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.status import Tally, status_on, tally
from tracker.views.cells import Cell


@dataclass(frozen=True)
class Moment:
    """A day, and how many of some cells stood how at its end."""

    day: datetime.date
    tally: Tally


def moments(cells: Iterable[Cell], first: datetime.date, last: datetime.date) -> tuple[Moment, ...]:
    """The first and the last day, and every day between them on which a count changed, oldest first.

    On the last day cells stand as they stand now, also where the month from which a status holds has not ended yet.
    """
    followed = tuple(cells)
    steps = {day for cell in followed for day, _standing in cell.history if first < day < last}
    found: list[Moment] = []
    for day in (first, *sorted(steps)):
        counted = tally(status_on(cell.assessments, day) for cell in followed)
        if not found or counted != found[-1].tally:
            found.append(Moment(day, counted))
    return (*found, Moment(last, tally(cell.status for cell in followed)))
