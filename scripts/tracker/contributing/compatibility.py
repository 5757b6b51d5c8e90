"""What would break for readers of what was published before: two trees of published files, compared by their shape."""

import csv
import itertools
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from tracker.contributing.shapes import Field, Json, fields, ids
from tracker.text import counted

Tree = Mapping[str, bytes]
_INDEX = re.compile(r"api/v[0-9]+/index\.json")
_SCHEMA = re.compile(r"api/v[0-9]+/schema/[^/]+\.json")


@dataclass(frozen=True, order=True)
class Break:
    """Something that readers rely on and would not find any more: where, what happened to it, and what to do."""

    place: str
    what: str
    hint: str


@dataclass(frozen=True)
class Comparison:
    """Two published states: their versions (empty where there is no API), and what breaks between them."""

    before: str
    after: str
    breaks: tuple[Break, ...]
    has_entry: bool

    @property
    def is_raised(self) -> bool:
        """Whether the version rose."""
        return _numbers(self.after) > _numbers(self.before)

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept: nothing breaks, or a new version with an entry in the changelog says so."""
        return not self.breaks or (self.is_raised and self.has_entry)


def compare(before: Tree, after: Tree, changelog: str) -> Comparison:
    """Compare two published trees `{path: bytes}`; `changelog` is the Markdown in which each version has a heading."""
    version = _version(after)
    has_entry = re.search(rf"^## \[?{re.escape(version)}\b", changelog, re.MULTILINE) is not None
    return Comparison(_version(before), version, breaks(before, after), bool(version) and has_entry)


def breaks(before: Tree, after: Tree) -> tuple[Break, ...]:
    """Everything that breaks, sorted by its place."""
    found = itertools.chain(
        _addresses(before, after),
        _schemas(before, after),
        _ids(before, after),
        _tables(before, after),
    )
    return tuple(sorted(set(found)))


def told(comparison: Comparison) -> str:
    """The comparison in words: every break with what to do, and what it amounts to."""
    if not comparison.breaks:
        return f"nothing breaks: {comparison.before} and {comparison.after or 'no version'} can be read alike"
    lines = [f"{each.place}: {each.what}\n    {each.hint}" for each in comparison.breaks]
    count = counted(len(lines), "break")
    if comparison.is_kept:
        return "\n".join([*lines, f"{count}, announced as {comparison.after}"])
    wanted = [] if comparison.is_raised else [f"raise the version of the shape above {comparison.before}"]
    wanted += (
        [] if comparison.has_entry and comparison.is_raised else ["give the new version an entry in the changelog"]
    )
    return "\n".join([*lines, f"{count}: take them back, or {' and '.join(wanted)}"])


def _version(tree: Tree) -> str:
    found = [json.loads(tree[path])["schema_version"] for path in tree if _INDEX.fullmatch(path)]
    return max(found, key=_numbers, default="")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if version else ()


def _addresses(before: Tree, after: Tree) -> Iterator[Break]:
    for path in before.keys() - after.keys():
        if path.startswith("assets/"):
            continue  # what pages fetch for themselves is promised to nobody else
        if _SCHEMA.fullmatch(path):
            yield Break(path, "this kind of answer is gone", "keep the kind and its schema")
        else:
            hint = "keep it at this address; where an id changed, name the earlier one under former_ids"
            yield Break(path, "nothing stands at this address any more", hint)


def _schemas(before: Tree, after: Tree) -> Iterator[Break]:
    old, new = _parsed(before, _SCHEMA), _parsed(after, _SCHEMA)
    for path in old.keys() & new.keys():
        now = fields(path, new)
        gone: tuple[str, ...] = ()
        for place, field in fields(path, old).items():
            if place.startswith(gone):
                continue  # what was within a field that is gone is told with it
            if place not in now:
                gone += (f"{place}/", f"{place}[]")
            for what, hint in _field_breaks(field, now.get(place)):
                yield Break(f"{path}: {place}", what, hint)


def _field_breaks(was: Field, now: Field | None) -> Iterator[tuple[str, str]]:
    if now is None:
        yield "this field is gone", "keep it, also where another field says the same"
        return
    if now.types - was.types:
        yield (
            f"its type was {_listed(was.types)} and is {_listed(now.types)}",
            "keep the type; put what is new into a new field",
        )
    if was.is_always_there and not now.is_always_there:
        yield "it need not be there any more", "keep it among the required fields; null can say that there is nothing"
    if was.values and now.values and was.values - now.values:
        yield f"{_listed(was.values - now.values)} is no value of it any more", "keep the value"


def _listed(words: frozenset[str]) -> str:
    return " or ".join(sorted(words))


def _ids(before: Tree, after: Tree) -> Iterator[Break]:
    answers = re.compile(rf"(?!{_SCHEMA.pattern}|.*/openapi\.json)api/.*\.json")
    for path in before.keys() & after.keys():
        if before[path] == after[path] or not answers.fullmatch(path):
            continue
        was, now = ids(json.loads(before[path])), ids(json.loads(after[path]))
        for place, names in was.items():
            for name in names - now.get(place, frozenset()):
                hint = "an id that was published stays; where it changed, name the earlier one under former_ids"
                yield Break(f"{path}: {place}", f"the id `{name}` is gone", hint)


def _parsed(tree: Tree, pattern: re.Pattern[str]) -> Mapping[str, Json]:
    return {path: json.loads(content) for path, content in tree.items() if pattern.fullmatch(path)}


def _tables(before: Tree, after: Tree) -> Iterator[Break]:
    for path in before.keys() & after.keys():
        read = next((reader for ending, reader in _READERS.items() if path.endswith(ending)), None)
        if read is None or before[path] == after[path]:
            continue
        now = read(after[path])
        for table, columns in read(before[path]).items():
            place = f"{path}: {table}" if table else path
            if table not in now:
                yield Break(place, "this table is gone", "keep it, also where another table says the same")
            else:
                yield from _columns(place, columns, now[table])


Columns = Sequence[tuple[str, str]]


def _columns(place: str, was: Columns, now: Columns) -> Iterator[Break]:
    types = dict(now)
    for name, type in was:
        if name not in types:
            yield Break(place, f"the column `{name}` is gone", "keep it, also where another column says the same")
        elif types[name] != type:
            yield Break(
                place,
                f"the type of the column `{name}` was {type} and is {types[name]}",
                "keep the type; put what is new into a new column",
            )
    kept = [name for name, _type in was if name in types]
    if [name for name, _type in now][: len(kept)] != kept:
        yield Break(place, "the columns stand in another order", "keep the order, and put new columns at the end")


def _csv(content: bytes) -> Mapping[str, Columns]:
    """The one table of a CSV file, which has no name; its columns have no types."""
    header = next(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)), [])
    return {"": [(name, "") for name in header]}


def _sqlite(content: bytes) -> Mapping[str, Columns]:
    """The tables and views of an SQLite file."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        tables = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        return {
            name: database.execute("SELECT name, type FROM pragma_table_xinfo(?)", (name,)).fetchall()
            for (name,) in tables
            if not name.startswith("sqlite_")
        }


def _package(content: bytes) -> Mapping[str, Columns]:
    """The tables of a Frictionless data package, which gives the columns of CSV files their types."""
    resources = json.loads(content)["resources"]
    return {each["name"]: [(field["name"], field["type"]) for field in each["schema"]["fields"]] for each in resources}


_READERS = {".csv": _csv, ".sqlite": _sqlite, "/datapackage.json": _package}
