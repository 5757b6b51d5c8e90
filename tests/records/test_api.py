"""The API keeps its promise: every answer fits its schema, says what the view says, and can be found."""

import datetime
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

import html5lib
import pytest
from jsonschema_rs import Draft202012Validator, Registry, meta
from openapi_spec_validator import validate

from tests.conftest import DAY, EXAMPLES, ROOT, Tree, in_form, pages_of, view_of
from tests.records.conftest import EDITION, Published, published
from tracker.build import Site, build
from tracker.checking.check import check
from tracker.model import Dataset, Edition
from tracker.records.about import OPENAPI
from tracker.records.answers import ANSWERS, ENVELOPE
from tracker.records.json_schema import openapi
from tracker.records.publish import cell_answers
from tracker.records.record import ROOT as API
from tracker.records.record import SCHEMA_VERSION
from tracker.status import status_on

SITE = "https://site.example/tracker/"
NOWHERE = Edition(date=EDITION.date, commit=EDITION.commit)
KINDS = {answer.name: answer for answer in ANSWERS}


def kind_of(path: str) -> str:
    """The kind of the answer at an address: the one whose path fits."""
    patterns = {answer.name: re.sub(r"{\w+}", "[^/]+", answer.path) for answer in ANSWERS}
    exact = [name for name, pattern in patterns.items() if API + pattern == path]
    fitting = exact or [name for name, pattern in patterns.items() if re.fullmatch(API + pattern, path)]
    assert len(fitting) == 1, f"{path}: {fitting}"
    return fitting[0]


