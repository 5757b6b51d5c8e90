"""What a program found when it looked quotes up: observations, kept apart from what people wrote."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.checking.rules.checks import stale_checks
from tracker.quotes.match import Match, SearchableText
from tracker.reading.dataset import CHECKS, SCHEMAS, read_dataset
from tracker.reading.edit import new_file
from tracker.reading.values import read_value
from tracker.text import fingerprint, without_refused
from tracker.verdicts import Checks, Difference, NearMatch, Origin, SourceCheck, Verdict

_DIFFERENCES = 12
_WORDS = 300  # characters of a passage or of one difference


@dataclass(frozen=True, kw_only=True)
class Check:
    """The latest look at one quote.

    `origin` says which text was read, `address` where it is, `place` how far into it from 0 to 1; where none was
    reached, `reasons` say why, by the places that were tried. `gone` is how the source's address answered when it no
    longer has the document.
    """

    verdict: Verdict
    origin: Origin | None
    day: datetime.date
    address: str = ""
    place: float | None = None
    near: NearMatch | None = None
    gone: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def differing(self) -> str:
        """The words of the text that differ from the quote's; empty where there are none."""
        return "; ".join(map(_difference_words, self.near.differences if self.near else ()))

    @property
    def hindrance(self) -> str:
        """Why a text was not reached, in words of the program alone; empty where all were."""
        gone = [f"the address answers {self.gone}: the document is no longer there"] if self.gone else []
        return "; ".join([*gone, *(f"{origin} not reached: {reason}" for origin, reason in self.reasons.items())])

    @property
    def detail(self) -> str:
        """What differs, and what was not reached, in words; empty where there is nothing to say."""
        return "; ".join(filter(None, (self.differing, self.hindrance)))


def _difference_words(difference: Difference) -> str:
    if not difference.quote:
        return f"the text has \u201c{difference.text}\u201d besides"
    if not difference.text:
        return f"the text does not have \u201c{difference.quote}\u201d"
    return f"the text has \u201c{difference.text}\u201d for \u201c{difference.quote}\u201d"


@dataclass(frozen=True)
class Ledger:
    """The latest check of each source, by company."""

    checks: Mapping[str, Checks] = field(default_factory=dict)

    def check(self, *, company: str, source: str, quote: str) -> Check | None:
        """The latest check of a quote; None where it was never checked."""
        known = self.checks.get(company)
        found = known.sources.get(source) if known else None
        return _check(found, fingerprint(quote)) if found else None


def check_of(entry: Mapping[str, Any], quote: str) -> Check | None:
    """What an entry of the ledger says of one of the quotes of its source."""
    return _check(read_value(SourceCheck, entry), fingerprint(quote))


def _check(source: SourceCheck, quote: str) -> Check | None:
    """What the check of a source says of one of its quotes; None where the quote came later."""
    near = source.drifted.get(quote)
    if quote in source.found:
        verdict, place = Verdict.FOUND, source.found[quote]
    elif near:
        verdict, place = Verdict.DRIFTED, near.place
    elif quote in source.missing:
        verdict, place = Verdict.MISSING, ""
    elif source.origin is None and not source.gone:
        verdict, place = Verdict.UNREACHABLE, ""
    else:
        return None
    return Check(
        verdict=verdict,
        origin=source.origin,
        day=source.day,
        address=source.address,
        place=float(place.split()[0]) if place else None,
        near=near,
        gone=source.gone,
        reasons=source.not_reached,
    )


def text_check(text: SearchableText, quotes: Sequence[str]) -> Mapping[str, Any]:
    """What the ledger keeps of the quotes of one source in one text, in the order of their hashes."""
    matches = {fingerprint(quote): text.look_up(quote) for quote in quotes}
    ordered = sorted(matches.items())
    entries = {
        "found": {id: _place(match) for id, match in ordered if match.verdict is Verdict.FOUND},
        "drifted": {id: _near_match(match) for id, match in ordered if match.verdict is Verdict.DRIFTED},
        "missing": [id for id, match in ordered if match.verdict is Verdict.MISSING],
    }
    return {"text": fingerprint(text.text, 12), **{name: entry for name, entry in entries.items() if entry}}


def _place(match: Match) -> str:
    return f"{match.at:.3f} {fingerprint(match.paragraph, 8)}"


def _near_match(match: Match) -> dict[str, Any]:
    differences = [_difference(difference) for difference in match.differences[:_DIFFERENCES]]
    near = {
        "place": _place(match),
        "similarity": f"{match.similarity:.2f}",
        "passage": _shortened(match.passage) or "-",
        "differences": [difference for difference in differences if difference],
    }
    return {name: entry for name, entry in near.items() if entry}


def _difference(difference: Difference) -> dict[str, str]:
    sides = {"quote": _shortened(difference.quote), "text": _shortened(difference.text)}
    return {side: words for side, words in sides.items() if words}


def _shortened(words: str) -> str:
    text = without_refused(" ".join(words.split()))
    return text if len(text) <= _WORDS else f"{text[: _WORDS * 2 // 3]} ... {text[-_WORDS // 4 :]}"


def ledger_file(company: str, sources: Mapping[str, Mapping[str, Any]], schema: bytes) -> tuple[str, bytes]:
    """Path and content of the ledger of one company, its sources by id."""
    path = f"{CHECKS}/{company}.yml"
    return path, new_file(path, {"sources": {id: sources[id] for id in sorted(sources)}}, schema)


def without_stale_checks(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of the ledger, `{path: bytes}`, that say something of quotes that are gone, without it."""
    reading = read_dataset(files)
    changed = {}
    for company, document in reading.documents[CHECKS].items():
        if document.problems or "sources" not in document.value:
            continue
        stale = list(stale_checks(document.value, reading, company))
        if stale:
            sources = {
                id: _without(check, [path[2:] for path in stale if path[1] == id])
                for id, check in document.value["sources"].items()
                if ("sources", id) not in stale
            }
            path, content = ledger_file(company, sources, files[SCHEMAS[CHECKS]])
            changed[path] = content
    return changed


def _without(check: Mapping[str, Any], stale: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, entry in check.items():
        gone = {path[1] for path in stale if path[0] == name}
        match entry:
            case dict():
                left: Any = {id: value for id, value in entry.items() if id not in gone}
            case list():
                left = [id for index, id in enumerate(entry) if index not in gone]
            case _:
                left = entry
        if left not in ({}, []):
            kept[name] = left
    return kept
