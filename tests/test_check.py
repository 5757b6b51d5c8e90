"""One run tells everything once, the status follows as the table says, and the schemas explain themselves."""

import datetime
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import EXAMPLES, ROOT, Edit
from tracker.checking.check import check
from tracker.checking.rules import RULES
from tracker.checking.rules.evidence import MAX_WORDS, MIN_WORDS
from tracker.checking.scope import Scope
from tracker.model import CriterionState, Evidence, Source, Status
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.reading.explanation import explained
from tracker.reading.parser import read_document
from tracker.reading.schema import Schema
from tracker.status import WRITTEN, criterion_states, settled_since, status_that_follows, supported_since

Tree = Mapping[str, bytes]

PLEDGE, OTHER = "data/pledges/example-2024.yml", "data/pledges/other-2023.yml"
ACME, ZENITH, ORBIT = (f"data/companies/{name}.yml" for name in ("acme", "zenith", "orbit"))
SCHEMAS = ("company", "pledge", "checks")


# One run


def test_a_crashing_rule_is_reported_as_its_own_problem(edited: Edit, today: datetime.date) -> None:
    def crashing(scope: Scope) -> Iterator[Problem]:
        yield Problem(ACME, scope.today.year // 0, 1, "never", "this is never said")

    world = edited(ZENITH, "status: met", "status: partial")
    assert check(world, today, (crashing, *RULES)).problems == (
        Problem(
            "data",
            1,
            1,
            "crashed-rule",
            "the rule test_check.crashing crashed: ZeroDivisionError: integer division or modulo by zero",
            "this is a fault of the tracker: please report it",
        ),
        Problem(
            ZENITH,
            20,
            17,
            "status",
            "`partial` does not follow from the evidence: shown `tested`",
            "write `met`, which follows, or add or correct evidence",
        ),
    )


def test_problems_of_all_files_come_in_one_sorted_run(valid_world: Tree, today: datetime.date) -> None:
    world = {
        **valid_world,
        PLEDGE: valid_world[PLEDGE].replace(b"group: practice", b"group: practise"),
        ACME: valid_world[ACME].replace(b"reliability: high", b"reliability: hihg"),
        ZENITH: b"name: [\n",
        ORBIT: b"name: Orbit\nwebsite: https://example.org/orbit\nheadquarters: NO\n",
        "data/notes.yml": b"",
    }
    problems = check(world, today).problems
    assert list(problems) == sorted(problems)
    assert [(problem.file, problem.line, problem.rule) for problem in problems] == [
        ("data/companies/acme.yml", 18, "unknown-value"),
        ("data/companies/acme.yml", 27, "unknown-value"),
        ("data/companies/orbit.yml", 3, "type"),
        ("data/companies/zenith.yml", 2, "syntax"),
        ("data/notes.yml", 1, "stray-file"),
        ("data/pledges/example-2024.yml", 67, "unknown-group"),
        ("data/pledges/example-2024.yml", 74, "unknown-group"),
        ("data/pledges/example-2024.yml", 80, "unknown-group"),
        ("data/pledges/example-2024.yml", 86, "unknown-group"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("name: Example Commitments on Careful AI", "name: [", "syntax"),
        ("name: Example Commitments on Careful AI", "name: &a Example", "anchor"),
        ("announced: 2024-05-21\n", "", "missing-field"),
        ("signatories:\n", "signatorys:\n", "unknown-field"),
        ("  acme: 2024-05-21\n", "  acme: yesterday\n", "date"),
        ("    group: framework\n    text: Publish", "    text: Publish", "missing-field"),
        ("      published: Publishes a safety framework\n", "      published: 1\n", "type"),
    ],
)
def test_a_broken_pledge_brings_no_problems_to_companies(
    edited: Edit, today: datetime.date, old: str, new: str, rule: str
) -> None:
    problems = check(edited(PLEDGE, old, new), today).problems
    assert [(problem.file, problem.rule) for problem in problems] == [(PLEDGE, rule)]


def test_a_broken_pledge_brings_no_problems_to_pledges_that_relate_to_it(edited: Edit, today: datetime.date) -> None:
    problems = check(edited(OTHER, "name: Other Commitments", "name: ["), today).problems
    assert [(problem.file, problem.rule) for problem in problems] == [(OTHER, "syntax")]


def test_a_broken_source_brings_no_problems_to_the_cells_that_cite_it(edited: Edit, today: datetime.date) -> None:
    world = edited(ACME, "    published: 2024-08-07", "    published: 2024-13-07")
    assert [(problem.line, problem.rule) for problem in check(world, today).problems] == [(14, "date")]


def test_one_broken_cell_does_not_hide_the_others(valid_world: Tree, today: datetime.date) -> None:
    text = (
        valid_world[ACME]
        .decode()
        .replace("status: not-met", "status: never", 1)
        .replace("status: met", "status: partial", 1)
    )
    problems = check({**valid_world, ACME: text.encode()}, today).problems
    assert [(problem.line, problem.rule) for problem in problems] == [(77, "status"), (135, "unknown-value")]


def test_only_a_world_without_problems_gives_a_dataset(valid_world: Tree, edited: Edit, today: datetime.date) -> None:
    dataset = check(valid_world, today).dataset
    assert dataset is not None
    assert list(dataset.pledges) == ["example-2024", "other-2023"]
    assert list(dataset.companies) == ["acme", "orbit", "zenith"]
    acme = dataset.companies["acme"]
    assert [each.change for each in acme.assessments["example-2024"]["safety-framework"]] == ["", "company-acted"]
    assert {each.status for cell in acme.assessments["example-2024"].values() for each in cell} == set(WRITTEN)
    assert check(edited(ORBIT, "headquarters: KR", "headquarters: kr"), today).dataset is None


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("data/companies/Acme Two.yml", "the name of this file cannot be an id"),
        ("data/companies/acme.yaml", "the name of this file cannot be an id"),
        ("data/companies/Beta.yml", "the name of this file has capital letters"),
        ("data/companies/more/beta.yml", "nothing reads a file in this folder"),
    ],
)
def test_a_file_with_a_wrong_name_or_place_is_told(
    valid_world: Tree, today: datetime.date, path: str, line: str
) -> None:
    problems = check({**valid_world, path: valid_world[ORBIT]}, today).problems
    assert line in {problem.message for problem in problems if problem.file == path}


