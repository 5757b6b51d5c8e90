"""The records as one SQLite database, made in memory: typed, with keys, indices, full-text search and views."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from tracker.records.record import SEPARATORS, AnyField, AnyRecord, Filled, Type
from tracker.records.sql_views import SQL_VIEWS

_TYPES = {Type.INTEGER: "INTEGER", Type.BOOLEAN: "INTEGER"}
# The texts of the database, each with the cell and the row that it belongs to; stemmed, and without regard to accents.
_FULL_TEXT = """
CREATE VIRTUAL TABLE full_text USING fts5(
  kind UNINDEXED, cell_id UNINDEXED, id UNINDEXED, text, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO full_text SELECT 'quote', cell_id, evidence_id, quote FROM evidence;
INSERT INTO full_text
  SELECT 'translation', cell_id, evidence_id, translation FROM evidence WHERE translation IS NOT NULL;
INSERT INTO full_text SELECT 'reason', cell_id, assessment_id, reason FROM assessments;
INSERT INTO full_text (full_text) VALUES ('optimize');
"""
# Where the file's header names the library that wrote it, and what is written there instead: the first one that
# knows strict tables. So the file does not change with the library.
_WRITER = slice(96, 100)
_FIRST_STRICT = 3_037_000


def sqlite_file(tables: Iterable[Filled]) -> bytes:
    """The database; the same rows always give the same bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA secure_delete = ON; BEGIN;")
        for each in tables:
            database.execute(_create(each.record))
            marks = ", ".join("?" * len(each.record.fields))
            database.executemany(f"INSERT INTO {_name(each.record.name)} VALUES ({marks})", each.flat)  # noqa: S608
            for statement in _indices(each.record):
                database.execute(statement)
        for view in SQL_VIEWS:
            database.execute(f"CREATE VIEW {_name(view.name)} AS\n{view.query}")
        database.execute("COMMIT")
        database.executescript(f"{_FULL_TEXT} VACUUM;")
        content = bytearray(database.serialize())
    content[_WRITER] = _FIRST_STRICT.to_bytes(4, "big")
    return bytes(content)


def _create(record: AnyRecord) -> str:
    lines = [*map(_column, record.fields), f"PRIMARY KEY ({_names(record.key)})", *map(_foreign_key, links(record))]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {_name(record.name)} (\n  {inner}\n) STRICT"


def _column(field: AnyField) -> str:
    name = _name(field.name)
    parts = [name, _TYPES.get(field.type, "TEXT")]
    if not field.nullable and field.type not in SEPARATORS:
        parts.append("NOT NULL")
    if field.type is Type.BOOLEAN:
        parts.append(f"CHECK ({name} IN (0, 1))")
    if field.values:
        known = ", ".join(f"'{value}'" for value in field.values)
        parts.append(f"CHECK ({name} IN ({known}))")
    return " ".join(parts)


def links(record: AnyRecord) -> Iterator[AnyField]:
    """The fields that name one row of another record."""
    return (each for each in record.fields if each.refers not in ("", record.name) and each.type not in SEPARATORS)


def _foreign_key(field: AnyField) -> str:
    return f"FOREIGN KEY ({_name(field.name)}) REFERENCES {_name(field.refers)} ({_name(field.name)})"


def _indices(record: AnyRecord) -> Iterator[str]:
    """An index on every column that refers to another table, and on every status."""
    linked = [field.name for field in links(record)]
    for field in record.fields:
        if (field.name in linked or field.name == "status") and field.name != record.key[0]:
            name = _name(f"{record.name}_by_{field.name}")
            yield f"CREATE INDEX {name} ON {_name(record.name)} ({_name(field.name)})"


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'
