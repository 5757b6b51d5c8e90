"""An edit of a data file: what is new is added and fields are put in order, while every other line stays as it is."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from tracker.reading.dataset import SCHEMAS
from tracker.reading.document import Document, Path
from tracker.reading.layout import in_order, long_texts, misplaced_fields
from tracker.reading.parser import read_document
from tracker.reading.schema import read_schema
from tracker.reading.yaml_lines import field_lines, folded, item_lines, mapping_lines


class EditError(ValueError):
    """What was asked for cannot be written; the message says why, and what to write instead."""


def new_file(path: str, value: Mapping[str, Any], schema: bytes) -> bytes:
    """A data file with that data in the order of the schema, below the line that tells editors the schema."""
    folder = PurePosixPath(path).parent
    first = f"# yaml-language-server: $schema={'../' * len(folder.parts)}{SCHEMAS[str(folder)]}"
    return _joined([first, *mapping_lines(in_order(value, read_schema(schema)), 0)])


def edited(document: Document, content: bytes, value: Mapping[str, Any], schema: bytes) -> bytes:
    """The file with data that has all of its own and more; EditError where the file cannot be added to.

    The document is the content as it was read, without problems.
    """
    if not _is_kept(document.value, value):
        raise EditError(f"{document.file}: an edit adds to what is there, and neither changes nor removes it")
    return _with_data(document, content, in_order(value, read_schema(schema)))


def with_field(document: Document, content: bytes, path: Path, value: object) -> bytes:
    """The file with another value of the field at a path, which has a line of its own; else EditError."""
    key, end, lines = document.keys[path], document.ends[path], _lines(content)
    name = path[-1]
    line = lines[key.line - 1]
    if (
        document.is_in_flow(path[:-1])
        or end.line != key.line
        or line[end.column - 1 :].strip()
        or line[: key.column - 1].strip()
    ):
        raise _by_hand(document)
    lines[key.line - 1 : key.line] = field_lines(str(name), value, key.column - 1)
    written = _joined(lines)
    after = read_document(document.file, written)
    if not after.is_sound or after.at(path) != value:
        raise _by_hand(document)
    return written


def fixed(path: str, content: bytes, schema: bytes) -> bytes:
    """The file with its fields in the order of the schema and its long texts folded.

    No value and no comment changes; what has problems, or cannot be mended without a doubt, stays as it is.
    """
    document = read_document(path, content)
    part = read_schema(schema)
    if document.problems or not (any(misplaced_fields(document.value, part)) or any(long_texts(document))):
        return content
    text = _with_folds(document, _lines(content))
    try:
        return _with_data(read_document(path, text), text, in_order(document.value, part))
    except EditError:
        return content


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")


def _joined(lines: list[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _with_folds(document: Document, lines: list[str]) -> bytes:
    for path, words in sorted(long_texts(document), key=lambda long: document.values[long[0]], reverse=True):
        (line, begin), end = document.values[path], document.ends[path]
        old = lines[line - 1]
        margin = document.keys[path].column - 1 if path in document.keys else begin - 3
        lines[line - 1 : line] = [f"{old[: begin - 1]}>-{old[end.column - 1 :]}", *folded(words, margin + 2)]
    return _joined(lines)


def _with_data(document: Document, content: bytes, value: Mapping[str, Any]) -> bytes:
    """The file with that data in that order; it is read again, so that nothing else can come of it than was asked."""
    written = _joined(_Editor(document, _lines(content)).file(value))
    after = read_document(document.file, written)
    # What the check refuses in a text, it reports better by itself.
    if not after.is_sound or (not after.problems and not _is_same(after.value, value)):
        raise _by_hand(document)
    return written


def _by_hand(document: Document) -> EditError:
    return EditError(f"{document.file} is laid out in a way that cannot be edited; edit it by hand")


def _is_kept(old: object, new: object) -> bool:
    """Whether all data is still there, every item of a list in its place."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in new and _is_kept(item, new[name]) for name, item in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) <= len(new) and all(map(_is_kept, old, new))
    return _is_same(old, new)


def _is_same(one: object, other: object) -> bool:
    """Whether two values are the same in the same order."""
    return json.dumps(one) == json.dumps(other)


def _is_content(line: str) -> bool:
    return not line.lstrip(" ").startswith("#") and bool(line.strip())


