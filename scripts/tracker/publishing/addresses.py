"""Where everything stands on the site: short addresses that can be guessed, and never change."""

from urllib.parse import urlencode

from tracker.model import Commitment, Company, Pledge, Review
from tracker.publishing.page import Edition
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
    query = urlencode(
        {"template": f"{template}.yml", "cell": f"{cell.company.id}/{cell.pledge.id}/{cell.commitment.id}"}
    )
    return f"{edition.repository}/issues/new?{query}"


def review_address(review: Review) -> str:
    """Where a review's page stands."""
    return f"reviews/{review.id}/"
