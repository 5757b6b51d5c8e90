"""What is due for review: old assessments, quotes that were not found again, and documents that nobody has read yet."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import Company, UnreadDocument
from tracker.verdicts import Verdict
from tracker.views.cells import Cell, Quotation

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


@dataclass(frozen=True)
class DoubtfulCell:
    """A cell with the quotes of its latest assessment that have drifted, are missing, or whose document is gone."""

    cell: Cell
    quotations: tuple[Quotation, ...]


def doubtful_cells(cells: Iterable[Cell]) -> tuple[DoubtfulCell, ...]:
    """The cells with such quotes, in their order; not those that are not followed any more."""
    doubtful = (
        DoubtfulCell(cell, tuple(filter(_is_doubtful, cell.current.quotations)))
        for cell in cells
        if cell.current and cell.is_followed
    )
    return tuple(each for each in doubtful if each.quotations)


def _is_doubtful(quotation: Quotation) -> bool:
    check = quotation.check
    return check is not None and (check.verdict in (Verdict.DRIFTED, Verdict.MISSING) or bool(check.gone))


def due_day(cell: Cell) -> datetime.date | None:
    """The day of a cell's next review; None where it is not assessed, or not followed any more."""
    return cell.latest.assessed.last + REVIEW_AFTER if cell.latest and cell.is_followed else None


def due_days(cells: Iterable[Cell]) -> tuple[DueCell, ...]:
    """The assessed cells with the day of their next review, the earliest first."""
    found = [DueCell(cell, due) for cell in cells if (due := due_day(cell)) is not None]
    return tuple(sorted(found, key=lambda each: each.due))


def unread_documents(companies: Iterable[Company]) -> tuple[UnreadDocuments, ...]:
    """The companies with newer documents that are known and not read."""
    return tuple(UnreadDocuments(each, each.unread_documents) for each in companies if each.unread_documents)
