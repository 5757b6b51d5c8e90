"""The checks of quotes speak of quotes that exist; what a program found of other words says nothing."""

from collections.abc import Iterator, Mapping

from tracker.checking.scope import Scope
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.reading.dataset import CHECKS, COMPANIES
from tracker.reading.document import Document, Path
from tracker.text import fingerprint

_VERDICTS = ("found", "drifted", "missing")


def of_existing_quotes(scope: Scope) -> Iterator[Problem]:
    """Every recorded check is one of a quote that a company's file has, from the source that it names."""
    companies = scope.reading.documents[COMPANIES]
    for name in scope.reading.dataset.checks:
        document = scope.reading.documents[CHECKS][name]
        if name not in companies:
            message = f"there is no company `{name}` whose quotes these could be"
            yield document.problem("stale-check", (), message, "remove the file, or rename it with the company's")
        elif companies[name].is_sound:
            for path in stale_checks(document.value, companies[name]):
                message = f"the company's file has no quote from `{path[1]}`" + (" with this hash" if path[2:] else "")
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


def stale_checks(value: Mapping[str, dict[str, dict[str, object]]], company: Document) -> Iterator[Path]:
    """The paths of all entries that speak of no quote of the company, of the sources first."""
    quotes: dict[str, set[str]] = {}
    for source, quote in _quotes(company.value):
        quotes.setdefault(source, set()).add(fingerprint(quote))
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
