"""The tracker about itself: how much of it was assessed, read twice, checked, corrected, disputed and answered."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Dataset, Status
from tracker.status import Tally, tally
from tracker.views.cells import cells
from tracker.views.changes import changes
from tracker.views.due import due_cells, unread_documents


@dataclass(frozen=True)
class Integrity:
    """Counts over everything; what is said of cells and quotes is said of the latest assessments, unless noted.

    `quotes` counts by status. `oldest_check` is the day of the oldest check of a quote, None where a machine has
    checked none. `contested` counts open disputes. `replies` counts those to earlier assessments too.
    `due` counts the cells that are due by their age, `unread` the newer documents that nobody has read yet.
    """

    tally: Tally
    quotes: Mapping[Status, int]
    quotes_checked: int
    oldest_check: datetime.date | None
    read_twice: int
    disagreed: int
    changes: int
    corrections: int
    contested: int
    replies: int
    due: int
    unread: int
    companies_with_unread: int

    @property
    def quotes_total(self) -> int:
        """All quotes of the latest assessments."""
        return sum(self.quotes.values())

    @property
    def read_once(self) -> int:
        """The assessed cells without a second reading."""
        return self.tally.assessed - self.read_twice


def integrity(dataset: Dataset, day: datetime.date) -> Integrity:
    """The tracker about itself, as seen on a day: the one that decides what is due for review."""
    everything = tuple(cells(dataset))
    latest = [cell.latest for cell in everything if cell.latest]
    readings = [each.second_reading for each in latest if each.second_reading is not None]
    changed = changes(dataset)
    unread = unread_documents(dataset)
    return Integrity(
        tally=tally(cell.status for cell in everything),
        quotes={status: sum(len(each.evidence) for each in latest if each.status is status) for status in Status},
        quotes_checked=0,  # no check of a quote by a machine is on record yet
        oldest_check=None,
        read_twice=len(readings),
        disagreed=sum(not reading.agreed for reading in readings),
        changes=len(changed),
        corrections=sum(each.reason == "correction" for each in changed),
        contested=sum(each.contested is not None for each in latest),
        replies=sum(len(cell.replies) for cell in everything),
        due=len(due_cells(dataset, day)),
        unread=sum(len(each.documents) for each in unread),
        companies_with_unread=len(unread),
    )
