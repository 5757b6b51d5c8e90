"""The tables as one JSON text: every table as a list of objects, one on a line."""

import json
from collections.abc import Iterator, Sequence

from tracker.records.downloads.table import FilledTable


def json_file(filled: Sequence[FilledTable]) -> bytes:
    """An object `{table: [{column: value}]}` in the order of the tables and columns; what is empty is null."""
    tables = (f"{json.dumps(each.table.name)}: [\n{_lines(_rows(each))}\n]" for each in filled)
    return f"{{\n{_lines(tables)}\n}}\n".encode()


def _rows(filled: FilledTable) -> Iterator[str]:
    names = [column.name for column in filled.table.columns]
    for record in filled.records:
        yield json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False)


def _lines(parts: Iterator[str]) -> str:
    return ",\n".join(parts)
