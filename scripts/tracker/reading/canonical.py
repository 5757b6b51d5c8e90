"""The one way in which a data file is written; what checks the form and what mends it are the same function.

Fields stand in the order of the schema, indented by two spaces, without empty lines; a text is without quotes where it
can be, ids stand in one line, and the line that tells editors the schema comes first. Where a long text breaks its
lines, what its quotes are and what the comments say is left to who writes them.
"""

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from tracker.reading.dataset import SCHEMAS
from tracker.reading.document import Document, Path, read_document
from tracker.reading.layout import Comment, Layout, read_layout
from tracker.reading.schema import resolved

WIDTH = 120  # columns; a longer text is folded
_MODELINE = "# yaml-language-server:"


@dataclass(frozen=True)
class Shape:
    """What the schema says of the order below a value: its fields in order, or what each value has in common."""

    fields: Mapping[str, "Shape"]
    each: "Shape | None" = None
    are_ids: bool = False


def canonical(path: str, content: bytes, schema: bytes) -> bytes:
    """The canonical text of a data file; a file that cannot be read without problems stays as it is."""
    document = read_document(path, content)
    return content if document.problems else rewritten(document, content, schema)


def rewritten(document: Document, content: bytes, schema: bytes) -> bytes:
    """The canonical text of a file that was read without problems."""
    return write(document, document.value, schema, layout_of(content))


def layout_of(content: bytes) -> Layout:
    """The comments and written texts of a file that can be read."""
    return read_layout(content.decode("utf-8").replace("\r\n", "\n"))


def write(document: Document, value: Mapping[str, Any], schema: bytes, layout: Layout) -> bytes:
    """The canonical text of the data of a file, with the comments and texts of the layout, as far as they fit."""
    told = [text for _column, text in layout.head if text.startswith(_MODELINE)]
    lines = _Writer(layout, document.plain).file(value, shape_of(schema))
    return "\n".join([*(told or [_modeline(document.file)]), *lines, ""]).encode()


def _modeline(file: str) -> str:
    folder = PurePosixPath(file).parent
    return f"{_MODELINE} $schema={'../' * len(folder.parts)}{SCHEMAS[str(folder)]}"


@functools.cache
def shape_of(schema: bytes) -> Shape:
    """The order of everything that a schema describes."""
    root = json.loads(schema)
    return _shape(root, root)


def _shape(part: dict[str, Any], root: dict[str, Any]) -> Shape:
    node = resolved(part, root)
    fields = {name: _shape(each, root) for name, each in node.get("properties", {}).items()}
    below = node.get("items") or node.get("additionalProperties")
    return Shape(fields, _shape(below, root) if below else None, _are_ids(node.get("items", {})))


def _are_ids(items: Mapping[str, Any]) -> bool:
    return str(items.get("pattern", "")).startswith("^[a-z0-9")


