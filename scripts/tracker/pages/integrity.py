"""The pages of the tracker about itself: integrity, corrections with disputes and replies, what is due."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition
from tracker.pages.page import Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.cells import cells
from tracker.views.changes import changes
from tracker.views.due import REVIEW_AFTER, due_cells, due_days, unread_documents
from tracker.views.integrity import integrity


def record_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """What the tracker says about itself."""
    numbers = integrity(dataset, edition.date)
    yield Page(
        address="integrity/",
        title="Integrity",
        description="The tracker about itself: what was assessed, read twice, checked, corrected, disputed.",
        html=render_page("integrity.html", "integrity/", edition, numbers=numbers),
        search=(
            SearchEntry("integrity/", "Integrity", "the tracker about itself: checks, second readings, corrections"),
        ),
    )
    yield from _corrections(dataset, edition)
    yield from _due(dataset, edition)


def _corrections(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    everything = list(cells(dataset))
    values = {
        "corrections": [each for each in changes(dataset) if each.reason == "correction"],
        "contested": [cell for cell in everything if cell.contested],
        "replies": [(cell, reply) for cell in everything for reply in cell.replies],
    }
    yield Page(
        address="corrections/",
        title="Corrections, disputes and replies",
        description="What the tracker had wrong and corrected, what is disputed, and what companies replied.",
        html=render_page("corrections.html", "corrections/", edition, **values),
        search=(SearchEntry("corrections/", "Corrections, disputes and replies", "corrections log, right of reply"),),
    )


def _due(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    values: dict[str, object] = {
        "days": REVIEW_AFTER.days,
        "due": due_cells(dataset, edition.date),
        "assessed": len(due_days(dataset)),
        "next": next((each for each in due_days(dataset) if each.due >= edition.date), None),
        "unread": unread_documents(dataset),
    }
    yield Page(
        address="due/",
        title="Due for review",
        description="The cells that were assessed long ago, and newer documents that are known and were not read yet.",
        html=render_page("due.html", "due/", edition, **values),
        search=(SearchEntry("due/", "Due for review", "old assessments, newer documents that were not read"),),
    )
