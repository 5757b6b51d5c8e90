"""The tables of outside reviews: their scores and words as published, and where they and we agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Bearing, Dimension, Review, Score, Statement, Status
from tracker.records.downloads.rows import statement_ids
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.addresses import review_address
from tracker.views.reviews import Agreement, Comparison
from tracker.views.view import View


def _reviews(view: View) -> Iterator[tuple[Review, str]]:
    for review in view.reviews:
        yield review, view.edition.site + review_address(review)


REVIEWS = Table[tuple[Review, str]](
    name="reviews",
    description="One row for each published rating of the same companies by somebody else, newest first.",
    key=("review_id",),
    rows=_reviews,
    columns=(
        Column("review_id", Kind.TEXT, "The review's id", lambda each: each[0].id),
        Column("title", Kind.TEXT, "Its title", lambda each: each[0].title),
        Column(
            "authors",
            Kind.TEXT,
            "Its authors, parted by semicolons",
            lambda each: "; ".join(each[0].authors),
            is_nullable=True,
        ),
        Column("publisher", Kind.TEXT, "Who published it", lambda each: each[0].publisher),
        Column("review_url", Kind.TEXT, "Where it stands", lambda each: each[0].url),
        Column("published", Kind.DATE, "When it was published", lambda each: each[0].published),
        Column("read", Kind.DATE, "When it was read", lambda each: each[0].read),
        Column(
            "read_at",
            Kind.TEXT,
            "The copy that was read, where it was one",
            lambda each: each[0].read_at,
            is_nullable=True,
        ),
        Column("licence", Kind.TEXT, "Its licence, where it names one", lambda each: each[0].licence, is_nullable=True),
        Column(
            "pledge_id",
            Kind.TEXT,
            "The pledge that it rates, if it rates one",
            lambda each: each[0].pledge,
            is_nullable=True,
            refers="pledges",
        ),
        Column("scale", Kind.TEXT, "Its scale, in words", lambda each: each[0].scale),
        Column("summary", Kind.TEXT, "What it looks at, in our words (Markdown)", lambda each: each[0].summary),
        Column(
            "incomplete", Kind.TEXT, "What of it could not be read", lambda each: each[0].incomplete, is_nullable=True
        ),
        Column("url", Kind.TEXT, "The review on this site", lambda each: each[1]),
    ),
)


def _dimensions(view: View) -> Iterator[tuple[Review, str, Dimension]]:
    for review in view.reviews:
        for id, dimension in review.dimensions.items():
            yield review, id, dimension


REVIEW_DIMENSIONS = Table[tuple[Review, str, Dimension]](
    name="review_dimensions",
    description="One row for each part into which a review divides its scores.",
    key=("dimension_id",),
    rows=_dimensions,
    columns=(
        Column("dimension_id", Kind.TEXT, "The part's id: review/part", lambda each: f"{each[0].id}/{each[1]}"),
        Column("review_id", Kind.TEXT, "The review's id", lambda each: each[0].id, refers="reviews"),
        Column("title", Kind.TEXT, "What the review calls it", lambda each: each[2].title),
        Column(
            "commitment_id",
            Kind.TEXT,
            "The commitment that it matches, if any",
            lambda each: each[2].commitment,
            is_nullable=True,
            refers="commitments",
        ),
    ),
)


@dataclass(frozen=True)
class ScoreRow:
    """One score of a company: of a part of the review, or overall (`dimension` is empty)."""

    review: Review
    company: str
    dimension: str
    score: Score

    @property
    def id(self) -> str:
        """The score's id in every table."""
        return "/".join(filter(None, (self.review.id, self.company, self.dimension)))


def _scores(view: View) -> Iterator[ScoreRow]:
    for review in view.reviews:
        for company, score in review.scores.items():
            for dimension in ("", *score.details):
                yield ScoreRow(review, company, dimension, score)


