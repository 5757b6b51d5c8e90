"""The pages of the tracker about itself: changes, integrity, corrections with disputes and replies, what is due."""

from collections import Counter
from collections.abc import Iterator

from tracker.pages.page import Page, page
from tracker.remarks import Dispute
from tracker.views.cells import Cell
from tracker.views.due import REVIEW_AFTER
from tracker.views.view import View


def changes(view: View) -> Iterator[Page]:
    """What changed, newest first, in words."""
    kinds = dict(Counter(change.kind for change in view.changes).most_common())
    yield page("changes.html", "changes/", view, {"kinds": kinds})


def integrity(view: View) -> Iterator[Page]:
    """What the tracker says about itself."""
    corrections = [change for change in view.changes if change.kind == "correction"]
    day, days = view.edition.date, REVIEW_AFTER.days
    yield page("integrity.html", "integrity/", view, {"corrections": corrections, "due": view.due(day), "days": days})
    values = {
        "corrections": corrections,
        "contested": [cell for cell in view.cells if cell.is_contested],
        "decided": _decided(view),
        "replies": [(cell, reply) for cell in view.cells for reply in cell.replies],
    }
    yield page("corrections.html", "corrections/", view, values)
    upcoming = next((each for each in view.due_days if each.due >= day), None)
    yield page("due.html", "due/", view, {"due": view.due(day), "upcoming": upcoming, "days": days})


def _decided(view: View) -> list[tuple[Cell, Dispute]]:
    """The disputes that are decided, the latest decision first."""
    found = [(cell, dispute) for cell in view.cells for dispute in cell.decided_disputes]
    return sorted(found, key=lambda each: str(each[1].decided), reverse=True)
