"""A filled form becomes exactly the change, or exactly the answer, in the file beside it."""

import datetime
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import tracker as called
from tests.conftest import EXAMPLES, ROOT, Tree
from tracker.checking.check import check
from tracker.contributing.acceptance import Response, accept
from tracker.contributing.answer import comment
from tracker.contributing.issue_forms import TEMPLATES as PATTERN
from tracker.contributing.issue_forms import Form, FormField, read_forms
from tracker.contributing.submission import Issue
from tracker.contributing.unified_diff import unified_diff, unified_diffs
from tracker.files import read_matching

SUBMISSIONS = EXAMPLES / "submissions"
CASES = sorted(path for path in SUBMISSIONS.glob("*.md") if not path.name.endswith(".expected.md"))
TEMPLATES = read_matching(ROOT, [PATTERN])
FORMS = read_forms(TEMPLATES)
DAY = datetime.date(2026, 11, 21)
URL = "https://repository.example/issues/7"
# Query parameters that GitHub reads itself; a field of that name could not be filled in by a link.
RESERVED = {"title", "body", "labels", "assignees", "milestone", "projects", "template", "type"}


def response_to(body: bytes, tree: Tree, day: datetime.date = DAY) -> Response:
    return accept(Issue(body, day, URL), {**tree, **TEMPLATES}, DAY)


def kinds() -> tuple[str, ...]:
    """The names of the kinds of sources, as the form offers them."""
    (field,) = (field for form in FORMS for field in form.fields if field.id == "kind")
    return field.options


def sent(name: str) -> bytes:
    return (SUBMISSIONS / f"{name}.md").read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_submission_is_answered_in_the_words_beside_it(case: Path, valid_world: Tree) -> None:
    expected = case.with_suffix(".expected.md").read_text("utf-8")
    assert comment(response_to(case.read_bytes(), valid_world)) == expected


def test_every_case_has_its_answer() -> None:
    names = {path.name for path in SUBMISSIONS.iterdir()}
    assert names == {name for case in CASES for name in (case.name, f"{case.stem}.expected.md")}
    assert len(CASES) > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_written_is_one_company_that_passes_the_check(case: Path, valid_world: Tree) -> None:
    response = response_to(case.read_bytes(), valid_world)
    if response.path:
        assert response.path in {path for path in valid_world if path.startswith("data/companies/")}
        assert response.before == valid_world[response.path]
        assert check({**valid_world, response.path: response.after}, DAY).problems == ()
    else:
        assert bool(response.problems) != bool(response.proposal)


def test_nothing_that_was_in_the_file_is_lost(valid_world: Tree) -> None:
    for name in ("evidence-complete", "mistake-complete", "reply-complete", "decision-rejected"):
        response = response_to(sent(name), valid_world)
        after = response.after.decode().splitlines()
        before = iter(response.before.decode().splitlines())
        line = next(before)
        for each in after:
            if each == line:
                line = next(before, "")
        assert (line, list(before)) == ("", [])


def test_a_reply_is_kept_verbatim(valid_world: Tree) -> None:
    response = response_to(sent("reply-with-markdown"), valid_world)
    dataset = check({**valid_world, response.path: response.after}, DAY).dataset
    assert dataset is not None
    (reply,) = dataset.companies["acme"].assessments["example-2024"]["outside-testing"][-1].replies
    assert reply.text == (
        '# We answer\n\n- *first*, `code` and @everyone\n- second: "yes"\n\n```sh\nrm -rf /\n```\n\n  ### indented'
    )


def test_frequent_lines_do_not_blow_up_the_difference() -> None:
    quotes = "".join(f"- source: a\n  quote: {number}\n  shows: [b]\n" for number in range(300))
    before = f"head\n{quotes}tail\n"
    after = f"head\n- source: a\n  quote: new\n  shows: [b]\n{quotes}tail\n"
    diff = unified_diff("data/a.yml", before.encode(), after.encode()).splitlines()
    assert diff[:3] == ["--- a/data/a.yml", "+++ b/data/a.yml", "@@ -1,4 +1,7 @@"]
    assert [line for line in diff[2:] if line[0] == "-"] == []
    assert sum(line[0] == "+" for line in diff[2:]) == 3
    assert unified_diff("data/a.yml", before.encode(), before.encode()) == ""


def test_the_difference_of_a_new_file_says_that_there_was_none() -> None:
    diff = unified_diffs(
        {"a.yml": b"a: 1\n", "b.yml": b"b\n"}, {"a.yml": b"a: 2\n", "b.yml": b"b\n", "c.yml": b"c: 3\n"}
    )
    assert diff.splitlines() == [
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


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("14 February 2025", "2025-02-14"),
        ("Feb 2025", "2025-02"),
        ("2025/2/14", "2025-02-14"),
        ("unknown", "null"),
        ("n/a", "null"),
        ("_No response_", "null"),
    ],
)
def test_a_form_takes_a_date_as_people_write_it(valid_world: Tree, written: str, wanted: str) -> None:
    body = sent("evidence-with-a-date-in-words")
    assert body.count(b"February 2026") == 1
    response = response_to(body.replace(b"February 2026", written.encode()), valid_world)
    assert (response.problems, f"\n    published: {wanted}\n    read: 2026-11-21\n" in response.after.decode()) == (
        (),
        True,
    )


