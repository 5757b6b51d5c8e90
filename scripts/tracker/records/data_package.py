"""The description of the CSV files that programs read: a Frictionless data package with types, keys and licences."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.records.about import LICENCE, LICENCE_URL
from tracker.records.record import DATE_PATTERN, SEPARATORS, AnyField, Filled, Type
from tracker.records.sqlite_file import links
from tracker.views.citation import AUTHOR, PUBLICATION
from tracker.views.view import View

_TYPES = {Type.INTEGER: "integer", Type.BOOLEAN: "boolean", Type.DAY: "date"}
_DESCRIPTION = (
    "For every company that signed a tracked public pledge on artificial intelligence, and for every commitment of the "
    "pledge: a dated status, the quotes that it follows from, and where they were read. Quotes, titles and official "
    "words remain their owners'. In the CSV files a text that a spreadsheet would run as a formula has an apostrophe "
    "in front; the SQLite, JSON and Excel files hold every text exactly."
)


def data_package(view: View, tables: Iterable[Filled], csvs: Mapping[str, bytes]) -> bytes:
    """The description of the CSV files `{path: bytes}` of the records, as JSON."""
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
        "resources": [_resource(each, csvs[each.csv_path]) for each in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(filled: Filled, content: bytes) -> dict[str, Any]:
    record = filled.record
    return {
        "profile": "tabular-data-resource",
        "name": record.name,
        "path": filled.csv_path.rpartition("/")[2],
        "description": record.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "rows": len(filled.rows),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(each) for each in record.fields],
            "primaryKey": list(record.key),
            "foreignKeys": [
                {"fields": [each.name], "reference": {"resource": each.refers, "fields": [each.name]}}
                for each in links(record)
            ],
            "missingValues": [""],
        },
    }


def _field(field: AnyField) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not field.nullable and field.type not in SEPARATORS}
    if field.type is Type.DATE:
        constraints["pattern"] = DATE_PATTERN
    if field.values:
        constraints["enum"] = list(field.values)
    return {
        "name": field.name,
        "type": _TYPES.get(field.type, "string"),
        "description": field.meaning,
        "constraints": constraints,
    }
