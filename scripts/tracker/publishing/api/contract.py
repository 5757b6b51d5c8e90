"""The promise that the API's schemas make, and whether an answer keeps it."""

import json
from collections.abc import Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tracker.publishing.api.kinds import KINDS, PARTS
from tracker.publishing.api.values import Plain

FOLDER = "schema/api/"


class Contract:
    """The schemas of all kinds, ready to check answers; `files` is a tree of files that holds them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        names = [PARTS, *(kind.schema for kind in KINDS.values())]
        self.schemas: Mapping[str, Plain] = {name: json.loads(files[FOLDER + name]) for name in names}
        parts = self.schemas[PARTS]["$defs"]
        self._validators = {
            kind.name: Draft202012Validator(pointed({**self.schemas[kind.schema], "$defs": parts}, "#/$defs/"))
            for kind in KINDS.values()
        }

    def faults(self, kind: str, answer: Plain) -> list[str]:
        """Everything in an answer that its schema does not allow: the place, and what is wrong there."""
        return [_told(error) for error in self._validators[kind].iter_errors(answer)]


def _told(error: ValidationError) -> str:
    place = "/".join(map(str, error.absolute_path)) or "the whole answer"
    return f"{place}: {error.message[:200]}"


def pointed(schema: Plain, place: str) -> Plain:
    """A schema with every reference to a part pointing at the same part below another place."""
    below = {name: _pointed_value(value, place) for name, value in schema.items()}
    # A property may have the name that marks a reference; its value is then no text.
    if isinstance(schema.get("$ref"), str):
        below["$ref"] = place + schema["$ref"].rpartition("/")[2]
    return below


def _pointed_value(value: object, place: str) -> object:
    if isinstance(value, dict):
        return pointed(value, place)
    if isinstance(value, list):
        return [_pointed_value(each, place) for each in value]
    return value
