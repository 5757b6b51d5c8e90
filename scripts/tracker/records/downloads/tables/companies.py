"""The tables of companies: who they are, which documents were read for them, and which wait to be read."""

from collections.abc import Iterator

from tracker.model import Company, Source, UnreadDocument
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.addresses import company_address
from tracker.views.view import View


def _companies(view: View) -> Iterator[tuple[Company, str]]:
    for company in [own.company for own in view.companies]:
        yield company, view.edition.site + company_address(company)


COMPANIES = Table[tuple[Company, str]](
    name="companies",
    description="One row for each company, by name.",
    key=("company_id",),
    rows=_companies,
    columns=(
        Column("company_id", Kind.TEXT, "The company's id", lambda each: each[0].id),
        Column("name", Kind.TEXT, "Its name in English", lambda each: each[0].name),
        Column(
            "other_names",
            Kind.TEXT,
            "Other names of it, parted by semicolons",
            lambda each: "; ".join(each[0].other_names),
            is_nullable=True,
        ),
        Column("website", Kind.TEXT, "Its own site", lambda each: each[0].website),
        Column(
            "headquarters",
            Kind.TEXT,
            "The country of its headquarters (ISO 3166-1 alpha-2)",
            lambda each: each[0].headquarters,
        ),
        Column(
            "former_ids",
            Kind.TEXT,
            "Ids that it had before, parted by spaces",
            lambda each: each[0].former_ids,
            is_nullable=True,
        ),
        Column("url", Kind.TEXT, "The company on this site", lambda each: each[1]),
    ),
)


def _sources(view: View) -> Iterator[tuple[Company, Source]]:
    for company in [own.company for own in view.companies]:
        for source in company.sources.values():
            yield company, source


SOURCES = Table[tuple[Company, Source]](
    name="sources",
    description="One row for each document that was read for a company; a document that was read for several companies "
    "has a row for each.",
    key=("source_id",),
    rows=_sources,
    columns=(
        Column("source_id", Kind.TEXT, "The source's id: company/source", lambda each: f"{each[0].id}/{each[1].id}"),
        Column("company_id", Kind.TEXT, "The company's id", lambda each: each[0].id, refers="companies"),
        Column("title", Kind.TEXT, "Its title", lambda each: each[1].title),
        Column("publisher", Kind.TEXT, "Who published it", lambda each: each[1].publisher),
        Column("source_url", Kind.TEXT, "Where it stands", lambda each: each[1].url),
        Column("kind", Kind.TEXT, "What kind of document it is", lambda each: each[1].kind),
        Column(
            "published",
            Kind.DATE,
            "When it was published; empty where no date is known",
            lambda each: each[1].published,
            is_nullable=True,
        ),
        Column("read", Kind.DATE, "When its text was read", lambda each: each[1].read),
        Column(
            "read_at",
            Kind.TEXT,
            "The copy that was read, where it was not read at its address",
            lambda each: each[1].read_at,
            is_nullable=True,
        ),
        Column(
            "archived", Kind.TEXT, "A stored copy, if there is one", lambda each: each[1].archived, is_nullable=True
        ),
        Column("reliability", Kind.TEXT, "How reliable it is: high, medium or low", lambda each: each[1].reliability),
        Column("note", Kind.TEXT, "What a reader should know of it", lambda each: each[1].note, is_nullable=True),
        Column(
            "former_urls",
            Kind.TEXT,
            "Where it stood before, parted by spaces",
            lambda each: each[1].former_urls,
            is_nullable=True,
        ),
    ),
)


def _unread(view: View) -> Iterator[tuple[Company, int, UnreadDocument]]:
    for company in [own.company for own in view.companies]:
        for number, document in enumerate(company.unread_documents, 1):
            yield company, number, document


UNREAD_DOCUMENTS = Table[tuple[Company, int, UnreadDocument]](
    name="unread_documents",
    description="One row for each document that is known to exist and has not been read.",
    key=("company_id", "number"),
    rows=_unread,
    columns=(
        Column("company_id", Kind.TEXT, "The company's id", lambda each: each[0].id, refers="companies"),
        Column("number", Kind.INTEGER, "The document's number in the company's list", lambda each: each[1]),
        Column("title", Kind.TEXT, "Its title, as far as it is known", lambda each: each[2].title),
        Column("publisher", Kind.TEXT, "Whose document it is", lambda each: each[2].publisher),
        Column(
            "document_url",
            Kind.TEXT,
            "Where it stands, where that is known",
            lambda each: each[2].url,
            is_nullable=True,
        ),
        Column(
            "published",
            Kind.DATE,
            "When it was published, as far as known",
            lambda each: each[2].published,
            is_nullable=True,
        ),
        Column("noted", Kind.DATE, "When it was noted", lambda each: each[2].noted),
        Column("note", Kind.TEXT, "What is known of it", lambda each: each[2].note, is_nullable=True),
    ),
)
