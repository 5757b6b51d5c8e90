"""The record of what was changed in the record itself, and what was taken out of it."""

from tracker.recorded import Amendment, Removal
from tracker.records.record import Record, choice, day, lines, shared, text
from tracker.views.record_changes import RecordChange


def _amendment(change: RecordChange) -> str:
    return change.entry.was if isinstance(change.entry, Amendment) else ""


def _reviewers(change: RecordChange) -> tuple[str, ...]:
    return change.entry.reviewers if isinstance(change.entry, Removal) else ()


RECORD_CHANGES = Record[tuple[int, RecordChange]](
    name="record_changes",
    meaning="One row for each fact of a pledge, a company or a review that was changed after it was published, and for "
    "all words that were taken out because they must not be published; the newest first.",
    composite=("position",),
    rows=lambda view: enumerate(view.record_changes, start=1),
    fields=(
        shared("position", lambda row: row[0]),
        choice("subject_kind", "What was changed", lambda row: row[1].kind, ("pledge", "company", "review")),
        text("changed_thing", "The id of the pledge, company or review", lambda row: row[1].id),
        text("subject_name", "What readers call it", lambda row: row[1].subject),
        choice(
            "record_change",
            "Whether a fact was amended or words were removed",
            lambda row: "removed" if row[1].is_removal else "amended",
            ("amended", "removed"),
        ),
        text("changed_field", "Which field of its file, with slashes", lambda row: row[1].entry.field),
        day("changed_on", "The day of the change", lambda row: row[1].entry.date),
        text(
            "was", "What it said before; null where words were removed", lambda row: _amendment(row[1]), nullable=True
        ),
        text("why", "Why it was changed or removed", lambda row: row[1].entry.why),
        lines("reviewers", "Who agreed to a removal", lambda row: _reviewers(row[1])),
    ),
)

TABLES = (RECORD_CHANGES,)
