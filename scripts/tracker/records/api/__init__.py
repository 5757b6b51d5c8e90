"""The public, static JSON API: every answer, checked against its schema, with the schemas and their description."""

import json
from collections.abc import Callable, Iterator, Mapping

from tracker.model import Edition
from tracker.problem import UnfitOutput
from tracker.records.api import answers, review_answers
from tracker.records.api.contract import Contract
from tracker.records.api.kinds import KINDS, OPENAPI, SCHEMA_VERSION, schema_address
from tracker.records.api.openapi import openapi
from tracker.records.api.values import Answer, Plain
from tracker.views.view import View

_MAKERS: tuple[Callable[[View], Iterator[Answer]], ...] = (
    answers.index,
    answers.pledges,
    answers.commitments,
    answers.companies,
    answers.all_cells,
    answers.days,
    answers.all_changes,
    answers.sources,
    review_answers.reviews,
    answers.itself,
)


def api_files(view: View, schemas: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Every file of the API, `{path: bytes}`; `schemas` holds what stands in schema/api/.

    UnfitOutput where an answer does not fit its schema: then nothing may be published.
    """
    contract = Contract(schemas)
    files: dict[str, bytes] = {}
    faults: list[str] = []
    for answer in _answers(view):
        present = KINDS[answer.kind].address(*(names[0] for names in answer.names))
        whole = _with_head(answer, present, view.edition)
        faults += [f"{present}: {fault}" for fault in contract.faults(answer.kind, whole)]
        files[present] = json_bytes(whole)
    if faults:
        raise UnfitOutput(faults)
    files |= {schema_address(name): json_bytes(schema) for name, schema in contract.schemas.items()}
    return {**files, OPENAPI: json_bytes(openapi(contract.schemas, view.edition))}


def _answers(view: View) -> Iterator[Answer]:
    for make in _MAKERS:
        yield from make(view)


def _with_head(answer: Answer, address: str, edition: Edition) -> Plain:
    return {
        "schema_version": SCHEMA_VERSION,
        "data": {"commit": edition.commit or None, "date": str(edition.date)},
        "links": {
            "json": edition.site + address,
            "html": edition.site + answer.page,
            "schema": edition.site + schema_address(KINDS[answer.kind].schema),
        },
        **answer.content,
    }


# What could end a script element or a line of a program, where somebody puts an answer into one.
_INERT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


def json_bytes(value: Plain) -> bytes:
    """A value as JSON that stays text wherever it is put."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_INERT).encode() + b"\n"
