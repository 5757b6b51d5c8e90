"""Places in a file: of characters, of marks of the parser, and where values end."""

from typing import Any, NamedTuple

import yaml


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


def position_of(text: str, offset: int) -> Position:
    """The place of a character of a text."""
    before = text[:offset]
    return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1 if before else 1)


def place_of(mark: Any) -> Position:  # noqa: ANN401 (the C parser's marks have no public type)
    """The place of a mark of the parser; the very beginning where there is none."""
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def end_of(event: yaml.Event) -> Position:
    """The place just behind a value; of a text in lines of its own only the line counts, which is its last."""
    begin, end = place_of(event.start_mark), place_of(event.end_mark)
    return Position(end.line - 1, 1) if end.column == 1 and end.line > begin.line else end
