"""The records of pledges: their commitments and criteria in words, what they rest on, and who signed."""

from collections.abc import Iterator

from tracker.membership import Reference
from tracker.model import Deadline, Group, Pledge
from tracker.records.fields import document_fields, tally_fields
from tracker.records.record import Item, Record, api_url, count, date, day, ids, lines, listed, named, shared, text
from tracker.views.addresses import commitment_address, pledge_address
from tracker.views.tables import Column, Row, Table
from tracker.views.view import View

PLEDGES = Record[Table](
    name="pledges",
    one="pledge",
    meaning="One row for each pledge, with the document that holds its official words.",
    rows=lambda view: view.tables,
    fields=(
        shared("pledge_id", lambda table: table.pledge.id),
        shared("pledge_name", lambda table: table.pledge.short_name),
        text("official_name", "The pledge's official name", lambda table: table.pledge.name),
        text("issued_by", "Who issued it", lambda table: table.pledge.issued_by),
        day("announced", "When it was announced", lambda table: table.pledge.announced),
        *document_fields(lambda table: table.pledge.source),
        *date(
            "document_updated",
            "When the document was last changed",
            lambda table: table.pledge.source.updated,
            nullable=True,
        ),
        shared("licence", lambda table: table.pledge.source.licence),
        text("attribution", "How to name the owner of the words", lambda table: table.pledge.source.attribution),
        text(
            "preamble",
            "The words before the commitments (Markdown)",
            lambda table: table.pledge.preamble,
            nullable=True,
        ),
        count("signatory_count", "How many companies signed it and have not left it", lambda table: len(table.members)),
        shared("commitment_count", lambda table: len(table.columns)),
        *tally_fields(lambda table: table.tally),
        shared("former_ids", lambda table: table.pledge.former_ids),
        shared("page_url", lambda table: pledge_address(table.pledge)),
        api_url(lambda table: f"pledges/{table.pledge.id}"),
    ),
)


