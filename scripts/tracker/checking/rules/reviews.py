"""Rules on reviews: they name what exists, and quote briefly."""

from collections.abc import Iterator

from tracker.checking.residue import residues, told
from tracker.checking.rules.evidence import MAX_WORDS
from tracker.checking.scope import Scope
from tracker.model import Review
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES, PLEDGES
from tracker.reading.document import Path
from tracker.text import word_count


def known_company(scope: Scope) -> Iterator[Problem]:
    """A review scores and names companies that have a file."""
    known = scope.reading.documents[COMPANIES]
    for document, review in scope.reviews():
        for company in review.scores:
            if company not in known:
                message = f"`{company}` is not a company"
                yield document.problem_at_key(
                    "unknown-company", ("scores", company), message, document.suggestion(company, known)
                )
        for index, statement in enumerate(review.statements):
            for position, company in enumerate(statement.companies):
                if company not in known:
                    path = ("statements", index, "companies", position)
                    message = f"`{company}` is not a company"
                    yield document.problem("unknown-company", path, message, document.suggestion(company, known))


def known_commitment(scope: Scope) -> Iterator[Problem]:
    """A review names pledges and commitments that exist."""
    pledges = scope.reading.documents[PLEDGES]
    if len(scope.reading.dataset.pledges) < len(pledges):
        return  # a pledge that could not be read may hold the commitment
    commitments = {f"{pledge.id}/{name}" for _document, pledge in scope.pledges() for name in pledge.commitments}
    for document, review in scope.reviews():
        if review.pledge and review.pledge not in pledges:
            message = f"`{review.pledge}` is not a pledge"
            yield document.problem("unknown-pledge", ("pledge",), message, document.suggestion(review.pledge, pledges))
        for path, name in _commitments(review):
            if name not in commitments:
                message = f"`{name}` is not a commitment of a pledge"
                yield document.problem("unknown-commitment", path, message, document.suggestion(name, commitments))


def _commitments(review: Review) -> Iterator[tuple[Path, str]]:
    for name, dimension in review.dimensions.items():
        if dimension.commitment:
            yield ("dimensions", name, "commitment"), dimension.commitment
    for index, statement in enumerate(review.statements):
        if statement.commitment:
            yield ("statements", index, "commitment"), statement.commitment


def known_dimension(scope: Scope) -> Iterator[Problem]:
    """A score has only the parts that the review lists as its dimensions."""
    for document, review in scope.reviews():
        for company, score in review.scores.items():
            for name in score.details:
                if name not in review.dimensions:
                    message = f"`{name}` is not a dimension of this review"
                    path = ("scores", company, "details", name)
                    yield document.problem_at_key(
                        "unknown-dimension", path, message, document.suggestion(name, review.dimensions)
                    )


def short_quotes(scope: Scope) -> Iterator[Problem]:
    """A quote from a review stays a quote: at most 80 words."""
    for document, review in scope.reviews():
        for index, statement in enumerate(review.statements):
            words = word_count(statement.quote)
            if words > MAX_WORDS:
                message = f"the quote has {words} words, not up to {MAX_WORDS}"
                path = ("statements", index, "quote")
                yield document.problem("quote-length", path, message, "quote the words that carry the point")


def no_residue(scope: Scope) -> Iterator[Problem]:
    """A quote from a review is words: no marks of the page or file from which it was copied."""
    for document, review in scope.reviews():
        for index, statement in enumerate(review.statements):
            for residue in residues(statement.quote):
                path, message = ("statements", index, "quote"), told("quote", statement.quote, residue)
                yield document.problem("residue", path, message, residue.hint)


def copies_can_be_opened(scope: Scope) -> Iterator[Problem]:
    """A review that was read in a copy which cannot be found again has a note on what was read."""
    for document, review in scope.reviews():
        if review.copy is None and not review.note:
            message = "the review was read in a copy that cannot be found again, and nothing says what it was"
            yield document.problem_at_key("lost-copy", ("copy",), message, "add a note on what was read")


RULES = (known_company, known_commitment, known_dimension, short_quotes, copies_can_be_opened, no_residue)
