"""Four ways to the end, step by step: a company's lawyer, a student without git, a reviewer, a new maintainer."""

import itertools
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import DAY, ROOT, dataset_of, pages_of
from tests.test_submissions import FORMS, TEMPLATES
from tests.workflow_run import GitHub, git, job, run
from tracker.checking.append_only import check_past
from tracker.files import read_tree
from tracker.model import Edition

HOST = "https://github.com/example/tracker"
EDITION = Edition(date=DAY, repository=HOST)
THRESHOLDS, TESTING = (f"acme/example-2024/{name}" for name in ("risk-thresholds", "outside-testing"))


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is published, as the one commit of a repository with the forms, and the working directory in it."""
    for path, content in TEMPLATES.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)
    git(project, "init", "--quiet", "--initial-branch=main")
    publish(project)
    monkeypatch.chdir(project)
    return project


def publish(project: Path) -> None:
    """A maintainer merges what stands there."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=merged")


def filled(form: str, **answers: str) -> str:
    """The text of an issue that somebody makes with a form: what is not answered is empty, and every box is ticked."""
    (own,) = (each for each in FORMS if each.name == form)
    answers = {name.replace("_", "-"): text for name, text in answers.items()}
    assert set(answers) <= {field.id for field in own.fields}
    return "\n\n".join(
        f"### {field.label}\n\n"
        + ("\n".join(f"- [X] {box}" for box in field.boxes) or answers.get(field.id, "_No response_"))
        for field in own.fields
    )


def accepted(issue: int, text: str) -> tuple[int, str, str]:
    """What the workflow does once the label is set: the exit code, the answer in the issue, the pull request's text."""
    with tempfile.TemporaryDirectory() as request:
        where = ("--url", f"{HOST}/issues/{issue}", "--issue", str(issue), "--request", request)
        result = tracker("submission", "-", *where, "--date", str(DAY), "--write", text=text)
        file = Path(request) / "text"
        return result.exit_code, result.stdout, file.read_text("utf-8") if file.exists() else ""


def page(project: Path, address: str) -> str:
    """What readers see, in one line."""
    pages = pages_of(dataset_of(read_tree(project)), EDITION)
    return " ".join(next(each.html for each in pages if each.address == address).split())


def test_a_lawyer_of_a_company_disputes_replies_and_sees_how_it_ends_by_forms_alone(repository: Path) -> None:
    # 1. The cell leads to both forms, with the cell filled in.
    company = page(repository, "companies/acme/")
    for form in ("report-a-mistake", "reply-as-the-company"):
        assert f"{HOST}/issues/new?template={form}.yml&amp;cell={TESTING.replace('/', '%2F')}" in company
    # 2. The dispute marks the assessment, and its issue stays open.
    grounds = "The reviewer spoke of another company of our name."
    code, answer, text = accepted(7, filled("report-a-mistake", cell=TESTING, grounds=grounds, by="Acme, legal"))
    assert (code, answer.splitlines()[0]) == (
        0,
        "A dispute for Acme, Outside testing (Example 2024). This is the change to the data:",
    )
    assert text.startswith(
        "Marks the dispute of #7, which stays open until it is decided, by the form “Decide a dispute”"
    )
    published = read_tree(repository)
    publish(repository)
    assert f"<b>Contested</b> by Acme, legal on 21 November 2026, and not settled yet. {grounds}" in page(
        repository, "companies/acme/"
    )
    # 3. The reply stands beside it, with a link to where the company published it.
    proof = "We have published this reply at https://example.org/acme/replies/2, for everybody to see."
    reply = filled("reply-as-the-company", cell=TESTING, text="Three laboratories test it.", by="Acme", proof=proof)
    assert accepted(8, reply)[0] == 0
    publish(repository)
    assert 'href="https://example.org/acme/replies/2"' in page(repository, "companies/acme/")
    # 4. A maintainer, who has a browser and nothing else, decides.
    decision = filled(
        "decide-a-dispute",
        cell=TESTING,
        outcome="Upheld: the assessment was wrong",
        answer="The review names a company in another country.",
        dropped="1: It is about another company.",
        searched="Tests by others; the company's newsroom",
        reason="Nothing was found on tests by others.",
    )
    code, answer, text = accepted(9, decision)
    assert (code, "The status that follows: **no evidence**" in answer) == (0, True), answer
    assert text.startswith("Closes #9. Closes #7, where the dispute was argued.\n")
    publish(repository)
    # 5. The outcome, its answer and what followed can be read at the cell and among the corrections; the past stays.
    for address in ("companies/acme/", "corrections/"):
        seen = page(repository, address)
        assert (
            "<b>Upheld</b> on 21 November 2026. The review names a company in another country. The assessment" in seen
        )
    assert "It is about another company." in page(repository, "companies/acme/")
    assert check_past(published, read_tree(repository)) == ()