def test_a_rule_says_what_it_holds_in_one_sentence() -> None:
    for rule in RULES:
        assert rule.__doc__ is not None
        assert rule.__doc__.endswith(".")
        assert "\n" not in rule.__doc__


# The status that follows


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_exactly_one_row_of_the_table_holds_and_it_gives_the_status(count: int) -> None:
    shown, disputed, refuted = CriterionState.SHOWN, CriterionState.DISPUTED, CriterionState.REFUTED
    for states in itertools.product(CriterionState, repeat=count):
        table = {
            Status.MET: all(state == shown for state in states),
            Status.PARTIAL: (shown in states or disputed in states) and any(state != shown for state in states),
            Status.NOT_MET: shown not in states and disputed not in states and refuted in states,
            Status.NO_EVIDENCE: not {shown, disputed, refuted}.intersection(states),
        }
        named = {f"criterion-{index}": state for index, state in enumerate(states)}
        assert [status for status, holds in table.items() if holds] == [status_that_follows(named)]


def evidence(source: str, shows: str = "", refutes: str = "") -> Evidence:
    return Evidence(
        source=source,
        locator="",
        quote="five words that are quoted",
        translation="",
        shows=tuple(shows.split()),
        refutes=tuple(refutes.split()),
    )


def test_evidence_shows_disputes_refutes_or_leaves_open() -> None:
    items = [evidence("x", shows="a b"), evidence("y", refutes="b c"), evidence("z")]
    assert criterion_states(["a", "b", "c", "d"], items) == {
        "a": CriterionState.SHOWN,
        "b": CriterionState.DISPUTED,
        "c": CriterionState.REFUTED,
        "d": CriterionState.OPEN,
    }


def source(name: str, published: str | None, read: str = "2026-11-20") -> Source:
    date = None if published is None else PartialDate(published)
    return Source(
        id=name,
        title="Title",
        url=f"https://example.org/{name}",
        publisher="Acme",
        kind="policy",
        published=date,
        read=PartialDate(read),
        copy="",
        archived="",
        reliability="high",
        note="",
    )


