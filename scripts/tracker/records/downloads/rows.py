"""What the tables have rows for: cells, assessments and quotes, and the ids by which rows name each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Commitment, CriterionState, Pledge, Statement
from tracker.views.addresses import cell_address
from tracker.views.cells import AssessmentView, Cell, Quotation
from tracker.views.view import View


@dataclass(frozen=True)
class CellRow:
    """A cell and its address."""

    cell: Cell
    url: str


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment with its number in its cell, from 1 for the oldest."""

    cell: Cell
    number: int
    view: AssessmentView
    url: str

    @property
    def id(self) -> str:
        """The assessment's id in every table."""
        return f"{self.cell.id}/{self.number}"

    @property
    def is_current(self) -> bool:
        """Whether no later assessment of the cell follows."""
        return self.number == len(self.cell.assessments)

    def count(self, state: CriterionState) -> int:
        """How many criteria stand so."""
        return sum(each.state is state for each in self.view.criteria)


@dataclass(frozen=True)
class EvidenceRow:
    """A quote with its number in its assessment, from 1."""

    parent: AssessmentRow
    number: int
    quotation: Quotation

    @property
    def id(self) -> str:
        """The quote's id in every table."""
        return f"{self.parent.id}/{self.number}"


def commitment_id(pledge: Pledge, commitment: Commitment) -> str:
    """A commitment's id in every table: the form in which the data name it across pledges."""
    return f"{pledge.id}/{commitment.id}"


def criterion_id(cell: Cell, criterion: str) -> str:
    """The id, in every table, of a criterion of the cell's commitment."""
    return f"{commitment_id(cell.pledge, cell.commitment)}/{criterion}"


def statement_ids(review: str, statements: tuple[Statement, ...]) -> Iterator[tuple[str, Statement]]:
    """A review's statements, each with its id in every table."""
    for number, statement in enumerate(statements, 1):
        yield f"{review}/{number}", statement


def cell_rows(view: View) -> Iterator[CellRow]:
    """Every cell, in the order of the pledges and of the companies' names."""
    for cell in view.cells:
        yield CellRow(cell, view.edition.site + cell_address(cell))


def assessment_rows(view: View) -> Iterator[AssessmentRow]:
    """Every assessment of every cell, each cell's oldest first."""
    for cell in view.cells:
        for number, each in enumerate(cell.views, 1):
            yield AssessmentRow(cell, number, each, view.edition.site + cell_address(cell))


def evidence_rows(view: View) -> Iterator[EvidenceRow]:
    """Every quote of every assessment, in the order of the data."""
    for parent in assessment_rows(view):
        for number, quotation in enumerate(parent.view.quotations, 1):
            yield EvidenceRow(parent, number, quotation)
