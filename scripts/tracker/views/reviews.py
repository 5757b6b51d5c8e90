"""What others found: reviews by company and by commitment, and where they and we agree."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Bearing, Company, Dataset, Review, Score, Statement, Status
from tracker.status import status_on
from tracker.views.cells import Cell, cell


class Agreement(StrEnum):
    """How a review's words stand to our status on the same commitment."""

    AGREE = "agree"
    PARTLY = "partly"
    DIFFER = "differ"


# What a review says, and how we stand: pairs that are not here do not compare.
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


@dataclass(frozen=True)
class Finding:
    """Something that a review says of a cell, in words (`statement`) or as a score (`score`, of `dimension`)."""

    review: Review
    statement: Statement | None
    dimension: str
    score: str


@dataclass(frozen=True)
class CompanyReview:
    """A review's score for one company, with the parts of the score as (title, score)."""

    review: Review
    score: Score
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Comparison:
    """A review's words beside our status on the day of the review."""

    review: Review
    statement: Statement
    cell: Cell
    status: Status
    agreement: Agreement


def company_reviews(dataset: Dataset, company: Company) -> tuple[CompanyReview, ...]:
    """The reviews that score a company, newest first."""
    return tuple(
        CompanyReview(
            review, score, tuple((review.dimensions[key].title, value) for key, value in score.details.items())
        )
        for review in newest_first(dataset)
        if (score := review.scores.get(company.id)) is not None
    )


def newest_first(dataset: Dataset) -> list[Review]:
    """All reviews, the newest first."""
    return sorted(dataset.reviews.values(), key=lambda review: (review.published.last, review.id), reverse=True)


def findings(dataset: Dataset) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """What reviews say of each cell, newest first, by company and pledge/commitment; words on all are under ""."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for review in newest_first(dataset):
        for statement in review.statements:
            for company in statement.companies or ("",) if statement.commitment else ():
                found.setdefault((company, statement.commitment), []).append(Finding(review, statement, "", ""))
        for company, score in review.scores.items():
            for name, value in score.details.items():
                dimension = review.dimensions[name]
                if dimension.commitment:
                    key = (company, dimension.commitment)
                    found.setdefault(key, []).append(Finding(review, None, dimension.title, value))
    return {key: tuple(each) for key, each in found.items()}


def comparisons(dataset: Dataset) -> tuple[Comparison, ...]:
    """Every statement on a cell that says whether the commitment was kept, beside our status on that day."""
    return tuple(each for review in newest_first(dataset) for each in _compared(dataset, review))


def _compared(dataset: Dataset, review: Review) -> Iterator[Comparison]:
    for statement in review.statements:
        pledge, _, commitment = statement.commitment.partition("/")
        for company in statement.companies if commitment else ():
            if company not in dataset.pledges[pledge].signatories:
                continue
            own = cell(dataset, company, pledge, commitment)
            stood = status_on(own.assessments, review.published.last)
            agreement = _AGREEMENT.get((statement.bearing, stood))
            if agreement is not None:
                yield Comparison(review, statement, own, stood, agreement)


def agreement_counts(found: tuple[Comparison, ...]) -> Mapping[str, Counter[Agreement]]:
    """How often each review agrees, agrees partly and differs, by the review's id."""
    counts: dict[str, Counter[Agreement]] = {}
    for each in found:
        counts.setdefault(each.review.id, Counter())[each.agreement] += 1
    return counts
