"""The tables of what stands beside an assessment: searches, second readings, disputes and replies."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from tracker.model import Assessment, Dispute, Reply, Search, SecondReading
from tracker.records.downloads.rows import assessment_rows
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.view import View

T = TypeVar("T")
_ASSESSMENT = "The assessment's id"


def _searches(view: View) -> Iterator[tuple[str, int, Search]]:
    for row in assessment_rows(view):
        for number, search in enumerate(row.view.assessment.searched, 1):
            yield row.id, number, search


SEARCHES = Table[tuple[str, int, Search]](
    name="searches",
    description="One row for each search without success that an assessment names.",
    key=("assessment_id", "number"),
    rows=_searches,
    columns=(
        Column("assessment_id", Kind.TEXT, _ASSESSMENT, lambda each: each[0], refers="assessments"),
        Column("number", Kind.INTEGER, "The search's number in its assessment", lambda each: each[1]),
        Column("subject", Kind.TEXT, "What was looked for", lambda each: each[2].subject),
        Column("place", Kind.TEXT, "Where it was looked for", lambda each: each[2].place),
        Column("date", Kind.DATE, "When it was looked for", lambda each: each[2].date),
    ),
)


def _remarks(of: Callable[[Assessment], T | None]) -> Callable[[View], Iterator[tuple[str, T]]]:
    """The rows of one kind of remark: the assessment's id, and what is said of it."""

    def rows(view: View) -> Iterator[tuple[str, T]]:
        for row in assessment_rows(view):
            remark = of(row.view.assessment)
            if remark is not None:
                yield row.id, remark

    return rows


SECOND_READINGS = Table[tuple[str, SecondReading]](
    name="second_readings",
    description="One row for each assessment that somebody read again who had not written it.",
    key=("assessment_id",),
    rows=_remarks(lambda each: each.second_reading),
    columns=(
        Column("assessment_id", Kind.TEXT, _ASSESSMENT, lambda each: each[0], refers="assessments"),
        Column("date", Kind.DATE, "When it was read again", lambda each: each[1].date),
        Column("by", Kind.TEXT, "Who read it", lambda each: each[1].by),
        Column("agreed", Kind.BOOLEAN, "Whether the reader came to the same status", lambda each: each[1].agreed),
        Column("note", Kind.TEXT, "What the reader found", lambda each: each[1].note, is_nullable=True),
    ),
)


DISPUTES = Table[tuple[str, Dispute]](
    name="disputes",
    description="One row for each assessment that somebody disputes.",
    key=("assessment_id",),
    rows=_remarks(lambda each: each.contested),
    columns=(
        Column("assessment_id", Kind.TEXT, _ASSESSMENT, lambda each: each[0], refers="assessments"),
        Column("date", Kind.DATE, "When it was disputed", lambda each: each[1].date),
        Column("by", Kind.TEXT, "Who disputes it", lambda each: each[1].by),
        Column("grounds", Kind.TEXT, "On what grounds", lambda each: each[1].grounds),
        Column(
            "dispute_url", Kind.TEXT, "Where it can be read, if anywhere", lambda each: each[1].url, is_nullable=True
        ),
    ),
)


REPLIES = Table[tuple[str, Reply]](
    name="replies",
    description="One row for each answer of a company to an assessment.",
    key=("assessment_id",),
    rows=_remarks(lambda each: each.reply),
    columns=(
        Column("assessment_id", Kind.TEXT, _ASSESSMENT, lambda each: each[0], refers="assessments"),
        Column("date", Kind.DATE, "When the company answered", lambda each: each[1].date),
        Column("by", Kind.TEXT, "Who answered for the company", lambda each: each[1].by),
        Column("text", Kind.TEXT, "The answer in the company's own words", lambda each: each[1].text),
        Column(
            "reply_url", Kind.TEXT, "Where it was published, if anywhere", lambda each: each[1].url, is_nullable=True
        ),
    ),
)
