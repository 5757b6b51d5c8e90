"""The shape of JSON: the fields that a schema promises, and the ids that an answer holds."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """What a schema says of one field; `values` is empty where it may hold any."""

    types: frozenset[str]
    values: frozenset[str]
    is_always_there: bool


def fields(path: str, schemas: Mapping[str, Json]) -> Mapping[str, Field]:
    """Every field of a schema by its place, such as `cells[]/status`; `schemas` by their paths, for references."""
    return dict(_below(path, schemas[path], schemas, ""))


def _below(path: str, schema: Json, schemas: Mapping[str, Json], place: str) -> Iterator[tuple[str, Field]]:
    for file, part in _alternatives(path, schema, schemas):
        for name, value in part.get("properties", {}).items():
            inner = f"{place}/{name}" if place else name
            yield inner, _field(file, value, schemas, name in part.get("required", ()))
            yield from _below(file, value, schemas, inner)
        if "items" in part:
            yield f"{place}[]", _field(file, part["items"], schemas, is_always_there=True)
            yield from _below(file, part["items"], schemas, f"{place}[]")


def _field(path: str, schema: Json, schemas: Mapping[str, Json], is_always_there: bool) -> Field:
    parts = [part for _file, part in _alternatives(path, schema, schemas)]
    types = [part.get("type", "anything") for part in parts]
    return Field(
        frozenset(name for each in types for name in ([each] if isinstance(each, str) else each)),
        frozenset(str(value) for part in parts for value in part.get("enum", ()) if value is not None),
        is_always_there,
    )


def _alternatives(path: str, schema: Json, schemas: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """What a schema may stand for, each with the file in which it stands: references and choices are followed."""
    if "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#/")
        target = posixpath.join(posixpath.dirname(path), file) if file else path
        found = schemas[target]
        for part in filter(None, pointer.split("/")):
            found = found[part]
        yield from _alternatives(target, found, schemas)
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _alternatives(path, each, schemas)
    else:
        yield path, schema


def ids(answer: object) -> Mapping[str, frozenset[str]]:
    """The ids, present and former, of the things that stand in each list of an answer, by the list's place."""
    found: dict[str, frozenset[str]] = {}
    for where, names in _listed_ids(answer, ""):
        found[where] = found.get(where, frozenset()) | names
    return found


def _listed_ids(value: object, place: str) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _listed_ids(below, f"{place}/{name}" if place else name)
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, dict) and "id" in each:
                yield f"{place}[]", frozenset((each["id"], *each.get("former_ids", ())))
            yield from _listed_ids(each, f"{place}[]")
