"""What a check of quotes came to, as text for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.quotes.check import SourceOutcome, SourceQuotes
from tracker.quotes.ledger import Check, check_of
from tracker.quotes.match import SearchableText
from tracker.text import counted, fingerprint, without_refused
from tracker.verdicts import Origin, Verdict

_WORTH_TELLING = (Verdict.DRIFTED, Verdict.MISSING)
_LENGTH = 200
_BEGINNING = 6  # words by which a line names a quote
_WORDS = {Verdict.FOUND: "found", Verdict.DRIFTED: "drifted", Verdict.MISSING: "not found"}
_PLACES = {Origin.LIVE: "live", Origin.ARCHIVED: "in the stored copy", Origin.COPY: "in a copy"}


@dataclass(frozen=True, kw_only=True)
class ChangedPassage:
    """A quote around which the text has changed since the last check; `before` is empty where it was not kept."""

    company: str
    source: str
    quote: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class CheckedQuote:
    """One quote and what came of it."""

    company: str
    source: str
    quote: str
    check: Check


def checked_quotes(outcomes: Iterable[SourceOutcome]) -> Iterator[CheckedQuote]:
    """Every quote that was looked up, in the order of the outcomes."""
    for outcome in outcomes:
        work = outcome.work
        for quote in work.quotes:
            check = check_of(outcome.entry, quote)
            if check is not None:
                yield CheckedQuote(company=work.company, source=work.source.id, quote=quote, check=check)


def new_quote_lines(
    works: Sequence[SourceQuotes], quotes: Sequence[CheckedQuote], *, with_words: bool
) -> Sequence[str]:
    """What was found for each new quote, which its first words name, also for those that were not looked up.

    Without words of the documents, which are those of strangers, unless `with_words`.
    """
    known = {(item.company, item.source, item.quote): item.check for item in quotes}
    lines = []
    for work in works:
        for quote in work.quotes:
            check = known.get((work.company, work.source.id, quote))
            outcome = verdict_words(check, with_words=with_words) if check else "not looked up"
            lines.append(f"{work.company}/{work.source.id}, \u201c{_beginning(quote)}\u201d: {outcome}")
    return lines


def _beginning(quote: str) -> str:
    words = without_refused(quote).split()
    return " ".join(words[:_BEGINNING]) + " ..." * (len(words) > _BEGINNING)


def verdict_words(check: Check | None, *, with_words: bool) -> str:
    """What a program found of a quote, where and on which day.

    Without words of the document, which are those of a stranger, unless `with_words`.
    """
    if check is None:
        return "never checked"
    detail = check.detail if with_words else check.hindrance
    words = f"{place_words(check)} on {check.day}"
    return f"{words}: {detail}" if detail else words


def place_words(check: Check | None) -> str:
    """A verdict with the text that it is about, in a few words."""
    if check is None:
        return "never checked"
    if check.verdict is Verdict.UNREACHABLE or check.origin is None:
        return "not reached"
    return f"{_WORDS[check.verdict]} {_PLACES[check.origin]}"


def changed_passages(
    outcome: SourceOutcome, previous: Mapping[str, Any] | None, text_before: SearchableText | None
) -> Iterator[ChangedPassage]:
    """The quotes of a source around which the text has changed since the previous entry of the ledger."""
    if previous is None or outcome.text is None or previous.get("text") in (None, outcome.entry["text"]):
        return
    is_known = text_before is not None and fingerprint(text_before.text, 12) == previous["text"]
    for quote in outcome.work.quotes:
        if _surroundings(previous, quote) == _surroundings(outcome.entry, quote):
            continue
        yield ChangedPassage(
            company=outcome.work.company,
            source=outcome.work.source.id,
            quote=quote,
            before=text_before.look_up(quote).paragraph if is_known and text_before else "",
            after=outcome.text.look_up(quote).paragraph,
        )


def _surroundings(entry: Mapping[str, Any], quote: str) -> str:
    """The hash of the text around a quote, or around its nearest passage; empty where neither is there."""
    id = fingerprint(quote)
    place: str = entry.get("found", {}).get(id) or entry.get("drifted", {}).get(id, {}).get("place", "")
    return place.partition(" ")[2]


def text_report(quotes: Sequence[CheckedQuote], changes: Sequence[ChangedPassage], left: int) -> str:
    """What people have to look at, and a summary; `left` is the number of sources that were not looked at."""
    lines = [line for quote in quotes if quote.check.verdict in _WORTH_TELLING for line in _quote_lines(quote)]
    lines += [line for change in changes for line in _change_lines(change)]
    return "\n".join([*lines, *_summary(quotes, changes, left)])


def _quote_lines(item: CheckedQuote) -> Iterator[str]:
    origin = f" ({item.check.origin})" if item.check.origin else ""
    yield f"{item.company}/{item.source}: {item.check.verdict}{origin}: {_shortened(item.quote)}"
    if item.check.near:
        yield f"    nearest ({item.check.near.similarity}): {_shortened(item.check.near.passage)}"
    if item.check.detail:
        yield f"    {item.check.detail}"


def _change_lines(change: ChangedPassage) -> Iterator[str]:
    yield f"{change.company}/{change.source}: the text has changed around: {_shortened(change.quote)}"
    if change.before:
        yield f"    before: {_shortened(change.before)}"
    yield f"    now: {_shortened(change.after)}"


def _summary(quotes: Sequence[CheckedQuote], changes: Sequence[ChangedPassage], left: int) -> Iterator[str]:
    by_verdict = Counter((item.check.verdict, item.check.origin) for item in quotes)
    order = list(Verdict)
    yield f"{counted(len(quotes), 'quote')} looked up"
    for (verdict, origin), count in sorted(
        by_verdict.items(), key=lambda pair: (order.index(pair[0][0]), str(pair[0]))
    ):
        yield f"  {count} {verdict}" + (f" ({origin})" if origin else "")
    reasons = Counter(reason for item in quotes if not item.check.origin for reason in item.check.reasons.values())
    for reason, count in reasons.most_common(8):
        yield f"    {count} not reached: {reason}"
    if changes:
        yield f"{counted(len(changes), 'passage')} changed since the last check"
    if left:
        yield f"{counted(left, 'source')} not looked at, for want of a document or of time"


def json_report(quotes: Sequence[CheckedQuote], changes: Sequence[ChangedPassage], left: int) -> str:
    """The same for programs."""
    answer = {
        "quotes": [_quote_fields(item) for item in quotes],
        "changes": [vars(change) for change in changes],
        "sources_left": left,
    }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _quote_fields(item: CheckedQuote) -> Mapping[str, Any]:
    check, near = item.check, item.check.near
    return {
        "company_id": item.company,
        "source_id": item.source,
        "quote": item.quote,
        "verdict": check.verdict,
        "origin": check.origin,
        "address": check.address or None,
        "checked": check.day.isoformat(),
        "place": check.place,
        "similarity": float(near.similarity) if near else None,
        "passage": near.passage if near else None,
        "differences": [vars(difference) for difference in near.differences] if near else [],
        "gone": check.gone or None,
        "not_reached": dict(check.reasons),
    }


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]} ..."
