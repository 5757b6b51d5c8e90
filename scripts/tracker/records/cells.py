"""The records of cells: how each is, how it was before, what changed, and the quotes from which the statuses follow."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tracker.model import CriterionState, Search, Status
from tracker.quotes.ledger import Check
from tracker.records.fields import STATUS, cell_links, check_fields, place, source_fields
from tracker.records.record import (
    Item,
    Record,
    choice,
    count,
    date,
    day,
    flag,
    ids,
    lines,
    listed,
    shared,
    shared_date,
    text,
)
from tracker.status import WRITTEN, Timing
from tracker.views.cells import AssessmentView, Cell, CriterionView, Quotation
from tracker.views.changes import Change, Direction
from tracker.views.citation import assessment_address
from tracker.views.due import due_day
from tracker.views.view import View

T = TypeVar("T")
KINDS_OF_CHANGE = ("company-acted", "new-evidence", "source-changed", "correction", "method-changed")
_CHANGE = "Why the assessment differs from the one before; null in a cell's first"

CELLS = Record[Cell](
    name="cells",
    one="cell",
    meaning="One row for each cell, that is each company and each commitment of a pledge that it signed, as it is at "
    "the data's date.",
    rows=lambda view: view.cells,
    fields=(
        shared("cell_id", lambda cell: cell.id),
        *place(lambda cell: cell),
        shared("commitment_number", lambda cell: cell.commitment.number, nullable=True),
        shared("group_title", lambda cell: cell.pledge.groups[cell.commitment.group].title),
        choice("status", STATUS, lambda cell: cell.status, Status),
        *shared_date("since", lambda cell: cell.latest.since if cell.latest else None, nullable=True),
        shared("assessed", lambda cell: cell.latest.assessed if cell.latest else None, nullable=True),
        shared("reason", lambda cell: cell.latest.reason if cell.latest else None, nullable=True),
        count("assessment_count", "How many assessments the cell has", lambda cell: len(cell.views)),
        shared("quote_count", lambda cell: len(cell.current.quotations) if cell.current else 0),
        shared("criterion_count", lambda cell: len(cell.commitment.criteria)),
        shared("shown_count", lambda cell: cell.current.count(CriterionState.SHOWN) if cell.current else 0),
        *date(
            "late_since",
            "For a commitment with a deadline: from when on it is shown, where that is after the deadline",
            lambda cell: cell.late_since,
            nullable=True,
        ),
        day(
            "review_due",
            "When the latest assessment is 180 days old and due for review; null where none is due any more",
            due_day,
            nullable=True,
        ),
        flag(
            "second_reading_agreed",
            "Whether a second reader came to the same status; null where nobody read it again",
            lambda cell: reading.agreed if cell.latest and (reading := cell.latest.second_reading) else None,
            nullable=True,
        ),
        flag("is_contested", "Whether a dispute of the cell is not decided yet", lambda cell: cell.is_contested),
        flag(
            "has_reply",
            "Whether the company has replied to the latest assessment",
            lambda cell: bool(cell.latest and cell.latest.replies),
        ),
        *cell_links(lambda cell: cell),
        shared("left_on", lambda cell: cell.left and cell.left.date, nullable=True),
        choice(
            "timing",
            "For a commitment with a deadline, as of the data's date. upcoming: not shown yet, and not due; in-time: "
            "met or partial, by the deadline; late: met or partial, after it; overdue: not shown although it was due; "
            "null where nobody can say",
            lambda cell: cell.timing,
            Timing,
            nullable=True,
        ),
    ),
)


def all_of(part: Callable[[AssessmentView], Iterable[T]]) -> Callable[[View], Iterator[Item[AssessmentView, T]]]:
    """The rows of a part of the assessments: of every assessment of every cell."""
    return lambda view: (item for own in assessments(view) for item in listed(own, part(own)))


def assessments(view: View) -> Iterator[AssessmentView]:
    """Every assessment, cell by cell and the oldest first."""
    return (own for cell in view.cells for own in cell.views)


ASSESSMENTS = Record[AssessmentView](
    name="assessments",
    meaning="One row for each assessment of each cell, the oldest first: earlier ones stay as they were written.",
    rows=assessments,
    fields=(
        shared("assessment_id", lambda own: own.id),
        shared("cell_id", lambda own: own.cell.id),
        *place(lambda own: own.cell),
        shared("position", lambda own: own.number),
        shared("is_current", lambda own: own.is_current),
        choice("status", STATUS, lambda own: own.status, WRITTEN),
        *shared_date("since", lambda own: own.assessment.since),
        shared("assessed", lambda own: own.assessment.assessed),
        choice("change", _CHANGE, lambda own: own.assessment.change, KINDS_OF_CHANGE, nullable=True),
        shared("reason", lambda own: own.assessment.reason),
        shared("quote_count", lambda own: len(own.quotations)),
        shared("criterion_count", lambda own: len(own.criteria)),
        shared("shown_count", lambda own: own.count(CriterionState.SHOWN)),
        count(
            "disputed_count", "How many criteria are shown and refuted", lambda own: own.count(CriterionState.DISPUTED)
        ),
        count("refuted_count", "How many criteria are refuted alone", lambda own: own.count(CriterionState.REFUTED)),
        count("open_count", "How many criteria no quote speaks of", lambda own: own.count(CriterionState.OPEN)),
        *cell_links(lambda own: own.cell, lambda own: assessment_address(own.cell, own.assessment)),
        text(
            "since_reason",
            "Where `since` is later than the day that follows from the documents: why",
            lambda own: own.assessment.since_reason,
            nullable=True,
        ),
    ),
)

CRITERION_STATES = Record[Item[AssessmentView, CriterionView]](
    name="criterion_states",
    meaning="One row for each criterion of each assessment: what the assessment's quotes say of it.",
    composite=("assessment_id", "criterion_id"),
    rows=all_of(lambda own: own.criteria),
    fields=(
        shared("assessment_id", lambda row: row.owner.id),
        shared("criterion_id", lambda row: f"{row.owner.cell.commitment_id}/{row.it.id}"),
        shared("criterion_text", lambda row: row.it.text),
        choice(
            "state",
            "shown: some quote shows it and none refutes it; disputed: both; refuted: only refuted; open: neither",
            lambda row: row.it.state,
            CriterionState,
        ),
        shared("is_current", lambda row: row.owner.is_current),
    ),
)


def _evidence_id(row: Item[AssessmentView, Quotation]) -> str:
    return f"{row.owner.id}/{row.position}"


def _criteria(row: Item[AssessmentView, Quotation], names: Iterable[str]) -> list[str]:
    return [f"{row.owner.cell.commitment_id}/{name}" for name in names]


EVIDENCE = Record[Item[AssessmentView, Quotation]](
    name="evidence",
    meaning="One row for each quote of each assessment, those of earlier assessments included, with its source at a "
    "glance. A quote that neither shows nor refutes a criterion is context.",
    rows=all_of(lambda own: own.quotations),
    fields=(
        shared("evidence_id", _evidence_id),
        shared("assessment_id", lambda row: row.owner.id),
        shared("cell_id", lambda row: row.owner.cell.id),
        *place(lambda row: row.owner.cell),
        shared("position", lambda row: row.position),
        shared("is_current", lambda row: row.owner.is_current),
        shared("source_id", lambda row: f"{row.owner.cell.company.id}/{row.it.source.id}"),
        *source_fields(lambda row: row.it.source),
        shared("locator", lambda row: row.it.evidence.locator, nullable=True),
        shared("quote", lambda row: row.it.evidence.quote),
        text("translation", "Our translation into English", lambda row: row.it.evidence.translation, nullable=True),
        ids("shows", "The criteria that it shows", lambda row: _criteria(row, row.it.evidence.shows), "criteria"),
        ids("refutes", "The criteria that it refutes", lambda row: _criteria(row, row.it.evidence.refutes), "criteria"),
        *cell_links(lambda row: row.owner.cell, lambda row: assessment_address(row.owner.cell, row.owner.assessment)),
    ),
)


def _bearings(view: View) -> Iterator[tuple[str, str, str]]:
    for row in EVIDENCE.rows(view):
        for criterion in _criteria(row, row.it.evidence.shows):
            yield _evidence_id(row), criterion, "shows"
        for criterion in _criteria(row, row.it.evidence.refutes):
            yield _evidence_id(row), criterion, "refutes"


EVIDENCE_CRITERIA = Record[tuple[str, str, str]](
    name="evidence_criteria",
    meaning="One row for each criterion that a quote shows or refutes.",
    composite=("evidence_id", "criterion_id", "bearing"),
    rows=_bearings,
    fields=(
        shared("evidence_id", lambda row: row[0]),
        shared("criterion_id", lambda row: row[1]),
        choice("bearing", "Whether the quote shows or refutes the criterion", lambda row: row[2], ("shows", "refutes")),
    ),
)


def _checks(view: View) -> Iterator[tuple[str, Check]]:
    for row in EVIDENCE.rows(view):
        company, source = row.owner.cell.company.id, row.it.source.id
        check = view.ledger.check(company=company, source=source, quote=row.it.evidence.quote)
        if check is not None:
            yield _evidence_id(row), check


CHECKS = Record[tuple[str, Check]](
    name="checks",
    one="check",
    meaning="One row for each quote that a program looked up in its source, with the latest result. A quote without a "
    "row was never checked.",
    rows=_checks,
    fields=(
        shared("evidence_id", lambda row: row[0]),
        *check_fields(lambda row: row[1]),
    ),
)

SEARCHES = Record[Item[AssessmentView, Search]](
    name="searches",
    meaning="One row for each search without success that an assessment names.",
    composite=("assessment_id", "position"),
    rows=all_of(lambda own: own.assessment.searched),
    fields=(
        shared("assessment_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        text("subject", "What was looked for", lambda row: row.it.subject),
        text("place", "Where it was looked for", lambda row: row.it.place),
        *shared_date("date", lambda row: row.it.date),
    ),
)

CHANGES = Record[Change](
    name="changes",
    meaning="One row for each change of a cell, that is each assessment that came after another one, the newest first.",
    rows=lambda view: view.changes,
    fields=(
        shared("assessment_id", lambda change: change.view.id),
        shared("cell_id", lambda change: change.cell.id),
        *place(lambda change: change.cell),
        *shared_date("since", lambda change: change.since),
        shared("assessed", lambda change: change.assessed),
        choice("change", _CHANGE, lambda change: change.kind, KINDS_OF_CHANGE),
        choice("status_before", "The status before the change", lambda change: change.before, WRITTEN),
        choice("status_after", "The status after the change", lambda change: change.after, WRITTEN),
        lines("gained", "The criteria that are shown now and were not before", lambda change: change.gained),
        lines("lost", "The criteria that were shown before and are not now", lambda change: change.lost),
        shared("reason", lambda change: change.reason),
        *cell_links(lambda change: change.cell),
        choice(
            "direction",
            "Whether documents show more of the commitment (strengthened), less (weakened), both (mixed) or neither "
            "(unchanged), or whether only our knowledge changed (found-later, corrected)",
            lambda change: change.direction,
            Direction,
        ),
    ),
)

TABLES = (
    CELLS,
    EVIDENCE,
    ASSESSMENTS,
    CHANGES,
    CRITERION_STATES,
    EVIDENCE_CRITERIA,
    CHECKS,
    SEARCHES,
)