PLEDGE_DOCUMENTS = Record[Item[Pledge, Reference]](
    name="pledge_documents",
    meaning="One row for each document that says who signed a pledge.",
    composite=("pledge_id", "position"),
    rows=lambda view: (item for table in view.tables for item in listed(table.pledge, table.pledge.signatory_sources)),
    fields=(
        shared("pledge_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        *document_fields(lambda row: row.it),
    ),
)


PLEDGE_FOOTNOTES = Record[Item[Pledge, str]](
    name="pledge_footnotes",
    meaning="One row for each footnote of a pledge's official words.",
    composite=("pledge_id", "mark"),
    rows=lambda view: (item for table in view.tables for item in named(table.pledge, table.pledge.footnotes)),
    fields=(
        shared("pledge_id", lambda row: row.owner.id),
        text("mark", "How the official words refer to the footnote", lambda row: row.name),
        text("footnote_text", "The official words of the footnote", lambda row: row.it),
    ),
)


GROUPS = Record[Item[Pledge, Group]](
    name="groups",
    meaning="One row for each part of a pledge, which groups commitments.",
    rows=lambda view: (item for table in view.tables for item in named(table.pledge, table.pledge.groups)),
    fields=(
        shared("group_id", lambda row: f"{row.owner.id}/{row.name}"),
        shared("pledge_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        shared("group_title", lambda row: row.it.title),
        text("group_text", "The official words that lead into the part", lambda row: row.it.text, nullable=True),
    ),
)


def _deadline(column: Column) -> Deadline | None:
    return column.pledge.deadlines.get(column.commitment.id)


def _commitments(view: View) -> Iterator[Column]:
    for pledge in view.dataset.pledges.values():
        yield from (view.columns[f"{pledge.id}/{commitment}"] for commitment in pledge.commitments)


COMMITMENTS = Record[Column](
    name="commitments",
    one="commitment",
    meaning="One row for each commitment, in its official words.",
    rows=_commitments,
    fields=(
        shared("commitment_id", lambda column: column.id),
        shared("pledge_id", lambda column: column.pledge.id),
        shared("pledge_name", lambda column: column.pledge.short_name),
        shared("position", lambda column: [*column.pledge.commitments].index(column.commitment.id) + 1),
        shared("commitment_number", lambda column: column.commitment.number, nullable=True),
        shared("commitment_title", lambda column: column.commitment.title),
        text("commitment_text", "The official words (Markdown)", lambda column: column.commitment.text),
        shared("group_id", lambda column: f"{column.pledge.id}/{column.commitment.group}"),
        shared("group_title", lambda column: column.group.title),
        count(
            "criterion_count", "How many criteria the commitment has", lambda column: len(column.commitment.criteria)
        ),
        lines(
            "not_tracked",
            "What the official words ask for and no public document can decide",
            lambda column: column.commitment.not_tracked,
        ),
        ids(
            "related_ids", "Like commitments of other pledges", lambda column: column.commitment.related, "commitments"
        ),
        day(
            "deadline",
            "The day by which it was due, where the pledge names one",
            lambda column: due.date if (due := _deadline(column)) else None,
            nullable=True,
        ),
        text(
            "deadline_event",
            "What happened on the day of the deadline",
            lambda column: due.event if (due := _deadline(column)) else None,
            nullable=True,
        ),
        *tally_fields(lambda column: column.tally),
        shared("former_ids", lambda column: column.commitment.former_ids),
        shared("page_url", lambda column: commitment_address(column.pledge, column.commitment)),
        api_url(lambda column: f"commitments/{column.id}"),
    ),
)


CRITERIA = Record[Item[Column, str]](
    name="criteria",
    meaning="One row for each criterion, the checkable part of a commitment.",
    rows=lambda view: (item for column in _commitments(view) for item in named(column, column.commitment.criteria)),
    fields=(
        shared("criterion_id", lambda row: f"{row.owner.id}/{row.name}"),
        shared("commitment_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        shared("criterion_text", lambda row: row.it),
    ),
)

SIGNATORIES = Record[Row](
    name="signatories",
    meaning="One row for each company that signed a pledge, also where it has left it since; the counts are its own.",
    composite=("pledge_id", "company_id"),
    rows=lambda view: (row for table in view.tables for row in table.rows),
    fields=(
        shared("pledge_id", lambda row: row.pledge.id),
        shared("pledge_name", lambda row: row.pledge.short_name),
        shared("company_id", lambda row: row.company.id),
        shared("company_name", lambda row: row.company.name),
        day(
            "joined",
            "When it joined; null where the day was not published",
            lambda row: row.signatory.joined,
            nullable=True,
        ),
        *tally_fields(lambda row: row.tally),
        day(
            "joined_by",
            "Where the day of joining was not published: a day by which it had joined, if one is known",
            lambda row: row.signatory.by,
            nullable=True,
        ),
        shared("left_on", lambda row: row.signatory.left and row.signatory.left.date, nullable=True),
        text(
            "left_document_title",
            "The title of the document that says that it left",
            lambda row: row.signatory.left and row.signatory.left.source.title,
            nullable=True,
        ),
        text(
            "left_document_publisher",
            "Who published that document",
            lambda row: row.signatory.left and row.signatory.left.source.publisher,
            nullable=True,
        ),
        text(
            "left_document_url",
            "Where that document is",
            lambda row: row.signatory.left and row.signatory.left.source.url,
            nullable=True,
        ),
        *date(
            "left_document_published",
            "When that document was published",
            lambda row: row.signatory.left and row.signatory.left.source.published,
            nullable=True,
        ),
    ),
)

TABLES = (PLEDGES, SIGNATORIES, COMMITMENTS, CRITERIA, GROUPS, PLEDGE_DOCUMENTS, PLEDGE_FOOTNOTES)
