"""Whether a schema can be used: a changed tree may hold any file in its place, and none may make us do what it says."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

_COUNT, _WORDS = ("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"), (str, list)
# The keywords that the program understands, with the kind of what follows.
_KEYWORDS: Mapping[str, Any] = {
    **dict.fromkeys(("$ref", "$schema", "description", "format", "pattern", "title"), str),
    **dict.fromkeys(_COUNT, int),
    **dict.fromkeys(("$defs", "items", "properties", "propertyNames"), dict),
    **dict.fromkeys(("enum", "examples", "required"), list),
    "additionalProperties": (dict, bool),
    "type": _WORDS,
    "uniqueItems": bool,
}
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_OWN = "#/$defs/"
_MOST_PARTS = 10_000


@cache
def schema_fault(content: bytes) -> str | None:
    """What keeps a schema from being used, or None: it is JSON, has fields, and refers to nothing but its own parts."""
    try:
        root = json.loads(content)
        if not isinstance(root, dict) or not isinstance(root.get("properties"), dict):
            return "has no `properties`"
        for number, part in enumerate(_parts(root, root)):
            fault = f"has more than {_MOST_PARTS} parts" if number >= _MOST_PARTS else _fault(part, root)
            if fault is not None:
                return fault
    except ValueError:
        return "is not JSON"
    except RecursionError:
        return "is nested too deep, or has a part that contains itself"
    return None


def _parts(part: Any, root: Mapping[str, Any]) -> Iterator[Any]:  # noqa: ANN401 (whatever JSON holds)
    """A part and all within it, each before what it holds, with every reference followed."""
    yield part
    within = [part[word] for word in ("items", "propertyNames", "additionalProperties") if word in part]
    named = [inner for word in ("properties", "$defs") for inner in part.get(word, {}).values()]
    followed = [root["$defs"][part["$ref"].removeprefix(_OWN)]] if "$ref" in part else []
    for inner in (*within, *named, *followed):
        if not isinstance(inner, bool):
            yield from _parts(inner, root)


def _fault(part: Any, root: Mapping[str, Any]) -> str | None:  # noqa: ANN401 (whatever JSON holds)
    if not isinstance(part, dict):
        return f"has {json.dumps(part)[:40]} where a part of it belongs"
    if ("required" in part or part.get("additionalProperties") is False) and "properties" not in part:
        return "asks for fields in a part that has no `properties`"
    if part.get("format") in ("date", "partial-date") and "pattern" not in part:
        return "has a date without a `pattern`"
    return next(filter(None, (_fault_of_word(word, value, root) for word, value in part.items())), None)


def _fault_of_word(word: str, value: Any, root: Mapping[str, Any]) -> str | None:  # noqa: ANN401 (as above)
    if word not in _KEYWORDS:
        return f"uses `{word}`, which the tracker does not read"
    if not isinstance(value, _KEYWORDS[word]):
        return f"has {json.dumps(value)[:40]} for `{word}`"
    if word == "$ref" and (not value.startswith(_OWN) or value.removeprefix(_OWN) not in root.get("$defs", {})):
        return f"refers to `{value}`, which is not one of its own `$defs`"
    if word == "type" and any(kind not in _TYPES for kind in ([value] if isinstance(value, str) else value)):
        return f"has {json.dumps(value)[:40]} for `type`"
    return f"has a `pattern` that is no expression: {value}" if word == "pattern" and not _is_pattern(value) else None


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
