"""One spelling for all texts: what may differ between a page and a quote of it without a word being different."""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from tracker.text import MARKDOWN_LINK, TAG_NAMES

SOFT_HYPHEN = "\u00ad"
BULLET = "\u2022"

_SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
_FOOTNOTES = re.compile(
    rf"\[\^[^\]\s]{{1,20}}\]|\[[0-9]{{1,3}}\]|(?<![\d\s^{_SUPERSCRIPTS}])[{_SUPERSCRIPTS}]+|[\u2020\u2021]"
)
_POWERS = re.compile(rf"(?<=\d)(?=[{_SUPERSCRIPTS}])")
_TAGS = re.compile(
    rf"</?(?:{TAG_NAMES}|[A-Z][A-Za-z]{{2,}})(?:\s[^<>]{{0,2000}})?/?>|<!--.{{0,2000}}?-->",
    re.DOTALL,
)
_ESCAPES = re.compile(r"\\[nrt]")
# A pattern that begins with a line break is found far more quickly than one that begins with `^`.
_RULES = re.compile(r"\n[ \t|:+=-]{3,}(?=\n|$)")
_LINE_MARKS = re.compile(r"\n[ \t]*(?:>[ \t]*|#{1,6}[ \t]+)+")
_BULLETS = re.compile(r"\n([ \t]*)[-+*\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u25cb\u25a0\u2013\u2014\uf0b7][ \t]+")
_MARKS = {
    **dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000|"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\v\f\u0085\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a\u201b\u00b4'), "'"),
    **dict.fromkeys(map(ord, "\u2032\u2033\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff02\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"), ""),
    **dict.fromkeys(map(ord, "*`_\\\u2122\u00ae\u00a9\u2120"), ""),
    **dict.fromkeys(map(ord, "\u0002\ufffe"), SOFT_HYPHEN),  # a hyphen at the end of a line, as PDFium gives it
    **dict.fromkeys(map(ord, "\u00b7\u25aa\u25e6\u2023\u25cf\u25cb\u25a0\uf0b7"), BULLET),
    0x3002: ".",
}
_MARK = re.compile(f"[{re.escape(''.join(map(chr, _MARKS)))}]")  # for texts with letters beyond ASCII, quicker
_WORD = re.compile(r"([^\W_]+)")


def normalised(text: str, *, is_whole: bool = False) -> str:
    """The text in the spelling in which texts are compared; its words, their order and its punctuation stay.

    The addresses of Markdown links, tags and footnote marks go, unless it `is_whole`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "\\" in text:
        text = _ESCAPES.sub(" ", text)
    if not is_whole and "<" in text:
        text = _TAGS.sub(" ", text)
    if not is_whole and "](" in text:
        text = MARKDOWN_LINK.sub(r"\1", MARKDOWN_LINK.sub(r"\1", text))
    if not text.isascii():
        text = _POWERS.sub("^", text)
    if not is_whole and ("[" in text or not text.isascii()):
        text = _FOOTNOTES.sub("", text)
    text = _BULLETS.sub(rf"\n\1{BULLET} ", _LINE_MARKS.sub("\n", _RULES.sub("\n", f"\n{text}")))[1:]
    if text.isascii():
        return text.translate(_MARKS)
    # The normal form would spell some of the marks out, and makes others of what was none: so before it and after it.
    text = _MARK.sub(_exchanged, text)
    return (
        text if unicodedata.is_normalized("NFKC", text) else _MARK.sub(_exchanged, unicodedata.normalize("NFKC", text))
    )


def _exchanged(mark: re.Match[str]) -> str:
    return _MARKS[ord(mark[0])]


@dataclass(frozen=True)
class Words:
    """A normalised text as its words and what stands between them: `gaps` has one more item than `words`.

    `letters` are all words in lower case without anything between them, in which a quote is searched.
    """

    text: str

    @cached_property
    def _parts(self) -> Sequence[str]:
        return _WORD.split(self.text)

    @cached_property
    def words(self) -> Sequence[str]:
        """The words as they are written."""
        return self._parts[1::2]

    @cached_property
    def gaps(self) -> Sequence[str]:
        """What stands before each word, and after the last."""
        return self._parts[::2]

    @cached_property
    def lowered(self) -> Sequence[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def written(self) -> str:
        """All letters and digits as they are written."""
        return "".join(self.words)

    @cached_property
    def letters(self) -> str:
        """All letters and digits."""
        return "".join(self.lowered)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word begins among the letters; the last number is their count."""
        return [0, *accumulate(map(len, self.lowered))]

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each word begins in the text."""
        return [0, *accumulate(map(len, self._parts))][1::2]

    def word_at(self, letter: int) -> int:
        """The number of the word that begins at a letter, or of the first one that begins after it."""
        return bisect_left(self.starts, letter)


@lru_cache(maxsize=4096)
def marks(gap: str) -> str:
    """What a gap holds beside white space, each quotation mark and dash once."""
    return re.sub(r"(['-])\1+", r"\1", "".join(gap.split()))
