"""What a quote may leave out with `[...]`: its parts stand in order and near each other, and no meaning is turned."""

import re
from dataclasses import dataclass

from tracker.quotes.normal import Words

# Two parts of one quote stand within so many characters of each other.
NEAR = 6000
_TURNING = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nothing|nobody|without|cannot|unless|except|excluding|only|hardly|rarely|"
    r"pas|jamais|sans|sauf|nicht|kein\w*|nie|ohne|außer|nur)\b|n't\b|ない|ません|不|没|未|無|않|못",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]['\)\]]*(?=\s|$)|(?<=[\u3040-\u9fff])\.|\n\s*\n|\n\s*\u2022|\n\s*\(?\d{1,2}[.)]\s")


@dataclass(frozen=True)
class Stretch:
    """From one letter of a text to another."""

    start: int
    end: int


def cut_fault(text: Words, before: Stretch, after: Stretch) -> str:
    """The words that should not have been left out between two parts of a quote; empty where the cut is fair.

    What was left out of a sentence that is quoted holds no word that turns or limits it, and two halves of different
    sentences are not made one.
    """
    first, last = text.word_at(before.end), text.word_at(after.start)
    begin = text.offsets[first - 1] + len(text.words[first - 1])
    left_out = text.text[begin : text.offsets[last]]
    if len(left_out) > NEAR:
        return _shortened(left_out)
    ends = list(_SENTENCE_END.finditer(left_out))
    if not ends:
        return _shortened(left_out) if _TURNING.search(left_out) else ""
    tail, head = left_out[: ends[0].start()], left_out[ends[-1].end() :]
    if tail.strip(" :;\n-") and head.strip(" \n-'("):
        return _shortened(left_out)
    return _shortened(left_out) if _TURNING.search(tail) or _TURNING.search(head) else ""


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 200 else f"{text[:120]} ... {text[-70:]}"
