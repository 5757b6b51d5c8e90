"""What is due for review: assessments that have grown old, and companies with documents that nobody has read yet."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import Company, UnreadDocument
from tracker.views.cells import Cell

REVIEW_AFTER = datetime.timedelta(days=180)


@dataclass(frozen=True)
class DueCell:
    """An assessed cell and the day on which its latest assessment is 180 days old."""

    cell: Cell
    due: datetime.date


@dataclass(frozen=True)
class UnreadDocuments:
    """A company whose cells are due because of newer documents that are known and not read."""

    company: Company
    documents: tuple[UnreadDocument, ...]


def due_day(cell: Cell) -> datetime.date | None:
    """The day of a cell's next review; None where it is not assessed."""
    return cell.latest.assessed.last + REVIEW_AFTER if cell.latest else None


def due_days(cells: Iterable[Cell]) -> tuple[DueCell, ...]:
    """The assessed cells with the day of their next review, the earliest first."""
    found = [DueCell(cell, due) for cell in cells if (due := due_day(cell)) is not None]
    return tuple(sorted(found, key=lambda each: each.due))


def unread_documents(companies: Iterable[Company]) -> tuple[UnreadDocuments, ...]:
    """The companies with newer documents that are known and not read."""
    return tuple(UnreadDocuments(each, each.unread_documents) for each in companies if each.unread_documents)
