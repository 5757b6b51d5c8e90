"""A quote in a text: where it stands word for word, or what it is nearest to and which words differ."""

import dataclasses
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.quotes.cuts import Stretch, cut_fault
from tracker.quotes.gaps import stands_at
from tracker.quotes.nearest import Passage, Places
from tracker.quotes.normal import Words, normalised
from tracker.verdicts import Difference, Verdict

CUT = re.compile(r"\s*\[\s*(?:\.\.\.|\u2026)\s*\]\s*")
# From this share of words in common a passage is a near match.
DRIFTED = 0.6
# So often the letters of a quote are looked at in one text.
_OCCURRENCES = 200
# List numbers, and footnote numbers behind a full stop, are often in a page and not in what is copied from it.
_NUMBERING = re.compile(r"^[ \t]*\(?\d{1,2}[.)][ \t]+|(?<=[a-z]{4}[.,;:)'])\d{1,3}(?=\s|$)", re.MULTILINE)
_AROUND = 600  # characters


@dataclass(frozen=True, kw_only=True)
class Match:
    """What came of looking for a quote.

    `at` says where it begins, or the passage that is nearest, as a share of the text from 0 to 1; `similarity` is the
    share of words that they have in common, from 0 to 1; `paragraph` is the text around what was found.
    """

    verdict: Verdict
    at: float = 0.0
    similarity: float = 0.0
    passage: str = ""
    differences: tuple[Difference, ...] = ()
    paragraph: str = ""


class SearchableText:
    """A text in which quotes are looked up; `others` are other ways to read the same document."""

    def __init__(self, text: str, others: Sequence[str] = ()) -> None:
        self._written = (text, *others)
        self._main = Words(normalised(text))

    @property
    def text(self) -> str:
        """The normalised text."""
        return self._main.text

    @cached_property
    def _others(self) -> Sequence[Words]:
        """The other ways of reading, and all of them without numbers of lists and footnotes."""
        others = [Words(normalised(other)) for other in self._written[1:]]
        bare = [(reading.text, _NUMBERING.sub("", reading.text)) for reading in (self._main, *others)]
        return [*others, *(Words(text) for whole, text in bare if text != whole)]

    @cached_property
    def _whole(self) -> Sequence[Words]:
        """All ways of reading with their links, tags and footnote marks; none where the text has no such thing."""
        texts = [normalised(text, is_whole=True) for text in self._written]
        return [Words(text) for text in texts] if texts[0] != self.text else []

    @cached_property
    def _places(self) -> Places:
        return Places(self._main)

    def look_up(self, quote: str) -> Match:
        """The verdict on a quote: `found` only where all of its words stand here as they are quoted."""
        parts = _parts(quote, is_whole=False)
        whole = _parts(quote, is_whole=True)
        # What a quote says of links and footnotes has to be in the text too, if the text speaks of any.
        has_marks = [part.text for part in parts] != [part.text for part in whole] and bool(self._whole)
        faults: list[Match] = []
        for reading in self._whole if has_marks else self._readings():
            occurrences = [list(_occurrences(part, reading)) for part in (whole if has_marks else parts)]
            if occurrences and all(occurrences):
                match = _put_together(reading, occurrences)
                if match.verdict is Verdict.FOUND:
                    return match
                faults.append(match)
        return (
            faults[0] if faults else _near(whole, Places(self._whole[0])) if has_marks else _near(parts, self._places)
        )

    def _readings(self) -> Iterator[Words]:
        yield self._main
        yield from self._others


def _near(parts: Sequence[Words], places: Places) -> Match:
    """A near match of every part, or none."""
    passages = [_nearest(part, places) for part in parts]
    length = sum(len(part.letters) for part in parts)
    if not length or not any(passages):
        return Match(verdict=Verdict.MISSING)
    pairs = [(part, passage) for part, passage in zip(parts, passages, strict=True) if passage]
    similarity = sum(passage.similarity * len(part.letters) for part, passage in pairs) / length
    return Match(
        verdict=Verdict.DRIFTED if similarity >= DRIFTED else Verdict.MISSING,
        at=pairs[0][1].at / len(places.text.text),
        similarity=similarity,
        passage=" [...] ".join(passage.text for _part, passage in pairs),
        differences=tuple(difference for _part, passage in pairs for difference in passage.differences),
        paragraph=_paragraph(places.text.text, pairs[0][1].at, pairs[-1][1].at),
    )


def _nearest(part: Words, places: Places) -> Passage | None:
    stretch = next(_occurrences(part, places.text), None)
    if stretch is None:
        return places.nearest(part)
    start, end = _offsets(places.text, stretch)
    return Passage(at=start, text=" ".join(places.text.text[start:end].split()), similarity=1.0, differences=())


def _parts(quote: str, *, is_whole: bool) -> Sequence[Words]:
    """What stands between the cuts of a quote."""
    parts = (Words(normalised(part, is_whole=is_whole)) for part in CUT.split(quote))
    return [part for part in parts if part.words]


def _occurrences(part: Words, text: Words) -> Iterator[Stretch]:
    start = text.letters.find(part.letters)
    for _attempt in range(_OCCURRENCES):
        if start < 0:
            return
        if stands_at(part, text, start):
            yield Stretch(start, start + len(part.letters))
        start = text.letters.find(part.letters, start + 1)


def _put_together(text: Words, occurrences: Sequence[Sequence[Stretch]]) -> Match:
    """The parts of a quote in the order of the text; `drifted` where they are not, or where too much was left out."""
    faults = []
    for first in occurrences[0]:
        chain = [first]
        for stretches in occurrences[1:]:
            chain += [stretch for stretch in stretches if stretch.start >= chain[-1].end][:1]
        is_whole = len(chain) == len(occurrences)
        cuts = [cut_fault(text, before, after) for before, after in itertools.pairwise(chain)]
        left_out = [words for words in cuts if words] + ([] if is_whole else ["(in another order)"])
        if not left_out:
            return _found(text, chain)
        faults.append((chain, left_out))
    chain, left_out = min(faults, key=lambda fault: len(" ".join(fault[1])))
    return dataclasses.replace(
        _found(text, chain),
        verdict=Verdict.DRIFTED,
        differences=tuple(Difference(quote="[...]", text=words) for words in left_out),
    )


def _found(text: Words, chain: Sequence[Stretch]) -> Match:
    starts_and_ends = [_offsets(text, stretch) for stretch in chain]
    (start, _), (_, end) = starts_and_ends[0], starts_and_ends[-1]
    return Match(
        verdict=Verdict.FOUND,
        at=start / len(text.text),
        similarity=1.0,
        passage=" [...] ".join(" ".join(text.text[first:last].split()) for first, last in starts_and_ends),
        paragraph=_paragraph(text.text, start, end),
    )


def _offsets(text: Words, stretch: Stretch) -> tuple[int, int]:
    """The first character of a stretch and the one behind its last."""
    first, last = bisect_right(text.starts, stretch.start) - 1, text.word_at(stretch.end) - 1
    return text.offsets[first], text.offsets[last] + len(text.words[last])


def _paragraph(text: str, start: int, end: int) -> str:
    """The text around a passage: its paragraph, but not more than a few lines before and after it."""
    low, high = text.rfind("\n\n", max(0, start - _AROUND), start), text.find("\n\n", end, end + _AROUND)
    return text[low if low >= 0 else max(0, start - _AROUND) : high if high >= 0 else end + _AROUND].strip()
