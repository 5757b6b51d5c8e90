"""Every answer of the API, from the views."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition, Pledge
from tracker.records.api.histories import assessments, cited_sources, source_use_value
from tracker.records.api.kinds import KINDS, OPENAPI, schema_address
from tracker.records.api.values import (
    Answer,
    Plain,
    cell_id,
    cell_value,
    change_value,
    commitment_links,
    commitment_value,
    company_links,
    company_value,
    counted,
    dated,
    document_value,
    links,
    pledge_value,
    tallied,
    unread_value,
)
from tracker.status import status_on, tally
from tracker.views.addresses import (
    cell_address,
    commitment_address,
    company_address,
    pledge_address,
)
from tracker.views.cells import by_name, cells, named_commitment
from tracker.views.changes import changes
from tracker.views.integrity import integrity
from tracker.views.sources import by_company
from tracker.views.summary import summary
from tracker.views.tables import column, company_rows, matrix, named_days


def index(view: View) -> Iterator[Answer]:
    """Where to begin."""
    numbers = view.summary
    counts = {
        "pledges": numbers.pledges,
        "commitments": numbers.commitments,
        "companies": numbers.companies,
        "cells": numbers.tally.total,
        "assessed": numbers.tally.assessed,
        "quotes": numbers.quotes,
        "sources": numbers.sources,
        "changes": len(view.changes),
        "reviews": len(view.dataset.reviews),
    }
    endpoints = [
        {
            "kind": kind.name,
            "summary": kind.summary,
            "path": kind.path,
            "json": None if kind.parameters else view.edition.site + kind.address(),
            "schema": view.edition.site + schema_address(kind.schema),
        }
        for kind in KINDS.values()
    ]
    content = {"counts": counts, "endpoints": endpoints, "openapi": view.edition.site + OPENAPI, "licence": "CC-BY-4.0"}
    yield Answer("index", (), "api/", content)


def pledges(view: View) -> Iterator[Answer]:
    """All pledges, and each of them."""
    listed = [pledge_value(dataset, pledge, edition) for pledge in view.dataset.pledges.values()]
    yield Answer("pledges", (), "pledges/", {"pledges": listed})
    for pledge, value in zip(view.dataset.pledges.values(), listed, strict=True):
        content = {"pledge": value, **_words(pledge), **_members(dataset, pledge, edition)}
        yield Answer("pledge", (pledge.ids,), pledge_address(pledge), content)


def _words(pledge: Pledge) -> Plain:
    source, deadline = pledge.source, pledge.deadline
    return {
        "source": {
            **document_value(source),
            **dated("updated", source.updated),
            "licence": source.licence,
            "attribution": source.attribution,
        },
        "signatory_sources": [document_value(each) for each in pledge.signatory_sources],
        "deadline": deadline
        and {**dated("date", deadline.date), "event": deadline.event, "commitment": deadline.commitment},
        "preamble": pledge.preamble or None,
        "footnotes": [{"mark": mark, "text": text} for mark, text in pledge.footnotes.items()],
        "groups": [
            {"id": group.id, "title": group.title, "text": group.text or None} for group in pledge.groups.values()
        ],
    }


def _members(dataset: Dataset, pledge: Pledge, edition: Edition) -> Plain:
    return {
        "commitments": _commitments(dataset, pledge, edition),
        "signatories": [
            {
                "company": row.company.id,
                "name": row.company.name,
                **dated("joined", row.joined),
                "tally": tallied(row.tally),
                "links": company_links(edition, row.company),
            }
            for row in matrix(dataset, pledge).rows
        ],
    }


def _commitments(dataset: Dataset, pledge: Pledge, edition: Edition) -> list[Plain]:
    return [
        commitment_value(pledge, each, tally(cell.status for cell in column(dataset, pledge, each)), edition)
        for each in pledge.commitments.values()
    ]


def commitments(view: View) -> Iterator[Answer]:
    """All commitments, and each of them."""
    listed = {pledge.id: _commitments(dataset, pledge, edition) for pledge in view.dataset.pledges.values()}
    yield Answer("commitments", (), "pledges/", {"commitments": [each for some in listed.values() for each in some]})
    for pledge in view.dataset.pledges.values():
        for commitment, value in zip(pledge.commitments.values(), listed[pledge.id], strict=True):
            content = {
                "commitment": value,
                "criteria": [{"id": id, "text": text} for id, text in commitment.criteria.items()],
                "not_tracked": list(commitment.not_tracked),
                "related": [_related(dataset, name, edition) for name in commitment.related],
                "cells": [cell_value(cell, edition) for cell in column(dataset, pledge, commitment)],
            }
            page = commitment_address(pledge, commitment)
            yield Answer("commitment", (pledge.ids, commitment.ids), page, content)


def _related(dataset: Dataset, name: str, edition: Edition) -> Plain:
    pledge, commitment = named_commitment(dataset, name)
    return {"pledge": pledge.id, "commitment": commitment.id, "links": commitment_links(edition, pledge, commitment)}


def companies(view: View) -> Iterator[Answer]:
    """All companies, and each of them."""
    everyone = [own.company for own in view.companies]
    rows = {company.id: company_rows(dataset, company) for company in everyone}
    listed = {company.id: company_value(company, rows[company.id], edition) for company in everyone}
    yield Answer("companies", (), "companies/", {"companies": list(listed.values())})
    for company, uses in by_company(dataset):
        content = {
            "company": listed[company.id],
            "cells": [cell_value(cell, edition) for row in rows[company.id] for cell in row.cells],
            "sources": [source_use_value(use) for use in uses],
            "unread_documents": [unread_value(each) for each in company.unread_documents],
        }
        yield Answer("company", (company.ids,), company_address(company), content)


def all_cells(view: View) -> Iterator[Answer]:
    """All cells in short, and each of them with its whole history."""
    everything = list(view.cells)
    listed = [cell_value(cell, edition) for cell in everything]
    yield Answer("cells", (), "", {"cells": listed})
    for cell, value in zip(everything, listed, strict=True):
        content = {"cell": value, "assessments": assessments(cell), "sources": cited_sources(cell)}
        ids = (cell.company.ids, cell.pledge.ids, cell.commitment.ids)
        yield Answer("cell", ids, cell_address(cell), content)


def days(view: View) -> Iterator[Answer]:
    """The days worth looking back to, and how everything stood on each of them."""
    named = [(day, name, f"?on={day}") for day, name in view.days]
    listed = [
        {"day": str(day), "name": name, "links": links(edition, KINDS["day"].address(str(day)), page)}
        for day, name, page in named
    ]
    yield Answer("days", (), "", {"days": listed})
    everything = list(view.cells)
    for day, name, page in named:
        stood = [{**cell_id(cell), "status": str(status_on(cell.assessments, day))} for cell in everything]
        yield Answer("day", ((str(day),),), page, {"day": str(day), "name": name, "cells": stood})


def all_changes(view: View) -> Iterator[Answer]:
    """All changes."""
    yield Answer("changes", (), "changes/", {"changes": [change_value(change, edition) for change in view.changes]})


def sources(view: View) -> Iterator[Answer]:
    """All sources."""
    listed = [source_use_value(use) for _company, uses in by_company(dataset) for use in uses]
    yield Answer("sources", (), "sources/", {"sources": listed})


def itself(view: View) -> Iterator[Answer]:
    """The tracker about itself."""
    found = view.integrity
    content = {
        "cells": tallied(found.tally),
        "assessed": found.tally.assessed,
        "quotes": counted(found.quotes),
        "quotes_checked": found.quotes_checked,
        "oldest_check": found.oldest_check and str(found.oldest_check),
        "second_readings": {
            "read_twice": found.read_twice,
            "read_once": found.read_once,
            "disagreed": found.disagreed,
        },
        "changes": found.changes,
        "corrections": found.corrections,
        "contested": found.contested,
        "replies": found.replies,
        "review_due": found.due,
        "unread_documents": found.unread,
        "companies_with_unread_documents": found.companies_with_unread,
    }
    yield Answer("integrity", (), "integrity/", content)
