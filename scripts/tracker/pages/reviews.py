"""The pages of the outside reviews: an overview with agreement and difference, and a page for each review."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition
from tracker.pages.page import Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.addresses import review_address
from tracker.views.cells import by_name
from tracker.views.reviews import Agreement, agreement_counts, comparisons, newest_first


def review_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """What others found, and where they and we agree and differ."""
    reviews = newest_first(dataset)
    found = comparisons(dataset)
    values: dict[str, object] = {
        "reviews": reviews,
        "companies": by_name(dataset.companies.values()),
        "counts": agreement_counts(found),
        "agreements": tuple(Agreement),
        "differing": [each for each in found if each.agreement is Agreement.DIFFER],
    }
    yield Page(
        address="reviews/",
        title="What others found",
        description=f"{len(reviews)} published reviews of the same companies, beside our statuses.",
        html=render_page("reviews.html", "reviews/", edition, **values),
        is_wide=True,
        search=(SearchEntry("reviews/", "What others found", "outside reviews, ratings and scorecards"),),
    )
    commitments = {
        f"{pledge.id}/{commitment.id}": (pledge, commitment)
        for pledge in dataset.pledges.values()
        for commitment in pledge.commitments.values()
    }
    signed = {
        company: {pledge.id for pledge in dataset.pledges.values() if company in pledge.signatories}
        for company in dataset.companies
    }
    for review in reviews:
        address = review_address(review)
        values = {"review": review, "companies": dataset.companies, "commitments": commitments, "signed": signed}
        yield Page(
            address=address,
            title=review.title,
            description=f"{review.title} ({review.publisher}): its scores and words on the tracked companies.",
            html=render_page("review.html", address, edition, **values),
            source=f"data/reviews/{review.id}.yml",
            search=(SearchEntry(address, review.title, review.publisher),),
        )
