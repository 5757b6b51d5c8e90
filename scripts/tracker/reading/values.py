"""From the plain data of a well-shaped document to the model's values, by the types of their fields."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tracker.membership import Signatory, Successor
from tracker.model import Company
from tracker.partial_date import PartialDate
from tracker.reading.document import Path

T = TypeVar("T")

# How far down a fault reaches: one source, one cell, else the whole field of the company.
_DEPTHS = {"sources": 2, "assessments": 3}
# What may be written in short: as the one field alone.
_SHORT = {Signatory: "joined", Successor: "company"}
_REQUIRED_TEXTS = ("name", "website", "headquarters")

_types = cache(get_type_hints)


def read_value(kind: type[T], value: object, id: str = "") -> T:
    """The plain value as a value of that type; `id` is its key, for types that keep it.

    Fields have the same names in the model and in the files; what a file leaves out gets the model's default.
    """
    found: T = _read(kind, value, id)
    return found


def _read(kind: Any, value: Any, id: str) -> Any:  # noqa: ANN401 (a type's form leads to its value)
    form, inner = get_origin(kind), get_args(kind)
    if form is UnionType:
        return None if value is None else _read(inner[0], value, id)
    if form is tuple:
        return tuple(_read(inner[0], item, "") for item in value)
    if form is Mapping:
        return {key: _read(inner[1], item, key) for key, item in value.items()}
    if kind is PartialDate or issubclass(kind, StrEnum):
        return kind(value)
    if kind in (str, bool):
        return value
    if kind in _SHORT and not isinstance(value, dict):
        value = {_SHORT[kind]: value}
    types = _types(kind)
    fields = {name: _read(types[name], item, "") for name, item in value.items()}
    return kind(**({"id": id} if "id" in types else {}), **fields)


def read_company(id: str, value: Mapping[str, Any], faults: Iterable[Path]) -> Company:
    """The well-shaped part of a company: its good fields, sources and cells; other sources by name alone.

    `faults` are the paths of all that does not have the shape of the schema; none of them is empty.
    """
    broken = {path[: _DEPTHS.get(str(path[0]), 1)] for path in faults}
    company = read_value(Company, dict.fromkeys(_REQUIRED_TEXTS, "") | _without(value, broken), id)
    return dataclasses.replace(company, unreadable_sources=frozenset(_unreadable_sources(company, broken)))


def _without(value: Mapping[str, Any], broken: Collection[Path], path: Path = ()) -> dict[str, Any]:
    return {
        key: _without(item, broken, (*path, key)) if isinstance(item, dict) else item
        for key, item in value.items()
        if (*path, key) not in broken
    }


def _unreadable_sources(company: Company, broken: Collection[Path]) -> Iterator[str]:
    yield from (str(path[1]) for path in broken if path[0] == "sources" and len(path) > 1)
    if ("sources",) in broken:
        cells = (cell for cells in company.assessments.values() for cell in cells.values())
        yield from (item.source for cell in cells for assessment in cell for item in assessment.evidence)
