"""Every answer of the API, from the views."""

from collections.abc import Iterator

from tracker.model import Pledge
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
from tracker.status import status_on
from tracker.views.addresses import (
    cell_address,
    commitment_address,
    company_address,
    pledge_address,
)
from tracker.views.view import View


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
    listed = [pledge_value(table.pledge, table.tally, view.edition) for table in view.tables]
    yield Answer("pledges", (), "pledges/", {"pledges": listed})
    for pledge, value in zip(view.dataset.pledges.values(), listed, strict=True):
        content = {"pledge": value, **_words(pledge), **_members(view, pledge)}
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


def _members(view: View, pledge: Pledge) -> Plain:
    return {
        "commitments": _commitments(view, pledge),
        "signatories": [
            {
                "company": row.company.id,
                "name": row.company.name,
                **dated("joined", row.joined),
                "tally": tallied(row.tally),
                "links": company_links(view.edition, row.company),
            }
            for row in next(table for table in view.tables if table.pledge is pledge).rows
        ],
    }


def _commitments(view: View, pledge: Pledge) -> list[Plain]:
    return [
        commitment_value(pledge, each, view.columns[f"{pledge.id}/{each.id}"].tally, view.edition)
        for each in pledge.commitments.values()
    ]


def commitments(view: View) -> Iterator[Answer]:
    """All commitments, and each of them."""
    listed = {pledge.id: _commitments(view, pledge) for pledge in view.dataset.pledges.values()}
    yield Answer("commitments", (), "pledges/", {"commitments": [each for some in listed.values() for each in some]})
    for pledge in view.dataset.pledges.values():
        for commitment, value in zip(pledge.commitments.values(), listed[pledge.id], strict=True):
            content = {
                "commitment": value,
                "criteria": [{"id": id, "text": text} for id, text in commitment.criteria.items()],
                "not_tracked": list(commitment.not_tracked),
                "related": [_related(view, name) for name in commitment.related],
                "cells": [
                    cell_value(cell, view.edition) for cell in view.columns[f"{pledge.id}/{commitment.id}"].cells
                ],
            }
            page = commitment_address(pledge, commitment)
            yield Answer("commitment", (pledge.ids, commitment.ids), page, content)


def _related(view: View, name: str) -> Plain:
    pledge, commitment = view.columns[name].pledge, view.columns[name].commitment
    return {
        "pledge": pledge.id,
        "commitment": commitment.id,
        "links": commitment_links(view.edition, pledge, commitment),
    }


def companies(view: View) -> Iterator[Answer]:
    """All companies, and each of them."""
    everyone = [own.company for own in view.companies]
    rows = {own.company.id: own.rows for own in view.companies}
    listed = {company.id: company_value(company, rows[company.id], view.edition) for company in everyone}
    yield Answer("companies", (), "companies/", {"companies": list(listed.values())})
    for company, uses in ((own.company, own.sources) for own in view.companies):
        content = {
            "company": listed[company.id],
            "cells": [cell_value(cell, view.edition) for row in rows[company.id] for cell in row.cells],
            "sources": [source_use_value(use) for use in uses],
            "unread_documents": [unread_value(each) for each in company.unread_documents],
        }
        yield Answer("company", (company.ids,), company_address(company), content)


def all_cells(view: View) -> Iterator[Answer]:
    """All cells in short, and each of them with its whole history."""
    everything = list(view.cells)
    listed = [cell_value(cell, view.edition) for cell in everything]
    yield Answer("cells", (), "", {"cells": listed})
    for cell, value in zip(everything, listed, strict=True):
        content = {"cell": value, "assessments": assessments(cell), "sources": cited_sources(cell)}
        ids = (cell.company.ids, cell.pledge.ids, cell.commitment.ids)
        yield Answer("cell", ids, cell_address(cell), content)


def days(view: View) -> Iterator[Answer]:
    """The days worth looking back to, and how everything stood on each of them."""
    named = [(day, name, f"?on={day}") for day, name in view.days]
    listed = [
        {"day": str(day), "name": name, "links": links(view.edition, KINDS["day"].address(str(day)), page)}
        for day, name, page in named
    ]
    yield Answer("days", (), "", {"days": listed})
    everything = list(view.cells)
    for day, name, page in named:
        stood = [{**cell_id(cell), "status": str(status_on(cell.assessments, day))} for cell in everything]
        yield Answer("day", ((str(day),),), page, {"day": str(day), "name": name, "cells": stood})


def all_changes(view: View) -> Iterator[Answer]:
    """All changes."""
    yield Answer(
        "changes", (), "changes/", {"changes": [change_value(change, view.edition) for change in view.changes]}
    )


def sources(view: View) -> Iterator[Answer]:
    """All sources."""
    listed = [source_use_value(use) for own in view.companies for use in own.sources]
    yield Answer("sources", (), "sources/", {"sources": listed})


def itself(view: View) -> Iterator[Answer]:
    """The tracker about itself."""
    found = view.integrity
    content = {
        "cells": tallied(view.summary.tally),
        "assessed": view.summary.tally.assessed,
        "quotes": counted(found.quotes),
        "quotes_checked": found.quotes_checked,
        "oldest_check": found.oldest_check and str(found.oldest_check),
        "second_readings": {
            "read_twice": found.read_twice,
            "read_once": view.summary.tally.assessed - found.read_twice,
            "disagreed": found.disagreed,
        },
        "changes": len(view.changes),
        "corrections": sum(each.kind == "correction" for each in view.changes),
        "contested": found.contested,
        "replies": found.replies,
        "review_due": len(view.due(view.edition.date)),
        "unread_documents": sum(len(each.documents) for each in view.unread_documents),
        "companies_with_unread_documents": len(view.unread_documents),
    }
    yield Answer("integrity", (), "integrity/", content)
