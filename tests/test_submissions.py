"""A filled form becomes exactly the change, or exactly the answer, that stands beside it."""

import datetime
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, ROOT, Tree
from tracker.checking.check import check
from tracker.cli import main
from tracker.contributing.acceptance import Issue, Outcome, accept
from tracker.contributing.answer import comment
from tracker.contributing.issue_forms import FORMS, KINDS, Form
from tracker.contributing.unified_diff import difference, differences

SUBMISSIONS = EXAMPLES / "submissions"
CASES = sorted(path for path in SUBMISSIONS.glob("*.md") if not path.name.endswith(".expected.md"))
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
DAY = datetime.date(2026, 11, 21)
URL = "https://repository.example/issues/7"
# Query parameters that GitHub reads itself; a field of that name could not be filled in by a link.
RESERVED = {"title", "body", "labels", "assignees", "milestone", "projects", "template", "type"}


def outcome_of(body: bytes, tree: Tree) -> Outcome:
    return accept(Issue(body, DAY, URL), tree, DAY)


def sent(name: str) -> bytes:
    return (SUBMISSIONS / f"{name}.md").read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_submission_is_answered_in_the_words_beside_it(case: Path, valid_world: Tree) -> None:
    expected = case.with_suffix(".expected.md").read_text("utf-8")
    assert comment(outcome_of(case.read_bytes(), valid_world)) == expected


def test_every_case_has_its_answer() -> None:
    names = {path.name for path in SUBMISSIONS.iterdir()}
    assert names == {name for case in CASES for name in (case.name, f"{case.stem}.expected.md")}
    assert len(CASES) > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_written_is_one_company_that_passes_the_check(case: Path, valid_world: Tree) -> None:
    outcome = outcome_of(case.read_bytes(), valid_world)
    if outcome.path:
        assert outcome.path in {path for path in valid_world if path.startswith("data/companies/")}
        assert outcome.before == valid_world[outcome.path]
        assert check({**valid_world, outcome.path: outcome.after}, DAY).problems == ()
    else:
        assert bool(outcome.lacks) != bool(outcome.proposal)


def test_nothing_that_stood_in_the_file_is_lost(valid_world: Tree) -> None:
    for name in ("evidence-complete", "mistake-complete", "reply-complete"):
        outcome = outcome_of(sent(name), valid_world)
        after = outcome.after.decode().splitlines()
        before = iter(outcome.before.decode().splitlines())
        line = next(before)
        for each in after:
            if each == line:
                line = next(before, "")
        assert (line, list(before)) == ("", [])


def test_a_reply_stands_verbatim(valid_world: Tree) -> None:
    outcome = outcome_of(sent("reply-with-markdown"), valid_world)
    dataset = check({**valid_world, outcome.path: outcome.after}, DAY).dataset
    assert dataset is not None
    reply = dataset.companies["acme"].assessments["example-2024"]["outside-testing"][-1].reply
    assert reply is not None
    assert reply.text == (
        '# We answer\n\n- *first*, `code` and @everyone\n- second: "yes"\n\n```sh\nrm -rf /\n```\n\n  ### indented'
    )


def test_lines_that_stand_often_do_not_blow_up_the_difference() -> None:
    quotes = "".join(f"- source: a\n  quote: {number}\n  shows: [b]\n" for number in range(300))
    before = f"head\n{quotes}tail\n"
    after = f"head\n- source: a\n  quote: new\n  shows: [b]\n{quotes}tail\n"
    told = difference("data/a.yml", before.encode(), after.encode()).splitlines()
    assert told[:3] == ["--- a/data/a.yml", "+++ b/data/a.yml", "@@ -1,4 +1,7 @@"]
    assert [line for line in told[2:] if line[0] == "-"] == []
    assert sum(line[0] == "+" for line in told[2:]) == 3
    assert difference("data/a.yml", before.encode(), before.encode()) == ""


def test_the_difference_of_a_new_file_says_that_there_was_none() -> None:
    told = differences({"a.yml": b"a: 1\n", "b.yml": b"b\n"}, {"a.yml": b"a: 2\n", "b.yml": b"b\n", "c.yml": b"c: 3\n"})
    assert told.splitlines() == [
        "--- a/a.yml",
        "+++ b/a.yml",
        "@@ -1,1 +1,1 @@",
        "-a: 1",
        "+a: 2",
        "--- /dev/null",
        "+++ b/c.yml",
        "@@ -0,0 +1,1 @@",
        "+c: 3",
    ]


