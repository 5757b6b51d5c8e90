"""The records of outside reviews: their scores and words as published, and where they and we agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Bearing, Dimension, Review, Score, Statement
from tracker.quotes.ledger import Check
from tracker.records.fields import check_fields
from tracker.records.record import (
    Item,
    Record,
    api_url,
    choice,
    count,
    date,
    flag,
    ids,
    listed,
    named,
    names,
    shared,
    text,
)
from tracker.status import WRITTEN
from tracker.views.addresses import review_address
from tracker.views.reviews import Agreement, Comparison
from tracker.views.view import View

REVIEWS = Record[Review](
    name="reviews",
    one="review",
    meaning="One row for each published rating of the same companies by somebody else, the newest first.",
    rows=lambda view: view.reviews,
    fields=(
        shared("review_id", lambda review: review.id),
        text("review_title", "The title of the review, with its edition", lambda review: review.title),
        names("review_authors", "The authors of the review", lambda review: review.authors),
        text("review_publisher", "Who published the review", lambda review: review.publisher),
        text("review_url", "Where the review is", lambda review: review.url),
        *date("review_published", "When the review was published", lambda review: review.published),
        *date("review_read", "When the review was read", lambda review: review.read),
        text("review_copy", "The copy that was read, by its address", lambda review: review.copy, nullable=True),
        shared("licence", lambda review: review.licence, nullable=True),
        shared("pledge_id", lambda review: review.pledge, nullable=True),
        text("scale", "What the scores mean, in words", lambda review: review.scale),
        text("summary", "What the review looks at, in our words (Markdown)", lambda review: review.summary),
        text("incomplete", "What of the review could not be read", lambda review: review.incomplete, nullable=True),
        count("scored_count", "How many companies the review scores", lambda review: len(review.scores)),
        shared("page_url", review_address),
        api_url(lambda review: f"reviews/{review.id}"),
        flag("review_read_in_copy", "Whether a copy was read, one that is lost too", lambda review: review.copy != ""),
        text("review_note", "What to know about what was read", lambda review: review.note, nullable=True),
    ),
)


REVIEW_DIMENSIONS = Record[Item[Review, Dimension]](
    name="review_dimensions",
    meaning="One row for each part into which a review divides its scores.",
    rows=lambda view: (item for review in view.reviews for item in named(review, review.dimensions)),
    fields=(
        shared("dimension_id", lambda row: f"{row.owner.id}/{row.name}"),
        shared("review_id", lambda row: row.owner.id),
        text("dimension_title", "What the review calls this part of its score", lambda row: row.it.title),
        shared("commitment_id", lambda row: row.it.commitment, nullable=True),
    ),
)


@dataclass(frozen=True)
class _Scored:
    """One score of a company: of a part of the review, or overall (`dimension` is empty)."""

    review: Review
    company: str
    company_name: str
    dimension: str
    score: Score

    @property
    def id(self) -> str:
        return "/".join(filter(None, (self.review.id, self.company, self.dimension)))


def _scores(view: View) -> Iterator[_Scored]:
    for review in view.reviews:
        for company, score in review.scores.items():
            name = view.dataset.companies[company].name
            yield from (_Scored(review, company, name, dimension, score) for dimension in ("", *score.details))


REVIEW_SCORES = Record[_Scored](
    name="review_scores",
    meaning="One row for each score of each company in each review: one overall, and one for each part.",
    rows=_scores,
    fields=(
        shared("score_id", lambda row: row.id),
        shared("review_id", lambda row: row.review.id),
        shared("company_id", lambda row: row.company),
        shared("company_name", lambda row: row.company_name),
        shared("dimension_id", lambda row: row.dimension and f"{row.review.id}/{row.dimension}", nullable=True),
        text(
            "score",
            "The score, exactly as published; null where the review gives no overall score",
            lambda row: row.score.details[row.dimension] if row.dimension else row.score.overall,
            nullable=True,
        ),
        shared("note", lambda row: row.score.note, nullable=True),
    ),
)


REVIEW_STATEMENTS = Record[Item[Review, Statement]](
    name="review_statements",
    meaning="One row for each quote from a review.",
    rows=lambda view: (item for review in view.reviews for item in listed(review, review.statements)),
    fields=(
        shared("statement_id", lambda row: f"{row.owner.id}/{row.position}"),
        shared("review_id", lambda row: row.owner.id),
        shared("position", lambda row: row.position),
        ids(
            "company_ids",
            "The companies that it speaks of; empty: all or none",
            lambda row: row.it.companies,
            "companies",
        ),
        shared("commitment_id", lambda row: row.it.commitment, nullable=True),
        choice(
            "stance",
            "Whether it says that the commitment is kept (supports), is not (contradicts), or neither; our reading",
            lambda row: row.it.bearing,
            Bearing,
        ),
        shared("locator", lambda row: row.it.locator, nullable=True),
        text("speaker", "Whose words they are, if not the review's own", lambda row: row.it.speaker, nullable=True),
        shared("quote", lambda row: row.it.quote),
        text(
            "statement_url",
            "Where the words were read, where that is another document than the review",
            lambda row: row.it.url,
            nullable=True,
        ),
    ),
)


def _statement_checks(view: View) -> Iterator[tuple[str, Check]]:
    for review in view.reviews:
        for number, statement in enumerate(review.statements, 1):
            check = view.statement_check(review, statement)
            if check is not None:
                yield f"{review.id}/{number}", check


STATEMENT_CHECKS = Record[tuple[str, Check]](
    name="statement_checks",
    one="check",
    meaning="One row for each quote from a review that a program looked up, with the latest result. A quote without a "
    "row was never checked.",
    rows=_statement_checks,
    fields=(
        shared("statement_id", lambda row: row[0]),
        *check_fields(lambda row: row[1]),
    ),
)


AGREEMENTS = Record[Comparison](
    name="agreements",
    meaning="One row for each cell on which a review's statement says whether the commitment is kept, beside our "
    "status on the day of the review.",
    composite=("statement_id", "cell_id"),
    rows=lambda view: view.comparisons,
    fields=(
        shared("statement_id", lambda found: f"{found.review.id}/{found.number}"),
        shared("review_id", lambda found: found.review.id),
        shared("cell_id", lambda found: found.cell.id),
        choice("status_then", "Our status on the day of the review", lambda found: found.status_then, WRITTEN),
        choice(
            "agreement", "How the review's words compare with that status", lambda found: found.agreement, Agreement
        ),
    ),
)

TABLES = (REVIEWS, REVIEW_SCORES, REVIEW_DIMENSIONS, REVIEW_STATEMENTS, STATEMENT_CHECKS, AGREEMENTS)
