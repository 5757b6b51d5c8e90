"""The fields of the data files, as the schemas define them, in the order in which people write them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.reading.schema import resolved

_MOST_EXAMPLES = 3


@dataclass(frozen=True)
class SchemaField:
    """One field: `path` leads to it from the file's top level, `values` is all it can be, if that is a list."""

    path: str
    kind: str
    is_required: bool
    description: str
    values: tuple[str, ...]
    longest: int | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class SchemaFields:
    """What one kind of data file is, and its fields."""

    title: str
    description: str
    fields: tuple[SchemaField, ...]


def schema_fields(content: bytes) -> SchemaFields:
    """The fields of one schema, depth first."""
    root = json.loads(content)
    return SchemaFields(root["title"], root["description"], tuple(_fields(root, root, "")))


def _fields(root: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[SchemaField]:
    for name, written in schema.get("properties", {}).items():
        each = resolved(written, root)
        yield SchemaField(
            path=path + name,
            kind=_kind(root, each),
            is_required=name in schema.get("required", ()),
            description=each["description"],
            values=tuple(each.get("enum", ())),
            longest=each.get("maxLength"),
            examples=tuple(value for value in each.get("examples", ()) if isinstance(value, str))[:_MOST_EXAMPLES],
        )
        yield from _inner(root, each, path + name)


def _inner(root: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[SchemaField]:
    """The fields of what a field holds: of an object, of the entries of a list, of what stands under each id."""
    yield from _fields(root, schema, f"{path}.")
    if "items" in schema:
        yield from _inner(root, resolved(schema["items"], root), f"{path}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _inner(root, resolved(schema["additionalProperties"], root), f"{path}.‹id›")


_FORMATS = {"date": "day", "partial-date": "date or part of a date", "uri": "address"}


def _kind(root: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a field holds, in words: "text", "list of text", "text by id", "date or part of a date, or null"."""
    if "items" in schema:
        return f"list of {_kind(root, resolved(schema['items'], root))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{_kind(root, resolved(schema['additionalProperties'], root))} by id"
    if "properties" in schema:
        return "fields"
    if schema.get("type") == "boolean":
        return "true or false"
    kind = _FORMATS.get(schema.get("format", ""), "text")
    return f"{kind}, or null" if "null" in schema.get("type", ()) else kind
