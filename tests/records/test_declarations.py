"""Each record is declared once, under one vocabulary, and what was promised to programs is kept."""

import copy
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import EDITION, ROOT, view_of
from tests.records.conftest import Published
from tracker.cli import main
from tracker.model import Dataset
from tracker.problem import UnfitOutput
from tracker.records.answers import ENVELOPE, RECORDS
from tracker.records.cells import KINDS_OF_CHANGE
from tracker.records.contract import PUBLISHED, breaks, contract, contract_text, refusals
from tracker.records.fields import RELIABILITIES, SOURCE_KINDS
from tracker.records.record import MEANINGS, SEPARATORS, SHARED, AnyField, Field, Record, Type, count, fill, text
from tracker.records.tables import TABLES
from tracker.views.view import View

Plain = dict[str, Any]
FIELDS = [(record.name, field) for record in RECORDS for field in record.fields]
NAMES = {record.name: record for record in RECORDS}


# The vocabulary


def test_names_are_plain_words_and_unique_in_their_record() -> None:
    assert max(Counter(record.name for record in RECORDS).values()) == 1
    assert max(Counter((record, field.name) for record, field in FIELDS).values()) == 1
    words = {*NAMES, *(record.one for record in RECORDS if record.one), *(field.name for _record, field in FIELDS)}
    assert [word for word in sorted(words) if not re.fullmatch("[a-z]+(_[a-z]+)*", word)] == []


def test_a_name_has_one_type_and_one_meaning_everywhere() -> None:
    found: dict[str, set[tuple[str, ...]]] = {}
    for field in [*ENVELOPE, *(field for _record, field in FIELDS)]:
        found.setdefault(field.name, set()).add((field.type, field.refers, field.meaning))
    assert {name: meanings for name, meanings in found.items() if len(meanings) > 1} == {}


def test_a_field_that_several_records_have_is_declared_once() -> None:
    counted = Counter(field.name for _record, field in FIELDS)
    assert [
        name for name in SHARED if counted[name] < 2 and name not in ("score_id", "schema_url", "data_commit")
    ] == []


RULES: dict[str, Callable[[AnyField], bool]] = {
    r".*_id": lambda field: bool(field.refers) and field.type is Type.TEXT,
    r".*_ids": lambda field: field.type is Type.IDS,
    r".*_count": lambda field: field.type is Type.INTEGER,
    r"(is|has)_.*": lambda field: field.type is Type.BOOLEAN,
    r".*_day|day": lambda field: field.type is Type.DAY,
    r"(page|api|schema|openapi)_url": lambda field: field.type is Type.ADDRESS,
    r".*_(title|name|text)": lambda field: field.type is Type.TEXT and not field.refers,
}


@pytest.mark.parametrize("pattern", RULES)
def test_the_end_or_the_beginning_of_a_name_says_what_it_holds(pattern: str) -> None:
    matching = [(record, field) for record, field in FIELDS if re.fullmatch(pattern, field.name)]
    assert matching != []
    assert [f"{record}.{field.name}" for record, field in matching if not RULES[pattern](field)] == []


def test_what_has_a_type_has_a_name_that_says_so() -> None:
    for record, field in FIELDS:
        place = f"{record}.{field.name}"
        assert not field.refers or field.name in SHARED or field.type in SEPARATORS, place
        assert field.type is not Type.ADDRESS or field.name.endswith("_url"), place
        names = [each.name for each in NAMES[record].fields]
        if field.type is Type.DATE:
            assert names[names.index(field.name) + 1] == f"{field.name}_day", place


def test_no_meaning_or_type_is_left_unsaid() -> None:
    assert [field.name for _record, field in FIELDS if not field.meaning or field.meaning.endswith(".")] == []
    assert list(MEANINGS) == list(Type)
    assert [record.name for record in RECORDS if not record.meaning.endswith(".")] == []


def test_what_refers_to_a_record_refers_to_its_one_key() -> None:
    for record, field in FIELDS:
        if field.refers and field.type not in SEPARATORS:
            assert NAMES[field.refers].key == (field.name,), f"{record}.{field.name}"
    assert [record.name for record in RECORDS if not {*record.key} <= {field.name for field in record.fields}] == []


