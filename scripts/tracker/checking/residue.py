"""What copying leaves behind in a quote: marks of the page or the file that are no words of the document."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.text import MARKDOWN_LINK, TAG_NAMES

_SHOWN = 40  # characters
_LONGEST = 1000  # what is longer is no quote, and the schema says so
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|tt|u)\b")


@dataclass(frozen=True, kw_only=True)
class Residue:
    """One piece of residue: where it begins and ends, what it is, and what to write; None where a person must see."""

    start: int
    end: int
    kind: str
    mended: str | None

    @property
    def is_mendable(self) -> bool:
        """Whether a program can take it out."""
        return self.mended is not None

    @property
    def hint(self) -> str:
        """What to do about it."""
        if self.mended is None:
            return "write the words as the document shows them"
        words = self.mended.strip()
        return f"write “{_shortened(words)}”" if words else "delete it"


@dataclass(frozen=True)
class _Kind:
    """One kind of residue, and what is left of a match; by default nothing.

    Each match has one of the `signs` in it, so that most quotes need no search.
    """

    name: str
    signs: str
    pattern: re.Pattern[str]
    left: Callable[[re.Match[str]], str | None] = lambda _match: ""


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _tag(match: re.Match[str]) -> str:
    return "" if _INLINE.match(match[0]) else " "


def _row(match: re.Match[str]) -> str:
    return " ".join(cell.strip() for cell in match[0].split("|") if cell.strip())


_BULLETS, _CIRCLES = "\u2022\u25aa\u25e6\u2023\u2219\u27a2\u27a4", "\u25cf\u25a0\u25cb"
_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"

# An earlier kind comes before a later one where both would find something.
_KINDS = (
    _Kind("a row of a Markdown table", "|", re.compile(r"^\s*\|.*|.*\|\s*\|.*|.*\|\s*$", re.DOTALL), _row),
    _Kind(
        "a note on a link",
        "([",
        re.compile(
            r"\s*[(\[](?:opens? in (?:a )?new (?:window|tab)|link is external|external link)[)\]]", re.IGNORECASE
        ),
    ),
    _Kind("a raw Markdown link", "[", MARKDOWN_LINK, lambda match: match[1]),
    _Kind("half a raw Markdown link", "]", re.compile(r"\]\((?:https?:|[/#])[^\s)]*\)?"), lambda _match: None),
    _Kind("an HTML tag", "<", re.compile(rf"</?(?:{TAG_NAMES})(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL), _tag),
    _Kind(
        "an HTML entity",
        "&",
        re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE),
        _entity,
    ),
    # Not the stars of "*.example.org", nor those of a name such as "Q*".
    _Kind("raw Markdown emphasis", "*~", re.compile(r"(\*\*|~~)(?=\S)(.+?)(?<=\S)\1"), lambda match: match[2]),
    _Kind(
        "raw Markdown emphasis",
        "*",
        re.compile(r"(?<![\w*])\*(?=\w)([^*]+)(?<=[\w.!?])\*(?![\w*])"),
        lambda match: match[1],
    ),
    _Kind(
        "raw Markdown emphasis", "_", re.compile(r"(?<!\w)_(?=[^\W_])([^_]+)(?<=[^\W_])_(?!\w)"), lambda match: match[1]
    ),
    _Kind("raw Markdown emphasis", "*", re.compile(r"(?<![\d*])\*\*(?![\d*])")),
    _Kind("raw Markdown code", "`", re.compile(r"`+([^`]*)`*"), lambda match: match[1]),
    _Kind("a raw Markdown heading", "#", re.compile(r"^#{1,6}\s+|(?<=\s)#{2,6}(?:\s+|$)")),
    # Not the circles and squares that stand for a letter, as in "○○".
    _Kind(
        "a bullet",
        f"-\u2013\u2014*+\u00b7{_BULLETS}{_CIRCLES}",
        re.compile(rf"^\s*[-\u2013\u2014*+\u00b7]\s+|[{_BULLETS}]\s*|(?<!\S)[{_CIRCLES}]\s+"),
    ),
    _Kind("a citation mark", "[", re.compile(r"\s?\[\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\]|\[\^[^\]\s]{1,20}\]")),
    # Not the power of a unit, such as m².
    _Kind(
        "a footnote mark",
        f"{_RAISED}\u2020\u2021",
        re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:)\u201d\"\u2019]))[{_RAISED}]+|[\u2020\u2021]"),
    ),
    _Kind("a footnote mark", "*", re.compile(r"(?<=[a-z]{3})\*(?![\w*])|(?<!\S)\*(?=[^\W\d_])")),
    _Kind(
        "a ligature",
        _LIGATURES,
        re.compile(f"[{_LIGATURES}]"),
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
    _Kind(
        "a joiner that cannot be seen",
        "\u200c\u200d",
        re.compile("(?<=[A-Za-z])[\u200c\u200d]+|[\u200c\u200d]+(?=[A-Za-z])"),
    ),
    _Kind(
        "a word broken at the end of a line",
        "-\u00ac\u2010",
        re.compile(
            r"[^\W\d_]+[-\u00ac\u2010]\s+(?!(?:and|or|to|nor|but|which|that|the|a|an|in|on|of|for|with|as|is|are|we|it|"
            r"und|oder|bzw|et|ou|y|e|o)\b)[a-z]+"
        ),
        lambda _match: None,
    ),
)


def residues(quote: str) -> list[Residue]:
    """All residue in a quote, by its place."""
    found: list[Residue] = []
    characters = frozenset(quote) if len(quote) <= _LONGEST else frozenset()
    for kind in (each for each in _KINDS if not characters.isdisjoint(each.signs)):
        found += [each for each in _of_kind(kind, quote) if not any(_overlap(each, other) for other in found)]
    return sorted(found, key=lambda each: each.start)


def _of_kind(kind: _Kind, quote: str) -> Iterator[Residue]:
    for match in kind.pattern.finditer(quote):
        left = kind.left(match)
        if match[0] and left != match[0]:
            yield Residue(start=match.start(), end=match.end(), kind=kind.name, mended=left)


def _overlap(one: Residue, other: Residue) -> bool:
    return one.start < other.end and other.start < one.end


def without_residue(quote: str) -> str:
    """The quote without the residue that a program can take out; no word is changed."""
    while found := [each for each in residues(quote) if each.is_mendable]:
        for each in reversed(found):
            quote = quote[: each.start] + (each.mended or "") + quote[each.end :]
        quote = re.sub(r" {2,}", " ", quote).strip()
    return quote


def told(field: str, quote: str, residue: Residue) -> str:
    """What stands where in a field, in a sentence: characters are counted from 1."""
    words = _shortened(quote[residue.start : residue.end].strip())
    return f"the {field} has {residue.kind} at character {residue.start + 1}: “{words}”"


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
