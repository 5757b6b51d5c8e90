"""The description of the CSV files that programs read: a Frictionless data package with types, keys and licences."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.records.downloads.table import Column, FilledTable, Kind
from tracker.records.downloads.tables import KEYS
from tracker.records.downloads.tables.about import LICENCE, LICENCE_URL
from tracker.views.citation import AUTHOR, PUBLICATION
from tracker.views.view import View

_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
    Kind.DAY: "date",
    Kind.DATE: "string",
}
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_DESCRIPTION = (
    "For every company that signed a tracked public pledge on artificial intelligence, and for every commitment of the "
    "pledge: a dated status, the quotes that it follows from, and where they were read. Quotes, titles and official "
    "words remain their owners'. In the CSV files a text that a spreadsheet would run as a formula has an apostrophe "
    "in front; the SQLite and JSON files hold every text exactly."
)


def data_package(view: View, filled: Sequence[FilledTable], csvs: Mapping[str, bytes]) -> bytes:
    """The description of the CSV files `{path: bytes}` of the filled tables, as JSON."""
    package = {
        "profile": "tabular-data-package",
        "name": "ai-commitments-tracker",
        "title": PUBLICATION,
        "description": _DESCRIPTION,
        "version": f"{view.edition.date}{f'+{view.edition.commit[:12]}' if view.edition.commit else ''}",
        **({"homepage": view.edition.site} if view.edition.site else {}),
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "Creative Commons Attribution 4.0 International"}],
        "contributors": [{"title": AUTHOR, "role": "author"}],
        "sources": [
            {"title": f"{pledge.source.title}. {pledge.source.attribution}", "path": pledge.source.url}
            for pledge in view.dataset.pledges.values()
        ],
        "resources": [_resource(each, csvs[each.path]) for each in filled],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(filled: FilledTable, content: bytes) -> dict[str, Any]:
    table = filled.table
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": filled.path.rpartition("/")[2],
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "rows": len(filled.records),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table.columns)),
            "missingValues": [""],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.is_nullable}
    if column.kind is Kind.DATE:
        constraints["pattern"] = _DATE
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
        "constraints": constraints,
    }


def _foreign_keys(columns: Sequence[Column[Any]]) -> Iterator[dict[str, Any]]:
    for column in columns:
        if column.refers:
            yield {
                "fields": [column.name],
                "reference": {"resource": column.refers, "fields": list(KEYS[column.refers])},
            }