def test_a_submission_from_before_the_latest_assessment_is_not_used(valid_world: Tree) -> None:
    earlier = datetime.date(2026, 11, 1)
    for name in ("evidence-complete", "mistake-complete", "reply-complete"):
        outcome = accept(Issue(sent(name), earlier, URL), valid_world, DAY)
        assert outcome.path == ""
        assert "Please look at what stands there now." in outcome.lacks[0]


def test_data_with_problems_are_not_added_to(valid_world: Tree) -> None:
    faulty = {**valid_world, "data/companies/zenith.yml": b"name: Zenith\n"}
    outcome = outcome_of(sent("evidence-complete"), faulty)
    assert outcome.path == ""
    assert outcome.lacks[0].startswith("The data themselves have problems at the moment")


def test_a_text_longer_than_an_issue_can_be_is_not_read(valid_world: Tree) -> None:
    outcome = outcome_of(sent("evidence-complete") + b"\n" + b"word " * 60_000, valid_world)
    assert outcome.lacks == ("The text is not UTF-8, or it is longer than an issue can be.",)


def test_an_empty_issue_is_no_form(valid_world: Tree) -> None:
    assert outcome_of(b"", valid_world).lacks == (
        "This does not hold the questions of one form. Please open a new issue, and choose a form there.",
    )