REVIEW_SCORES = Table[ScoreRow](
    name="review_scores",
    description="One row for each score of each company in each review: one overall, and one for each part.",
    key=("score_id",),
    rows=_scores,
    columns=(
        Column("score_id", Kind.TEXT, "The score's id: review/company, or review/company/part", lambda each: each.id),
        Column("review_id", Kind.TEXT, "The review's id", lambda each: each.review.id, refers="reviews"),
        Column("company_id", Kind.TEXT, "The company's id", lambda each: each.company, refers="companies"),
        Column(
            "dimension_id",
            Kind.TEXT,
            "The part's id; empty for the overall score",
            lambda each: f"{each.review.id}/{each.dimension}" if each.dimension else None,
            is_nullable=True,
            refers="review_dimensions",
        ),
        Column(
            "score",
            Kind.TEXT,
            "The score, exactly as published; empty where the review gives no overall score",
            lambda each: each.score.details[each.dimension] if each.dimension else each.score.overall,
            is_nullable=True,
        ),
        Column(
            "note", Kind.TEXT, "What to know of the company's scores", lambda each: each.score.note, is_nullable=True
        ),
    ),
)


def _statements(view: View) -> Iterator[tuple[Review, str, Statement]]:
    for review in view.reviews:
        for id, statement in statement_ids(review.id, review.statements):
            yield review, id, statement


REVIEW_STATEMENTS = Table[tuple[Review, str, Statement]](
    name="review_statements",
    description="One row for each quote from a review.",
    key=("statement_id",),
    rows=_statements,
    columns=(
        Column("statement_id", Kind.TEXT, "The statement's id: the review's id and a number", lambda each: each[1]),
        Column("review_id", Kind.TEXT, "The review's id", lambda each: each[0].id, refers="reviews"),
        Column(
            "companies",
            Kind.TEXT,
            "The companies that it speaks of, parted by spaces; empty: all or none",
            lambda each: each[2].companies,
            is_nullable=True,
        ),
        Column(
            "commitment_id",
            Kind.TEXT,
            "The commitment that it speaks of, if any",
            lambda each: each[2].commitment,
            is_nullable=True,
            refers="commitments",
        ),
        Column(
            "bearing",
            Kind.TEXT,
            "Whether it says that the commitment is kept (supports), is not (contradicts), or neither; our reading",
            lambda each: each[2].bearing,
            values=tuple(map(str, Bearing)),
        ),
        Column("locator", Kind.TEXT, "Where in the review it stands", lambda each: each[2].locator, is_nullable=True),
        Column(
            "speaker",
            Kind.TEXT,
            "Who says it, if not the review itself",
            lambda each: each[2].speaker,
            is_nullable=True,
        ),
        Column("quote", Kind.TEXT, "The review's own words", lambda each: each[2].quote),
    ),
)


def _compared(view: View) -> Iterator[tuple[str, Comparison]]:
    ids = {id(statement): name for _review, name, statement in _statements(view)}
    for each in view.comparisons:
        yield ids[id(each.statement)], each


REVIEW_COMPARISONS = Table[tuple[str, Comparison]](
    name="review_comparisons",
    description="One row for each statement of a review that says whether a cell's commitment is kept, beside our "
    "status as it stood on the day of the review.",
    key=("statement_id", "cell_id"),
    rows=_compared,
    columns=(
        Column("statement_id", Kind.TEXT, "The statement's id", lambda each: each[0], refers="review_statements"),
        Column("cell_id", Kind.TEXT, "The cell's id", lambda each: each[1].cell.id, refers="cells"),
        Column(
            "status_then",
            Kind.TEXT,
            "Our status on the day on which the review was published",
            lambda each: each[1].status_then,
            values=tuple(map(str, Status)),
        ),
        Column(
            "agreement",
            Kind.TEXT,
            "How the review's words stand to that status",
            lambda each: each[1].agreement,
            values=tuple(map(str, Agreement)),
        ),
    ),
)
