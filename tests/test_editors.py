"""What editors offer while somebody types is what the schema allows."""

import json
import re
from collections.abc import Iterator
from textwrap import indent

import pytest

from tests.conftest import ROOT
from tracker.reading.explanation import explained
from tracker.reading.parser import read_document
from tracker.reading.schema import Schema

SNIPPETS = json.loads((ROOT / ".vscode" / "tracker.code-snippets").read_text("utf-8"))
COMPANY = json.loads((ROOT / "schema" / "company.schema.json").read_text("utf-8"))
HEAD = "name: Example AI\nwebsite: https://www.example.org\nheadquarters: CH\n"
CELL = f"{HEAD}assessments:\n  seoul-2024:\n    risk-thresholds:\n"
JUDGEMENT = (
    f"{CELL}      - since: 2026-11\n        assessed: 2026-11-21\n        status: no-evidence\n        reason: Why.\n"
)
# What stands above a snippet in a company's file, and how deep the snippet is indented.
PLACES = {
    "Source": (f"{HEAD}sources:\n", 2),
    "Evidence": (f"{JUDGEMENT}        evidence:\n", 10),
    "Assessment": (CELL, 6),
    "Later assessment": (CELL, 6),
    "Search without a find": (JUDGEMENT, 8),
}
TODAY = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "11", "$CURRENT_DATE": "21", "$0": ""}


def choices(line: str) -> Iterator[tuple[str, list[str]]]:
    """The line with every value of its choice, or alone, and the values."""
    values = re.findall(r"\$\{\d+\|([^|]*)\|\}", line)
    for value in values[0].split(",") if values else [""]:
        yield re.sub(r"\$\{\d+\|[^|]*\|\}", value, line), values[0].split(",") if values else []


def filled(name: str, choice: int) -> str:
    """The snippet as it stands when its placeholders are left as they are, with the choices of that number."""
    lines = []
    for line in SNIPPETS[name]["body"]:
        options = [option for option, _values in choices(line)]
        text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", options[min(choice, len(options) - 1)])
        for variable, value in TODAY.items():
            text = text.replace(variable, value)
        lines.append(text)
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("choice", range(10))
@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_gives_what_the_schema_allows(name: str, choice: int) -> None:
    head, depth = PLACES[name]
    document = read_document(
        "data/companies/example-ai.yml", (head + indent(filled(name, choice), " " * depth)).encode()
    )
    schema = Schema((ROOT / "schema" / "company.schema.json").read_bytes())
    assert document.problems == ()
    assert [fault.problem for fault in explained(schema.root, document)] == []


@pytest.mark.parametrize(
    ("name", "definition"),
    [("Source", "source"), ("Evidence", "evidence"), ("Assessment", "assessment"), ("Later assessment", "assessment")],
)
def test_a_snippet_has_the_required_fields_in_the_order_of_the_schema(name: str, definition: str) -> None:
    lines = filled(name, 0).splitlines()
    fields = re.findall(r"^(?:- |  )(\w+):", "\n".join(lines), flags=re.MULTILINE)
    order = list(COMPANY["$defs"][definition]["properties"])
    assert fields == [field for field in order if field in fields]
    assert set(COMPANY["$defs"][definition]["required"]) <= set(fields)


def test_the_snippets_offer_every_value_of_a_list() -> None:
    lists = {
        field: each["enum"]
        for definition in COMPANY["$defs"].values()
        for field, each in definition.get("properties", {}).items()
        if "enum" in each
    }
    lines = [line for snippet in SNIPPETS.values() for line in snippet["body"]]
    offered = {line.strip().partition(":")[0]: next(choices(line))[1] for line in lines if "|}" in line}
    assert {field: values for field, values in offered.items() if field in lists} == {
        field: lists[field] for field in ("kind", "reliability", "status", "change")
    }
