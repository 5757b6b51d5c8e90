"""The records of companies: who they are, which documents were read for them, and which are not read yet."""

from tracker.membership import Successor
from tracker.model import Company, UnreadDocument
from tracker.records.fields import document_fields, source_fields
from tracker.records.record import Item, Record, api_url, date, day, flag, ids, listed, names, shared, text
from tracker.views.addresses import company_address
from tracker.views.sources import SourceUse
from tracker.views.view import CompanyView


def _successor(own: CompanyView) -> Successor:
    ended = own.company.ended
    return (ended and ended.successor) or Successor()


def _successor_name(own: CompanyView) -> str:
    return own.successor.name if own.successor else _successor(own).name


COMPANIES = Record[CompanyView](
    name="companies",
    one="company",
    meaning="One row for each company, by name.",
    rows=lambda view: view.companies,
    fields=(
        shared("company_id", lambda own: own.company.id),
        shared("company_name", lambda own: own.company.name),
        names("other_names", "Other names under which it is known", lambda own: own.company.other_names),
        text("website", "The company's own site", lambda own: own.company.website),
        text(
            "headquarters", "The country of its headquarters (ISO 3166-1 alpha-2)", lambda own: own.company.headquarters
        ),
        shared("former_ids", lambda own: own.company.former_ids),
        shared("page_url", lambda own: company_address(own.company)),
        api_url(lambda own: f"companies/{own.company.id}"),
        *date(
            "ended",
            "When it ended or was taken over; null where it has not",
            lambda own: own.company.ended and own.company.ended.date,
            nullable=True,
        ),
        ids(
            "ended_source_ids",
            "The source that says so",
            lambda own: [f"{own.company.id}/{own.company.ended.source}"] if own.company.ended else [],
            "sources",
        ),
        ids(
            "successor_ids",
            "Who took it over, where that is a tracked company",
            lambda own: [own.successor.id] if own.successor else [],
            "companies",
        ),
        text("successor_name", "Who took it over", _successor_name, nullable=True),
        text(
            "successor_url",
            "The site of who took it over",
            lambda own: own.successor.website if own.successor else _successor(own).url,
            nullable=True,
        ),
    ),
)

SOURCES = Record[SourceUse](
    name="sources",
    meaning="One row for each document that was read for a company; one that was read for several has a row for each.",
    rows=lambda view: (use for own in view.companies for use in own.sources),
    fields=(
        shared("source_id", lambda use: use.id),
        shared("company_id", lambda use: use.company.id),
        shared("company_name", lambda use: use.company.name),
        *source_fields(lambda use: use.source),
        text("source_copy", "The copy that was read, by its address", lambda use: use.source.copy, nullable=True),
        text(
            "source_archived_url", "An archived copy, if there is one", lambda use: use.source.archived, nullable=True
        ),
        ids("source_former_urls", "Where the source was before", lambda use: use.source.former_urls),
        shared("note", lambda use: use.source.note, nullable=True),
        ids(
            "cell_ids",
            "The cells whose latest assessment cites it",
            lambda use: [cell.id for cell in use.cells],
            "cells",
        ),
        flag("source_read_in_copy", "Whether a copy was read, one that is lost too", lambda use: use.source.copy != ""),
        text(
            "source_language",
            "The language of the source (ISO 639), where it is declared",
            lambda use: use.source.language,
            nullable=True,
        ),
    ),
)


UNREAD_DOCUMENTS = Record[Item[Company, UnreadDocument]](
    name="unread_documents",
    meaning="One row for each document that is known to exist and has not been read.",
    composite=("company_id", "position"),
    rows=lambda view: (item for own in view.unread_documents for item in listed(own.company, own.documents)),
    fields=(
        shared("company_id", lambda row: row.owner.id),
        shared("company_name", lambda row: row.owner.name),
        shared("position", lambda row: row.position),
        *document_fields(lambda row: row.it, nullable=True),
        day("noted", "When it was noted that the document exists", lambda row: row.it.noted),
        shared("note", lambda row: row.it.note, nullable=True),
    ),
)

TABLES = (COMPANIES, SOURCES, UNREAD_DOCUMENTS)
