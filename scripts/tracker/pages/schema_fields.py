"""The fields of the data files, as the schemas define them, in the order in which people write them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.schema import Part, read_schema

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
    root = read_schema(content)
    return SchemaFields(root.keywords["title"], root.keywords["description"], tuple(_fields(root, "")))


def _fields(part: Part, path: str) -> Iterator[SchemaField]:
    """The fields of a mapping, of the items of a list, or of what stands under each id, and all fields below them."""
    for name, field in part.fields.items():
        keywords = field.keywords
        yield SchemaField(
            path=path + name,
            kind=_kind(field),
            is_required=name in part.keywords.get("required", ()),
            description=keywords["description"],
            values=tuple(keywords.get("enum", ())),
            longest=keywords.get("maxLength"),
            examples=tuple(value for value in keywords.get("examples", ()) if isinstance(value, str))[:_MOST_EXAMPLES],
        )
        yield from _fields(field, f"{path}{name}.")
    if part.entry:
        yield from _fields(part.entry, f"{path.removesuffix('.')}{'[]' if part.is_list else '.‹id›'}.")


_FORMATS = {"date": "day", "partial-date": "date or part of a date", "uri": "address"}


def _kind(part: Part) -> str:
    """What a field holds, in words: "text", "list of text", "text by id", "date or part of a date, or null"."""
    if part.entry:
        return f"list of {_kind(part.entry)}" if part.is_list else f"{_kind(part.entry)} by id"
    if part.fields:
        return "fields"
    types = part.keywords.get("type", "string")
    kind = "true or false" if types == "boolean" else _FORMATS.get(part.keywords.get("format", ""), "text")
    return f"{kind}, or null" if "null" in types else kind
