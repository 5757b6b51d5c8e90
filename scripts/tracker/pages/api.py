"""The page that explains the API and lets readers try it."""

from collections.abc import Iterator, Mapping

from tracker.model import Dataset, Edition
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.records.api.kinds import KINDS, OPENAPI, PARAMETERS, ROOT, SCHEMA_VERSION, schema_address
from tracker.views.cells import cells
from tracker.views.reviews import newest_first
from tracker.views.tables import named_days


def api_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """How the data can be read by programs, with an example of every kind of answer."""
    ids = _examples(dataset, edition)
    endpoints = [
        (kind, schema_address(kind.schema), kind.address(*(ids[name] for name in kind.parameters)))
        for kind in KINDS.values()
        if ids.keys() >= set(kind.parameters)
    ]
    values = {
        "version": SCHEMA_VERSION,
        "root": ROOT,
        "openapi": OPENAPI,
        "endpoints": endpoints,
        "parameters": PARAMETERS,
    }
    yield Page(
        address="api/",
        title="API",
        description=f"All data as JSON, at addresses that can be guessed: {len(KINDS)} kinds of answers with schemas.",
        html=render_page("api.html", "api/", edition, **values),
        headings=(
            Heading("try", "Try it"),
            Heading(
                "answers", "Answers", tuple(Heading(kind.name, kind.path) for kind, _schema, _example in endpoints)
            ),
            Heading("reading", "How to read an answer"),
            Heading("promise", "How long it lives"),
        ),
        search=(SearchEntry("api/", "API", "data for programs, JSON, OpenAPI, JSON Schema, versions, stability"),),
    )


def _examples(dataset: Dataset, edition: Edition) -> Mapping[str, str]:
    """For each name in an address an id that exists, where one does; those of the cell with the longest history."""
    found: dict[str, str] = {}
    for cell in sorted(cells(dataset), key=lambda cell: len(cell.assessments))[-1:]:
        found |= {"company": cell.company.id, "pledge": cell.pledge.id, "commitment": cell.commitment.id}
    for review in newest_first(dataset)[:1]:
        found["review"] = review.id
    for day, _name in named_days(dataset, edition.date)[-1:]:
        found["day"] = str(day)
    return found
