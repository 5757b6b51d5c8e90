"""The tables as one JSON text: what the data are, and every table as a list of objects."""

import json
from collections.abc import Sequence

from tracker.publishing.downloads.table import FilledTable


def json_file(filled: Sequence[FilledTable]) -> bytes:
    """An object `{table: [{column: value}]}` in the order of the tables and columns; what is empty is null."""
    tables = {each.table.name: _rows(each) for each in filled}
    return (json.dumps(tables, ensure_ascii=False, indent=0) + "\n").encode()


def _rows(filled: FilledTable) -> list[dict[str, object]]:
    names = [column.name for column in filled.table.columns]
    return [dict(zip(names, record, strict=True)) for record in filled.records]
