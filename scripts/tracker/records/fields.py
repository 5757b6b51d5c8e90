"""The fields that several records have: a row's cell, source, document and counts, and what a program found."""

from collections.abc import Callable
from typing import TypeVar

from tracker.membership import Reference
from tracker.model import Source, Status, UnreadDocument
from tracker.quotes.ledger import Check
from tracker.records.record import Field, api_url, choice, count, date, day, shared, text
from tracker.status import Tally
from tracker.verdicts import Origin, Verdict
from tracker.views.addresses import cell_address
from tracker.views.cells import Cell

Row = TypeVar("Row")
STATUS = "What the evidence says of the company and the commitment; the method explains each status"
SOURCE_KINDS = (
    "policy",
    "system-card",
    "announcement",
    "blog",
    "paper",
    "government",
    "news",
    "third-party-review",
    "repository",
    "other",
)
RELIABILITIES = ("high", "medium", "low")


def place(cell: Callable[[Row], Cell]) -> tuple[Field[Row], ...]:
    """Which company, pledge and commitment a row is about, with their names."""
    return (
        shared("company_id", lambda row: cell(row).company.id),
        shared("company_name", lambda row: cell(row).company.name),
        shared("pledge_id", lambda row: cell(row).pledge.id),
        shared("pledge_name", lambda row: cell(row).pledge.short_name),
        shared("commitment_id", lambda row: cell(row).commitment_id),
        shared("commitment_title", lambda row: cell(row).commitment.title),
    )


def cell_links(cell: Callable[[Row], Cell], address: Callable[[Row], str] | None = None) -> tuple[Field[Row], ...]:
    """Where a cell is read, by people and by programs; `address` where the row's own is another one."""
    return (
        shared("page_url", address or (lambda row: cell_address(cell(row)))),
        api_url(lambda row: f"cells/{cell(row).id}"),
    )


def tally_fields(tally: Callable[[Row], Tally]) -> tuple[Field[Row], ...]:
    """How many cells have which status, and the denominator of every share."""
    return (
        count("cells", "How many cells there are: pairs of a company and a commitment", lambda row: tally(row).total),
        *(_status_count(tally, status) for status in Status),
        count(
            "applicable",
            "The denominator of every share: all cells but those that are not-applicable",
            lambda row: tally(row).applicable,
        ),
    )


def _status_count(tally: Callable[[Row], Tally], status: Status) -> Field[Row]:
    name = status.replace("-", "_")
    return count(name, f"How many of the cells are {status}", lambda row: tally(row).counts[status])


def source_fields(source: Callable[[Row], Source]) -> tuple[Field[Row], ...]:
    """What a reader needs to know of a source at a glance."""
    return (
        text("source_title", "The title of the source", lambda row: source(row).title),
        text("source_publisher", "Who published the source", lambda row: source(row).publisher),
        text("source_url", "Where the source is", lambda row: source(row).url),
        choice("source_kind", "What kind of document the source is", lambda row: source(row).kind, SOURCE_KINDS),
        choice("source_reliability", "How reliable it is", lambda row: source(row).reliability, RELIABILITIES),
        *date("source_published", "When the source was published", lambda row: source(row).published, nullable=True),
        *date("source_read", "When the text of the source was read", lambda row: source(row).read),
    )


def document_fields(
    document: Callable[[Row], Reference | UnreadDocument], *, nullable: bool = False
) -> tuple[Field[Row], ...]:
    """What is known of a document that is no source of a cell; `nullable` where its address may be unknown."""
    return (
        text("document_title", "The title of the document", lambda row: document(row).title),
        text("document_publisher", "Who published the document", lambda row: document(row).publisher),
        text("document_url", "Where the document is", lambda row: document(row).url, nullable=nullable),
        *date("document_published", "When it was published", lambda row: document(row).published, nullable=True),
    )


def check_fields(check: Callable[[Row], Check]) -> tuple[Field[Row], ...]:
    """What a program found when it last looked a quote up."""
    return (
        choice("verdict", "What was found: drifted means a near match", lambda row: check(row).verdict, Verdict),
        choice(
            "origin",
            "Which text was looked at: that at its address (live), its archived copy, or the copy that was read",
            lambda row: check(row).origin,
            Origin,
            nullable=True,
        ),
        day("checked", "When it was looked up", lambda row: check(row).day),
        text("detail", "What differs, or why nothing was reached", lambda row: check(row).detail, nullable=True),
        text("checked_url", "The address of the text that was read", lambda row: check(row).address, nullable=True),
        text(
            "text_place", "How far into the text it is, from 0 to 1", lambda row: _text_place(check(row)), nullable=True
        ),
        text(
            "nearest_passage",
            "The passage of the text that is nearest to a quote that has drifted",
            lambda row: near.passage if (near := check(row).near) else "",
            nullable=True,
        ),
    )


def _text_place(check: Check) -> str:
    return "" if check.place is None else f"{check.place:.3f}"