@pytest.mark.parametrize("part", ["<!--", "<!-- --> ", "```\n", "`", "### ", "[", "/", "\n\n", "1. "])
def test_repetition_takes_no_time(part: str, valid_world: Tree) -> None:
    words = (part * (60_000 // len(part))).encode()
    body = sent("evidence-complete")
    start = time.process_time()
    for place in (b"Before each release", b"acme/example-2024", b"\ntested\n"):
        assert place in body
        assert comment(outcome_of(body.replace(place, place + words), valid_world))
    assert time.process_time() - start < 5


LINES = [f"### {question.label}" for form in FORMS for question in form.questions]
PIECES = st.one_of(
    st.sampled_from([*LINES, *(f"- [X] {box}" for form in FORMS for q in form.questions for box in q.boxes)]),
    st.sampled_from(["", "_No response_", "```", "<!--", "-->", "acme/example-2024/outside-testing", "tested", *KINDS]),
    st.text(max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_text_ends_in_a_traceback(valid_world: Tree, pieces: list[str]) -> None:
    outcome = outcome_of("\n\n".join(pieces).encode(), valid_world)
    assert comment(outcome)


SOUND = {
    "cell": "acme/example-2024/outside-testing",
    "address": "https://example.org/acme/tests",
    "quote": "Before each release, three laboratories test our systems.",
    "published": "2026-02",
    "shows": "1",
    "refutes": "2",
    "proof": "https://example.org/acme/reply",
}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_a_form_with_any_answers_changes_a_known_company_or_nothing(
    valid_world: Tree, form: Form, data: st.DataObject
) -> None:
    wild = data.draw(st.sets(st.sampled_from([question.id for question in form.questions]), max_size=2))
    answers = {
        question.id: data.draw(st.text(min_size=1, max_size=200))
        if question.id in wild
        else "\n".join(f"- [X] {box}" for box in question.boxes)
        or data.draw(st.sampled_from(question.options or (SOUND.get(question.id, "Acme"),)))
        for question in form.questions
    }
    body = "\n\n".join(f"### {question.label}\n\n{answers[question.id]}" for question in form.questions)
    outcome = outcome_of(body.encode(), valid_world)
    assert outcome.path in {"", "data/companies/acme.yml", "data/companies/orbit.yml", "data/companies/zenith.yml"}
    if outcome.path:
        assert check({**valid_world, outcome.path: outcome.after}, DAY).problems == ()
    if not wild and form.name != "propose":
        assert outcome.path == "data/companies/acme.yml"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_program_knows_every_form_as_it_stands_on_github(form: Form) -> None:
    template = yaml.safe_load((TEMPLATES / f"{form.name}.yml").read_text("utf-8"))
    fields = [field for field in template["body"] if field["type"] != "markdown"]
    assert [(field["id"], field["attributes"]["label"]) for field in fields] == [
        (question.id, question.label) for question in form.questions
    ]
    for field, question in zip(fields, form.questions, strict=True):
        assert field.get("validations", {}).get("required", False) == question.required
        options = tuple(field["attributes"].get("options", ()))
        boxes = tuple(option["label"] for option in options) if field["type"] == "checkboxes" else ()
        assert all(option["required"] for option in options if boxes)
        assert (question.options, question.boxes) == (() if boxes else options, boxes)


def test_a_link_can_fill_in_every_field() -> None:
    ids = {question.id for form in FORMS for question in form.questions}
    assert ids & RESERVED == set()
    assert all(re.fullmatch("[a-z-]+", id) for id in ids)
    assert [form.questions[0].id for form in FORMS] == ["cell", "cell", "cell", "subject"]


def test_no_form_accepts_itself() -> None:
    for form in FORMS:
        assert "accepted" not in yaml.safe_load((TEMPLATES / f"{form.name}.yml").read_text("utf-8"))["labels"]


def test_the_workflow_starts_by_a_label_and_lets_no_word_of_the_issue_into_a_command() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "submission.yml").read_text("utf-8"))
    assert workflow[True] == {"issues": {"types": ["labeled"]}}  # YAML 1.1 reads `on` as true
    assert workflow["permissions"] == {}
    job = workflow["jobs"]["submission"]
    assert job["if"] == "github.event.label.name == 'accepted'"
    assert all("${{" not in step.get("run", "") for step in job["steps"])
    values = {value for step in (job, *job["steps"]) for value in step.get("env", {}).values()}
    assert values == {
        "${{ github.event.issue.created_at }}",
        "${{ github.event.issue.html_url }}",
        "${{ github.event.issue.number }}",
        "${{ github.event.repository.default_branch }}",
        "${{ github.token }}",
        "${{ steps.change.outputs.accepted }}",
    }


def test_every_kind_of_source_can_be_chosen(valid_world: Tree) -> None:
    schema = json.loads(valid_world["schema/company.schema.json"])
    assert set(KINDS.values()) == set(schema["$defs"]["source"]["properties"]["kind"]["enum"])


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    monkeypatch.setattr("tracker.commands.submission.today", lambda: DAY)
    return project


def tracker(*arguments: str, text: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["submission", *arguments], input=text)


def contents(project: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(project)): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_the_command_shows_a_change_and_writes_nothing_by_itself(inside: Path) -> None:
    before = contents(inside)
    result = tracker("-", "--url", URL, text=sent("mistake-complete"))
    expected = (SUBMISSIONS / "mistake-complete.expected.md").read_text("utf-8")
    assert (result.exit_code, result.output) == (0, expected)
    assert contents(inside) == before


def test_the_command_writes_the_one_file_when_it_is_told_to(inside: Path) -> None:
    before = contents(inside)
    result = tracker(str(SUBMISSIONS / "reply-complete.md"), "--date", "2026-11-20", "--write")
    assert result.exit_code == 0
    after = contents(inside)
    assert {name for name in after if after[name] != before.get(name)} == {"data/companies/acme.yml"}
    assert "        reply:\n          date: 2026-11-20\n" in after["data/companies/acme.yml"].decode()
    assert after.keys() == before.keys()


def test_what_lacks_something_is_not_written_and_ends_with_1(inside: Path) -> None:
    before = contents(inside)
    result = tracker(str(SUBMISSIONS / "hostile-path.md"), "--write")
    assert result.exit_code == 1
    assert contents(inside) == before


def test_programs_read_the_answer_as_json(inside: Path) -> None:
    lacking = json.loads(tracker(str(SUBMISSIONS / "evidence-for-an-unknown-company.md"), "--json").output)
    assert lacking == {
        "form": "add-evidence",
        "cell": "",
        "ready": False,
        "lacks": [
            "**Which company and commitment?** `acne` is no company that is tracked here. Did you mean `acme`?",
        ],
        "notes": [],
        "file": "",
        "diff": "",
    }
    ready = json.loads(tracker(str(SUBMISSIONS / "evidence-complete.md"), "--json").output)
    assert (ready["ready"], ready["cell"]) == (True, "acme/example-2024/outside-testing")
    assert ready["file"] == "data/companies/acme.yml"
    assert ready["diff"].startswith("--- a/data/companies/acme.yml\n")
    assert inside.is_dir()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "'nothing.md': No such file or directory"),
        (["-", "--date", "yesterday"], "'yesterday' does not match the format '%Y-%m-%d'"),
        (["-", "--date", "2027-01-01"], "2027-01-01 lies in the future"),
        ([], "Missing argument 'FILE'"),
    ],
)
def test_a_wrong_call_ends_with_2(inside: Path, arguments: list[str], message: str) -> None:
    result = tracker(*arguments, text=b"")
    assert result.exit_code == 2
    assert message in result.output
    assert inside.is_dir()
