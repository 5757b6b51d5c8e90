"""The tables of cells: how each stands, how it stood before, and the quotes that it follows from."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from tracker.model import CriterionState, Status
from tracker.records.downloads.rows import (
    AssessmentRow,
    CellRow,
    assessment_rows,
    cell_rows,
    commitment_id,
    criterion_id,
)
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.cells import AssessmentView, Cell
from tracker.views.due import due_day
from tracker.views.view import View

Row = TypeVar("Row")
_STANDINGS = tuple(map(str, Status))
_STATUSES = tuple(str(each) for each in Status if each is not Status.NOT_ASSESSED)
_URL = "The cell on this site; without the site's address where the build did not know it"


def _place(cell: Callable[[Row], Cell]) -> tuple[Column[Row], ...]:
    """The columns that say which cell a row is of."""
    return (
        Column("company_id", Kind.TEXT, "The company's id", lambda each: cell(each).company.id, refers="companies"),
        Column("company", Kind.TEXT, "The company's name", lambda each: cell(each).company.name),
        Column("pledge_id", Kind.TEXT, "The pledge's id", lambda each: cell(each).pledge.id, refers="pledges"),
        Column("pledge", Kind.TEXT, "The pledge's short name", lambda each: cell(each).pledge.short_name),
        Column(
            "commitment_id",
            Kind.TEXT,
            "The commitment's id: pledge/commitment",
            lambda each: commitment_id(cell(each).pledge, cell(each).commitment),
            refers="commitments",
        ),
        Column("commitment", Kind.TEXT, "The commitment's title", lambda each: cell(each).commitment.title),
    )


def _shown(view: AssessmentView | None) -> int:
    return sum(each.state is CriterionState.SHOWN for each in view.criteria) if view else 0


CELLS = Table[CellRow](
    name="cells",
    description="One row for each cell, that is each company and each commitment of a pledge that it signed, as it "
    "stands at the data's date.",
    key=("cell_id",),
    rows=cell_rows,
    columns=(
        Column("cell_id", Kind.TEXT, "The cell's id: company/pledge/commitment", lambda each: each.cell.id),
        *_place(lambda each: each.cell),
        Column(
            "number",
            Kind.TEXT,
            "The commitment's number in the pledge, as the pledge writes it",
            lambda each: each.cell.commitment.number,
            is_nullable=True,
        ),
        Column(
            "group_title",
            Kind.TEXT,
            "The title of the part of the pledge in which the commitment stands",
            lambda each: each.cell.pledge.groups[each.cell.commitment.group].title,
        ),
        Column(
            "status",
            Kind.TEXT,
            "The status of the latest assessment; not-assessed where there is none",
            lambda each: each.cell.status,
            values=_STANDINGS,
        ),
        Column(
            "since",
            Kind.DATE,
            "From when on documents support the status, as exactly as it is known",
            lambda each: latest.since if (latest := each.cell.latest) else None,
            is_nullable=True,
        ),
        Column(
            "since_day",
            Kind.DAY,
            "The last day that ‘since’ can mean: from then on the status surely holds",
            lambda each: latest.since.last if (latest := each.cell.latest) else None,
            is_nullable=True,
        ),
        Column(
            "assessed",
            Kind.DAY,
            "The day on which the latest assessment was made",
            lambda each: latest.assessed if (latest := each.cell.latest) else None,
            is_nullable=True,
        ),
        Column(
            "reason",
            Kind.TEXT,
            "What the documents show and do not show, in our words",
            lambda each: latest.reason if (latest := each.cell.latest) else None,
            is_nullable=True,
        ),
        Column(
            "quotes",
            Kind.INTEGER,
            "How many quotes the latest assessment has",
            lambda each: len(latest.evidence) if (latest := each.cell.latest) else 0,
        ),
        Column(
            "criteria_shown",
            Kind.INTEGER,
            "How many criteria the quotes of the latest assessment show, with none against",
            lambda each: _shown(each.cell.current),
        ),
        Column(
            "criteria",
            Kind.INTEGER,
            "How many criteria the commitment has",
            lambda each: len(each.cell.commitment.criteria),
        ),
        Column(
            "assessments",
            Kind.INTEGER,
            "How many assessments the cell has, the earlier ones included",
            lambda each: len(each.cell.assessments),
        ),
        Column(
            "late",
            Kind.BOOLEAN,
            "Whether the commitment had a deadline and the documents show something of it only after that day",
            lambda each: each.cell.late_since is not None,
        ),
        Column(
            "review_due",
            Kind.DAY,
            "The day after which the cell is due for review: 180 days after it was assessed",
            lambda each: due_day(each.cell),
            is_nullable=True,
        ),
        Column(
            "contested",
            Kind.BOOLEAN,
            "Whether somebody disputes the latest assessment; the table of disputes has the grounds",
            lambda each: each.cell.is_contested,
        ),
        Column("url", Kind.TEXT, _URL, lambda each: each.url),
    ),
)

ASSESSMENTS = Table[AssessmentRow](
    name="assessments",
    description="One row for each assessment of each cell over time: the earlier ones stay as they were written.",
    key=("assessment_id",),
    rows=assessment_rows,
    columns=(
        Column("assessment_id", Kind.TEXT, "The assessment's id: the cell's id and the number", lambda each: each.id),
        Column("cell_id", Kind.TEXT, "The cell's id", lambda each: each.cell.id, refers="cells"),
        *_place(lambda each: each.cell),
        Column(
            "number", Kind.INTEGER, "The assessment's number in its cell; 1 is the oldest", lambda each: each.number
        ),
        Column(
            "is_current", Kind.BOOLEAN, "Whether it is the latest assessment of its cell", lambda each: each.is_current
        ),
        Column(
            "status",
            Kind.TEXT,
            "The status that the assessment gives",
            lambda each: each.view.status,
            values=_STATUSES,
        ),
        Column(
            "since",
            Kind.DATE,
            "From when on documents support the status, as exactly as it is known",
            lambda each: each.view.assessment.since,
        ),
        Column(
            "since_day",
            Kind.DAY,
            "The last day that ‘since’ can mean: from then on the status surely holds",
            lambda each: each.view.assessment.since.last,
        ),
        Column(
            "assessed",
            Kind.DAY,
            "The day on which the assessment was made",
            lambda each: each.view.assessment.assessed,
        ),
        Column(
            "change",
            Kind.TEXT,
            "Why it differs from the one before; empty in a cell's first assessment",
            lambda each: each.view.assessment.change,
            is_nullable=True,
        ),
        Column(
            "reason",
            Kind.TEXT,
            "What the documents show and do not show, in our words",
            lambda each: each.view.assessment.reason,
        ),
        Column("quotes", Kind.INTEGER, "How many quotes it has", lambda each: len(each.view.quotations)),
        Column("criteria", Kind.INTEGER, "How many criteria the commitment has", lambda each: len(each.view.criteria)),
        Column(
            "criteria_shown",
            Kind.INTEGER,
            "How many of them some quote shows and none speaks against",
            lambda each: each.count(CriterionState.SHOWN),
        ),
        Column(
            "criteria_disputed",
            Kind.INTEGER,
            "How many of them one quote shows and another speaks against",
            lambda each: each.count(CriterionState.DISPUTED),
        ),
        Column(
            "criteria_refuted",
            Kind.INTEGER,
            "How many of them some quote speaks against and none shows",
            lambda each: each.count(CriterionState.REFUTED),
        ),
        Column(
            "criteria_open",
            Kind.INTEGER,
            "How many of them no quote speaks of",
            lambda each: each.count(CriterionState.OPEN),
        ),
        Column("url", Kind.TEXT, _URL, lambda each: each.url),
    ),
)


def _criterion_states(view: View) -> Iterator[tuple[AssessmentRow, str, CriterionState]]:
    for row in assessment_rows(view):
        for criterion in row.view.criteria:
            yield row, criterion_id(row.cell, criterion.id), criterion.state


CRITERION_STATES = Table[tuple[AssessmentRow, str, CriterionState]](
    name="criterion_states",
    description="One row for each criterion of each assessment: what the assessment's quotes say of it.",
    key=("assessment_id", "criterion_id"),
    rows=_criterion_states,
    columns=(
        Column("assessment_id", Kind.TEXT, "The assessment's id", lambda each: each[0].id, refers="assessments"),
        Column("criterion_id", Kind.TEXT, "The criterion's id", lambda each: each[1], refers="criteria"),
        Column(
            "state",
            Kind.TEXT,
            "shown: some quote shows it, none speaks against it; disputed: both; refuted: only against; open: neither",
            lambda each: each[2],
            values=tuple(map(str, CriterionState)),
        ),
        Column(
            "is_current",
            Kind.BOOLEAN,
            "Whether the assessment is the latest of its cell",
            lambda each: each[0].is_current,
        ),
    ),
)
