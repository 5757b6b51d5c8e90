"""The reviews that others published, as answers of the API."""

from collections.abc import Iterator

from tracker.model import Review
from tracker.records.api.values import Answer, Plain, commitment_id, review_value
from tracker.views.addresses import review_address
from tracker.views.view import View


def reviews(view: View) -> Iterator[Answer]:
    """All reviews, and each of them with its scores and words."""
    everything = view.reviews
    listed = [review_value(review, view.edition) for review in everything]
    yield Answer("reviews", (), "reviews/", {"reviews": listed})
    for review, value in zip(everything, listed, strict=True):
        yield Answer("review", ((review.id,),), review_address(review), {"review": value, **_whole(review)})


def _whole(review: Review) -> Plain:
    return {
        "read_at": review.read_at or None,
        "licence": review.licence or None,
        "scale": review.scale,
        "summary": review.summary,
        "incomplete": review.incomplete or None,
        "dimensions": [
            {"id": id, "title": dimension.title, "matches": commitment_id(dimension.commitment)}
            for id, dimension in review.dimensions.items()
        ],
        "scores": [
            {
                "company": company,
                "overall": score.overall or None,
                "details": [{"dimension": id, "score": value} for id, value in score.details.items()],
                "note": score.note or None,
            }
            for company, score in review.scores.items()
        ],
        "statements": [
            {
                "companies": list(statement.companies),
                "speaks_of": commitment_id(statement.commitment),
                "bearing": str(statement.bearing),
                "locator": statement.locator or None,
                "speaker": statement.speaker or None,
                "quote": statement.quote,
            }
            for statement in review.statements
        ],
    }
