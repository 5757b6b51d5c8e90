"""What looks like YAML and is not: the marks of a merge, no-break spaces and full-width colons."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?: .*)?$", re.MULTILINE)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# The structure of a line: what it is indented by, its dashes, and its field with the colon.
_STRUCTURE = re.compile(rf"^(?:[ {_SPACES}]|- )*(?:[\w\"'-]+[ {_SPACES}]*[:：][ {_SPACES}]*)?")
_LOOKALIKE = re.compile(rf"[{_SPACES}：]")
_NAME = re.compile(rf"[a-z_0-9-]+(?::[{_SPACES}]|[ {_SPACES}]*：)")
_LINES_BEFORE = 10  # a fault of structure is often noticed only where the value that it made ends


class Lookalike(NamedTuple):
    """A character, or the mark of a merge, with its place: line and column from 1."""

    line: int
    column: int
    rule: str
    message: str
    hint: str


def conflicts(text: str) -> Iterator[Lookalike]:
    """Where each conflict of a merge begins; none where a file only has a line of equals signs."""
    if "<<<<<<<" in text or ">>>>>>>" in text:
        marks = [(text.count("\n", 0, mark.start()) + 1, mark[0][0]) for mark in _CONFLICT.finditer(text)]
        begins = [line for line, sign in marks if sign == "<"] or [line for line, sign in marks if sign == ">"]
        hint = "keep one of the two versions, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
        for line in begins:
            yield Lookalike(line, 1, "merge-conflict", "a merge left both of its versions here", hint)


def lookalike(text: str, line: int) -> Lookalike | None:
    """The last character, at a line or shortly before it, that stands where YAML has another one."""
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - _LINES_BEFORE), -1):
        structure = _STRUCTURE.match(lines[number - 1])
        found = _LOOKALIKE.search(structure[0]) if structure else None
        if found is not None:
            return _named(found[0], number, found.start() + 1)
    return None


def lookalike_in_name(name: str, line: int, column: int) -> Lookalike | None:
    """The same for the name of a field at a place."""
    found = _LOOKALIKE.search(name)
    return _named(found[0], line, column + found.start()) if found else None


def lookalike_in_value(value: str, line: int, column: int) -> Lookalike | None:
    """The same for a value without quotes that was meant as a field and its value."""
    found = _NAME.match(value)
    return lookalike_in_name(found[0], line, column) if found else None


def _named(character: str, line: int, column: int) -> Lookalike:
    if character == "：":
        message = "there is a full-width colon where YAML needs an ordinary one"
        return Lookalike(line, column, "colon", message, "write `: `, a colon and a space")
    name = f"U+{ord(character):04X} {unicodedata.name(character)}"
    message = f"there is a space that YAML does not know, {name}"
    return Lookalike(line, column, "space", message, "write an ordinary space; some keyboards make another with Alt")
