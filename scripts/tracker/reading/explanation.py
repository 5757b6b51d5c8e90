"""What does not fit a JSON Schema, in plain words at its place."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import jsonschema.validators
from jsonschema.exceptions import ValidationError
from referencing import Registry

from tracker.problem import Problem
from tracker.reading.document import MAX_SUGGESTIONS, Document, Path
from tracker.reading.schema import FIRST_YEAR, FORMATS, LAST_YEAR, MOST_FAULTS, Part, is_near
from tracker.text import nearest, url_fault


class Fault(NamedTuple):
    """A problem of shape, and the path of the value that is wrong."""

    path: Path
    problem: Problem


_KINDS = {"string": "text", "object": "a mapping", "array": "a list", "null": "null", "boolean": "true or false"}
_CHECKER = jsonschema.FormatChecker(formats=())
for _format, _is_of_format in FORMATS.items():
    _CHECKER.checks(_format)(_is_of_format)


def _matches(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    # As in every editor's reader of JSON Schema, `$` is the very end; Python's also matches before a last line break.
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"pattern": _matches}
)


def explained(schema: Part, document: Document) -> list[Fault]:
    """What in a document does not fit the schema, one fault for each wrong place; no path is empty.

    Of a document with very many faults only the first `MOST_FAULTS` are found, so that finding them has an end.
    """
    found: dict[tuple[Path, bool], Fault] = {}
    # A registry that holds nothing: what a schema refers to is never fetched.
    validator = _Validator(schema.keywords, format_checker=_CHECKER, registry=Registry())
    for error in validator.iter_errors(document.value):
        for fault in _faults(document, error):
            # A value that fails several keywords is wrong once: the first keyword of the schema says how.
            at_key = error.validator in ("required", "additionalProperties", "propertyNames")
            found.setdefault((fault.path, at_key), fault)
            if len(found) == MOST_FAULTS:
                return list(found.values())
    return list(found.values())


def _faults(document: Document, error: ValidationError) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    schema, value, expected = _parts(error)
    if error.validator == "required":
        known = schema["properties"]
        # A mistyped name is reported once, as the unknown field that it is.
        unknown = (name for name in value if name not in known)
        mistyped = {nearest(name, known) for name in islice(unknown, MAX_SUGGESTIONS)}
        for name in expected:
            if name not in value and name not in mistyped:
                yield _missing(document, path, name, known.get(name, {}))
    elif error.validator == "additionalProperties":
        for name in value:
            if name not in schema["properties"]:
                yield _unknown(document, (*path, name), schema["properties"])
    elif "propertyNames" in error.absolute_schema_path:
        yield _name(document, (*path, value), error)
    else:
        rule, message, hint = _value(document, path, error)
        yield Fault(path, document.problem(rule, path, message, hint))


def _parts(error: ValidationError) -> tuple[Any, Any, Any]:
    """The schema that was broken, the value that breaks it, and what the broken keyword asks for."""
    return error.schema, error.instance, error.validator_value


def _missing(document: Document, path: Path, name: str, schema: dict[str, Any]) -> Fault:
    message = f"`{name}` is missing" + (f" from `{path[-1]}`" if path and isinstance(path[-1], str) else "")
    make = document.problem_at_key if path and isinstance(path[-1], str) else document.problem
    return Fault((*path, name), make("missing-field", path, message, _guidance(schema)))


def _unknown(document: Document, path: Path, known: dict[str, Any]) -> Fault:
    message = f"`{path[-1]}` is not a field here"
    return Fault(
        path, document.problem_at_key("unknown-field", path, message, document.suggestion(str(path[-1]), known))
    )


def _name(document: Document, path: Path, error: ValidationError) -> Fault:
    schema, _name, expected = _parts(error)
    message = f"`{path[-1]}` cannot be an id"
    hint = f"shorten it to {expected} characters" if error.validator == "maxLength" else _guidance(schema)
    return Fault(path, document.problem_at_key("id", path, message, hint))


def _value(document: Document, path: Path, error: ValidationError) -> tuple[str, str, str]:
    """Rule, message and hint for a value that does not fit its schema."""
    field = _field(path)
    schema, value, expected = _parts(error)
    if error.validator == "type":
        return _type(document, path, error)
    if error.validator == "enum":
        return "unknown-value", f"`{value}` is not a known {field}", document.suggestion(str(value), map(str, expected))
    if schema.get("format") == "uri":
        return "url", f"`{field}` {url_fault(value) or 'is too long'}", _guidance(schema)
    if schema.get("format") in ("date", "partial-date"):
        return "date", f"`{value}` {_date_fault(value, schema['pattern'])}", _guidance(schema)
    if error.validator == "pattern" and value.split() != value.split(" "):
        hint = "write it on one line; a text that is folded over lines starts with >- and not with >"
        return "pattern", f"`{field}` has a line break, a space at its start or end, or two spaces together", hint
    empty = ("length", f"`{field}` is empty", _guidance(schema))
    by_keyword = {
        "pattern": ("pattern", f"`{value}` does not fit `{field}`", _guidance(schema)),
        "uniqueItems": ("repeated", f"`{field}` lists the same thing twice", "keep each once"),
        "maxLength": ("length", f"`{field}` is longer than {expected} characters", "shorten it"),
        **dict.fromkeys(("minLength", "minItems", "minProperties"), empty),
    }
    unforeseen = ("schema", f"`{field}` does not fit its schema: {error.message}", _guidance(schema))
    return by_keyword.get(str(error.validator), unforeseen)


def _date_fault(value: str, pattern: str) -> str:
    if not re.search(pattern, value):
        return "is not written as a date"
    return "is not a day in the calendar" if is_near(value) else f"is not in the years {FIRST_YEAR} to {LAST_YEAR}"


def _type(document: Document, path: Path, error: ValidationError) -> tuple[str, str, str]:
    schema, value, expected = _parts(error)
    kinds = [expected] if isinstance(expected, str) else expected
    message = f"`{_field(path)}` must be " + " or ".join(_KINDS.get(kind, kind) for kind in kinds)
    word = document.plain.get(path)
    if word is None:
        return "type", message, _guidance(schema)
    if word in ("", "~", "null"):
        return "type", f"{message}, and is empty", _guidance(schema)
    hint = f'put it in quotes: "{word}"' if "string" in kinds else _guidance(schema)
    return "type", f"{message}, and `{word}` without quotes is read as {_read_as(value)}", hint


def _read_as(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "a number"


def _field(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")


def _guidance(schema: dict[str, Any]) -> str:
    """What the schema itself says of a field: its description and an example."""
    parts = [schema.get("description", "")]
    examples = schema.get("examples", [])
    if examples and isinstance(examples[0], list) and all(isinstance(item, str) for item in examples[0]):
        parts.append(f"for example: [{', '.join(examples[0])}]")
    elif examples and not isinstance(examples[0], (dict, list)):
        parts.append(f"for example: {json.dumps(examples[0]) if examples[0] is True else examples[0]}")
    return "; ".join(filter(None, parts))
