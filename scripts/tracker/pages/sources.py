"""The pages of all sources: by company, and by publisher."""

from collections.abc import Iterator

from tracker.pages.page import Page, SearchEntry, page
from tracker.views.sources import SourceUse, by_publisher
from tracker.views.view import View


def sources(view: View) -> Iterator[Page]:
    """Every source of the tracker, with its dates and the cells that rest on it."""
    uses = [use for each in view.companies for use in each.sources]
    yield page("sources.html", "sources/", view, search=tuple(map(_search_entry, uses)))
    yield page("publishers.html", "sources/publishers/", view, {"publishers": by_publisher(uses)})


def _search_entry(use: SourceUse) -> SearchEntry:
    title = f"{use.company.name}: {use.source.title}"
    words = " … ".join((use.source.publisher, *use.quotes))
    return SearchEntry(f"sources/#{use.company.id}-{use.source.id}", title, words)