def test_words_that_people_may_write_are_those_of_the_schema() -> None:
    definitions = json.loads((ROOT / "schema" / "company.schema.json").read_bytes())["$defs"]
    assert tuple(definitions["source"]["properties"]["kind"]["enum"]) == SOURCE_KINDS
    assert tuple(definitions["source"]["properties"]["reliability"]["enum"]) == RELIABILITIES
    assert tuple(definitions["assessment"]["properties"]["change"]["enum"]) == KINDS_OF_CHANGE


# The rows


def test_every_row_has_a_key_of_its_own(either: Published) -> None:
    for name, filled in either.filled.items():
        ids = [filled.record.id(row) for row in filled.rows]
        assert len(set(ids)) == len(ids), name


def test_every_reference_leads_to_a_row(either: Published) -> None:
    known = {name: {filled.record.id(row) for row in filled.rows} for name, filled in either.filled.items()}
    for name, filled in either.filled.items():
        for field in filled.record.fields:
            if field.refers:
                values = [row[field.name] for row in filled.rows if row[field.name] is not None]
                named = {id for value in values for id in (value if isinstance(value, list) else [value])}
                assert named - known[field.refers] == set(), f"{name}.{field.name}"


def test_every_record_of_the_example_world_has_a_row_but_the_checks(example: Published) -> None:
    assert {name for name, filled in example.filled.items() if not filled.rows} == {"checks", "statement_checks"}


FALSE: dict[str, Field[int]] = {
    "is missing": text("word", "A word", lambda _row: None),
    "is no integer: 'many'": Field("word", Type.INTEGER, "A number", lambda _row: "many"),
    "is no integer: True": Field("word", Type.INTEGER, "A number", lambda _row: True),
    "is no boolean: 1": Field("word", Type.BOOLEAN, "Whether", lambda _row: 1),
    "is no day: '2025-02'": Field("word", Type.DAY, "A day", lambda _row: "2025-02"),
    "is no date: '2025-2'": Field("word", Type.DATE, "A date", lambda _row: "2025-2"),
    "is no day: '2025-02-01\\n'": Field("word", Type.DAY, "A day", lambda _row: "2025-02-01\n"),
    "is no text: 3": Field("word", Type.TEXT, "A word", lambda _row: 3),
    "is none of a, b: 'c'": Field("word", Type.TEXT, "A letter", lambda _row: "c", values=("a", "b")),
}


@pytest.mark.parametrize("fault", FALSE)
def test_a_value_that_is_not_what_its_field_says_is_named_with_its_place(world: Dataset, fault: str) -> None:
    record = _record(count("number", "A number", lambda row: row), FALSE[fault])
    with pytest.raises(UnfitOutput) as caught:
        fill([record], view_of(world))
    assert str(caught.value) == f"things: 1: word {fault}\nthings: 2: word {fault}"


def _record(*fields: Field[int]) -> Record[int]:
    return Record(name="things", meaning="Things.", rows=lambda _view: (1, 2), fields=fields)


def test_of_many_faults_the_first_are_reported_and_the_others_counted() -> None:
    words = str(UnfitOutput([f"cells: {number}: wrong" for number in range(468)])).splitlines()
    assert (len(words), words[0], words[-1]) == (21, "cells: 0: wrong", "and 448 more")


def test_what_is_empty_in_the_data_is_null(world: Dataset) -> None:
    record = _record(
        count("number", "A number", lambda row: row), text("word", "A word", lambda _row: "", nullable=True)
    )
    assert fill([record], view_of(world))["things"].rows == ({"number": 1, "word": None}, {"number": 2, "word": None})


def test_without_the_address_of_the_site_addresses_are_relative(world: Dataset) -> None:
    cell = fill(TABLES, View(dataset=world, edition=EDITION))["cells"].rows[0]
    assert cell["page_url"] == "companies/acme/#example-2024-safety-framework"
    assert cell["api_url"] == "api/v1/cells/acme/example-2024/safety-framework.json"


# The contract


def test_the_contract_that_is_kept_is_the_one_that_is_declared() -> None:
    kept = (ROOT / PUBLISHED).read_text("utf-8")
    assert refusals(json.loads(kept), contract()) == []
    assert kept == contract_text(contract()), "what is published has changed: run `make contract`, and look at the diff"


def test_each_field_has_a_line_of_its_own_in_the_contract() -> None:
    lines = contract_text(contract()).splitlines()
    assert '        "since": {"type": "date", "nullable": true},' in lines
    assert sum('"type": ' in line for line in lines) == len(FIELDS) + len(ENVELOPE)
    assert json.loads(contract_text(contract())) == contract()


