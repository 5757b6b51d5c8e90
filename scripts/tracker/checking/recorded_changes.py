"""What a file itself says of its changes: the base with all that it records, to compare with the present."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.checking.frozen import entries, fields
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES, PLEDGES, REVIEWS
from tracker.reading.document import Document, Path
from tracker.recorded import REMOVED

AMENDABLE = {
    PLEDGES: (
        *("name", "short_name", "issued_by", "announced", "preamble", "footnotes", "groups", "deadlines"),
        *("signatories", "commitments"),
    ),
    COMPANIES: ("name",),
    REVIEWS: ("title", "publisher", "published", "scale", "dimensions", "scores", "statements"),
}
_ABSENT = object()


def recorded(folder: str, was: Mapping[str, Any], document: Document) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The base's data with every change that the present file records since, and what is wrong with these records."""
    base = copy.deepcopy(dict(was))
    problems = [
        *_rewritten(was, document),
        *(problem for index in _new(was, document, "amended") for problem in _amend(folder, base, document, index)),
        *(problem for index in _new(was, document, "removed") for problem in _remove(base, document, index)),
    ]
    return base, tuple(problems)


def field_path(text: str) -> Path:
    """The path that a field's name with slashes leads along."""
    return tuple(int(part) - 1 if part.isdecimal() else part for part in text.split("/"))


def value_at(data: object, path: Path) -> object:
    """The value at a path; a mark of its own where there is none."""
    for part in path:
        if isinstance(data, Mapping):
            # A key may be a number too, such as that of a footnote.
            key = part if part in data else str(part + 1) if isinstance(part, int) else part
            data = data.get(key, _ABSENT)
        elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
            data = data[part]
        else:
            return _ABSENT
    return data


def is_absent(value: object) -> bool:
    """Whether there is no value at a path."""
    return value is _ABSENT


def as_text(value: object) -> str:
    """A value as `was` writes it: a text in one line, anything else as JSON."""
    return " ".join((value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).split())


def _new(was: Mapping[str, Any], document: Document, kind: str) -> range:
    return range(len(entries(was, kind)), len(entries(document.value, kind)))


def _rewritten(was: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    """What was recorded of changes stays: new entries come at the end."""
    for kind in ("amended", "removed", "waived"):
        now = entries(document.value, kind)
        for index, entry in enumerate(entries(was, kind)):
            if index >= len(now) or now[index] != entry:
                message = f"number {index + 1} of `{kind}` is on record and was changed or deleted"
                path: Path = (kind, index) if index < len(now) else (kind,) if now else ()
                yield document.problem("past-edited", path, message, "restore it; a new entry comes at the end")


def _amend(folder: str, base: dict[str, Any], document: Document, index: int) -> Iterator[Problem]:
    entry = fields(entries(document.value, "amended")[index])
    path, place = field_path(str(entry.get("field", ""))), ("amended", index)
    old, now = value_at(base, path), value_at(document.value, path)
    if path[0] not in AMENDABLE[folder]:
        hint = f"amended are: {', '.join(AMENDABLE[folder])}; an assessment is corrected by a new one at its end"
        yield document.problem("amendment", (*place, "field"), f"`{path[0]}` is not amended in this file", hint)
    elif is_absent(old):
        hint = "write the names that lead to it in the earlier file, with slashes"
        yield document.problem("amendment", (*place, "field"), "there was no such field", hint)
    elif as_text(old) != as_text(entry.get("was", "")):
        yield document.problem(
            "amendment", (*place, "was"), "it did not say this", f"write what it said: {as_text(old)}"
        )
    elif old == now:
        yield document.problem("amendment", place, "nothing was changed there", "remove the entry")
    else:
        _put(base, path, now)


def _remove(base: dict[str, Any], document: Document, index: int) -> Iterator[Problem]:
    entry = fields(entries(document.value, "removed")[index])
    path, place = field_path(str(entry.get("field", ""))), ("removed", index)
    if is_absent(value_at(base, path)):
        hint = "write the names that lead to it in the earlier file, with slashes, or remove the entry"
        yield document.problem("removal", (*place, "field"), "there was no such field, so nothing is removed", hint)
        return
    now = value_at(document.value, path)
    if now == REMOVED or (is_absent(now) and isinstance(path[-1], str)):
        _put(base, path, now)


def _put(data: Any, path: Path, value: object) -> None:  # noqa: ANN401 (it leads into plain data)
    *way, last = path
    parent = value_at(data, tuple(way))
    if isinstance(parent, dict):
        key = last if last in parent else str(last + 1) if isinstance(last, int) else last
        if is_absent(value):
            parent.pop(key, None)
        else:
            parent[key] = value
    elif isinstance(parent, list) and isinstance(last, int):
        parent[last] = None if is_absent(value) else value