def test_a_student_without_git_sends_words_and_finds_them_at_the_cell(repository: Path) -> None:
    # 1. The cell leads to the form.
    assert "template=add-evidence.yml" in page(repository, "companies/acme/")
    # 2. What is missing is said, with the way to mend it.
    quote = "Before each release, three laboratories test our systems."
    known = {
        "cell": f"https://example.org/site/companies/acme/#example-2024-{TESTING.rpartition('/')[2]}",
        "address": "https://example.org/acme/tests",
        "quote": quote,
        "reason": "A page describes tests by three laboratories, and a reviewer denies them.",
        "published": "February 2026",
    }
    code, answer, text = accepted(7, filled("add-evidence", **known))
    assert (code, text) == (1, "")
    assert "**What is the document called?** This is needed" in answer
    assert "Choose from these, by number or name:" in answer
    assert "open the menu with the three dots at the top right of your text, choose “Edit”" in answer
    # 3. The text is edited, the label set again, and the answer says what follows and what is still open.
    missing = {"document_title": "How we test", "publisher": "Acme", "kind": "Policy or framework", "shows": "1"}
    code, answer, text = accepted(7, filled("add-evidence", **known, **missing))
    assert (code, text.partition("\n")[0]) == (0, "Closes #7.")
    assert "The status that follows: **partial** since 2026-02; before, it was not met." in answer
    assert "- open: `Publishes what the tests found`" in answer
    # 4. The checks of the pull request pass, and the words stand at the cell.
    assert tracker("check", "--base", "main").exit_code == 0
    publish(repository)
    assert quote in page(repository, "companies/acme/")


def test_a_reviewer_reads_the_story_and_then_the_cell_blind(repository: Path) -> None:
    # 1. Somebody's change is told with all that has to be judged.
    words = ("--quote", "Before each release, three laboratories test our systems.", "--shows", "tested")
    document = ("--url", "https://example.org/acme/tests", "--title", "How we test", "--publisher", "Acme")
    kind = ("--kind", "policy", "--published", "2026-02", "--reliability", "high", "--change", "company-acted")
    cell = ("--company", "acme", "--commitment", "outside-testing", "--reason", "A page describes the tests.")
    dropped = ("--drop", "Nobody outside of Acme: It was written before the tests.")
    assert tracker("add", "evidence", *cell, *document, *kind, *words, *dropped).exit_code == 0
    story = tracker("diff", "main", "--format", "markdown").stdout
    for line in (
        "## Against main: 1 cell reads differently, 1 new quote, 1 new source",
        "- Acme / Outside testing (Example 2024): not met -> partial since 2026-02 (company acted)",
        "  - criterion refuted -> shown: Has systems tested by others before release",
        "  - new quote, from the new source “How we test” (never checked): Before each release, three",
        "  - that quote shows “Has systems tested by others before release”",
        "  - no longer counted (It was written before the tests.): Nobody outside of Acme has ever tested its systems.",
    ):
        assert line in story
    assert tracker("check", "--base", "main").exit_code == 0
    publish(repository)
    # 2. Ten minutes later the cell has a second reading, by somebody who did not see the status.
    result = tracker("second-reading", "acme", "outside-testing", text="1\n\nAda Example\n\n\ny\n")
    assert result.exit_code == 0
    assert "partial" not in result.stderr.partition("quotes")[0]
    assert result.stdout.endswith("acme/example-2024/outside-testing: you found partial, the same status\n")
    assert tracker("check", "--base", "main").exit_code == 0
    publish(repository)
    assert "Second reading, 21 November 2026" in page(repository, "companies/acme/")
    assert "A person other than the author has read <b>1</b>" in page(repository, "integrity/")


