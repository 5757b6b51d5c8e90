"""The shape of every answer as JSON Schema, and the whole API as OpenAPI 3.1, made from the declarations."""

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.records.answers import ANSWERS, ENVELOPE, RECORDS, Answer, Part
from tracker.records.record import DATE_PATTERN, ROOT, SCHEMA_VERSION, SEPARATORS, AnyField, Type
from tracker.views.citation import PUBLICATION

Plain = dict[str, Any]
PARTS = "parts.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COMPONENTS = "#/components/schemas/"
_ABOUT = (
    "What AI companies promised, what public documents show, and the words that show it. Static files, without a key. "
    "Every answer names the version of its shape and the data that it was made from."
)
# What an id in an address may be.
PARAMETERS = {
    "pledge": "The id of a pledge, present or former",
    "commitment": "The id of a commitment within its pledge, present or former",
    "company": "The id of a company, present or former",
    "review": "The id of a review",
    "day": "One of the days that the list of days names",
}
_TYPES: Mapping[Type, Plain] = {
    Type.INTEGER: {"type": "integer"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.DAY: {"type": "string", "format": "date"},
    Type.DATE: {"type": "string", "pattern": DATE_PATTERN},
    Type.ADDRESS: {"type": "string", "format": "uri-reference"},
}
_TEXT: Plain = {"type": "string"}


def schemas() -> Mapping[str, Plain]:
    """Every schema by its address: one for each kind of answer, and one for the records of which they consist."""
    found = {f"{ROOT}schema/{PARTS}": {"$schema": _DIALECT, "title": "Records", "$defs": _records()}}
    for each in ANSWERS:
        found[each.schema_path] = {"$schema": _DIALECT, "title": each.name, **_answer(each, f"{PARTS}#/$defs/")}
    return found


def openapi(site: str) -> Plain:
    """The whole description; `site` is empty where the address of the site is not known."""
    answers = {f"{each.name}_answer": _answer(each, _COMPONENTS) for each in ANSWERS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": PUBLICATION,
            "description": _ABOUT,
            "version": SCHEMA_VERSION,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        # Without a known site the address is relative to this description, which is in the API's root.
        "servers": [{"url": site + ROOT.rstrip("/") if site else "."}],
        "paths": {f"/{each.path}": {"get": _operation(each)} for each in ANSWERS},
        "components": {"schemas": {**_records(), **answers}},
    }


def _operation(answer: Answer) -> Plain:
    content = {"application/json": {"schema": {"$ref": f"{_COMPONENTS}{answer.name}_answer"}}}
    found: Plain = {"200": {"description": answer.summary, "content": content}}
    operation: Plain = {"operationId": answer.name, "summary": answer.summary, "responses": found}
    if answer.about:
        operation["parameters"] = [_parameter(name) for name in answer.parameters]
        found["404"] = {"description": "There is nothing with this id"}
    return operation


def _parameter(name: str) -> Plain:
    shape = _TYPES[Type.DAY] if name == "day" else _TEXT
    return {"name": name, "in": "path", "required": True, "description": PARAMETERS[name], "schema": shape}


def _records() -> Plain:
    """The rows of every record by its name; a row refers to others by their ids alone."""
    return {each.name: _object(each.meaning, each.fields, {}) for each in RECORDS}


def _answer(answer: Answer, place: str) -> Plain:
    if answer.about is None:
        return _object(answer.summary, ENVELOPE, {each.name: _whole(each, place) for each in answer.parts})
    about = {answer.about.one: {"description": answer.about.meaning, "$ref": place + answer.about.name}}
    return _object(answer.summary, ENVELOPE, about | _parts(answer.parts, place))


def _whole(part: Part, place: str) -> Plain:
    rows = {"$ref": place + part.record.name}
    return {"description": part.record.meaning, **(rows if part.is_one else {"type": "array", "items": rows})}


def _parts(parts: Iterable[Part], place: str) -> Plain:
    return {each.name: _part(each, place) for each in parts}


def _part(part: Part, place: str) -> Plain:
    row: Plain = {"$ref": place + part.record.name}
    if part.parts:
        row = _object(part.record.meaning, part.record.fields, _parts(part.parts, place))
    shape = {"anyOf": [row, {"type": "null"}]} if part.is_one else {"type": "array", "items": row}
    return {"description": part.record.meaning, **shape}


def _object(meaning: str, fields: Iterable[AnyField], members: Plain) -> Plain:
    properties = {each.name: {"description": each.meaning, **_shape(each)} for each in fields} | members
    return {
        "description": meaning,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _shape(field: AnyField) -> Plain:
    if field.type in SEPARATORS:
        return {"type": "array", "items": _TEXT}
    shape = dict(_TYPES.get(field.type, _TEXT))
    if field.values:
        shape["enum"] = [*field.values, *([None] if field.nullable else [])]
    if field.nullable:
        shape["type"] = [shape["type"], "null"]
    return shape
