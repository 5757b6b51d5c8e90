"""From the bytes of one YAML file to plain data with the place of every key and value, or to problems."""

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import Resolver

from tracker.problem import Problem
from tracker.reading.document import Document, Path, Position
from tracker.reading.lookalikes import Lookalike, conflicts, lookalike, lookalike_in_name, lookalike_in_value
from tracker.text import is_unseen, refused_characters, without_refused

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NUMBER_LENGTH = 30
MAX_CHARACTER_PROBLEMS = 20  # a binary or generated file is not reported character by character
_RESOLVER = Resolver()


class _UnreadableError(Exception):
    """Reading cannot go on; the problem is already recorded."""


@dataclass
class _Frame:
    """A mapping or list that is still open; in a mapping also the key that waits for its value."""

    container: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    repeated_at: int = 0  # minus the line of a key that occurs a second time: its value is read, and dropped

    def waits_for_key(self) -> bool:
        return self.key is None and isinstance(self.container, dict)

    def child(self) -> Path:
        if self.key is None:
            return (*self.path, len(self.container))
        return (*self.path, self.key, self.repeated_at) if self.repeated_at else (*self.path, self.key)

    def add(self, value: object) -> None:
        if isinstance(self.container, list):
            self.container.append(value)
            return
        if self.key is not None and not self.repeated_at:
            self.container[self.key] = value
        self.key = None


