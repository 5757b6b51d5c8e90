"""What a published table is: its columns with kind, meaning and value, its key, and its rows."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tracker.model import PartialDate
from tracker.views.view import View

Row = TypeVar("Row")
Found = str | int | datetime.date | PartialDate | tuple[str, ...] | None
Value = str | int | bool | None
Record = tuple[Value, ...]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DAY = "day"
    DATE = "date or part of a date"

    @property
    def meaning(self) -> str:
        """How the kind is written, in one sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Kind.TEXT: "Text as it stands in the data; ids in a list are parted by spaces.",
    Kind.INTEGER: "A whole number.",
    Kind.BOOLEAN: "true or false in CSV and JSON, 1 or 0 in SQLite.",
    Kind.DAY: "A whole date, YYYY-MM-DD.",
    Kind.DATE: "YYYY, YYYY-MM or YYYY-MM-DD: no more exact than it is known.",
}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `value` takes it from a row, `refers` names the table whose key it holds, `values` all it can be."""

    name: str
    kind: Kind
    description: str
    value: Callable[[Row], Found]
    is_nullable: bool = False
    refers: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One table; new columns go last, and none is ever renamed or moved."""

    name: str
    description: str
    key: tuple[str, ...]
    rows: Callable[[View], Iterable[Row]]
    columns: tuple[Column[Row], ...]


AnyTable = Table[Any]


@dataclass(frozen=True)
class FilledTable:
    """A table with its records, each with one value for every column."""

    table: AnyTable
    records: tuple[Record, ...]

    @property
    def path(self) -> str:
        """Where the table stands on the site, as CSV."""
        return f"downloads/{self.table.name}.csv"


def fill(table: AnyTable, view: View) -> FilledTable:
    """A table with the records that a dataset gives; what is empty in the data is None."""
    return FilledTable(table, tuple(_records(table, view)))


def _records(table: AnyTable, view: View) -> Iterator[Record]:
    for row in table.rows(view):
        yield tuple(_plain(column.value(row)) for column in table.columns)


def _plain(found: Found) -> Value:
    if isinstance(found, tuple):
        found = " ".join(found)
    if isinstance(found, (datetime.date, PartialDate)):
        return str(found)
    return None if found == "" else found