def changed(*steps: tuple[str, Any]) -> Plain:
    """The declared contract with other values at some places; None takes the place out."""
    found = copy.deepcopy(contract())
    for path, value in steps:
        *way, last = path.split(".")
        place = found
        for name in way:
            place = place[name]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return found


def turned(fields: Plain, *first: str) -> Plain:
    return {name: fields[name] for name in (*first, *(each for each in fields if each not in first))}


CELLS = contract()["records"]["cells"]["fields"]
BROKEN: dict[str, tuple[Plain, str]] = {
    "a record goes": (changed(("records.replies", None)), "replies: is gone"),
    "a record is no table any more": (changed(("records.replies.is_table", False)), "replies: is gone"),
    "a key changes": (changed(("records.replies.key", ["date"])), "replies: has another key"),
    "a field goes": (changed(("records.cells.fields.status", None)), "cells.status: is gone"),
    "a field gets another type": (
        changed(("records.cells.fields.reason.type", "lines")),
        "cells.reason: holds something else",
    ),
    "a field refers elsewhere": (
        changed(("records.cells.fields.pledge_id.refers", "groups")),
        "cells.pledge_id: holds something else",
    ),
    "a field may be null": (changed(("records.cells.fields.status.nullable", True)), "cells.status: may be null now"),
    "a value goes": (
        changed(("records.sources.fields.source_reliability.values", ["high", "medium"])),
        "sources.source_reliability: is never low any more",
    ),
    "fields change places": (
        changed(("records.cells.fields", turned(CELLS, "status"))),
        "cells: the fields have another order",
    ),
    "a new field is not last": (
        changed(("records.cells.fields", turned({**CELLS, "new": {"type": "text", "nullable": True}}, "new"))),
        "cells: a new field is not last",
    ),
    "an answer goes": (changed(("answers.changes", None)), "changes.json: is gone or about something else"),
    "an answer moves": (
        changed(("answers.changes.path", "news.json")),
        "changes.json: is gone or about something else",
    ),
    "a part of an answer goes": (
        changed(("answers.company.parts", ["cells[]"])),
        "companies/{company}.json: sources[] is gone",
    ),
    "what every answer says goes": (changed(("every_answer.data_date", None)), "every answer.data_date: is gone"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_a_promise_needs_another_first_number(case: str) -> None:
    now, words = BROKEN[case]
    assert words in list(breaks(contract(), now))
    assert words in refusals(contract(), now)
    assert words in refusals(contract(), {**now, "schema_version": "1.1.0"})
    assert refusals(contract(), {**now, "schema_version": "2.0.0"}) == []


@pytest.mark.parametrize(
    "now",
    [
        changed(("records.cells.fields.new", {"type": "text", "nullable": True})),
        changed(("records.new", {"is_table": True, "key": ["new"], "fields": {}})),
        changed(("answers.new", {"path": "new.json", "about": None, "parts": []})),
        changed(("records.cells.fields.since.nullable", False)),
        changed(("records.sources.fields.source_reliability.values", [*RELIABILITIES, "none"])),
        changed(("answers.changes.parts", ["changes[]", "new[]"])),
    ],
    ids=["a field", "a record", "an answer", "never null any more", "a value", "a part"],
)
def test_what_is_added_breaks_nothing(now: Plain) -> None:
    assert refusals(contract(), now) == []


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project / PUBLISHED


def test_the_command_writes_the_contract_again(inside: Path) -> None:
    kept = inside.read_text("utf-8")
    inside.write_text(contract_text(changed(("records.replies", None))))
    result = CliRunner().invoke(main, ["contract"])
    assert (result.exit_code, result.output) == (0, f"{PUBLISHED}: {len(RECORDS)} records, 16 answers\n")
    assert inside.read_text("utf-8") == kept


def test_the_command_refuses_to_break_a_promise(inside: Path) -> None:
    promised = contract_text(changed(("records.old", {"is_table": True, "key": ["old"], "fields": {}})))
    inside.write_text(promised)
    result = CliRunner().invoke(main, ["contract"])
    assert result.exit_code == 1
    assert result.output == "Error: this breaks a promise; raise SCHEMA_VERSION:\nold: is gone\n"
    assert inside.read_text("utf-8") == promised