# `gh` of a maintainer, with a repository that remembers what was set.
_GH = """#!{python}
import json, pathlib, sys

file = pathlib.Path({state!r})
state, words = json.loads(file.read_text()), sys.argv[1:]
if words[:2] == ["label", "create"]:
    state["labels?per_page=100"] += "\\n" + words[2]
elif words[:2] == ["variable", "set"]:
    state["actions/variables/" + words[2]] = words[4]
else:
    place = next(each for each in words if each.startswith("repos/")).split("/", 3)[3]
    if place not in state:
        sys.exit("gh: Not Found (HTTP 404)")
    print(state[place])
file.write_text(json.dumps(state))
"""
_BY_HAND = {
    "in the settings under Actions, General": ("actions/permissions/workflow", "true"),
    "in the settings under Pages": ("pages", "workflow"),
    "in the settings under Rules": ("rules/branches/main", "make test"),
    "in the settings under Advanced Security": ("private-vulnerability-reporting", "true"),
}


def test_a_maintainer_of_a_fresh_repository_follows_each_remedy_until_all_is_well(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("gh")
    state, program = folder / "state", folder / "gh"
    fresh = {"labels?per_page=100": "bug", "actions/permissions/workflow": "false", "rules/branches/main": ""}
    state.write_text(json.dumps({**fresh, "private-vulnerability-reporting": "false"}))
    program.write_text(_GH.format(python=sys.executable, state=str(state)))
    program.chmod(0o755)
    # 1. On the first day the site is built and not published; the run is green and says what to choose.
    each, pages = job("pages.yml", "build"), "repos/example/tracker/pages"
    off = run(each, ROOT, folder / "off", GitHub(refusals={f"api {pages}": "gh: Not Found (HTTP 404)"}))
    assert (off.code, 'choose "GitHub Actions" as the source' in (folder / "off" / "summary").read_text()) == (0, True)
    # 2. The doctor names everything that is missing, and each remedy is followed as it is written.
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    doctor = ("doctor", "--repository", "example/tracker")
    result = tracker(*doctor)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    for line, remedy in itertools.pairwise(lines):
        if line.startswith(("missing ", "not told ")):
            follow(remedy.strip(), program, state, repository)
    # 3. Nothing is missing then, and the site is built for its address.
    result = tracker(*doctor)
    assert (result.exit_code, {line.split()[0] for line in result.stdout.splitlines()}) == (0, {"ok"})
    on = run(each, ROOT, folder / "on", GitHub({pages: "https://example.org/tracker/"}))
    assert (on.code, (folder / "on" / "output").read_text()) == (0, "base_url=https://example.org/tracker/\n")


def follow(remedy: str, program: Path, state: Path, repository: Path) -> None:
    """Do what a remedy says: a command is typed, a setting is set, a file is written."""
    if remedy.startswith("gh "):
        subprocess.run([str(program), *shlex.split(remedy)[1:]], check=True)
    elif remedy.startswith("name maintainers in .github/CODEOWNERS"):
        (repository / ".github" / "CODEOWNERS").write_text("* @somebody\n")
    else:
        (setting,) = (value for begin, value in _BY_HAND.items() if remedy.startswith(begin))
        state.write_text(json.dumps({**json.loads(state.read_text()), setting[0]: setting[1]}))
