"""What others found: reviews by company and by commitment, and where they and we agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.checking.rules.checks import REVIEWS_LEDGER, review_document
from tracker.model import Bearing, Company, Review, Score, Statement, Status
from tracker.quotes.ledger import Check, Ledger
from tracker.status import status_on
from tracker.views.cells import Cell


class Agreement(StrEnum):
    """How a review's words compare with our status on the same commitment."""

    AGREE = "agree"
    PARTLY = "partly"
    DIFFER = "differ"


# What a review says, and our status: pairs that are not here do not compare.
_AGREEMENT = {
    (Bearing.SUPPORTS, Status.MET): Agreement.AGREE,
    (Bearing.SUPPORTS, Status.PARTIAL): Agreement.PARTLY,
    (Bearing.SUPPORTS, Status.NO_EVIDENCE): Agreement.DIFFER,
    (Bearing.SUPPORTS, Status.NOT_MET): Agreement.DIFFER,
    (Bearing.CONTRADICTS, Status.MET): Agreement.DIFFER,
    (Bearing.CONTRADICTS, Status.PARTIAL): Agreement.PARTLY,
    (Bearing.CONTRADICTS, Status.NO_EVIDENCE): Agreement.PARTLY,
    (Bearing.CONTRADICTS, Status.NOT_MET): Agreement.AGREE,
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that a review says of a cell, in words (`statement`) or as a score (`score`, of `dimension`)."""

    review: Review
    statement: Statement | None = None
    dimension: str = ""
    score: str = ""


@dataclass(frozen=True, kw_only=True)
class CompanyReview:
    """A review's score for one company, with the parts of the score as (title, score)."""

    review: Review
    score: Score
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A review's statement (`number` counts from 1) beside our status on the day of the review."""

    review: Review
    number: int
    statement: Statement
    cell: Cell
    status_then: Status
    agreement: Agreement


def newest_first(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews, the newest first."""
    return tuple(sorted(reviews, key=lambda review: (review.published.last, review.id), reverse=True))


def company_reviews(reviews: Iterable[Review], company: Company) -> tuple[CompanyReview, ...]:
    """The reviews that score a company."""
    return tuple(
        CompanyReview(
            review=review,
            score=score,
            parts=tuple((review.dimensions[key].title, value) for key, value in score.details.items()),
        )
        for review in reviews
        if (score := review.scores.get(company.id)) is not None
    )


def findings(reviews: Iterable[Review]) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """What reviews say of each cell, by company and pledge/commitment; words on all companies are under ""."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for review in reviews:
        for key, finding in (*_statements(review), *_scores(review)):
            found.setdefault(key, []).append(finding)
    return {key: tuple(each) for key, each in found.items()}


def _statements(review: Review) -> Iterator[tuple[tuple[str, str], Finding]]:
    for statement in review.statements:
        if statement.commitment:
            for company in statement.companies or ("",):
                yield (company, statement.commitment), Finding(review=review, statement=statement)


def _scores(review: Review) -> Iterator[tuple[tuple[str, str], Finding]]:
    for company, score in review.scores.items():
        for name, value in score.details.items():
            dimension = review.dimensions[name]
            if dimension.commitment:
                yield (company, dimension.commitment), Finding(review=review, dimension=dimension.title, score=value)


def comparisons(reviews: Iterable[Review], cells: Mapping[str, Cell]) -> tuple[Comparison, ...]:
    """Every statement on a cell that says whether the commitment was kept, beside our status on that day.

    `cells` by their ids; a company that has not signed the pledge has none.
    """
    return tuple(
        Comparison(
            review=review,
            number=number,
            statement=statement,
            cell=cell,
            status_then=status_then,
            agreement=_AGREEMENT[statement.bearing, status_then],
        )
        for review in reviews
        for number, statement in enumerate(review.statements, 1)
        for company in statement.companies
        if (cell := cells.get(f"{company}/{statement.commitment}")) is not None
        and (statement.bearing, status_then := status_on(cell.assessments, review.published.last)) in _AGREEMENT
    )


def statement_check(ledger: Ledger, review: Review, statement: Statement) -> Check | None:
    """What a program found when it last looked a statement up; None where it never did."""
    document = review_document(review, statement)
    return ledger.check(company=REVIEWS_LEDGER, source=document, quote=statement.quote)


def agreement_counts(found: Iterable[Comparison]) -> Mapping[str, Counter[Agreement]]:
    """How often each review agrees, agrees partly and differs, by the review's id."""
    counts: dict[str, Counter[Agreement]] = {}
    for each in found:
        counts.setdefault(each.review.id, Counter())[each.agreement] += 1
    return counts
