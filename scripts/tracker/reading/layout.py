"""How a file was written, which its data does not tell: its comments, and the lines in which its texts stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from tracker.reading.document import Path

_BLOCK = re.compile(r"[>|][-+]?(?=\s|$)")  # no indentation indicator: a text that needs one is written anew


class Comment(NamedTuple):
    """A comment on its own line; `offset` is how many columns to the right of the entry below it, or to the left."""

    offset: int
    text: str


class Text(NamedTuple):
    """A text as it was written: its value, the line beside its key, and the lines of a block without indentation."""

    value: str
    first: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The comments of a file and its written texts, by the path of the entry that they belong to.

    `head` stands above the first entry, `tail` below the last; `beside` has the spaces before the comment in it.
    """

    head: tuple[Comment, ...] = ()
    tail: tuple[Comment, ...] = ()
    above: Mapping[Path, tuple[Comment, ...]] = field(default_factory=dict)
    beside: Mapping[Path, str] = field(default_factory=dict)
    texts: Mapping[Path, Text] = field(default_factory=dict)
    flows: frozenset[Path] = frozenset()


class _Entry(NamedTuple):
    """A key with its value, or an item of a list: the lines (from 0) on which it starts and its own text ends."""

    path: Path
    line: int
    column: int
    last_line: int


def read_layout(text: str) -> Layout:
    """The layout of a text that `read_document` found sound, with `\\n` alone between its lines."""
    return _LayoutReader(text).read()


class _LayoutReader:
    """Walks the nodes of a file and then its lines, for what stands between the nodes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._entries: list[_Entry] = []
        self._scalars: list[yaml.ScalarNode] = []
        self._texts: dict[Path, Text] = {}
        self._flows: set[Path] = set()

    def read(self) -> Layout:
        root = yaml.compose(self._text, Loader=yaml.CSafeLoader)
        if root is not None:
            self._walk(root, (), is_in_flow=False)
        head, tail = [], []
        above: dict[Path, tuple[Comment, ...]] = {}
        beside: dict[Path, str] = {}
        entries = self._entries
        index = 0
        for line, column, gap, comment in self._comments():
            while index < len(entries) and entries[index].line <= line:
                index += 1
            before = entries[index - 1] if index else None
            after = entries[index] if index < len(entries) else None
            if before and before.last_line >= line and before.path in beside:
                above[before.path] = (*above.get(before.path, ()), Comment(0, comment))
            elif before and before.last_line >= line:
                beside[before.path] = gap + comment
            elif before is None:
                head.append(Comment(column, comment))
            elif after is None:
                tail.append(Comment(column, comment))
            else:
                above[after.path] = (*above.get(after.path, ()), Comment(column - after.column, comment))
        return Layout(tuple(head), tuple(tail), above, beside, self._texts, frozenset(self._flows))

    def _walk(self, node: yaml.Node, path: Path, *, is_in_flow: bool) -> None:
        if isinstance(node, yaml.ScalarNode):
            self._scalars.append(node)
            self._keep(node, path)
            return
        flow = is_in_flow or _is_flow(node)
        if flow:
            self._flows.add(path)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._scalars.append(key)
                self._enter(key, value, (*path, key.value), is_in_flow=flow)
        else:
            for index, item in enumerate(node.value):
                self._enter(item, item, (*path, index), is_in_flow=flow)

    def _enter(self, start: yaml.Node, value: yaml.Node, path: Path, *, is_in_flow: bool) -> None:
        if not is_in_flow:
            has_own_lines = isinstance(value, yaml.ScalarNode) or _is_flow(value)
            last = _last_line(value) if has_own_lines else start.start_mark.line
            self._entries.append(_Entry(path, start.start_mark.line, start.start_mark.column, last))
        self._walk(value, path, is_in_flow=is_in_flow)

    def _keep(self, node: yaml.ScalarNode, path: Path) -> None:
        line, column = node.start_mark.line, node.start_mark.column
        if node.style in (">", "|"):
            header = _BLOCK.match(self._lines[line], column)
            ends_as_told = header is not None and (header[0][1:] == "-") != node.value.endswith("\n")
            if header and ends_as_told and header[0][1:] != "+":
                body = self._lines[line + 1 : _last_line(node) + 1]
                self._texts[path] = Text(node.value, header[0], _dedented(body))
        elif node.end_mark.line == line:
            self._texts[path] = Text(node.value, self._lines[line][column : node.end_mark.column])

    def _comments(self) -> Iterator[tuple[int, int, str, str]]:
        """Line and column (from 0), the spaces before it, and the comment: every `#` that belongs to no text."""
        starts = [0] * len(self._lines)
        for node in self._scalars:
            last = _last_line(node)
            if node.style in (">", "|"):
                starts[node.start_mark.line] = node.start_mark.column
                for covered in range(node.start_mark.line + 1, last + 1):
                    starts[covered] = len(self._lines[covered])
            else:
                for covered in range(node.start_mark.line, last):
                    starts[covered] = len(self._lines[covered])
                starts[last] = max(starts[last], node.end_mark.column)
        for number, line in enumerate(self._lines):
            if "#" in line and (match := re.search(r"(?:^|(?<=\s)|(?<=[\[\]{},]))#", line[starts[number] :])):
                column = starts[number] + match.start()
                before = line[:column]
                gap = before[len(before.rstrip()) :] if before.strip() else ""
                yield number, column, gap or "  ", line[column:].rstrip()


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _last_line(node: yaml.Node) -> int:
    """The last line (from 0) of a value's own text; a block's end mark stands at the start of the line after it."""
    is_after = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return node.end_mark.line - 1 if is_after else node.end_mark.line


def _dedented(lines: list[str]) -> tuple[str, ...]:
    """The lines of a block without its indentation, and without the empty lines below it."""
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    own = [line[indent:] for line in lines]
    while own and not own[-1]:
        own.pop()
    return tuple(own)