@pytest.mark.parametrize(
    ("items", "since"),
    [
        ([], None),
        # dated: the last document that the status needs
        ([evidence("june", "a")], "2024-06-10"),
        ([evidence("june", "a"), evidence("september", "b")], "2024-09-01"),
        ([evidence("june", "a b"), evidence("september", "b")], "2024-06-10"),
        ([evidence("june", "a"), evidence("september", "a")], "2024-06-10"),
        # context alone supports from its first day on
        ([evidence("june"), evidence("september", "a")], "2024-09-01"),
        ([evidence("june"), evidence("september")], "2024-06-10"),
        # undated: when it was read
        ([evidence("undated", "a")], "2025-02-03"),
        ([evidence("june", "a"), evidence("undated", "b")], "2025-02-03"),
        # a part of a date counts from its last day
        ([evidence("august", "a"), evidence("twentieth", "b")], "2024-08"),
        ([evidence("year", "a"), evidence("september", "b")], "2024"),
        ([evidence("september", "a"), evidence("august", "b")], "2024-09-01"),
        # interrupted: shown in June, disputed in August, and shown alone never again
        ([evidence("june", "a b"), evidence("september", refutes="b")], "2024-09-01"),
        ([evidence("june", "a"), evidence("august", "b"), evidence("september", refutes="b")], "2024-09-01"),
        # interrupted: refuted, then shown in part, then the same status as at first does not begin at first
        ([evidence("june", refutes="a"), evidence("september", shows="b")], "2024-09-01"),
    ],
)
def test_a_status_is_supported_from_its_last_needed_document_on(items: list[Evidence], since: str | None) -> None:
    sources = {
        "june": source("june", "2024-06-10"),
        "august": source("august", "2024-08"),
        "twentieth": source("twentieth", "2024-08-20"),
        "september": source("september", "2024-09-01"),
        "year": source("year", "2024"),
        "undated": source("undated", None, "2025-02-03"),
    }
    begin = supported_since(["a", "b"], items, sources)
    assert (begin and begin.text) == since


@pytest.mark.parametrize(
    ("items", "since"),
    [
        ([], None),
        ([evidence("june", "a"), evidence("september", "b")], "2024-09-01"),
        # the status does not change, but a criterion does
        ([evidence("june", "a"), evidence("september", refutes="b")], "2024-09-01"),
        ([evidence("june", "a"), evidence("september", "b"), evidence("undated", refutes="b")], "2025-02-03"),
        # context and repetition change nothing
        ([evidence("june", "a"), evidence("september", "a"), evidence("undated")], "2024-06-10"),
    ],
)
def test_the_criteria_are_settled_with_the_last_document_that_changes_one(
    items: list[Evidence], since: str | None
) -> None:
    sources = {
        "june": source("june", "2024-06-10"),
        "september": source("september", "2024-09-01"),
        "undated": source("undated", None, "2025-02-03"),
    }
    begin = settled_since(["a", "b", "c"], items, sources)
    assert (begin and begin.text) == since


def since_problems(world: Tree, today: datetime.date) -> list[tuple[str, str]]:
    found = check(world, today).problems
    return [(problem.rule, problem.message) for problem in found if "since" in problem.rule]


LATER = """\
      - since: {since}
        assessed: 2026-11-20
        change: {change}
        status: partial
        reason: Thresholds are set, and a reviewer misses their reasons.
        evidence:
          - source: framework-2024
            quote: When a danger is too large, we stop training.
            shows: [thresholds-set]
          - source: framework-2025
            quote: We do not say in this framework how we decided.
            refutes: [explained]
"""


