"""The promise that the API's schemas make, and whether an answer keeps it."""

import json
from collections.abc import Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tracker.problem import UnfitOutput
from tracker.records.api.kinds import KINDS, PARTS
from tracker.records.api.values import Plain

FOLDER = "schema/api/"


class Contract:
    """The schemas of all kinds, ready to check answers; `files` is a tree of files that holds them.

    UnfitOutput where one is missing.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        names = [PARTS, *(kind.schema for kind in KINDS.values())]
        missing = [f"{FOLDER}{name}: this schema is missing" for name in names if FOLDER + name not in files]
        if missing:
            raise UnfitOutput(missing)
        self.schemas: Mapping[str, Plain] = {name: json.loads(files[FOLDER + name]) for name in names}
        together = definitions(self.schemas, "#/$defs/")
        whole = Draft202012Validator({"$defs": together})
        self._validators = {name: whole.evolve(schema=together[answer_name(name)]) for name in KINDS}

    def faults(self, kind: str, answer: Plain) -> list[str]:
        """Everything in an answer that its schema does not allow: the place, and what is wrong there."""
        return [_told(error) for error in self._validators[kind].iter_errors(answer)]


def definitions(schemas: Mapping[str, Plain], place: str) -> Plain:
    """All parts and all answers by name, from the schemas by file; every reference points at its part below `place`."""
    bodies = {
        answer_name(kind.name): {name: value for name, value in schemas[kind.schema].items() if name != "$schema"}
        for kind in KINDS.values()
    }
    return _pointed({**schemas[PARTS]["$defs"], **bodies}, place)


def answer_name(kind: str) -> str:
    """The name of the definition of a whole answer, where it stands among the parts."""
    return f"{kind}_answer"


def _told(error: ValidationError) -> str:
    place = "/".join(map(str, error.absolute_path)) or "the whole answer"
    return f"{place}: {error.message[:200]}"


def _pointed(schema: Plain, place: str) -> Plain:
    below = {name: _pointed_value(value, place) for name, value in schema.items()}
    # A property may have the name that marks a reference; its value is then no text.
    if isinstance(schema.get("$ref"), str):
        below["$ref"] = place + schema["$ref"].rpartition("/")[2]
    return below


def _pointed_value(value: object, place: str) -> object:
    if isinstance(value, dict):
        return _pointed(value, place)
    if isinstance(value, list):
        return [_pointed_value(each, place) for each in value]
    return value
