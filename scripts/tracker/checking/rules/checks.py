"""The checks of quotes speak of quotes that exist; what a program found of other words says nothing."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.checking.scope import Scope
from tracker.model import Review, Statement
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.reading.dataset import CHECKS, COMPANIES, REVIEWS, Reading
from tracker.reading.document import Path
from tracker.text import fingerprint

# The name of the one ledger of all reviews: each is in it as a source, and each other document that has words of one.
REVIEWS_LEDGER = "reviews"
_VERDICTS = ("found", "drifted", "missing")


def review_document(review: Review, statement: Statement) -> str:
    """The id in the ledger of the document that has a statement's words: the review itself, or another one."""
    return f"{review.id}-{fingerprint(statement.url, 8)}" if statement.url else review.id


def of_existing_quotes(scope: Scope) -> Iterator[Problem]:
    """Every recorded check is one of a quote that a company's file or a review has, from the source that it names."""
    for name in scope.reading.dataset.checks:
        document = scope.reading.documents[CHECKS][name]
        if name not in (REVIEWS_LEDGER, *scope.reading.documents[COMPANIES]):
            message = f"there is no company `{name}` whose quotes these could be"
            yield document.problem("stale-check", (), message, "remove the file, or rename it with the company's")
            continue
        for path in stale_checks(document.value, scope.reading, name):
            whose = "no review has a quote" if name == REVIEWS_LEDGER else "the company's file has no quote"
            message = f"{whose} from `{path[1]}`" + (" with this hash" if path[2:] else "")
            yield document.problem("stale-check", path, message, "run `make fix`, which drops what is out of date")


def on_days_that_have_come(scope: Scope) -> Iterator[Problem]:
    """No quote was looked up after today."""
    for name, checks in scope.reading.dataset.checks.items():
        for source, check in checks.sources.items():
            if scope.is_future(PartialDate(check.checked)):
                message = f"{check.checked} lies in the future"
                document = scope.reading.documents[CHECKS][name]
                yield document.problem(
                    "future-date", ("sources", source, "checked"), message, "write the day of the check"
                )


def stale_checks(value: Mapping[str, dict[str, dict[str, object]]], reading: Reading, name: str) -> Iterator[Path]:
    """The paths of all entries of a ledger that speak of no quote of its company, or of no review's."""
    quotes = _reviews_quotes(reading) if name == REVIEWS_LEDGER else _company_quotes(reading, name)
    if quotes is None:
        return
    for source, check in value["sources"].items():
        if source not in quotes:
            yield ("sources", source)
            continue
        for verdict in _VERDICTS:
            match check.get(verdict):
                case dict() as by_quote:
                    yield from (("sources", source, verdict, id) for id in by_quote if id not in quotes[source])
                case list() as ids:
                    yield from (
                        ("sources", source, verdict, index) for index, id in enumerate(ids) if id not in quotes[source]
                    )


def _company_quotes(reading: Reading, name: str) -> Mapping[str, set[str]] | None:
    """The hashes of a company's quotes by source; None where its file cannot be read."""
    document = reading.documents[COMPANIES].get(name)
    if document is None or not document.is_sound:
        return None
    return _hashes(_quotes(document.value))


def _reviews_quotes(reading: Reading) -> Mapping[str, set[str]] | None:
    """The hashes of all reviews' quotes by document; None where one of the reviews cannot be read."""
    reviews = reading.dataset.reviews
    if len(reviews) < len(reading.documents[REVIEWS]):
        return None
    return _hashes((review_document(each, said), said.quote) for each in reviews.values() for said in each.statements)


def _hashes(quotes: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for source, quote in quotes:
        found.setdefault(source, set()).add(fingerprint(quote))
    return found


def _quotes(value: object) -> Iterator[tuple[str, str]]:
    """Source and words of every quote below a value, in cells with and without faults."""
    if isinstance(value, dict):
        match value:
            case {"source": str() as source, "quote": str() as quote}:
                yield source, quote
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _quotes(item)


RULES = (of_existing_quotes, on_days_that_have_come)
