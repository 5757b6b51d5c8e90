"""The passage of a text that is nearest to words which are not in it, and the words that differ."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.quotes.normal import Words, marks
from tracker.verdicts import Difference

# A word that stands more often than this in a text says little of where a passage is.
_COMMON = 400
_PLACES = 3
_SLACK = 12  # words


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The passage that is nearest to a quote: where it begins in the text, and the share of words in common."""

    at: int
    text: str
    similarity: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class _Token:
    """A word or what stands between two words, and the number of the word that it belongs to."""

    text: str
    word: int


class Places:
    """Where each word of a text stands."""

    def __init__(self, text: Words) -> None:
        self.text = text
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(text.lowered):
            places[word].append(number)
        self._places: Mapping[str, Sequence[int]] = places

    def nearest(self, quote: Words) -> Passage | None:
        """The nearest passage to a quote; None where they have no word in common that says anything."""
        passages = (self._compared(quote, begin) for begin in self._begins(quote))
        return max(passages, key=lambda passage: (passage.similarity, -passage.at), default=None)

    def _begins(self, quote: Words) -> list[int]:
        """The numbers of the words near which the passage may begin: there most words of the quote follow in order."""
        votes: Counter[int] = Counter()
        for number, word in enumerate(quote.lowered):
            places = self._places.get(word, ())
            if len(places) <= _COMMON:
                votes.update({(place - number) // _SLACK for place in places})
        joined = Counter({begin: votes[begin] + votes[begin + 1] for begin in list(votes)})
        return [begin * _SLACK for begin, _count in joined.most_common(_PLACES)]

    def _compared(self, quote: Words, begin: int) -> Passage:
        ours = list(_tokens(quote, 0, len(quote.words)))
        first, last = max(0, begin - _SLACK // 2), min(len(self.text.words), begin + len(quote.words) + 2 * _SLACK)
        window = list(_tokens(self.text, first, last))
        low, high = _bounds(_matcher(ours, window), len(ours), len(window))
        theirs = window[low:high]
        matcher = _matcher(ours, theirs)
        start, end = self.text.offsets[theirs[0].word], self.text.offsets[theirs[-1].word]
        end += len(self.text.words[theirs[-1].word])
        return Passage(
            at=start,
            text=" ".join(self.text.text[start:end].split()),
            similarity=matcher.ratio(),
            differences=tuple(_differences(matcher, ours, theirs)),
        )


def _tokens(words: Words, first: int, last: int) -> Iterator[_Token]:
    for number in range(first, last):
        if number > first and (found := marks(words.gaps[number])):
            yield _Token(found, number - 1)
        yield _Token(words.words[number], number)
    if found := marks(words.gaps[last]):
        yield _Token(found, last - 1)


def _matcher(ours: Sequence[_Token], theirs: Sequence[_Token]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, _lowered(ours), _lowered(theirs), autojunk=False)


def _lowered(tokens: Sequence[_Token]) -> list[str]:
    return [token.text.lower() for token in tokens]


def _bounds(matcher: difflib.SequenceMatcher[str], ours: int, theirs: int) -> tuple[int, int]:
    """Where the passage begins and ends among the tokens of its window: as far before and after as the quote goes."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and _is_astray(blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_astray(blocks[-1], blocks[-2]):
        del blocks[-1]
    if not blocks:
        return 0, min(ours, theirs)
    last = blocks[-1]
    high = last.b + last.size + (ours - last.a - last.size)
    return max(0, blocks[0].b - blocks[0].a), min(theirs, high)


def _is_astray(outer: difflib.Match, inner: difflib.Match) -> bool:
    """Whether a few equal words at the edge only happen to stand somewhere near."""
    gap = abs(inner.b - outer.b) - abs(inner.a - outer.a)
    return outer.size <= 2 and abs(gap) > 3


def _differences(
    matcher: difflib.SequenceMatcher[str], ours: Sequence[_Token], theirs: Sequence[_Token]
) -> Iterator[Difference]:
    for kind, our_first, our_last, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(quote=_joined(ours[our_first:our_last]), text=_joined(theirs[first:last]))
            continue
        for own, other in zip(ours[our_first:our_last], theirs[first:last], strict=True):
            if own.text != other.text:
                yield Difference(quote=own.text, text=other.text)


def _joined(tokens: Sequence[_Token]) -> str:
    return " ".join(token.text for token in tokens)
