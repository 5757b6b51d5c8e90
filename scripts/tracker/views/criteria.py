"""The criteria of a commitment, company by company: what the evidence says of each, and whose words show it first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.model import CriterionState, Status
from tracker.views.cells import Cell, CriterionView, Quotation
from tracker.views.tables import Column

_OMISSION = "[...]"
# The criteria of these cells are not told one by one: nothing was judged by them.
_WITHOUT_CRITERIA = frozenset({Status.NOT_APPLICABLE, Status.NOT_ASSESSABLE, Status.NOT_ASSESSED})


@dataclass(frozen=True, eq=False)
class CriteriaRow:
    """A company's cell with the state of each criterion in the commitment's order; none where nothing was judged."""

    cell: Cell
    states: tuple[CriterionState, ...]


@dataclass(frozen=True, eq=False)
class FirstShown:
    """The words that show a criterion first, and the cell that cites them."""

    cell: Cell
    quotation: Quotation


@dataclass(frozen=True, kw_only=True, eq=False)
class CriterionAcross:
    """A criterion across all companies: how many have it in which state, and whose words show it first, if any do."""

    id: str
    text: str
    counts: Mapping[CriterionState, int]
    first: FirstShown | None


@dataclass(frozen=True, eq=False)
class SideBySide:
    """A commitment's companies beside its criteria."""

    column: Column

    @cached_property
    def rows(self) -> tuple[CriteriaRow, ...]:
        """The companies that have not left, by their status, then the number of criteria shown, then their names."""
        return tuple(sorted(map(_row, self.column.counted), key=_fullest_first))

    @cached_property
    def criteria(self) -> tuple[CriterionAcross, ...]:
        """The criteria in the commitment's order."""
        judged = [row for row in self.rows if row.states]
        return tuple(
            CriterionAcross(
                id=id,
                text=text,
                counts=Counter(row.states[index] for row in judged),
                first=first_shown((row.cell for row in judged if row.states[index] is CriterionState.SHOWN), id),
            )
            for index, (id, text) in enumerate(self.column.commitment.criteria.items())
        )


def first_shown(cells: Iterable[Cell], criterion: str) -> FirstShown | None:
    """The earliest quote that shows a criterion in full, in cells where nothing speaks against it.

    In full is without an omission; sources of low reliability are left out. The date is that of the source, and on one
    day the companies stand by name.
    """
    found = [
        FirstShown(cell, item)
        for cell in cells
        for item in (cell.current.quotations if cell.current else ())
        if criterion in item.evidence.shows
        and item.source.reliability != "low"
        and _OMISSION not in item.evidence.quote
    ]
    return min(
        found,
        key=lambda each: (each.quotation.source.date.last, each.cell.company.name.casefold(), each.quotation.number),
        default=None,
    )


def judged_criteria(cell: Cell) -> tuple[CriterionView, ...]:
    """The criteria by which the latest assessment judges a cell; none where the status does not rest on them."""
    return () if cell.current is None or cell.status in _WITHOUT_CRITERIA else cell.current.criteria


def _row(cell: Cell) -> CriteriaRow:
    return CriteriaRow(cell, tuple(each.state for each in judged_criteria(cell)))


def _fullest_first(row: CriteriaRow) -> tuple[int, int, str]:
    order = tuple(Status).index(row.cell.status)
    return order, -row.states.count(CriterionState.SHOWN), row.cell.company.name.casefold()
