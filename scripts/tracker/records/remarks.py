"""The records of what stands beside an assessment: quotes that it dropped, second readings, disputes and replies."""

from typing import Any

from tracker.model import DroppedQuote
from tracker.records.cells import all_of
from tracker.records.record import Field, Item, Record, choice, day, flag, shared, shared_date, text
from tracker.remarks import Dispute, Outcome, Reader, Reply, SecondReading
from tracker.views.cells import AssessmentView

# Whose, when and by whom: the fields with which every remark begins.
_SAID: tuple[Field[Item[AssessmentView, Any]], ...] = (
    shared("assessment_id", lambda row: row.owner.id),
    *shared_date("date", lambda row: row.it.date),
    shared("author", lambda row: row.it.by),
)

DROPPED_QUOTES = Record[Item[AssessmentView, DroppedQuote]](
    name="dropped_quotes",
    meaning="One row for each quote that an assessment says it no longer counts, although the one before cites it.",
    composite=("assessment_id", "position"),
    rows=all_of(lambda own: own.assessment.dropped),
    fields=(
        shared("assessment_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        shared("source_id", lambda row: f"{row.owner.cell.company.id}/{row.it.source}"),
        shared("quote", lambda row: row.it.quote),
        text("drop_reason", "Why it no longer counts", lambda row: row.it.reason),
    ),
)

SECOND_READINGS = Record[Item[AssessmentView, SecondReading]](
    name="second_readings",
    meaning="One row for each time that an assessment was read again by somebody who had not written it.",
    composite=("assessment_id", "position"),
    rows=all_of(lambda own: own.assessment.readings),
    fields=(
        *_SAID,
        flag("agreed", "Whether the second reader came to the same status", lambda row: row.it.agreed),
        shared("note", lambda row: row.it.note, nullable=True),
        shared("position", lambda row: row.position),
        choice(
            "reader",
            "Whether a person or a program read it, where it says so",
            lambda row: row.it.reader,
            Reader,
            nullable=True,
        ),
    ),
)

DISPUTES = Record[Item[AssessmentView, Dispute]](
    name="disputes",
    meaning="One row for each dispute of an assessment, decided ones included.",
    composite=("assessment_id", "position"),
    rows=all_of(lambda own: own.assessment.disputes),
    fields=(
        *_SAID,
        text("grounds", "Why the assessment is disputed", lambda row: row.it.grounds),
        text("dispute_url", "Where the dispute can be read", lambda row: row.it.url, nullable=True),
        shared("position", lambda row: row.position),
        day("decided", "When it was decided; null while it is open", lambda row: row.it.decided, nullable=True),
        choice("outcome", "How it was decided", lambda row: row.it.outcome, Outcome, nullable=True),
        text("answer", "Why it was decided so", lambda row: row.it.answer, nullable=True),
        day(
            "followed_by",
            "Of an upheld dispute: the day of the later assessment that corrects this one",
            lambda row: row.it.followed_by,
            nullable=True,
        ),
    ),
)

REPLIES = Record[Item[AssessmentView, Reply]](
    name="replies",
    meaning="One row for each answer of a company to an assessment.",
    composite=("assessment_id", "position"),
    rows=all_of(lambda own: own.assessment.replies),
    fields=(
        *_SAID,
        text("reply_text", "The company's own words", lambda row: row.it.text),
        text("reply_url", "Where the reply was published, if anywhere", lambda row: row.it.url, nullable=True),
        shared("position", lambda row: row.position),
    ),
)

TABLES = (DROPPED_QUOTES, SECOND_READINGS, DISPUTES, REPLIES)
