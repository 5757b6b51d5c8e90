"""The description of the API as OpenAPI 3.1, made from the table of its kinds and their schemas."""

from collections.abc import Mapping

from tracker.model import Edition
from tracker.records.api.contract import answer_name, definitions
from tracker.records.api.kinds import KINDS, PARAMETERS, ROOT, SCHEMA_VERSION, Kind
from tracker.records.api.values import Plain
from tracker.views.citation import PUBLICATION

_SCHEMAS = "#/components/schemas/"
_ABOUT = (
    "What AI companies promised, what public documents show, and the words that show it. Static files, without a key. "
    "Every answer names the version of its shape and the data that it was made from."
)


def openapi(schemas: Mapping[str, Plain], edition: Edition) -> Plain:
    """The whole description; `schemas` by the name of their file."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": PUBLICATION,
            "description": _ABOUT,
            "version": SCHEMA_VERSION,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        # Without a known site the address is relative to this description, which stands in the API's root.
        "servers": [{"url": edition.site + ROOT.rstrip("/") if edition.site else "."}],
        "paths": {f"/{kind.path}": _path(kind) for kind in KINDS.values()},
        "components": {"schemas": definitions(schemas, _SCHEMAS)},
    }


def _path(kind: Kind) -> Plain:
    get: Plain = {
        "operationId": kind.name,
        "summary": kind.summary,
        "responses": {
            "200": {
                "description": kind.summary,
                "content": {"application/json": {"schema": {"$ref": _SCHEMAS + answer_name(kind.name)}}},
            },
        },
    }
    if kind.parameters:
        get["parameters"] = [_parameter(name) for name in kind.parameters]
        get["responses"]["404"] = {"description": "There is nothing with this id"}
    return {"get": get}


def _parameter(name: str) -> Plain:
    form = {"type": "string", "format": "date"} if name == "day" else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "description": PARAMETERS[name], "schema": form}
