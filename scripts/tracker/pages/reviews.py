"""The pages of the outside reviews: an overview with agreement and difference, and a page for each review."""

from collections.abc import Iterator

from tracker.pages.page import Page, page
from tracker.views.addresses import review_address
from tracker.views.reviews import Agreement, agreement_counts
from tracker.views.view import View


def reviews(view: View) -> Iterator[Page]:
    """What others found, and where they and we agree and differ."""
    values = {
        "counts": agreement_counts(view.comparisons),
        "agreements": tuple(Agreement),
        "differing": [each for each in view.comparisons if each.agreement is Agreement.DIFFER],
    }
    yield page("reviews.html", "reviews/", view, values)
    for review in view.reviews:
        source = f"data/reviews/{review.id}.yml"
        yield page("review.html", review_address(review), view, {"review": review}, source=source)
