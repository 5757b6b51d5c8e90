"""The pages of the tracker about itself: changes, integrity, corrections with disputes and replies, what is due."""

from collections import Counter
from collections.abc import Iterator

from tracker.pages.page import Page, page
from tracker.pages.rendering import human_date
from tracker.remarks import Dispute
from tracker.status import label
from tracker.views.cells import Cell, by_name
from tracker.views.changes import MEANINGS, RECENT, Direction, grouped
from tracker.views.due import REVIEW_AFTER
from tracker.views.view import View


def changes(view: View) -> Iterator[Page]:
    """What changed, by direction, year and kind, in words."""
    groups = grouped(view.changes)
    values = {
        "groups": groups,
        "meanings": MEANINGS,
        "counts": Counter((change.direction, change.since.last.year) for change in view.changes),
        "years": sorted({change.since.last.year for change in view.changes}, reverse=True),
        "choices": _choices(view),
    }
    yield page("changes.html", "changes/", view, values)


def _choices(view: View) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """By what changes can be filtered: a name in the address, what it is called, its values with their words."""
    found = view.changes
    companies = by_name({each.cell.company.id: each.cell.company for each in found}.values())
    directions = [each for each in Direction if any(change.direction is each for change in found)]
    years = sorted({str(each.since.last.year) for each in found}, reverse=True)
    recent = f"in the {RECENT.days} days to {human_date(view.edition.date)}"
    return (
        ("direction", "Direction", tuple((each.value, label(each)) for each in directions)),
        ("when", "When", (("recent", recent), ("earlier", "earlier"))),
        ("year", "Year", tuple((each, each) for each in years)),
        ("kind", "Why", tuple((each, label(each)) for each in sorted({each.kind for each in found}))),
        ("pledge", "Pledge", tuple((each.id, each.short_name) for each in view.dataset.pledges.values())),
        ("company", "Company", tuple((each.id, each.name) for each in companies)),
    )


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
