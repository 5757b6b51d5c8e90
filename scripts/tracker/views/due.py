"""What is due for review: assessments that have grown old, and companies with documents that nobody has read yet."""

import datetime
from dataclasses import dataclass

from tracker.model import Company, Dataset, UnreadDocument
from tracker.views.cells import Cell, by_name, cells

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


def due_days(dataset: Dataset) -> tuple[DueCell, ...]:
    """Every assessed cell with the day of its next review, the earliest first."""
    found = [DueCell(cell, due) for cell in cells(dataset) if (due := due_day(cell)) is not None]
    return tuple(sorted(found, key=lambda each: each.due))


def due_cells(dataset: Dataset, day: datetime.date) -> tuple[DueCell, ...]:
    """The cells whose latest assessment is older than 180 days on a day, the oldest first."""
    return tuple(each for each in due_days(dataset) if each.due < day)


def unread_documents(dataset: Dataset) -> tuple[UnreadDocuments, ...]:
    """The companies, by name, with newer documents that are known and not read."""
    companies = by_name(dataset.companies.values())
    return tuple(UnreadDocuments(each, each.unread_documents) for each in companies if each.unread_documents)