@pytest.mark.parametrize(
    ("since", "change", "problems"),
    [
        ("2024-08-07", "correction", []),
        # with the criterion that was settled last, and with the assessment before it
        ("2025-03", "correction", []),
        ("2025-12-31", "company-acted", []),
        (
            "2026-01-01",
            "company-acted",
            [
                (
                    "late-since",
                    "since 2026-01-01 is later than the end of 2025-03, which follows from the documents",
                )
            ],
        ),
    ],
)
def test_a_later_assessment_begins_at_the_latest_with_its_last_criterion_or_with_the_one_before(
    edited: Edit, today: datetime.date, since: str, change: str, problems: list[tuple[str, str]]
) -> None:
    world = edited(ACME, "    outside-testing:\n", LATER.format(since=since, change=change) + "    outside-testing:\n")
    assert since_problems(world, today) == problems


def test_where_the_day_of_signing_is_unknown_no_since_is_too_late(edited: Edit, today: datetime.date) -> None:
    late = edited(
        ACME,
        "        since_reason: The review, which says what is missing, has no more exact date than its year.\n",
        "",
    )
    assert since_problems(late, today) == [
        ("late-since", "since 2025-12-31 is later than 2024-08-07, which follows from the documents")
    ]
    assert (
        since_problems({**late, PLEDGE: late[PLEDGE].replace(b"  acme: 2024-05-21\n", b"  acme: null\n")}, today) == []
    )


# The schemas


