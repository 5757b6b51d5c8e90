"""The pages of all sources: by company, and by publisher."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.sources import SourceUse, by_company, by_publisher


def source_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """Every source of the tracker, with its dates and the cells that rest on it."""
    listed = by_company(dataset)
    total = sum(len(uses) for _company, uses in listed)
    yield Page(
        address="sources/",
        title="Sources",
        description=f"The {total} documents that the statuses rest on, by company, with their dates.",
        html=render_page("sources.html", "sources/", edition, listed=listed, total=total),
        headings=tuple(Heading(company.id, company.name) for company, uses in listed if uses),
        search=(
            SearchEntry("sources/", "Sources", "all documents by company"),
            *(_search(use) for _company, uses in listed for use in uses),
        ),
    )
    publishers = by_publisher(dataset)
    yield Page(
        address="sources/publishers/",
        title="Sources by publisher",
        description=f"The {total} documents that the statuses rest on, by their {len(publishers)} publishers.",
        html=render_page("publishers.html", "sources/publishers/", edition, publishers=publishers, total=total),
        search=(SearchEntry("sources/publishers/", "Sources by publisher", "all documents by publisher"),),
    )


def _search(use: SourceUse) -> SearchEntry:
    location = f"sources/#{use.company.id}-{use.source.id}"
    return SearchEntry(
        location, f"{use.company.name}: {use.source.title}", " … ".join((use.source.publisher, *use.quotes))
    )
