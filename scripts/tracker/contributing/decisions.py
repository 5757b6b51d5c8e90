"""The end of a dispute, into the company's file: it stays where it is, with its outcome."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.contributing.additions import CompanyFile
from tracker.reading.edit import EditError, edited
from tracker.remarks import Dispute, Outcome
from tracker.views.cells import Cell

_CORRECT_FIRST = (
    "an upheld dispute names the assessment that corrects the disputed one: add it first, with `tracker add evidence` "
    "or `tracker add assessment` and `--change correction`"
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How a dispute ended, on which day, and why."""

    outcome: Outcome
    decided: str
    answer: str


def open_disputes(cell: Cell) -> Mapping[tuple[int, int], Dispute]:
    """The open disputes of a cell by their places: that of the assessment, and the one at the assessment."""
    return {
        (place, number): dispute
        for place, assessment in enumerate(cell.assessments)
        for number, dispute in enumerate(assessment.disputes)
        if dispute.is_open
    }


def decide(file: CompanyFile, cell: Cell, place: tuple[int, int], decision: Decision) -> bytes:
    """The file with the outcome of the dispute at a place; EditError where it is upheld and nothing corrects it."""
    assessment, number = place
    value = copy.deepcopy(file.document.value)
    assessments = value["assessments"][cell.pledge.id][cell.commitment.id]
    dispute = assessments[assessment]["disputes"][number]
    dispute |= {"decided": decision.decided, "outcome": str(decision.outcome), "answer": decision.answer}
    if decision.outcome is Outcome.UPHELD:
        if assessment + 1 == len(assessments):
            raise EditError(_CORRECT_FIRST)
        dispute["followed_by"] = assessments[-1]["assessed"]
    return edited(file.document, file.content, value, file.schema)