def test_a_document_that_was_read_after_they_wrote_moves_the_judgement(valid_world: Tree) -> None:
    path = "data/companies/acme.yml"
    read = (
        valid_world[path]
        .replace(b"    read: 2025-04-01\n", b"    read: 2026-11-21\n")
        .replace(b"        assessed: 2025-04-01\n", b"        assessed: 2026-11-21\n")
        .replace(b"            followed_by: 2025-04-01\n", b"            followed_by: 2026-11-21\n")
    )
    world = {**valid_world, path: read}
    response = response_to(sent("evidence-from-a-known-source"), world, datetime.date(2026, 11, 20))
    assert response.problems == ()
    cell = check({**world, path: response.after}, DAY).dataset
    assert cell is not None
    assert str(cell.companies["acme"].assessments["example-2024"]["incident-reports"][-1].assessed) == "2026-11-21"


def test_a_submission_from_before_the_latest_assessment_is_not_used(valid_world: Tree) -> None:
    earlier = datetime.date(2026, 11, 1)
    for name in ("evidence-complete", "mistake-complete", "reply-complete"):
        response = response_to(sent(name), valid_world, earlier)
        assert response.path == ""
        assert "Please look at the current assessment." in response.problems[0]


def test_data_with_problems_are_not_added_to(valid_world: Tree) -> None:
    faulty = {**valid_world, "data/companies/zenith.yml": b"name: Zenith\n"}
    response = response_to(sent("evidence-complete"), faulty)
    assert response.path == ""
    assert response.problems[0].startswith("The data itself has problems at the moment")


def test_a_text_longer_than_an_issue_can_be_is_not_read(valid_world: Tree) -> None:
    response = response_to(sent("evidence-complete") + b"\n" + b"word " * 60_000, valid_world)
    assert response.problems == ("The text is not UTF-8, or it is longer than an issue can be.",)


def test_an_empty_issue_is_no_form(valid_world: Tree) -> None:
    assert response_to(b"", valid_world).problems == (
        "This does not contain the questions of exactly one form. Please open a new issue and choose a form there.",
    )


