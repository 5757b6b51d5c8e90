"""The records of pledges: their commitments and criteria in words, what they rest on, and who signed."""

from collections.abc import Iterator

from tracker.model import Deadline, Group, Pledge, Reference
from tracker.records.fields import (
    commitment_title,
    company_name,
    document_fields,
    pledge_name,
    tally_fields,
    updated_fields,
)
from tracker.records.record import (
    Item,
    Record,
    api_url,
    count,
    day,
    ids,
    key,
    lines,
    listed,
    named,
    page_url,
    position,
    text,
)
from tracker.views.addresses import commitment_address, pledge_address
from tracker.views.tables import Column, Row, Table
from tracker.views.view import View

_FORMER = "The ids that it had before, which still lead to it"

PLEDGES = Record[Table](
    name="pledges",
    one="pledge",
    meaning="One row for each pledge, with the document that holds its official words.",
    key=("pledge_id",),
    rows=lambda view: view.tables,
    fields=(
        key("pledge_id", lambda table: table.pledge.id),
        pledge_name(lambda table: table.pledge.short_name),
        text("official_name", "The pledge's official name", lambda table: table.pledge.name),
        text("issued_by", "Who issued it", lambda table: table.pledge.issued_by),
        day("announced", "When it was announced", lambda table: table.pledge.announced),
        *document_fields(lambda table: table.pledge.source),
        *updated_fields(lambda table: table.pledge.source),
        text(
            "preamble",
            "The words before the commitments (Markdown)",
            lambda table: table.pledge.preamble,
            nullable=True,
        ),
        count("signatory_count", "How many companies signed it", lambda table: len(table.pledge.signatories)),
        count("commitment_count", "How many commitments there are", lambda table: len(table.columns)),
        *tally_fields(lambda table: table.tally),
        ids("former_ids", _FORMER, lambda table: table.pledge.former_ids),
        page_url(lambda table: pledge_address(table.pledge)),
        api_url(lambda table: f"pledges/{table.pledge.id}"),
    ),
)


def _documents(view: View) -> Iterator[Item[Pledge, Reference]]:
    return (item for table in view.tables for item in listed(table.pledge, table.pledge.signatory_sources))


PLEDGE_DOCUMENTS = Record[Item[Pledge, Reference]](
    name="pledge_documents",
    one="pledge_document",
    meaning="One row for each document that says who signed a pledge.",
    key=("pledge_id", "position"),
    rows=_documents,
    fields=(
        key("pledge_id", lambda row: row.owner.id),
        position(lambda row: row.position),
        *document_fields(lambda row: row.it),
    ),
)


def _footnotes(view: View) -> Iterator[Item[Pledge, str]]:
    return (item for table in view.tables for item in named(table.pledge, table.pledge.footnotes))


PLEDGE_FOOTNOTES = Record[Item[Pledge, str]](
    name="pledge_footnotes",
    one="pledge_footnote",
    meaning="One row for each footnote of a pledge's official words.",
    key=("pledge_id", "mark"),
    rows=_footnotes,
    fields=(
        key("pledge_id", lambda row: row.owner.id),
        text("mark", "How the official words refer to the footnote", lambda row: row.name),
        text("footnote_text", "The official words of the footnote", lambda row: row.it),
    ),
)


def _groups(view: View) -> Iterator[Item[Pledge, Group]]:
    return (item for table in view.tables for item in named(table.pledge, table.pledge.groups))


GROUPS = Record[Item[Pledge, Group]](
    name="groups",
    one="group",
    meaning="One row for each part of a pledge, which groups commitments.",
    key=("group_id",),
    rows=_groups,
    fields=(
        key("group_id", lambda row: f"{row.owner.id}/{row.name}"),
        key("pledge_id", lambda row: row.owner.id),
        position(lambda row: row.position),
        text("group_title", "The title of the part of the pledge", lambda row: row.it.title),
        text("group_text", "The official words that lead into the part", lambda row: row.it.text, nullable=True),
    ),
)


def _deadline(column: Column) -> Deadline | None:
    deadline = column.pledge.deadline
    return deadline if deadline and deadline.commitment == column.commitment.id else None


def _commitments(view: View) -> Iterator[Column]:
    for pledge in view.dataset.pledges.values():
        yield from (view.columns[f"{pledge.id}/{commitment}"] for commitment in pledge.commitments)


COMMITMENTS = Record[Column](
    name="commitments",
    one="commitment",
    meaning="One row for each commitment, in its official words.",
    key=("commitment_id",),
    rows=_commitments,
    fields=(
        key("commitment_id", lambda column: column.id),
        key("pledge_id", lambda column: column.pledge.id),
        pledge_name(lambda column: column.pledge.short_name),
        position(lambda column: [*column.pledge.commitments].index(column.commitment.id) + 1),
        text(
            "commitment_number",
            "The commitment's number, as the pledge writes it",
            lambda column: column.commitment.number,
            nullable=True,
        ),
        commitment_title(lambda column: column.commitment.title),
        text("commitment_text", "The official words (Markdown)", lambda column: column.commitment.text),
        key("group_id", lambda column: f"{column.pledge.id}/{column.commitment.group}"),
        text("group_title", "The title of the part of the pledge", lambda column: column.group.title),
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
        ids("former_ids", _FORMER, lambda column: column.commitment.former_ids),
        page_url(lambda column: commitment_address(column.pledge, column.commitment)),
        api_url(lambda column: f"commitments/{column.id}"),
    ),
)


def _criteria(view: View) -> Iterator[Item[Column, str]]:
    return (item for column in _commitments(view) for item in named(column, column.commitment.criteria))


CRITERIA = Record[Item[Column, str]](
    name="criteria",
    one="criterion",
    meaning="One row for each criterion, the checkable part of a commitment.",
    key=("criterion_id",),
    rows=_criteria,
    fields=(
        key("criterion_id", lambda row: f"{row.owner.id}/{row.name}"),
        key("commitment_id", lambda row: row.owner.id),
        position(lambda row: row.position),
        text("criterion_text", "The criterion in one sentence, in our words", lambda row: row.it),
    ),
)

SIGNATORIES = Record[Row](
    name="signatories",
    one="signatory",
    meaning="One row for each company that signed a pledge.",
    key=("pledge_id", "company_id"),
    rows=lambda view: (row for table in view.tables for row in table.rows),
    fields=(
        key("pledge_id", lambda row: row.pledge.id),
        pledge_name(lambda row: row.pledge.short_name),
        key("company_id", lambda row: row.company.id),
        company_name(lambda row: row.company.name),
        day("joined", "When it joined; null where the day was not published", lambda row: row.joined, nullable=True),
        *tally_fields(lambda row: row.tally),
    ),
)

TABLES = (PLEDGES, SIGNATORIES, COMMITMENTS, CRITERIA, GROUPS, PLEDGE_DOCUMENTS, PLEDGE_FOOTNOTES)
