"""Rules on the texts that are written in Markdown: what the check accepts, the site shows whole, and in no time."""

import html
import re
from collections.abc import Iterator

from tracker.checking.scope import Scope
from tracker.problem import Problem
from tracker.reading.document import Document, Path
from tracker.text import refused_characters

_BEGIN = re.compile(
    r"^(?!-*$)[ \t>*+\-\d.)]{40}", re.MULTILINE
)  # a level of a list or a quote has four characters or fewer
_MOST_BRACKETS = 20
_REFERENCE = re.compile(r"&(?:#([0-9]{1,9})|#[xX]([0-9a-fA-F]{1,8})|[A-Za-z][A-Za-z0-9]{1,40});")


def prose_is_not_nested_deep(scope: Scope) -> Iterator[Problem]:
    """A text in Markdown nests its lists, quotes and brackets no deeper than somebody reads."""
    for document, path, text in _texts(scope):
        if _BEGIN.search(text):
            message = "a line of this text begins many lists or quotes inside each other"
            yield document.problem("nesting", path, message, "use three levels at most")
        elif _depth(text) > _MOST_BRACKETS:
            message = f"this text opens more than {_MOST_BRACKETS} brackets inside each other"
            yield document.problem("nesting", path, message, r"write \[ for a bracket that is not part of a link")


def prose_hides_no_characters(scope: Scope) -> Iterator[Problem]:
    """No character reference of a text in Markdown stands for a character that cannot be seen."""
    for document, path, text in _texts(scope):
        for reference in _REFERENCE.finditer(text):
            name = _unseen(reference)
            if name:
                message = f"`{reference[0]}` stands for an invisible or control character, {name}"
                yield document.problem("character", path, message, "delete it, or write the visible character")


def _unseen(reference: re.Match[str]) -> str:
    """What the reference makes, where that cannot be seen: its name; else nothing."""
    decimal, hexadecimal = reference.groups()
    if decimal is None and hexadecimal is None:
        refused = refused_characters(html.unescape(reference[0]))
        return refused[0][1] if refused else ""
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number == 0 or number > 0x10FFFF:
        return "which no text can hold"
    refused = refused_characters(chr(number)) if chr(number) != "\n" else []
    return refused[0][1] if refused else ""


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"(?<!\\)[\[\]]", text):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _texts(scope: Scope) -> Iterator[tuple[Document, Path, str]]:
    """Every text in Markdown with its place."""
    for document, pledge in scope.pledges():
        yield document, ("preamble",), pledge.preamble
        for group in pledge.groups.values():
            yield document, ("groups", group.id, "text"), group.text
        for commitment in pledge.commitments.values():
            yield document, ("commitments", commitment.id, "text"), commitment.text
    for document, review in scope.reviews():
        yield document, ("summary",), review.summary


RULES = (prose_is_not_nested_deep, prose_hides_no_characters)
