"""One YAML file as plain data with the place of every key and value."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple

from tracker.problem import Problem
from tracker.text import suggestion

MAX_SUGGESTIONS = 100

Path = tuple[str | int, ...]


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """One file as plain data: texts, numbers, booleans, None, lists and string-keyed mappings; dates stay text.

    `keys`, `values` and `ends` hold by path where keys and values begin and where values end; `flows` are the lists and
    mappings in brackets, `plain` the unquoted words that YAML reads as something else than text; one of `suggestions`
    is used up by each suggestion. Without `is_sound` the data may not be what its author meant, and only `problems`
    counts.
    """

    file: str
    value: Any = None
    problems: tuple[Problem, ...] = ()
    is_sound: bool = False
    keys: Mapping[Path, Position] = field(default_factory=dict)
    values: Mapping[Path, Position] = field(default_factory=dict)
    ends: Mapping[Path, Position] = field(default_factory=dict)
    flows: Collection[Path] = ()
    plain: Mapping[Path, str] = field(default_factory=dict)
    suggestions: Iterator[int] = field(default_factory=lambda: iter(range(MAX_SUGGESTIONS)), compare=False, repr=False)

    def at(self, path: Path) -> Any:  # noqa: ANN401 (plain data of any kind)
        """The value of a path that the file holds."""
        return reduce(lambda value, key: value[key], path, self.value)

    def is_in_flow(self, path: Path) -> bool:
        """Whether a value is inside brackets."""
        return any(path[:depth] in self.flows for depth in range(len(path)))

    def problem(self, rule: str, path: Path, message: str, hint: str = "") -> Problem:
        """A problem at the value of a path, or of its nearest parent that the file holds."""
        return self._at(self.values, rule, path, message, hint)

    def problem_at_key(self, rule: str, path: Path, message: str, hint: str = "") -> Problem:
        """A problem at the key of a path, or of its nearest parent that has one."""
        return self._at(self.keys, rule, path, message, hint)

    def suggestion(self, name: str, known: Iterable[str]) -> str:
        """What to write in place of an unknown name; nothing for a file with so many that nobody reads them all."""
        return suggestion(name, known) if next(self.suggestions, None) is not None else ""

    def _at(self, places: Mapping[Path, Position], rule: str, path: Path, message: str, hint: str) -> Problem:
        while path and path not in places:
            path = path[:-1]
        position = places.get(path, Position(1, 1))
        return Problem(self.file, position.line, position.column, rule, message, hint)
