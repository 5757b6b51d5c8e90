"""Whether a quote's words stand at a place of a text: what is between the words counts too, and where they begin."""

import re
from bisect import bisect_right
from collections.abc import Callable

from tracker.quotes.normal import BULLET, SOFT_HYPHEN, Words, marks

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# White space that is missing may turn the meaning where one of these words stands beside it ("not able", "notable").
_UNJOINED = re.compile(
    "an?|any|anti|de|dis|every|il|im|in|ir|mis|never|no|non|none|nor|not|now|off|on|or|some|un|with", re.IGNORECASE
)
_TURNING_PREFIXES = frozenset({"anti", "counter", "de", "dis", "non", "pre", "pseudo", "quasi", "self", "sub", "un"})
_TURNING_SUFFIXES = frozenset({"free", "less", "like", "based"})
# A quote that begins behind one of these words, or ends before one of those, says what its source does not.
_NEGATIONS = frozenset({"not", "no", "never", "without", "cannot", "neither", "nor", "nicht", "kein", "keine"})
_LIMITS = frozenset({"unless", "except"})
_OUTER = str.maketrans("", "", f"'{BULLET}{SOFT_HYPHEN}")


def stands_at(quote: Words, text: Words, start: int) -> bool:
    """Whether the quote's words stand at that letter of the text, from which on its letters are the same."""
    end = start + len(quote.letters)
    return (
        _is_boundary(text, start)
        and _is_boundary(text, end)
        and _same_case(quote.written, text.written[start:end])
        and _begins_well(quote, text, start)
        and _ends_well(quote, text, end)
        and all(_agree(quote, text, start, letter) for letter in _boundaries(quote, text, start))
    )


def _boundaries(quote: Words, text: Words, start: int) -> set[int]:
    """Every letter of the quote, but the first, before which a word begins in it or in the text."""
    first = bisect_right(text.starts, start)
    last = text.word_at(start + len(quote.letters))
    return {*quote.starts[1:-1], *(letter - start for letter in text.starts[first:last])}


def _is_boundary(text: Words, letter: int) -> bool:
    """Whether a word begins or ends there: also in scripts without spaces, and where layout ran words together."""
    number = bisect_right(text.starts, letter) - 1
    inside = letter - text.starts[number]
    if inside == 0:
        return True
    before, after = text.words[number][inside - 1], text.words[number][inside]
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after)) or (before.islower() and after.isupper())


def _same_case(quote: str, text: str) -> bool:
    """The first letter may differ, and a text in capitals all through, as headings are."""
    return quote[1:] == text[1:] or text.isupper()


def _begins_well(quote: Words, text: Words, start: int) -> bool:
    number = text.word_at(start)
    if text.starts[number] != start:
        return True
    gap, own = text.gaps[number], marks(quote.gaps[0]).translate(_OUTER)
    if not marks(gap).translate(_OUTER).endswith(own):
        return False
    before = text.lowered[number - 1] if number else ""
    is_signed = quote.letters[0].isdigit() and not own
    if is_signed and ((gap.endswith("-") and gap != "-") or (gap in (".", ",") and before[-1:].isdigit())):
        return False
    is_negated = before in _NEGATIONS or (before == "t" and text.gaps[number - 1] == "'")
    if is_negated and not marks(gap):
        return False
    return gap != "-" or before not in _TURNING_PREFIXES


def _ends_well(quote: Words, text: Words, end: int) -> bool:
    number = text.word_at(end)
    if text.starts[number] != end:
        return True
    gap, own = text.gaps[number], marks(quote.gaps[-1]).translate(_OUTER)
    if not marks(gap).translate(_OUTER).startswith(own):
        return False
    after = text.lowered[number] if number < len(text.words) else ""
    if quote.letters[-1].isdigit() and ((gap in (".", ",") and after[:1].isdigit()) or gap[:1] == "%" != own[:1]):
        return False
    if after in _LIMITS and not marks(gap).strip(",-("):
        return False
    return gap != "-" or after not in _TURNING_SUFFIXES


def _agree(quote: Words, text: Words, start: int, letter: int) -> bool:
    """Whether the gaps before one letter of the quote mean the same in the quote and in the text."""
    own, other = _gap(quote, letter), _gap(text, start + letter)
    numbers = quote.letters[letter - 1].isdigit() and quote.letters[letter].isdigit()
    if own is not None and other is not None:
        return _mean_the_same(own, other, are_numbers=numbers)
    words = quote if own is not None else text
    at = letter if own is not None else start + letter
    return _may_be_missing(own if own is not None else other or "", words, at, are_numbers=numbers)


def _gap(words: Words, letter: int) -> str | None:
    number = words.word_at(letter)
    return words.gaps[number] if words.starts[number] == letter else None


def _mean_the_same(own: str, other: str, *, are_numbers: bool) -> bool:
    if own == other:
        return True
    ours, theirs = marks(own), marks(other)
    if not any(form(ours) == form(theirs) for form in _FORMS):
        return False
    have_space = [any(map(str.isspace, gap)) for gap in (own, other)]
    return have_space[0] == have_space[1] or (bool(ours) and not (are_numbers and ours in (".", ",")))


_FORMS: tuple[Callable[[str], str], ...] = (
    lambda gap: gap,
    lambda gap: gap.replace(BULLET, "").replace(SOFT_HYPHEN, ""),
    lambda gap: gap.replace(BULLET, "-").replace(SOFT_HYPHEN, "-"),
)


def _may_be_missing(gap: str, words: Words, letter: int, *, are_numbers: bool) -> bool:
    """Whether a gap that only one side has is no more than layout."""
    number = words.word_at(letter)
    before, after = words.words[number - 1], words.words[number]
    match marks(gap):
        case "":
            if _UNSPACED.match(before[-1]) or _UNSPACED.match(after[0]):
                return True
            return not (are_numbers or _UNJOINED.fullmatch(before) or _UNJOINED.fullmatch(after))
        case "-":
            return gap != "-" and gap[0] == "-" and after[0].islower()  # a hyphen at the end of a line
        case "^":
            return are_numbers
        case found:
            return found == SOFT_HYPHEN
