"""What is promised to programs: every record, every answer and the version of their shape, kept in one file."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.records.answers import ANSWERS, ENVELOPE, RECORDS, Part
from tracker.records.record import SCHEMA_VERSION, AnyField
from tracker.records.tables import TABLES

Plain = dict[str, Any]
PUBLISHED = "schema/published.json"


def contract() -> Plain:
    """What the declarations promise today."""
    return {
        "schema_version": SCHEMA_VERSION,
        "records": {
            each.name: {"is_table": each in TABLES, "key": list(each.key), "fields": _fields(each.fields)}
            for each in RECORDS
        },
        "answers": {
            each.name: {"path": each.path, "about": each.about and each.about.name, "parts": [*_paths(each.parts)]}
            for each in ANSWERS
        },
        "every_answer": _fields(ENVELOPE),
    }


def _fields(fields: Iterable[AnyField]) -> Plain:
    found: Plain = {}
    for each in fields:
        found[each.name] = {"type": str(each.type), "nullable": each.nullable}
        found[each.name] |= {"refers": each.refers} if each.refers else {}
        found[each.name] |= {"values": list(each.values)} if each.values else {}
    return found


def _paths(parts: Iterable[Part], above: str = "") -> Iterator[str]:
    """The parts of an answer and theirs: "assessments[]", "assessments[].reply"."""
    for part in parts:
        name = f"{above}{part.name}{'' if part.is_one else '[]'}"
        yield name
        yield from _paths(part.parts, f"{name}.")


def contract_text(promised: Plain, indent: str = "") -> str:
    """A contract in its one form: each field and each answer on a line of its own."""
    if not any(isinstance(value, dict) for value in promised.values()):
        return json.dumps(promised, ensure_ascii=False)
    inner = indent + "  "
    lines = (
        f"{inner}{json.dumps(name)}: " + (contract_text(value, inner) if isinstance(value, dict) else json.dumps(value))
        for name, value in promised.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}" + ("" if indent else "\n")


def refusals(before: Plain, now: Plain) -> list[str]:
    """What keeps one contract from taking the place of another: breaks under the same first number of the version."""
    first, second = (int(each["schema_version"].partition(".")[0]) for each in (before, now))
    return [] if second > first else [*breaks(before, now)]


def breaks(before: Plain, now: Plain) -> Iterator[str]:
    """What somebody who reads by one contract would find gone or changed under another one."""
    yield from _broken_fields("every answer", before["every_answer"], now["every_answer"])
    for name, record in before["records"].items():
        kept = now["records"].get(name)
        if kept is None or kept["is_table"] < record["is_table"]:
            yield f"{name}: is gone"
            continue
        if kept["key"] != record["key"]:
            yield f"{name}: has another key"
        yield from _broken_fields(name, record["fields"], kept["fields"])
    for name, answer in before["answers"].items():
        kept = now["answers"].get(name, {"path": None, "about": None, "parts": []})
        if kept["path"] != answer["path"] or kept["about"] != answer["about"]:
            yield f"{answer['path']}: is gone or about something else"
        yield from (f"{answer['path']}: {part} is gone" for part in answer["parts"] if part not in kept["parts"])


def _broken_fields(name: str, before: Plain, now: Plain) -> Iterator[str]:
    for field, facts in before.items():
        yield from (f"{name}.{field}: {fault}" for fault in _faults(facts, now.get(field)))
    if [field for field in now if field in before] != [*now][: len(before)]:
        yield f"{name}: a new field is not last"
    elif [field for field in now if field in before] != [field for field in before if field in now]:
        yield f"{name}: the fields have another order"


def _faults(before: Plain, now: Plain | None) -> Iterator[str]:
    if now is None:
        yield "is gone"
        return
    if (before["type"], before.get("refers")) != (now["type"], now.get("refers")):
        yield "holds something else"
    if now["nullable"] and not before["nullable"]:
        yield "may be null now"
    gone = [value for value in before.get("values", ()) if value not in now.get("values", ())]
    if gone:
        yield f"is never {', '.join(gone)} any more"
