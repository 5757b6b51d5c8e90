"""The fields that several records have: which cell a row belongs to, its source, its document, its counts."""

from collections.abc import Callable
from typing import TypeVar

from tracker.model import OfficialText, Reference, Source, Status, UnreadDocument
from tracker.records.record import Field, api_url, choice, count, date, key, page_url, text
from tracker.status import Tally
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
        key("company_id", lambda row: cell(row).company.id),
        company_name(lambda row: cell(row).company.name),
        key("pledge_id", lambda row: cell(row).pledge.id),
        pledge_name(lambda row: cell(row).pledge.short_name),
        key("commitment_id", lambda row: cell(row).commitment_id),
        commitment_title(lambda row: cell(row).commitment.title),
    )


def company_name(value: Callable[[Row], str]) -> Field[Row]:
    """A company's name."""
    return text("company_name", "The company's name in English", value)


def pledge_name(value: Callable[[Row], str]) -> Field[Row]:
    """A pledge's short name."""
    return text("pledge_name", "The pledge's short name: place and year", value)


def commitment_title(value: Callable[[Row], str]) -> Field[Row]:
    """A commitment's title."""
    return text("commitment_title", "The commitment's short title, in our words", value)


def cell_links(cell: Callable[[Row], Cell], address: Callable[[Row], str] | None = None) -> tuple[Field[Row], ...]:
    """Where a cell is read, by people and by programs; `address` where the row's own is another one."""
    return (
        page_url(address or (lambda row: cell_address(cell(row)))),
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


def updated_fields(text_of: Callable[[Row], OfficialText]) -> tuple[Field[Row], ...]:
    """When an official document was last changed, and on which terms its words may be used."""
    return (
        *date(
            "document_updated", "When the document was last changed", lambda row: text_of(row).updated, nullable=True
        ),
        licence(lambda row: text_of(row).licence),
        text("attribution", "How to name the owner of the words", lambda row: text_of(row).attribution),
    )


def licence(value: Callable[[Row], str], *, nullable: bool = False) -> Field[Row]:
    """The terms of somebody else's words."""
    return text("licence", "The licence of the document's words", value, nullable=nullable)


def note(value: Callable[[Row], str]) -> Field[Row]:
    """A remark of ours."""
    return text("note", "What a reader should know of it, in our words", value, nullable=True)


def quote(value: Callable[[Row], str]) -> Field[Row]:
    """Verbatim words."""
    return text("quote", "The document's own words; [...] marks an omission", value)


def locator(value: Callable[[Row], str]) -> Field[Row]:
    """Where a quote is in its document."""
    return text("locator", "Where in the document the quote is", value, nullable=True)
