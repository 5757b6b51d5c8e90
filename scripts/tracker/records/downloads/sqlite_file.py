"""The tables as one SQLite database, made in memory: typed, with keys, indices, full-text search and views."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from tracker.records.downloads.sql_views import SQL_VIEWS
from tracker.records.downloads.table import AnyTable, Column, FilledTable, Kind
from tracker.records.downloads.tables import KEYS

_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.BOOLEAN: "INTEGER",
    Kind.DAY: "TEXT",
    Kind.DATE: "TEXT",
}
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


def sqlite_file(filled: Sequence[FilledTable]) -> bytes:
    """The database; the same tables always give the same bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA secure_delete = ON; BEGIN;")
        for each in filled:
            database.execute(_create(each.table))
            marks = ", ".join("?" * len(each.table.columns))
            database.executemany(f"INSERT INTO {_name(each.table.name)} VALUES ({marks})", each.records)  # noqa: S608
            for statement in _indices(each.table):
                database.execute(statement)
        for view in SQL_VIEWS:
            database.execute(f"CREATE VIEW {_name(view.name)} AS\n{view.query}")
        database.execute("COMMIT")
        database.executescript(f"{_FULL_TEXT} VACUUM;")
        content = bytearray(database.serialize())
    content[_WRITER] = _FIRST_STRICT.to_bytes(4, "big")
    return bytes(content)


def _create(table: AnyTable) -> str:
    lines = [*map(_column, table.columns), f"PRIMARY KEY ({_names(table.key)})", *_references(table)]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {_name(table.name)} (\n  {inner}\n) STRICT"


def _column(column: Column[Any]) -> str:
    name = _name(column.name)
    parts = [name, _TYPES[column.kind]]
    if not column.is_nullable:
        parts.append("NOT NULL")
    if column.kind is Kind.BOOLEAN:
        parts.append(f"CHECK ({name} IN (0, 1))")
    if column.values:
        known = ", ".join(f"'{value}'" for value in column.values)
        parts.append(f"CHECK ({name} IN ({known}))")
    return " ".join(parts)


def _references(table: AnyTable) -> Iterator[str]:
    for column in table.columns:
        if column.refers:
            key = _names(KEYS[column.refers])
            yield f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(column.refers)} ({key})"


def _indices(table: AnyTable) -> Iterator[str]:
    """An index on every column that refers to another table, and on every status."""
    for column in table.columns:
        if (column.refers or column.name == "status") and column.name != table.key[0]:
            name = _name(f"{table.name}_by_{column.name}")
            yield f"CREATE INDEX {name} ON {_name(table.name)} ({_name(column.name)})"


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'