class _Editor:
    """Puts the lines of a file together again, entry by entry.

    Lines count from 0 here. An entry has the comments above it, and those below that are further in than its siblings.
    """

    def __init__(self, document: Document, lines: list[str]) -> None:
        self._document = document
        self._lines = lines

    def file(self, value: Mapping[str, Any]) -> list[str]:
        """All lines of the file with that data."""
        if () in self._document.flows:
            raise self._refusal(())
        first = min(self._document.keys.values())
        fields, after = self._fields((), value, first.line - 1, first.column - 1)
        tail = [_at_most(line, first.column - 1) for line in self._lines[after:]]
        return [*self._lines[: first.line - 1], *fields, *tail]

    def _refusal(self, path: Path) -> EditError:
        name = f"`{'/'.join(map(str, path))}`" if path else "the file"
        return EditError(f"{self._document.file}: {name} cannot be added to as it is laid out; edit it by hand")

    def _after(self, path: Path, column: int) -> int:
        """The line after the last one of an entry whose siblings begin at that column."""
        after = self._document.ends[path].line
        for number in range(after, len(self._lines)):
            line = self._lines[number]
            if line.strip() and (_is_content(line) or _indent(line) <= column):
                break
            after = number + 1 if line.strip() else after
        return after

    def _entry(self, path: Path, new: Any, begin: int, column: int) -> list[str]:  # noqa: ANN401 (plain data)
        """The lines of a field or an item with its new value; its siblings begin at that column."""
        old, end = self._document.at(path), self._after(path, column)
        if _is_same(old, new):
            return self._lines[begin:end]
        head = next(number for number in range(begin, len(self._lines)) if _is_content(self._lines[number]))
        above, below = self._lines[begin : head + 1], column + 2
        if path in self._document.flows:
            above[-1:], after = self._opened(path, new, head), self._document.ends[path].line
        elif isinstance(old, list):
            items, after = self._items(path, new, head + 1)
            above += items
        else:
            key = self._document.keys[*path, next(iter(old))]
            below = key.column - 1
            if key.line - 1 == head:
                above[:], after = self._item_fields(path, new, above, below)
            else:
                fields, after = self._fields(path, new, head + 1, below)
                above += fields
        return above + [_at_most(line, below) for line in self._lines[after:end]]

    def _item_fields(self, path: Path, new: Mapping[str, Any], above: list[str], column: int) -> tuple[list[str], int]:
        """The lines of an item whose first field is beside its hyphen, and the line after them."""
        *above, first = above
        number = self._document.keys[*path, next(iter(self._document.at(path)))].line - 1
        if first[:column].strip() != "-":
            raise self._refusal(path)
        self._lines[number] = " " * column + first[column:]
        fields, after = self._fields(path, new, number, column)
        at = next(number for number, line in enumerate(fields) if _is_content(line))
        comments = [_at_most(line, first.index("-")) for line in fields[:at]]
        return [*above, *comments, first[:column] + fields[at][column:], *fields[at + 1 :]], after

    def _fields(self, path: Path, new: Mapping[str, Any], begin: int, column: int) -> tuple[list[str], int]:
        """The lines of the fields that begin at that column, and the line after them."""
        blocks: dict[str, list[str]] = {}
        for name in self._document.at(path):
            line = self._document.keys[*path, name].line - 1
            if self._lines[line][:column].strip():
                raise self._refusal(path)
            block = self._entry((*path, name), new[name], begin, column)
            # Below a folded text, a comment further in than the entries would be text.
            above = next(number for number, text in enumerate(block) if _is_content(text))
            blocks[name] = [*(_at_most(comment, column) for comment in block[:above]), *block[above:]]
            begin = self._after((*path, name), column)
        names = ((name, blocks.get(name)) for name in new)
        return [line for name, block in names for line in block or field_lines(name, new[name], column)], begin

    def _items(self, path: Path, new: list[Any], begin: int) -> tuple[list[str], int]:
        """The lines of the items, and the line after them."""
        column = next(line for line in self._lines[begin:] if _is_content(line)).index("-")
        lines: list[str] = []
        old = self._document.at(path)
        for index in range(len(old)):
            lines += self._entry((*path, index), new[index], begin, column)
            begin = self._after((*path, index), column)
        return lines + [line for item in new[len(old) :] for line in item_lines(item, column)], begin

    def _opened(self, path: Path, new: Any, head: int) -> list[str]:  # noqa: ANN401 (plain data)
        """A list or mapping in brackets, on lines of its own instead."""
        start, end = self._document.values[path], self._document.ends[path]
        first, rest = self._lines[head][: start.column - 1].rstrip(" "), self._lines[end.line - 1][end.column - 1 :]
        within = "\n".join(self._lines[head : end.line]).removesuffix(rest)
        if start.line - 1 != head or "#" in within:  # it may be a comment
            raise self._refusal(path)
        indent = _indent(first) + 2
        if isinstance(new, dict):
            return [first + rest, *mapping_lines(new, indent)]
        return [first + rest, *(line for item in new for line in item_lines(item, indent))]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _at_most(comment: str, column: int) -> str:
    """A comment line that does not begin behind a column."""
    return " " * min(column, _indent(comment)) + comment.lstrip(" ")
