"""The public, static JSON API: every answer put together from the rows of the records, with what describes it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.records.about import OPENAPI
from tracker.records.answers import ANSWERS, ENVELOPE, Answer, Part, Published
from tracker.records.json_schema import openapi, schemas
from tracker.records.record import SEPARATORS, AnyRecord, Filled, Values
from tracker.views.view import View

Plain = dict[str, Any]


def api_files(filled: Mapping[str, Filled], view: View) -> Mapping[str, bytes]:
    """Every file of the API, `{path: bytes}`, from the records' rows by the records' names."""
    files = {path: json_bytes(values) for kind in ANSWERS for path, values in answers(kind, filled, view)}
    files |= {path: json_bytes(schema) for path, schema in schemas().items()}
    return {**files, OPENAPI: json_bytes(openapi(view.edition.site))}


def answers(answer: Answer, filled: Mapping[str, Filled], view: View) -> Iterator[tuple[str, Plain]]:
    """The answers of one kind, each with its address on the site."""
    rows = _Rows(filled)
    if answer.about is None:
        address = answer.address()
        yield address, {**_envelope(answer, view, address, answer.page), **rows.whole(answer.parts)}
        return
    for row in rows.filled[answer.about.name].rows:
        address = answer.address(answer.about.id(row))
        page = str(row["page_url"]).removeprefix(view.edition.site)
        head = _envelope(answer, view, address, page)
        yield address, {**head, answer.about.one: row, **rows.parts(answer.parts, answer.about, row)}


def _envelope(answer: Answer, view: View, address: str, page: str) -> Plain:
    published = Published(answer=answer, view=view, address=address, page=page)
    return {field.name: field.plain(published, view.edition.site) for field in ENVELOPE}


class _Rows:
    """The rows of all records, found by what they refer to."""

    def __init__(self, filled: Mapping[str, Filled]) -> None:
        self.filled = filled
        self._referring: dict[tuple[str, str], Mapping[object, Sequence[Values]]] = {}

    def whole(self, parts: Iterable[Part]) -> Plain:
        """Whole records by their names."""
        found = {part: self.filled[part.record.name].rows for part in parts}
        return {part.name: rows[0] if part.is_one else rows for part, rows in found.items()}

    def parts(self, parts: Iterable[Part], owner: AnyRecord, row: Values) -> Plain:
        """The parts of a row of `owner`, by their names."""
        id = owner.id(row)
        return {part.name: self._part(part, self._belonging(part, owner, id)) for part in parts}

    def _part(self, part: Part, rows: Iterable[Values]) -> object:
        found = [{**row, **self.parts(part.parts, part.record, row)} for row in rows]
        return next(iter(found), None) if part.is_one else found

    def _belonging(self, part: Part, owner: AnyRecord, id: str) -> Iterable[Values]:
        if part.through is None:
            return self._referring_to(owner, part.record).get(id, ())
        name = reference(part.through, part.record)
        ids = dict.fromkeys(str(row[name]) for row in self._referring_to(owner, part.through).get(id, ()))
        known = self._referring_to(part.record, part.record)
        return [row for id in ids for row in known[id]]

    def _referring_to(self, owner: AnyRecord, record: AnyRecord) -> Mapping[object, Sequence[Values]]:
        place = (owner.name, record.name)
        if place not in self._referring:
            name, found = reference(record, owner), defaultdict[object, list[Values]](list)
            for row in self.filled[record.name].rows:
                found[row[name]].append(row)
            self._referring[place] = found
        return self._referring[place]


def reference(record: AnyRecord, owner: AnyRecord) -> str:
    """The one field of a record that names a row of another one, or its own row."""
    (name,) = (each.name for each in record.fields if each.refers == owner.name and each.type not in SEPARATORS)
    return name


# What could end a script element or a line of a program, where somebody puts an answer into one.
_INERT = {each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def json_bytes(value: Plain) -> bytes:
    """A value as JSON that stays text wherever it is put."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for each, inert in _INERT.items():  # far faster than a table of letters
        text = text.replace(each, inert)
    return text.encode() + b"\n"