@pytest.mark.parametrize("part", ["<!--", "<!-- --> ", "```\n", "`", "### ", "[", "/", "\n\n", "1. "])
def test_repetition_takes_no_time(part: str, valid_world: Tree) -> None:
    words = (part * (60_000 // len(part))).encode()
    body = sent("evidence-complete")
    start = time.process_time()
    for place in (b"Before each release", b"acme/example-2024", b"\ntested\n"):
        assert place in body
        assert comment(response_to(body.replace(place, place + words), valid_world))
    assert time.process_time() - start < 5


LINES = [f"### {field.label}" for form in FORMS for field in form.fields]
PIECES = st.one_of(
    st.sampled_from([*LINES, *(f"- [X] {box}" for form in FORMS for q in form.fields for box in q.boxes)]),
    st.sampled_from(
        ["", "_No response_", "```", "<!--", "-->", "acme/example-2024/outside-testing", "tested", *kinds()]
    ),
    st.text(max_size=60),
)


@given(st.lists(PIECES, max_size=40))
def test_no_text_ends_in_a_traceback(valid_world: Tree, pieces: list[str]) -> None:
    response = response_to("\n\n".join(pieces).encode(), valid_world)
    assert comment(response)


SOUND = {
    "cell": "acme/example-2024/risk-thresholds",
    "dispute": "1",
    "address": "https://example.org/acme/tests",
    "quote": "Before each release, three laboratories test our systems.",
    "published": "2026-02",
    "shows": "1",
    "refutes": "2",
    "proof": "https://example.org/acme/reply",
    "dropped": "2: It is hearsay.",
    "searched": "Results of the tests; the newsroom of Acme",
}


@given(st.sampled_from(FORMS), st.data())
def test_a_form_with_any_answers_changes_a_known_company_or_nothing(
    valid_world: Tree, form: Form, data: st.DataObject
) -> None:
    wild = data.draw(st.sets(st.sampled_from([field.id for field in form.fields]), max_size=2))
    answers = {
        field.id: data.draw(st.text(min_size=1, max_size=200))
        if field.id in wild
        else "\n".join(f"- [X] {box}" for box in field.boxes)
        or data.draw(st.sampled_from(field.options or (SOUND.get(field.id, "Acme"),)))
        for field in form.fields
    }
    body = "\n\n".join(f"### {field.label}\n\n{answers[field.id]}" for field in form.fields)
    response = response_to(body.encode(), valid_world)
    assert response.path in {"", "data/companies/acme.yml", "data/companies/orbit.yml", "data/companies/zenith.yml"}
    if response.path:
        assert check({**valid_world, response.path: response.after}, DAY).problems == ()
    # Only an upheld dispute changes the assessment, and every question of the form is answered here.
    is_whole = form.name != "decide-a-dispute" or answers["outcome"].startswith("Upheld")
    if not wild and form.name != "propose" and is_whole:
        assert response.path == "data/companies/acme.yml"


def test_a_form_is_read_from_its_template() -> None:
    template = b"""
name: A form
body:
  - {type: markdown, attributes: {value: Thank you.}}
  - {type: input, id: cell, attributes: {label: Which cell?}, validations: {required: true}}
  - {type: dropdown, id: kind, attributes: {label: Which kind?, options: [One, Two]}}
  - {type: checkboxes, id: consent, attributes: {label: Before, options: [{label: I agree., required: true}]}}
"""
    files = {
        ".github/ISSUE_TEMPLATE/a-form.yml": template,
        ".github/ISSUE_TEMPLATE/config.yml": b"blank_issues_enabled: true",
        "data/companies/body.yml": template,
    }
    assert read_forms(files) == (
        Form(
            "a-form",
            (
                FormField(id="cell", label="Which cell?", required=True),
                FormField(id="kind", label="Which kind?", options=("One", "Two")),
                FormField(id="consent", label="Before", boxes=("I agree.",)),
            ),
        ),
    )


def test_the_forms_are_those_that_the_program_can_read() -> None:
    assert [form.name for form in FORMS] == [
        "add-evidence",
        "decide-a-dispute",
        "propose",
        "reply-as-the-company",
        "report-a-mistake",
    ]


def test_every_box_has_to_be_ticked() -> None:
    templates = [yaml.safe_load(content).get("body", ()) for content in TEMPLATES.values()]
    boxes = [field for body in templates for field in body if field["type"] == "checkboxes"]
    assert len(boxes) == len(FORMS)
    assert all(option["required"] for field in boxes for option in field["attributes"]["options"])


def test_a_link_can_fill_in_every_field() -> None:
    ids = {field.id for form in FORMS for field in form.fields}
    assert ids & RESERVED == set()
    assert all(re.fullmatch("[a-z-]+", id) for id in ids)
    assert [form.fields[0].id for form in FORMS] == ["cell", "cell", "subject", "cell", "cell"]


def test_no_form_accepts_itself() -> None:
    labels = [label for content in TEMPLATES.values() for label in yaml.safe_load(content).get("labels", ())]
    assert sorted(labels) == ["decision", "evidence", "mistake", "proposal", "reply"]


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
        "${{ github.event.repository.html_url }}",
        "${{ github.event.repository.default_branch }}",
        "${{ github.token }}",
        "${{ steps.change.outputs.accepted }}",
        "${{ steps.request.outputs.refused }}",
        "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
        "41898282+github-actions[bot]@users.noreply.github.com",
    }


def test_the_form_names_the_kinds_of_sources_in_the_order_of_the_schema(valid_world: Tree) -> None:
    schema = json.loads(valid_world["schema/company.schema.json"])
    values = schema["$defs"]["source"]["properties"]["kind"]["enum"]
    assert dict(zip(kinds(), values, strict=True)) == {
        "Policy or framework": "policy",
        "System card or model card": "system-card",
        "Announcement": "announcement",
        "Blog post": "blog",
        "Paper or report": "paper",
        "Document of a government": "government",
        "News report": "news",
        "Review by somebody else": "third-party-review",
        "Code repository": "repository",
        "Something else": "other",
    }


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    for path, content in TEMPLATES.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)
    return project


def tracker(*arguments: str, text: bytes | None = None) -> Result:
    return called("submission", *arguments, text=text)


def contents(project: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(project)): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_the_command_shows_a_change_and_writes_nothing_by_itself(inside: Path) -> None:
    before = contents(inside)
    result = tracker("-", "--url", URL, text=sent("mistake-complete"))
    expected = (SUBMISSIONS / "mistake-complete.expected.md").read_text("utf-8")
    assert (result.exit_code, result.output) == (0, expected)
    assert contents(inside) == before


def test_the_command_writes_the_one_file_on_request(inside: Path) -> None:
    before = contents(inside)
    result = tracker(str(SUBMISSIONS / "reply-complete.md"), "--date", "2026-11-20", "--write")
    assert result.exit_code == 0
    after = contents(inside)
    assert {name for name in after if after[name] != before.get(name)} == {"data/companies/acme.yml"}
    assert "        replies:\n          - date: 2026-11-20\n" in after["data/companies/acme.yml"].decode()
    assert after.keys() == before.keys()


def test_what_is_incomplete_is_not_written_and_ends_with_1(inside: Path) -> None:
    before = contents(inside)
    result = tracker(str(SUBMISSIONS / "hostile-path.md"), "--write")
    assert result.exit_code == 1
    assert contents(inside) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "'nothing.md': No such file or directory"),
        (["-", "--date", "yesterday"], "'yesterday' does not match the format '%Y-%m-%d'"),
        (["-", "--date", "2027-01-01"], "2027-01-01 is in the future"),
        ([], "Missing argument 'FILE'"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_a_wrong_call_ends_with_2(arguments: list[str], message: str) -> None:
    result = tracker(*arguments, text=b"")
    assert result.exit_code == 2
    assert message in result.output