def answers(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Every published answer by its address."""
    found = (path for path in files if path.startswith(API) and not path.startswith((f"{API}schema/", OPENAPI)))
    return {path: json.loads(files[path]) for path in found}


# The shape


def test_every_answer_fits_the_schema_that_is_published_beside_it(either: Published) -> None:
    schemas = {path: json.loads(text) for path, text in either.files.items() if path.startswith(f"{API}schema/")}
    registry = Registry([(SITE + path, schema) for path, schema in schemas.items()])
    validators = {
        name: Draft202012Validator({"$ref": SITE + answer.schema_path}, registry=registry, offline=True)
        for name, answer in KINDS.items()
    }
    for path, answer in answers(either.files).items():
        assert answer["schema_url"] == SITE + KINDS[kind_of(path)].schema_path
        assert [error.message for error in validators[kind_of(path)].iter_errors(answer)] == [], path


def test_a_schema_refuses_what_is_no_answer(example: Published) -> None:
    schema = Draft202012Validator({**openapi(""), "$ref": "#/components/schemas/cell_answer"})
    right = example.answer("cells/acme/example-2024/risk-thresholds.json")
    assert list(schema.iter_errors(right)) == []
    for wrong in (
        {**right, "more": 1},
        {name: value for name, value in right.items() if name != "cell"},
        {**right, "cell": {**right["cell"], "status": "good"}},
        {**right, "cell": {**right["cell"], "cell_id": None}},
        {**right, "assessments": [{**right["assessments"][0], "evidence": None}]},
        {**right, "assessments": [{**right["assessments"][0], "since": "2025-2"}]},
    ):
        assert len(list(schema.iter_errors(wrong))) == 1


def test_every_kind_has_an_answer_and_every_answer_a_kind(example: Published) -> None:
    assert {kind_of(path) for path in answers(example.files)} == set(KINDS)


def objects(schema: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield place, schema
        for name, below in schema.items():
            yield from objects(below, f"{place}/{name}")
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each, place)


def test_every_schema_is_valid_closed_and_whole_and_describes_each_field(example: Published) -> None:
    found = {path: json.loads(text) for path, text in example.files.items() if path.startswith(f"{API}schema/")}
    assert len(found) == len(KINDS) + 1
    for path, schema in found.items():
        meta.validate(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for place, each in objects(schema, path):
            assert each["additionalProperties"] is False, place
            assert each["required"] == list(each["properties"]), place
            assert each["description"].strip(), place
            for name, field in each["properties"].items():
                assert field["description"].strip(), f"{place}: {name}"


def test_every_answer_says_its_version_its_data_and_where_it_is(either: Published) -> None:
    for path, answer in answers(either.files).items():
        assert list(answer)[: len(ENVELOPE)] == [
            "schema_version",
            "data_date",
            "data_commit",
            "page_url",
            "api_url",
            "schema_url",
        ]
        assert (
            (answer["schema_version"], answer["data_date"]) == (SCHEMA_VERSION, "2026-11-22") == ("1.0.0", "2026-11-22")
        )
        assert answer["data_commit"] == "0123456789abcdef"
        assert answer["api_url"] == SITE + path


def test_the_description_is_valid_openapi_and_names_every_kind(example: Published) -> None:
    described = json.loads(example.files[OPENAPI])
    validate(described)
    assert described["info"]["version"] == SCHEMA_VERSION
    assert described["servers"] == [{"url": f"{SITE}api/v1"}]
    assert openapi("")["servers"] == [{"url": "."}]
    assert set(described["paths"]) == {f"/{answer.path}" for answer in ANSWERS}
    for path in described["paths"].values():
        reference = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert reference.removeprefix("#/components/schemas/") in described["components"]["schemas"]
        named = [each["name"] for each in path["get"].get("parameters", [])]
        assert named == list(KINDS[path["get"]["operationId"]].parameters)


def test_an_answer_fits_its_description_in_openapi(example: Published) -> None:
    described = json.loads(example.files[OPENAPI])
    validators = {
        name: Draft202012Validator({**described, "$ref": f"#/components/schemas/{name}_answer"}) for name in KINDS
    }
    for path, answer in answers(example.files).items():
        assert [error.message for error in validators[kind_of(path)].iter_errors(answer)] == [], path


# What the answers say


@pytest.mark.parametrize("name", ["risk-thresholds", "safety-framework"])
def test_a_cell_has_its_whole_history(example: Published, name: str) -> None:
    answer = example.answer(f"cells/acme/example-2024/{name}.json")
    assert json.dumps(answer, indent=2, ensure_ascii=False) + "\n" == (EXAMPLES / "api" / f"{name}.json").read_text(
        "utf-8"
    )


def test_every_cell_is_in_the_list_once_and_in_its_own_answer_with_the_same_words(either: Published) -> None:
    listed = either.answer("cells.json")["cells"]
    for row, cell in zip(listed, either.view.cells, strict=True):
        assert (row["cell_id"], row["status"]) == (cell.id, cell.status)
        assert row["late_since"] == (str(cell.late_since) if cell.late_since else None)
        own = either.answer(f"cells/{cell.id}.json")
        assert own["cell"] == row
        assert [each["status"] for each in own["assessments"]] == [str(each.status) for each in cell.assessments]
        assert [each["since"] for each in own["assessments"]] == [str(each.since) for each in cell.assessments]
        quotes = [[item["quote"] for item in each["evidence"]] for each in own["assessments"]]
        assert quotes == [[item.quote for item in each.evidence] for each in cell.assessments]
        cited = {item["source_id"] for each in own["assessments"] for item in each["evidence"]}
        assert {source["source_id"] for source in own["sources"]} == cited


@pytest.mark.parametrize(
    ("kind", "record"), [(each.name, each.about.name) for each in ANSWERS if each.about is not None]
)
def test_a_thing_is_the_same_in_its_own_answer_and_in_the_list(either: Published, kind: str, record: str) -> None:
    answer = KINDS[kind]
    assert answer.about is not None
    for row in either.rows(record):
        assert either.answer(answer.address(answer.about.id(row)).removeprefix(API))[answer.about.one] == row


def test_what_belongs_to_a_thing_is_all_in_its_answer(either: Published) -> None:
    for kind, part, record in (
        ("pledge", "commitments", "commitments"),
        ("commitment", "cells", "cells"),
        ("company", "sources", "sources"),
        ("cell", "assessments", "assessments"),
        ("review", "review_statements", "review_statements"),
        ("day", "day_statuses", "day_statuses"),
    ):
        found = [row for path, answer in answers(either.files).items() if kind_of(path) == kind for row in answer[part]]
        assert len(found) == len(either.rows(record)), kind


def test_the_tracker_counts_itself(example: Published) -> None:
    counts = example.answer("integrity.json")["counts"]
    assert counts == {
        "data_date": "2026-11-22",
        "pledge_count": 2,
        "commitment_count": 7,
        "company_count": 3,
        "cells": 19,
        "met": 2,
        "partial": 1,
        "not_met": 1,
        "no_evidence": 1,
        "not_applicable": 1,
        "not_assessable": 1,
        "not_assessed": 12,
        "applicable": 18,
        "assessed_count": 7,
        "source_count": 5,
        "review_count": 1,
        "change_count": 1,
        "correction_count": 0,
        "current_quote_count": 8,
        "met_quote_count": 3,
        "partial_quote_count": 3,
        "not_met_quote_count": 2,
        "no_evidence_quote_count": 0,
        "not_applicable_quote_count": 0,
        "not_assessable_quote_count": 0,
        "not_assessed_quote_count": 0,
        "found_quote_count": 0,
        "drifted_quote_count": 0,
        "missing_quote_count": 0,
        "unreachable_quote_count": 0,
        "never_checked_quote_count": 8,
        "oldest_checked": None,
        "read_twice_count": 1,
        "read_once_count": 6,
        "disagreed_count": 1,
        "contested_count": 1,
        "reply_count": 1,
        "due_count": 1,
        "unread_document_count": 1,
        "unread_company_count": 1,
        "statement_count": 3,
        "found_statement_count": 0,
        "drifted_statement_count": 0,
        "missing_statement_count": 0,
        "unreachable_statement_count": 0,
        "never_checked_statement_count": 3,
    }
    assert example.answer("index.json")["counts"] == counts


def test_the_beginning_lists_every_kind_of_answer(example: Published) -> None:
    endpoints = example.answer("index.json")["endpoints"]
    assert [(each["answer_name"], each["path"]) for each in endpoints] == [(each.name, each.path) for each in ANSWERS]
    assert {each["path"]: each["api_url"] for each in endpoints} == {
        each.path: None if each.parameters else SITE + API + each.path for each in ANSWERS
    }


def test_every_named_day_has_the_status_of_each_cell(either: Published) -> None:
    listed = either.answer("on/index.json")["days"]
    assert [(each["day"], each["day_name"]) for each in listed] == [(str(day), name) for day, name in either.view.days]
    for each in listed:
        day = datetime.date.fromisoformat(each["day"])
        statuses = [row["status"] for row in either.answer(f"on/{day}.json")["day_statuses"]]
        assert statuses == [str(status_on(cell.assessments, day)) for cell in either.view.cells]


def test_a_date_is_given_as_it_is_known_with_the_day_that_it_can_mean(example: Published) -> None:
    change = example.answer("changes.json")["changes"][0]
    assert (change["since"], change["since_day"], change["assessed"]) == ("2025-03", "2025-03-31", "2025-04-01")
    assert (change["change"], change["status_before"], change["status_after"]) == ("company-acted", "partial", "met")
    assert change["gained"] == ["Keeps the framework up to date"]
    sources = {each["source_id"]: each for each in example.answer("companies/acme.json")["sources"]}
    dates = ("source_published", "source_published_day")
    assert [sources["acme/review"][name] for name in dates] == ["2025", "2025-12-31"]
    assert [sources["acme/rumour"][name] for name in dates] == [None, None]


def test_what_a_command_asks_for_one_cell_is_what_the_api_says(example: Published) -> None:
    found = cell_answers(example.view)
    assert list(found) == [cell.id for cell in example.view.cells]
    for id, answer in found.items():
        assert list(answer) == ["cell", "assessments", "sources"]
        assert {**example.answer(f"cells/{id}.json"), **answer} == example.answer(f"cells/{id}.json")


# Where the answers lead


def links(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            if name in ("page_url", "api_url", "schema_url", "openapi_url") and isinstance(below, str):
                yield name, below
            yield from links(below)
    elif isinstance(value, list):
        for each in value:
            yield from links(each)


def anchors_by_page(dataset: Dataset, edition: Edition) -> Mapping[str, frozenset[str]]:
    return {
        page.address: frozenset(each.get("id", "") for each in html5lib.parseFragment(page.html).iter())
        for page in pages_of(dataset, edition)
    }


@pytest.mark.parametrize("edition", [EDITION, NOWHERE], ids=["with an address", "without an address"])
def test_every_link_leads_somewhere(world: Dataset, edition: Edition) -> None:
    made = published(view_of(world, edition))
    known = anchors_by_page(world, edition)
    for path, answer in answers(made.files).items():
        for name, link in links(answer):
            assert link.startswith(edition.site), path
            target, _, anchor = link.removeprefix(edition.site).partition("#")
            if name == "page_url":
                page = target.partition("?")[0]
                assert page in known, f"{path}: {link}"
                assert not anchor or anchor in known[page], f"{path}: {link}"
            else:
                assert target in made.files, f"{path}: {link}"


def test_every_link_of_the_own_data_to_an_answer_leads_to_one(own: Published) -> None:
    for path, answer in answers(own.files).items():
        for name, link in links(answer):
            assert name == "page_url" or link.removeprefix(SITE) in own.files, f"{path}: {link}"


# Text, bytes and pages


def test_hostile_text_stays_the_same_characters_and_ends_no_script(valid_world: Tree) -> None:
    hostile = "</script><script>alert(1)</script> & <!-- {{ 7 * 7 }} ]]>"
    path = "data/companies/acme.yml"
    text = valid_world[path].decode().replace("name: Acme\n", f"name: {json.dumps(hostile)}\n", 1)
    dataset = check(in_form({**valid_world, path: text.encode()}), DAY).dataset
    assert dataset is not None
    made = published(view_of(dataset, EDITION))
    for name, content in made.files.items():
        if name.startswith(API):
            assert not set("<>&\u2028\u2029") & set(content.decode()), name
    assert made.answer("companies/acme.json")["company"]["company_name"] == hostile


def test_the_api_of_the_own_data_stays_small_enough_to_be_fetched(own: Published) -> None:
    sizes = {path: len(content) for path, content in own.files.items() if path.startswith(API)}
    assert max(sizes.values()) < 1_000_000
    assert sum(sizes.values()) < 20_000_000


def test_the_page_shows_an_example_that_exists_of_every_kind(valid_world: Tree) -> None:
    made = build(valid_world, DAY, NOWHERE)
    assert isinstance(made, Site)
    page = next(page for page in made.pages if page.address == "api/")
    elements = list(html5lib.parseFragment(page.html).iter())
    examples = [posixpath.join("api", each.get("href", "")) for each in elements if "data-try" in each.attrib]
    assert [kind_of(path) for path in examples] == list(KINDS)
    assert set(examples) <= set(made.files)


def test_the_changelog_of_the_api_has_an_entry_for_the_present_version() -> None:
    assert f"\n## {SCHEMA_VERSION}\n" in (ROOT / "docs" / "api-changelog.md").read_text("utf-8")