class _Reader:
    """Builds the data from the parser's events, so that nothing hostile is ever expanded or constructed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.is_sound = True
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.ends: dict[Path, Position] = {}
        self.flows: set[Path] = set()
        self.plain: dict[Path, str] = {}
        self.root: Any = None
        self._frames: list[_Frame] = []
        self._end = Position(1, 1)  # of the last scalar or flow
        self._constructor = SafeConstructor()
        self._takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._take_document,
            yaml.AliasEvent: self._take_alias,
            yaml.ScalarEvent: self._take_scalar,
            yaml.MappingStartEvent: self._take_start,
            yaml.SequenceStartEvent: self._take_start,
            yaml.MappingEndEvent: self._take_end,
            yaml.SequenceEndEvent: self._take_end,
        }

    def report(self, rule: str, position: Position, message: str, hint: str, *, is_sound: bool = False) -> None:
        self.problems.append(Problem(self.file, *position, rule, message, hint))
        self.is_sound = self.is_sound and is_sound

    def decode(self, content: bytes) -> str:
        """The text of the file; characters that are refused are reported, and replaced so that reading can go on."""
        if len(content) > MAX_BYTES:
            self.report("size", Position(1, 1), "the file is larger than 1 MiB", "split it, or shorten what is quoted")
            raise _UnreadableError
        try:
            text = content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8")
            place = _position(before, len(before))
            self.report("encoding", place, "the file is not UTF-8 text", "save it as UTF-8")
            raise _UnreadableError from None
        if text.startswith("\ufeff"):
            hint = "save it as UTF-8 without a byte-order mark"
            message = "the file starts with a byte-order mark"
            self.report("byte-order-mark", Position(1, 1), message, hint, is_sound=True)
            text = text[1:]
        for conflict in conflicts(text):
            self._report_lookalike(conflict)
        return self._without_refused(text)

    def _report_lookalike(self, found: Lookalike) -> None:
        self.report(found.rule, Position(found.line, found.column), found.message, found.hint)

    def _without_refused(self, text: str) -> str:
        refused = refused_characters(text)
        # Of several tabs in a row only the first is reported.
        reported = [(offset, name) for offset, name in refused if not text.endswith("\t\t", 0, offset + 1)]
        for offset, name in reported[:MAX_CHARACTER_PROBLEMS]:
            if text[offset] == "\t":
                hint = "use spaces, two for each level of indentation"
                self.report("tab", _position(text, offset), "there is a tab", hint)
            else:
                self.report("character", _position(text, offset), *_unseen(name), is_sound=True)
        if not self.is_sound:
            raise _UnreadableError
        return without_refused(text) if refused else text

    def read(self, text: str) -> None:
        """Follow the parser's events to the end of the file."""
        try:
            parser = CParser(text)
            while (event := parser.get_event()) is not None:
                if take := self._takers.get(type(event)):
                    take(event)
        except yaml.MarkedYAMLError as error:
            self._report_syntax(text, error)
        if self.is_sound and self.root is None:
            self.report("empty", Position(1, 1), "the file holds no data", "write at least the required fields")
        elif self.is_sound and not isinstance(self.root, dict):
            message = "the file is a list or a single value, not a set of fields"
            self.report("top-level", self.values[()], message, "start with `name: ...` at the left margin")

    def _report_syntax(self, text: str, error: yaml.MarkedYAMLError) -> None:
        found = lookalike(text, _place(error.problem_mark or error.context_mark).line)
        if found:
            self._report_lookalike(found)
            return
        message = "this is not YAML: " + ", ".join(filter(None, (error.context, error.problem)))
        hint = "check the indentation, the colons and the quotes in this line and just before it"
        place = error.problem_mark
        if (error.problem or "").startswith("mapping values"):
            hint = "put a text that contains a colon and a space in quotes; otherwise check the indentation"
        elif "quoted scalar" in (error.context or ""):
            hint, place = "close the quotes that open here", error.context_mark
        self.report("syntax", _place(place or error.context_mark), message, hint)

    def _take_document(self, event: yaml.Event) -> None:
        if () in self.values:
            place = _place(event.start_mark)
            self.report("several-documents", place, "a second document starts here", "keep one document per file")
            raise _UnreadableError

    def _take_alias(self, event: yaml.NodeEvent) -> None:
        place = _place(event.start_mark)
        self.report("anchor", place, f"`*{event.anchor}` is an alias", "write the value out in full")
        self._add(None, place)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        place = _place(event.start_mark)
        if event.anchor or event.tag:
            self._refuse_marks(event, place)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.waits_for_key():
            self._take_key(frame, event, place)
            return
        path = frame.child() if frame else ()
        self._add(self._scalar(event, path, place), place)
        self._end = self.ends[path] = _end(place, event.end_mark)

    def _take_start(self, event: yaml.CollectionStartEvent) -> None:
        place = _place(event.start_mark)
        self._refuse_marks(event, place)
        if len(self._frames) >= MAX_DEPTH:
            message = f"the data is nested deeper than {MAX_DEPTH} levels"
            self.report("depth", place, message, "use the fields of the schema; none is nested so deep")
            raise _UnreadableError
        if self._frames and self._frames[-1].waits_for_key():
            message = "there is a list or mapping where the name of a field belongs"
            self.report("key", place, message, "write `name: value`")
            raise _UnreadableError
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(container, place)
        self._frames.append(_Frame(container, path))
        if event.flow_style:
            self.flows.add(path)

    def _take_end(self, event: yaml.Event) -> None:
        path = self._frames.pop().path
        if path in self.flows:
            self._end = _end(_place(event.start_mark), event.end_mark)
        # The parser lets a block end where the next one begins, behind comments that are not its own.
        self.ends[path] = self._end

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Position) -> None:
        if event.anchor:
            self.report("anchor", place, f"`&{event.anchor}` is an anchor", "leave it out; data files use no anchors")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report("tag", place, f"`{tag}` is a tag", "leave it out; data files use no tags")

    def _take_key(self, frame: _Frame, event: yaml.ScalarEvent, place: Position) -> None:
        name = self._scalar(event, (*frame.path, event.value), place)
        if not isinstance(name, str):
            name = self.plain.pop((*frame.path, event.value))
            message = f"the name `{name}` is not read as text"
            self.report("key", place, message, f'put it in quotes: "{name}"', is_sound=True)
        found = lookalike_in_name(name, *place) if event.implicit[0] else None
        if found:
            self._report_lookalike(found)
        path = (*frame.path, name)
        if path in self.keys:
            message = f"`{name}` occurs twice; the first is on line {self.keys[path].line}"
            self.report("duplicate-key", place, message, "keep one of the two", is_sound=True)
        # Negative, so that the path of what is dropped cannot be one of a list's items.
        frame.key, frame.repeated_at = name, -place.line if path in self.keys else 0
        self.keys.setdefault(path, place)

    def _add(self, value: object, place: Position) -> Path:
        if not self._frames:
            self.root, self.values[()] = value, place
            return ()
        frame = self._frames[-1]
        path = frame.child()
        self.values[path] = place
        frame.add(value)
        return path

    def _scalar(self, event: yaml.ScalarEvent, path: Path, place: Position) -> object:
        """The value of a scalar as YAML 1.1 tools read it, but with dates as text."""
        if is_unseen(event.value) and not event.value.isspace():
            self.report("character", place, "this text has nothing that can be seen", "write a visible text")
        if not event.implicit[0]:
            return self._escaped(event.value, place)
        kind = _kind(event.value)
        if kind not in ("bool", "int", "float", "null"):
            found = lookalike_in_value(event.value, *place)
            if found:
                self._report_lookalike(found)
            return event.value
        self.plain[path] = event.value
        return None if kind == "null" else self._constant(kind, event.value, place)

    def _escaped(self, text: str, place: Position) -> str:
        """A quoted text; a refused character in it was written as an escape, and is reported and replaced as above."""
        refused = refused_characters(text)
        for _offset, name in refused[:MAX_CHARACTER_PROBLEMS]:
            self.report("character", place, *_unseen(name), is_sound=True)
        return without_refused(text) if refused else text

    def _constant(self, kind: str, word: str, place: Position) -> bool | int | float:
        node = yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", word)
        if kind == "bool":
            return bool(self._constructor.construct_yaml_bool(node))
        try:
            if len(word) > MAX_NUMBER_LENGTH:
                raise ValueError(word)
            make = self._constructor
            number: int | float = make.construct_yaml_int(node) if kind == "int" else make.construct_yaml_float(node)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.report("number", place, "this number cannot be read", "put it in quotes if it is meant as text")
        return number


def read_document(file: str, content: bytes) -> Document:
    """The data of one file with its places, or the problems that keep it from being read."""
    reader = _Reader(file)
    with contextlib.suppress(_UnreadableError):
        reader.read(reader.decode(content))
    return Document(
        file=file,
        value=reader.root,
        problems=tuple(reader.problems),
        is_sound=reader.is_sound,
        keys=reader.keys,
        values=reader.values,
        ends=reader.ends,
        flows=reader.flows,
        plain=reader.plain,
    )


def _position(text: str, offset: int) -> Position:
    before = text[:offset]
    return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1 if before else 1)


def _place(mark: Any) -> Position:  # noqa: ANN401 (the C parser's marks have no public type)
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _end(begin: Position, mark: Any) -> Position:  # noqa: ANN401 (as above)
    """The place just behind a value; of a text in lines of its own only the line counts, which is its last."""
    end = _place(mark)
    return Position(end.line - 1, 1) if end.column == 1 and end.line > begin.line else end


@lru_cache(maxsize=4096)  # words, statuses and ids come again and again
def _kind(word: str) -> str:
    """What YAML 1.1 reads a word without quotes as: "str", "bool", "int" and so on."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, word, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]


def _unseen(name: str) -> tuple[str, str]:
    return f"there is an invisible or control character, {name}", "delete it, or write the visible character"