class _Writer:
    """Collects the lines of a file from its top to its bottom."""

    def __init__(self, layout: Layout, plain: Mapping[Path, str]) -> None:
        self.lines: list[str] = []
        self._layout = layout
        self._plain = plain
        self._limit = WIDTH  # the last column where a comment does not belong to the text above it

    def file(self, value: Mapping[str, Any], shape: Shape) -> list[str]:
        """All lines below the one that names the schema."""
        self._comments((each for each in self._layout.head if not each.text.startswith(_MODELINE)), 0)
        self._mapping(value, (), shape, 0)
        self._comments(self._layout.tail, 0)
        return self.lines

    def _comments(self, comments: Iterable[Comment], indent: int) -> None:
        self.lines += [" " * min(self._limit, max(0, indent + offset)) + text for offset, text in comments]

    def _mapping(self, value: Mapping[str, Any], path: Path, shape: Shape, indent: int) -> None:
        """The fields in the order of the schema; unknown ones, and ids, in their own."""
        order = [
            *(name for name in shape.fields if name in value),
            *(name for name in value if name not in shape.fields),
        ]
        for name in order:
            below = shape.fields.get(name) or shape.each or Shape({})
            self._entry(
                f"{name if is_plain(name) else json.dumps(name, ensure_ascii=False)}:",
                value[name],
                (*path, name),
                below,
                indent,
            )

    def _sequence(self, value: list[Any], path: Path, shape: Shape, indent: int) -> None:
        for index, item in enumerate(value):
            self._entry("-", item, (*path, index), shape.each or Shape({}), indent)

    def _entry(self, start: str, value: object, path: Path, shape: Shape, indent: int) -> None:
        self._comments(self._layout.above.get(path, ()), indent + 2 * (start == "-"))
        margin, beside = " " * indent, self._layout.beside.get(path, "")
        if isinstance(value, (dict, list)) and value and not self._is_flow(value, path, shape):
            self._below(start, value, path, shape, indent)
            return
        self._limit = WIDTH
        if isinstance(value, list) and value:
            first, *others = _flow(value, WIDTH - indent - len(start) - 1)
            self.lines += [f"{margin}{start} {first}", *(f"{margin}  {line}" for line in others)]
            self.lines[-1] += beside
        else:
            first, *body = self._text(value, path, indent, start)
            self.lines.append(f"{margin}{start} {first}{beside}")
            self.lines += [f"{margin}  {line}" if line else "" for line in body]
            self._limit = indent if body else WIDTH

    def _below(self, start: str, value: Any, path: Path, shape: Shape, indent: int) -> None:  # noqa: ANN401
        """A mapping or a list on lines of its own; the first line of an item stands beside its hyphen."""
        write, beside = self._mapping if isinstance(value, dict) else self._sequence, self._layout.beside.get(path, "")
        if start != "-":
            self.lines.append(" " * indent + start + beside)
            self._limit = WIDTH
            write(value, path, shape, indent + 2)
            return
        if beside:
            self._comments([Comment(0, beside.strip())], indent + 2)
        begin = len(self.lines)
        write(value, path, shape, indent + 2)
        first = next(n for n in range(begin, len(self.lines)) if not self.lines[n].lstrip().startswith("#"))
        self.lines[first] = f"{' ' * indent}- {self.lines[first][indent + 2 :]}"

    def _is_flow(self, value: Mapping[str, Any] | list[Any], path: Path, shape: Shape) -> bool:
        """Whether a list stands in brackets: ids do, unless there are comments among them, others as they were."""
        if isinstance(value, dict) or not all(isinstance(item, str) and "\n" not in item for item in value):
            return False
        items = [(*path, index) for index in range(len(value))]
        has_comments = any(item in self._layout.above or item in self._layout.beside for item in items)
        return path in self._layout.flows or (shape.are_ids and not has_comments)

    def _text(self, value: object, path: Path, indent: int, start: str) -> list[str]:
        """The line beside the key, and the lines below it without their indentation."""
        if not isinstance(value, str):
            return ["null"] if value is None else [str(value)] if value in ({}, []) else [self._plain[path]]
        written = self._layout.texts.get(path)
        if written is None or written.value != value:
            return _new_text(value, indent, start)
        if written.first[0] in "'\"" and is_plain(value):
            return [value]
        return [written.first, *written.body]


def _new_text(value: str, indent: int, start: str) -> list[str]:
    """A text that nobody has laid out yet: in one line where it fits, else folded, or with its own line breaks."""
    if "\n" in value:
        return _literal(value)
    line = value if is_plain(value) else "'" + value.replace("'", "''") + "'"
    words = value.split(" ")
    if indent + len(start) + 1 + len(line) <= WIDTH or len(words) == 1 or not all(words):
        return [line]
    return [">-", *_filled(words, WIDTH - indent - 2)]


def _literal(value: str) -> list[str]:
    if value[0] in "\n " or value.endswith("\n\n"):
        return [json.dumps(value, ensure_ascii=False)]
    return ["|" if value.endswith("\n") else "|-", *value.removesuffix("\n").split("\n")]


def _flow(items: list[str], width: int) -> list[str]:
    """A list in brackets, on as many lines as it needs."""
    words = [each if is_plain(each, in_brackets=True) else json.dumps(each, ensure_ascii=False) for each in items]
    words[0] = "[" + words[0]
    return _filled([*(f"{word}," for word in words[:-1]), f"{words[-1]}]"], width)


def _filled(words: list[str], width: int) -> list[str]:
    """The words in lines of at most that many characters, or of one longer word."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


@functools.cache
def is_plain(text: str, *, in_brackets: bool = False) -> bool:
    """Whether a text without quotes is read as the same text."""
    line = f"k: [{text}]\n" if in_brackets else f"k: {text}\n"
    document = read_document("", line.encode())
    return not document.problems and document.value == {"k": [text] if in_brackets else text}
