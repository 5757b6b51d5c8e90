"""The page of everything that changed."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition
from tracker.pages.page import Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.changes import by_reason, changes


def change_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """What changed, newest first, in words."""
    found = changes(dataset)
    yield Page(
        address="changes/",
        title="Changes",
        description=f"{len(found)} changes of a status or of what it rests on: from what, to what, since when and why.",
        html=render_page("changes.html", "changes/", edition, changes=found, reasons=by_reason(found)),
        search=(SearchEntry("changes/", "Changes", "what changed, newest first"),),
    )
