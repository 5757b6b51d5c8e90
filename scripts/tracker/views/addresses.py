"""Where everything stands on the site: short addresses that can be guessed, and never change."""

from urllib.parse import urlencode

from tracker.model import Commitment, Company, Edition, Pledge, Review
from tracker.views.cells import Cell


def company_address(company: Company) -> str:
    """Where a company's page stands."""
    return f"companies/{company.id}/"


def pledge_address(pledge: Pledge) -> str:
    """Where a pledge's page stands."""
    return f"pledges/{pledge.id}/"


def commitment_address(pledge: Pledge, commitment: Commitment) -> str:
    """Where a commitment's page stands."""
    return f"pledges/{pledge.id}/{commitment.id}/"


def cell_address(cell: Cell) -> str:
    """Where a cell stands: on its company's page."""
    return f"{company_address(cell.company)}#{cell.anchor}"


def form_address(edition: Edition, template: str, cell: Cell) -> str:
    """Where a form stands in the repository, with the cell already filled in; `template` is the form's file name."""
    query = urlencode({"template": f"{template}.yml", "cell": cell.id})
    return f"{edition.repository}/issues/new?{query}"


def review_address(review: Review) -> str:
    """Where a review's page stands."""
    return f"reviews/{review.id}/"


def changes_feed_address() -> str:
    """Where the feed of all changes stands."""
    return "feeds/changes.xml"


def company_feed_address(company: Company) -> str:
    """Where the feed of a company's changes stands."""
    return f"feeds/companies/{company.id}.xml"


def commitment_feed_address(pledge: Pledge, commitment: Commitment) -> str:
    """Where the feed of the changes of one commitment stands."""
    return f"feeds/commitments/{pledge.id}/{commitment.id}.xml"


def deadlines_calendar_address() -> str:
    """Where the calendar of announcements and deadlines stands."""
    return "calendar/deadlines.ics"


def reviews_calendar_address() -> str:
    """Where the calendar of the reviews that fall due stands."""
    return "calendar/reviews.ics"


def badge_address(company: Company, pledge: Pledge) -> str:
    """Where the badge of a company and a pledge stands."""
    return f"badges/{company.id}/{pledge.id}.svg"


def company_embed_address(company: Company, pledge: Pledge) -> str:
    """Where a company's small table of a pledge stands, for frames on other sites."""
    return f"embed/{company.id}/{pledge.id}/"


def cell_embed_address(company: Company, pledge: Pledge, commitment: Commitment) -> str:
    """Where a single cell stands, for frames on other sites."""
    return f"embed/cells/{company.id}/{pledge.id}/{commitment.id}/"


def pledge_embed_address(pledge: Pledge) -> str:
    """Where a pledge's comparison table stands, for frames on other sites."""
    return f"embed/pledges/{pledge.id}/"
