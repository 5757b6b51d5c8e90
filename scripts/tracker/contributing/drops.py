"""Which quotes of the latest assessment no longer count, and why, as people write it."""

import re
from collections.abc import Sequence

from tracker.contributing.escaping import span
from tracker.model import DroppedQuote, Evidence

_MIN_WORDS = 3  # by fewer than these nobody can tell which quote is meant


class DropError(ValueError):
    """A line names no quote, or says no reason; the message is a sentence in Markdown."""


def find_drops(text: str, evidence: Sequence[Evidence]) -> tuple[DroppedQuote, ...]:
    """The quotes that a text takes away, one on each line: its number or first words, a colon, and the reason.

    DropError where a line does not say which quote is meant, or why it goes.
    """
    drops: dict[int, DroppedQuote] = {}
    for line in filter(None, (re.sub(r"^[-*•] +", "", each.strip()) for each in text.split("\n"))):
        index, reason = _meant(line, evidence)
        item = evidence[index]
        drops[index] = DroppedQuote(source=item.source, quote=item.quote, reason=reason)
    return tuple(drops[index] for index in sorted(drops))


def numbered(evidence: Sequence[Evidence]) -> str:
    """The quotes with their numbers, as an answer can name them."""
    return "".join(f"\n  {number}. {span(item.quote)}" for number, item in enumerate(evidence, start=1))


def _meant(line: str, evidence: Sequence[Evidence]) -> tuple[int, str]:
    """The index of the quote that a line names, and the reason that it gives."""
    if not evidence:
        raise DropError("There is no quote at this cell that could go.")
    number = re.match(r"(?:quote )?([0-9]+)\s*[:.)–—-]\s*", line, re.IGNORECASE)
    if number and 1 <= int(number[1]) <= len(evidence):
        return int(number[1]) - 1, _reason(line[number.end() :], line)
    for index, item in enumerate(evidence):
        for colon in re.finditer(r"[:–—]\s", line):
            named = _words(line[: colon.start()])
            if len(named) >= _MIN_WORDS and _words(item.quote)[: len(named)] == named:
                return index, _reason(line[colon.end() :], line)
    raise DropError(
        f"{span(line)} does not say which quote is meant. Write its number or its first words, a colon, and the "
        f"reason. The assessment cites:\n{numbered(evidence)}"
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _reason(text: str, line: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise DropError(f"{span(line)} does not say why the quote goes. Write the reason behind a colon.")
    return reason