def subschemas(schema: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field, item and definition of a schema with its place, the schema itself first."""
    if "$ref" in schema:
        return
    yield place or "/", schema
    for keyword in ("properties", "$defs"):
        for name, below in schema.get(keyword, {}).items():
            yield from subschemas(below, f"{place}/{name}")
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{place}/*")


def load(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schema" / f"{name}.schema.json").read_bytes())
    return schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_for_draft_2020_12(name: str) -> None:
    schema = load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_description_and_examples(name: str) -> None:
    silent = [
        place
        for place, schema in subschemas(load(name))
        if not schema.get("description", "").strip() or not schema.get("examples")
    ]
    assert silent == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_example_fits_its_own_field(name: str) -> None:
    whole = load(name)
    for place, schema in subschemas(whole):
        asked = {"type": "object", "properties": {"example": {"$defs": {}, **schema}}, "$defs": whole["$defs"]}
        for example in schema["examples"]:
            document = read_document(place, yaml.safe_dump({"example": example}, sort_keys=False).encode())
            assert document.value == {"example": example}
            assert Schema(json.dumps(asked).encode()).fits(document.value), place


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_names_its_fields_or_the_form_of_its_ids(name: str) -> None:
    for place, schema in subschemas(load(name)):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False or "pattern" in schema["propertyNames"], place


def test_the_valid_worlds_use_every_field(valid_world: Tree, moved_world: Tree) -> None:
    names = {
        field
        for name in SCHEMAS[:2]
        for _place, schema in subschemas(load(name))
        for field in schema.get("properties", {})
    }
    used: set[object] = set()
    values: list[object] = [
        yaml.safe_load(content)
        for world in (valid_world, moved_world)
        for path, content in world.items()
        if path.startswith("data/")
    ]
    while values:
        value = values.pop()
        if isinstance(value, dict):
            used.update(value)
            values += value.values()
        elif isinstance(value, list):
            values += value
    assert names - used == set()


def test_an_address_that_was_read_again_on_another_day_is_another_source(world_with: Callable[[Path], Tree]) -> None:
    tree = world_with(EXAMPLES / "invalid" / "repeated-url.yml")
    path = "data/companies/acme.yml"
    before, _, after = tree[path].decode().rpartition("read: 2026-11-20")
    again = {**tree, path: f"{before}read: 2026-11-21{after}".encode()}
    assert "repeated-url" not in {problem.rule for problem in check(again, datetime.date(2026, 11, 21)).problems}


def facts_told(world_with: Callable[[Path], Tree], *changes: tuple[str, str, str]) -> list[str]:
    """The problems with facts of one document, after changes (file, old, new) to the example of differing facts."""
    tree = dict(world_with(EXAMPLES / "invalid" / "differing-facts.yml"))
    for path, old, new in changes:
        assert old in tree[path].decode()
        tree[path] = tree[path].replace(old.encode(), new.encode())
    problems = check(tree, datetime.date(2026, 11, 21)).problems
    return [problem.message for problem in problems if problem.rule == "differing-facts"]


def test_one_document_is_described_alike_in_every_file(world_with: Callable[[Path], Tree]) -> None:
    assert len(facts_told(world_with)) == 4
    alike = [
        ("title: Test report of Zenith", "title: Test report"),
        ("kind: paper", "kind: system-card"),
        ("published: 2024-01\n", "published: 2024-01-15\n"),
        ("reliability: medium", "reliability: high"),
    ]
    assert facts_told(world_with, *((ACME, *change) for change in alike)) == []


def test_a_page_that_changed_after_it_was_read_is_another_document(world_with: Callable[[Path], Tree]) -> None:
    assert (
        facts_told(
            world_with,
            (ACME, "published: 2024-01\n", "published: 2026-11-20\n"),
            (ZENITH, "read: 2026-11-20", "read: 2026-11-18"),
        )
        == []
    )


def test_two_texts_of_one_page_that_were_read_in_two_copies_are_two_documents(
    world_with: Callable[[Path], Tree],
) -> None:
    copy = "    read: 2026-11-19\n    copy: https://example.org/copies/tests\n"
    assert facts_told(world_with, (ACME, "    read: 2026-11-19\n", copy)) == []


def test_a_file_that_corrects_its_description_still_agrees_with_the_others(world_with: Callable[[Path], Tree]) -> None:
    tree = world_with(EXAMPLES / "invalid" / "differing-facts.yml")[ACME].decode()
    entry = tree[tree.index("  zenith-report:") : tree.index("assessments:")]
    earlier = (
        entry.replace("zenith-report", "zenith-earlier")
        .replace("Test report of Zenith", "Test report")
        .replace("kind: paper", "kind: system-card")
        .replace("published: 2024-01\n", "published: 2024-01-15\n")
        .replace("reliability: medium", "reliability: high")
    )
    assert facts_told(world_with, (ACME, entry, earlier + entry)) == []


def keywords(part: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Every keyword of a schema with its value, at any depth."""
    yield from part.items()
    for name in ("properties", "$defs"):
        for below in part.get(name, {}).values():
            yield from keywords(below)
    for name in ("items", "additionalProperties", "propertyNames"):
        if isinstance(part.get(name), Mapping):
            yield from keywords(part[name])


@pytest.mark.parametrize("name", [*SCHEMAS, "review"])
def test_the_schemas_use_only_keywords_that_the_messages_know(name: str) -> None:
    used = list(keywords(json.loads((ROOT / f"schema/{name}.schema.json").read_text("utf-8"))))
    notes = {"$schema", "$defs", "$ref", "title", "description", "examples", "properties", "items", "format"}
    known = {"type", "enum", "pattern", "uniqueItems", "maxLength", "minLength", "minItems", "minProperties"}
    at_keys = {"required", "additionalProperties", "propertyNames"}
    assert {keyword for keyword, _value in used} - notes - at_keys - known == set()
    assert {value for keyword, value in used if keyword.startswith("min")} == {1}


def test_an_unforeseen_keyword_is_reported_in_the_words_of_the_library() -> None:
    schema = Schema(b'{"properties": {"pages": {"type": "integer", "maximum": 9}}}')
    (fault,) = explained(schema.root, read_document("a.yml", b"pages: 10\n"))
    assert fault.problem == Problem(
        "a.yml", 1, 8, "schema", "`pages` does not fit its schema: 10 is greater than the maximum of 9"
    )


STATED = ("schema/*.json", "docs/*.md", "*.md", ".github/ISSUE_TEMPLATE/*.yml", ".vscode/*.code-snippets")


def stated(pattern: str) -> set[tuple[str, ...]]:
    """What the schemas, guides and forms say in that form of words."""
    texts = [path.read_text("utf-8") for glob in STATED for path in ROOT.glob(glob)]
    return {match for text in texts for match in re.findall(pattern, text)}


def test_guides_forms_and_schemas_state_the_length_of_a_quote_that_the_check_asks_for() -> None:
    numbers = {"Five": "5", "eighty": "80"}
    lengths = {
        tuple(numbers.get(number, number) for number in pair)
        for pair in stated(r"(\d+|Five) to (\w+) (?:of its )?words")
    }
    assert lengths == {(str(MIN_WORDS), str(MAX_WORDS))}
