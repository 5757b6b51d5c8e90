"""The workflows: every step runs in a clean clone, and nothing of a fork's ever becomes code, a path or markup."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.conftest import EXAMPLES, Tree
from tests.test_story import CHANGE, HOSTILE, PIONEER
from tests.test_story import changed as after
from tests.workflow_run import (
    EXPRESSIONS,
    WORKFLOWS,
    GitHub,
    Job,
    Outcome,
    check_out,
    copy_of_the_project,
    git,
    job,
    jobs,
    run,
)

JOBS = {f"{each.file} {each.name}": each for each in jobs() if any("run" in step for step in each.steps)}
PULLS = "repos/example/tracker/pulls"
CHANGE_SHA = "github.event.workflow_run.head_sha"
COMMENTS = "repos/example/tracker/issues/7/comments"
ISSUES = "repos/example/tracker/issues"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory, valid_world: Tree) -> Path:
    """The project with the example data, and in it, checked out, a pull request as GitHub would merge it.

    It changes the data as the example of a change does, and puts a program in the place of the tracker's.
    """
    folder = copy_of_the_project(tmp_path_factory.mktemp("merged") / "repository")
    shutil.rmtree(folder / "data")
    shutil.copytree(EXAMPLES / "valid" / "data", folder / "data")
    shutil.rmtree(folder / "docs" / "codebook")  # it is about the project's own pledges
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--amend", "--message=base")
    git(folder, "switch", "--quiet", "--create=change")
    files = {**after(valid_world, *CHANGE), "data/companies/pioneer.yml": PIONEER}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=change")
    git(folder, "switch", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--message=merged", "change")
    return folder


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    return tmp_path / "runner"


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What the job that tells the story leaves, for a test to change."""
    folder = tmp_path / "left"
    folder.mkdir()
    shutil.copy(EXAMPLES / "change" / "story.md", folder / "story.md")
    return folder


def commented(temp: Path, left: Path, **answers: str) -> Outcome:
    folder = temp.parent / "empty"
    folder.mkdir()
    known = {COMMENTS: answers["comments"]} if "comments" in answers else {}
    return run(job("comment.yml", "comment"), folder, temp, GitHub(known, left))


def opened(merged: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository while the pull request is open: on main what it would be merged into, and the merge beside it."""
    repository = shutil.copytree(merged, folder)
    git(repository, "update-ref", "refs/pull/7/merge", "HEAD")
    monkeypatch.setitem(EXPRESSIONS, CHANGE_SHA, git(repository, "rev-parse", "HEAD^2"))
    git(repository, "switch", "--quiet", "main")
    git(repository, "reset", "--quiet", "--hard", git(repository, "rev-parse", "refs/pull/7/merge^1"))
    return repository


def form(name: str) -> str:
    """The text of an issue that was made with a form."""
    return (EXAMPLES / "submissions" / f"{name}.md").read_bytes().decode()


def submitted(
    name: str, merged: Path, temp: Path, answers: Mapping[str, str] = {}, refusals: Mapping[str, str] = {}
) -> tuple[Outcome, Path]:
    """How the workflow ends for an issue with that text, and the repository that it pushes to."""
    repository = temp.parent / "repository"
    if not repository.exists():
        shutil.copytree(merged, repository)
    each = job("submission.yml", "submission")
    folder = check_out(repository, temp.parent / f"clone-{temp.name}", each.depth)
    return run(each, folder, temp, GitHub(answers, issue=form(name), refusals=refusals)), repository


def commands(outcome: Outcome) -> list[list[str]]:
    return [each["arguments"][:2] for each in outcome.asked]


def written(outcome: Outcome) -> list[tuple[list[str], list[str]]]:
    """The calls that write, without their options, and the texts that they send."""
    calls = [each for each in outcome.asked if "--method" in each["arguments"]]
    return [(each["arguments"][2:5], each["files"]) for each in calls]


@pytest.mark.parametrize("each", JOBS.values(), ids=JOBS)
def test_every_step_of_every_job_ends_well(
    each: Job, temp: Path, left: Path, merged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = shutil.copytree(merged, temp.parent / "repository")  # a job may push to it
    git(copied, "update-ref", "refs/pull/7/merge", "main")
    monkeypatch.setitem(EXPRESSIONS, CHANGE_SHA, git(merged, "rev-parse", "change"))
    folder = check_out(copied, temp.parent / "clone", each.depth) if each.depth else temp.parent
    outcome = run(each, folder, temp, GitHub({PULLS: "7"}, left, form("mistake-complete")))
    assert (outcome.code, outcome.printed) == (0, outcome.printed)
    assert len(outcome.ran) == sum("run" in step and step.get("if") != "failure()" for step in each.steps)


def test_a_step_holds_no_expression() -> None:
    for each in JOBS.values():
        for step in each.steps:
            assert "${{" not in step.get("run", ""), step


def test_an_action_is_pinned_by_the_hash_of_a_commit_and_says_its_release() -> None:
    for path in WORKFLOWS.glob("*.yml"):
        for line in re.findall(r"uses: .*", path.read_text("utf-8")):
            assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_only_the_workflow_that_takes_nothing_but_a_text_can_write_to_a_pull_request() -> None:
    for path in WORKFLOWS.glob("*.yml"):
        workflow = yaml.safe_load(path.read_text("utf-8"))
        rights = [workflow["permissions"], *(each.get("permissions", {}) for each in workflow["jobs"].values())]
        may_write = any("write" in each.values() for each in rights)
        # YAML 1.1 reads the key `on` as true.
        triggers = set(workflow[True])
        assert not (may_write and "pull_request" in triggers), path.name
        assert "pull_request_target" not in triggers, path.name
        if "workflow_run" in triggers:
            for each in workflow["jobs"].values():
                uses = [step["uses"].partition("@")[0] for step in each["steps"] if "uses" in step]
                # What checks out the program, of the main branch, may write nothing and has no token to read more.
                if each["permissions"] == {"contents": "read"}:
                    assert uses == ["actions/checkout", "actions/upload-artifact"]
                    assert each["steps"][0]["with"] == {"persist-credentials": False}
                    assert "token" not in str(each)
                else:
                    assert uses == []
                    assert each["permissions"] in (
                        {"pull-requests": "read"},
                        {"actions": "read", "pull-requests": "write"},
                    )


def test_the_job_that_fetches_takes_nothing_of_a_change_but_data_and_prints_verdicts_alone(
    merged: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = shutil.copytree(merged, temp.parent / "repository")
    git(repository, "switch", "--quiet", "change")
    program = repository / "scripts" / "tracker" / "cli.py"
    program.write_text(
        "def main(*_arguments: object) -> None:\n    raise SystemExit('the program of the change ran')\n", "utf-8"
    )
    git(repository, "commit", "--quiet", "--all", "--message=evil")
    monkeypatch.setitem(EXPRESSIONS, CHANGE_SHA, git(repository, "rev-parse", "change"))
    git(repository, "switch", "--quiet", "main")
    git(repository, "reset", "--quiet", "--hard", "main^1")  # as it was before the change was merged
    each = job("comment.yml", "lookup")
    folder = check_out(repository, temp.parent / "clone", each.depth)
    saved = temp / "copies" / "acme.audit.txt"
    saved.parent.mkdir(parents=True)
    saved.write_text("Three outside testers had our systems for a month before their release. " * 5)
    outcome = run(each, folder, temp)
    assert (outcome.code, outcome.printed) == (0, "")
    day = r"on \d{4}-\d\d-\d\d"
    assert re.fullmatch(
        rf"acme/audit, “Three outside testers had our systems \.\.\.”: found in a copy {day}\n"
        rf"acme/audit, “What they found is kept between \.\.\.”: not found in a copy {day}\n",
        (temp / "verdicts.txt").read_text("utf-8"),
    )


def test_where_the_data_of_a_change_has_problems_no_quote_is_looked_up(
    merged: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = shutil.copytree(merged, temp.parent / "repository")
    git(repository, "switch", "--quiet", "change")
    (repository / "data/companies/acme.yml").write_text("name: Acme\n")
    git(repository, "commit", "--quiet", "--all", "--message=broken")
    monkeypatch.setitem(EXPRESSIONS, CHANGE_SHA, git(repository, "rev-parse", "change"))
    git(repository, "switch", "--quiet", "main")
    each = job("comment.yml", "lookup")
    outcome = run(each, check_out(repository, temp.parent / "clone", each.depth), temp)
    assert (outcome.code, (temp / "verdicts.txt").read_text()) == (0, "")


def test_the_check_of_a_pull_request_finds_a_rewritten_past(merged: Path, temp: Path) -> None:
    each = job("check.yml", "test")
    folder = check_out(merged, temp.parent / "clone", each.depth)
    file = folder / "data/companies/zenith.yml"
    file.write_text(file.read_text("utf-8").replace("for six weeks before", "for weeks before"), "utf-8")
    outcome = run(each, folder, temp)
    assert outcome.code != 0
    assert "::error file=data/companies/zenith.yml,line=24,col=20,title=past-edited::" in outcome.printed


LIE = "reviewed by a maintainer"


def test_a_fork_that_edits_the_program_and_the_words_of_the_workflows_says_nothing_by_the_bot(
    merged: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull = shutil.copytree(merged, temp.parent / "pull")
    git(pull, "switch", "--quiet", "change")
    program = pull / "scripts" / "tracker" / "cli.py"
    program.write_text(f"def main(*_arguments: object) -> None:\n    raise SystemExit('{LIE}')\n", "utf-8")
    for path in [*(pull / ".github" / "workflows").glob("*.yml"), pull / "Makefile"]:
        path.write_text(re.sub(r"make diff|make preview", f"echo {LIE}", path.read_text("utf-8")), "utf-8")
    (pull / "data/reviews/example-index-2025.yml").unlink()
    git(pull, "commit", "--quiet", "--all", "--message=evil")
    git(pull, "switch", "--quiet", "main")
    git(pull, "reset", "--quiet", "--hard", "main^1")
    git(pull, "merge", "--quiet", "--no-ff", "--message=merged", "change")
    assert LIE in git(pull, "show", "main:.github/workflows/preview.yml")
    repository = opened(pull, temp.parent / "repository", monkeypatch)
    each = job("comment.yml", "story")
    folder = check_out(repository, temp.parent / "clone", each.depth)
    outcome = run(each, folder, temp)
    assert (outcome.code, outcome.printed) == (0, "")
    ((_call, (body,)),) = written(commented(temp.parent / "write", temp))
    base = git(repository, "rev-parse", "--short", "main")
    assert body.startswith(f"<!-- story -->\n## Against {base}: 2 cells read differently, 2 new quotes, 1 new source\n")
    assert "\n- review: Example Index of Careful AI, 2025 edition\n" in body.partition("### Gone")[2]
    assert LIE not in body


def test_nothing_that_the_run_of_a_fork_made_is_taken_over() -> None:
    text = (WORKFLOWS / "comment.yml").read_text("utf-8")
    assert set(re.findall(r"github\.event\.workflow_run\.([\w.]+)", text)) == {
        "conclusion",
        "event",
        "head_branch",
        "head_repository.id",
        "head_repository.owner.login",
        "head_sha",
        "html_url",
    }
    assert set(re.findall(r"RUN: \$\{\{ (.*) \}\}", text)) == {"github.run_id", "github.event.workflow_run.html_url"}
    assert "pull-requests: write" in str(yaml.safe_load(text)["jobs"]["comment"]["permissions"]).replace("'", "")
    assert yaml.safe_load(text)["jobs"]["comment"]["needs"] == ["pull", "story", "lookup"]


def test_the_story_is_the_one_of_the_command(merged: Path, temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = opened(merged, temp.parent / "repository", monkeypatch)
    each = job("comment.yml", "story")
    outcome = run(each, check_out(repository, temp.parent / "clone", each.depth), temp)
    assert (outcome.code, outcome.printed) == (0, "")
    base = git(repository, "rev-parse", "--short", "main")
    golden = (EXAMPLES / "change" / "story.md").read_text("utf-8")
    assert (temp / "story.md").read_text("utf-8") == golden.replace("Against main", f"Against {base}")


def test_where_the_pull_request_has_another_head_by_now_no_story_is_told(
    merged: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = opened(merged, temp.parent / "repository", monkeypatch)
    monkeypatch.setitem(EXPRESSIONS, CHANGE_SHA, "b" * 40)
    each = job("comment.yml", "story")
    outcome = run(each, check_out(repository, temp.parent / "clone", each.depth), temp)
    assert (outcome.code, len(outcome.ran)) == (1, 1)
    assert "::error::the pull request has another head by now, whose own run tells of it" in outcome.printed


@pytest.mark.parametrize(("answer", "output"), [("7", "number=7\n"), ("", "")])
def test_github_says_which_pull_request_it_is(temp: Path, tmp_path: Path, answer: str, output: str) -> None:
    outcome = run(job("comment.yml", "pull"), tmp_path, temp, GitHub({PULLS: answer} if answer else {}))
    (asked,) = outcome.asked
    assert asked["arguments"][:7] == ["api", "--method", "GET", PULLS, "--raw-field", "state=open", "--raw-field"]
    assert asked["arguments"][7] == "head=somebody:change"
    assert (outcome.code, (temp / "output").read_text() if output else (temp / "output").exists()) == (
        0,
        output or False,
    )
    assert ("nothing is written" in outcome.printed) == (not answer)


def test_a_story_is_written_as_it_is_told(temp: Path, left: Path) -> None:
    outcome = commented(temp, left)
    body = (
        f"<!-- story -->\n{(left / 'story.md').read_text('utf-8')}\n\n"
        "### The new quotes, looked up in their sources\n\nNo quote was looked up in its source.\n\n"
        "The site with this change, if it could be built, is the artefact `preview` of "
        "[this run](https://example.org/runs/1001). Unpack it and open `index.html`; the search and the choices need a "
        "server, such as `python3 -m http.server` in its folder, with http://localhost:8000 in the browser.\n"
    )
    assert written(outcome) == [(["--method", "POST", COMMENTS], [body])]


@pytest.mark.parametrize("name", ["rewritten.md", "story.md", "due.md"])
def test_what_the_tracker_tells_is_not_changed_by_the_washing(temp: Path, left: Path, name: str) -> None:
    shutil.copy(EXAMPLES / "change" / name, left / "story.md")
    ((_call, (body,)),) = written(commented(temp, left))
    assert (left / "story.md").read_text("utf-8") in body


def test_a_comment_that_is_there_is_changed_and_no_second_one_written(temp: Path, left: Path) -> None:
    outcome = commented(temp, left, comments="55\n66")
    ((call, _files),) = written(outcome)
    assert call == ["--method", "PATCH", "repos/example/tracker/issues/comments/55"]


def test_a_hostile_story_is_words_and_nothing_else(temp: Path, left: Path) -> None:
    entities = "&commat;a &#64;a &#x40;a &lbrack;x&rbrack; &#91;x&#93; &lt;b&gt; &amp;lt; \x1b[31m \u202e\u200b"
    (left / "story.md").write_text(f"# {HOSTILE}\n{entities}\n```\n@a\n```\n\t$(touch pwned) `id`\n", "utf-8")
    ((_call, (body,)),) = written(commented(temp, left))
    story = body.removeprefix("<!-- story -->\n").rpartition("\n\n### The new quotes")[0]
    assert re.search(r"[\[\]<*_`\\|~$\x1b\u202e\u200b\t]", story) is None
    assert re.search(r"[@:][/\w]|(?<!&)#\w|www\.|GH-\d", story) is None
    spelled = ["amp", "lt", "gt", "#8203", "#36", "#42", "#60", "#91", "#92", "#93", "#95", "#96", "#124", "#126"]
    assert set(re.findall(r"&(#?\w+);", story)) <= set(spelled)
    parted = "&amp;#&#8203;64;a &amp;#&#8203;x40;a"
    assert f"&amp;commat;a {parted} &amp;lbrack;x&amp;rbrack; &#91;x&#93; &lt;b&gt; &amp;lt; " in story
    assert list((temp.parent / "empty").iterdir()) == []


def test_a_story_that_is_too_long_is_cut_and_says_so(temp: Path, left: Path) -> None:
    (left / "story.md").write_text("- @a <b>\n" * 50_000, "utf-8")
    ((_call, (body,)),) = written(commented(temp, left))
    assert len(body) < 65_536
    assert "\n\n... and more, which does not fit into a comment.\n\n### The new quotes" in body


def test_what_was_found_of_the_new_quotes_is_washed_and_written_below_the_story(temp: Path, left: Path) -> None:
    (left / "verdicts.txt").write_text(
        "acme/audit, “@a <b> ...”: found live on 2026-12-01\nacme/audit, “c”: not reached\n"
    )
    ((_call, (body,)),) = written(commented(temp, left))
    assert (
        "\n\n### The new quotes, looked up in their sources\n\n"
        "- acme/audit, “@&#8203;a &#60;b> ...”: found live on 2026-12-01\n- acme/audit, “c”: not reached\n\nThe site"
    ) in body


def test_however_much_was_looked_up_the_comment_is_not_too_long(temp: Path, left: Path) -> None:
    (left / "story.md").write_text("- @a <b>\n" * 50_000, "utf-8")
    (left / "verdicts.txt").write_text("acme/audit, “c”: not reached\n" * 5_000, "utf-8")
    ((_call, (body,)),) = written(commented(temp, left))
    assert len(body) < 65_536
    assert "\n- acme/audit, “c”: not reached\n" in body


def test_a_story_that_is_no_text_is_no_failure(temp: Path, left: Path) -> None:
    (left / "story.md").write_bytes(b"\xff\xfe\x00story\x00")
    ((_call, (body,)),) = written(commented(temp, left))
    assert body.startswith("<!-- story -->\n\ufffd\ufffdstory\n\n")


def test_a_link_in_what_was_left_is_not_followed(temp: Path, left: Path) -> None:
    secret = left.parent / "secret"
    secret.write_text("7")
    (left / "story.md").unlink()
    (left / "story.md").symlink_to(secret)
    outcome = commented(temp, left)
    assert outcome.code == 1
    assert written(outcome) == []


def test_a_step_that_reads_what_strangers_wrote_has_no_token() -> None:
    for step in job("comment.yml", "comment").steps:
        assert ("GH_TOKEN" in step["env"]) == ("gh " in step["run"])


@pytest.mark.parametrize(
    ("issues", "call"), [("", ["--method", "POST", ISSUES]), ("12", ["--method", "PATCH", f"{ISSUES}/12"])]
)
def test_one_issue_lists_what_is_due(merged: Path, temp: Path, issues: str, call: list[str]) -> None:
    each = job("due.yml", "due")
    folder = check_out(merged, temp.parent / "clone", each.depth)
    answers = {f"{ISSUES}?state=open": issues} if issues else {}
    outcome = run(each, folder, temp, GitHub(answers))
    ((made, (body,)),) = written(outcome)
    assert made == call
    assert re.match(r"<!-- due -->\nOn \d{4}-\d\d-\d\d \d+ cells? (are|is) due for review\.\n\n- Acme / ", body)
    titles = [value for each in outcome.asked for value in each["arguments"] if value.startswith("title=")]
    assert titles == ([] if issues else ["title=What is due for review"])


def proposed(file: str, merged: Path, temp: Path, github: GitHub) -> tuple[Outcome, Path]:
    """How a workflow ends that proposes something by itself, and the repository that it pushes to."""
    repository = shutil.copytree(merged, temp.parent / "repository")
    each = job(f"{file}.yml", file)
    return run(each, check_out(repository, temp.parent / "clone", each.depth), temp, github), repository


@pytest.mark.parametrize(("open_requests", "call"), [("", ["pr", "create", "--repo"]), ("12", ["pr", "edit", "12"])])
def test_one_pull_request_proposes_what_was_found(
    merged: Path, temp: Path, open_requests: str, call: list[str]
) -> None:
    github = GitHub({"quote-checks": open_requests} if open_requests else {})
    outcome, repository = proposed("quotes", merged, temp, github)
    assert outcome.code == 0, outcome.printed
    assert git(repository, "diff", "--name-only", "main", "quote-checks") == "data/checks/acme.yml"
    assert [asked["arguments"][:3] for asked in outcome.asked][2] == call
    assert outcome.asked[-1]["arguments"][:3] == ["workflow", "run", "check.yml"]
    assert (temp / "request.md").read_text() == "    `1` found\n"


def test_newer_versions_are_locked_and_proposed_with_their_checks(merged: Path, temp: Path) -> None:
    outcome, repository = proposed("lock", merged, temp, GitHub())
    assert outcome.code == 0, outcome.printed
    assert git(repository, "diff", "--name-only", "main", "locked-versions") == "requirements.txt"
    assert git(repository, "log", "-1", "--format=%s", "locked-versions") == "dependencies: the newest versions"
    assert commands(outcome)[2:] == [["pr", "create"], ["workflow", "run"]]
    assert re.fullmatch(
        r"The newest versions that are a week old, as `make lock UPGRADE=yes` locks them:\n\n"
        r"    \+click==99\.0\.0\n    -click==[0-9.]+\n",
        (temp / "request.md").read_text(),
    )


def test_where_a_program_may_open_no_pull_request_it_leaves_nothing_and_says_what_to_allow(
    merged: Path, temp: Path
) -> None:
    outcome, repository = proposed("quotes", merged, temp, GitHub(refusals={"pr create": NOT_PERMITTED}))
    assert (outcome.code, git(repository, "branch", "--list", "quote-checks")) == (0, "")
    assert "::warning::the pull request could not be opened: in the settings under Actions, General," in outcome.printed


def test_the_locked_requirements_are_looked_after_by_what_can_write_them() -> None:
    updates = yaml.safe_load((WORKFLOWS.parent / "dependabot.yml").read_text("utf-8"))["updates"]
    assert [each["package-ecosystem"] for each in updates] == ["github-actions"]
    made = re.findall(
        r"call compile,.*,(requirements.*\.txt)\)", (WORKFLOWS.parents[1] / "Makefile").read_text("utf-8")
    )
    assert sorted(made) == sorted(path.name for path in WORKFLOWS.parents[1].glob("requirements*.txt"))


def test_github_is_asked_for_no_more_than_this(temp: Path, left: Path) -> None:
    outcome = commented(temp, left)
    assert [each["arguments"][:3] for each in outcome.asked] == [
        ["run", "download", "1002"],
        ["run", "download", "1002"],
        ["api", "--paginate", COMMENTS],
        ["api", "--silent", "--method"],
    ]


def test_a_form_becomes_a_branch_with_one_file_and_a_pull_request(merged: Path, temp: Path) -> None:
    outcome, repository = submitted("reply-complete", merged, temp)
    assert (outcome.code, outcome.printed.count("fatal")) == (0, 0), outcome.printed
    assert git(repository, "diff", "--name-only", "main", "submission-7") == "data/companies/acme.yml"
    assert git(repository, "log", "-1", "--format=%s", "submission-7") == "[acme] outside testing: a reply"
    assert commands(outcome) == [
        ["auth", "setup-git"],
        ["pr", "list"],
        ["pr", "create"],
        ["workflow", "run"],
        ["issue", "comment"],
    ]
    answer = (EXAMPLES / "submissions" / "reply-complete.expected.md").read_text("utf-8")
    assert (outcome.temp / "answer.md").read_text("utf-8").splitlines()[0] == answer.splitlines()[0]
    assert (outcome.temp / "request" / "text").read_text("utf-8").startswith("Closes #7.\n\nA reply for Acme")


def test_the_mark_of_a_dispute_does_not_close_the_issue_in_which_it_is_argued(merged: Path, temp: Path) -> None:
    outcome, _repository = submitted("mistake-complete", merged, temp)
    text = (outcome.temp / "request" / "text").read_text("utf-8")
    assert text.startswith(
        "Marks the dispute of #7, which stays open until it is decided, by the form “Decide a dispute” or by "
        "`tracker decide acme example-2024/outside-testing`."
    )
    assert "Closes" not in text
    assert (outcome.temp / "request" / "title").read_text("utf-8") == "[acme] outside testing: a dispute"


NOT_PERMITTED = (
    "pull request create failed: GraphQL: GitHub Actions is not permitted to create or approve pull requests"
)


def test_where_the_pull_request_is_refused_the_issue_says_what_to_switch_on_and_nothing_is_left(
    merged: Path, temp: Path
) -> None:
    outcome, repository = submitted("reply-complete", merged, temp, refusals={"pr create": NOT_PERMITTED})
    assert outcome.code == 0, outcome.printed
    assert NOT_PERMITTED in outcome.printed
    assert git(repository, "branch", "--list", "submission-*") == ""
    assert commands(outcome)[2:] == [["pr", "create"], ["issue", "comment"], ["issue", "edit"]]
    answer = (outcome.temp / "answer.md").read_text("utf-8")
    assert answer.startswith("The change is ready, but GitHub refused to open a pull request for it.")
    assert 'under Actions, General: "Allow GitHub Actions to create and approve pull requests".' in answer


def test_a_form_that_is_accepted_again_brings_its_branch_and_its_request_up_to_date(merged: Path, temp: Path) -> None:
    submitted("evidence-complete", merged, temp)
    again = temp.parent / "again"
    outcome, repository = submitted("reply-complete", merged, again, {"submission-7": "12"})
    assert outcome.code == 0, outcome.printed
    assert commands(outcome) == [
        ["auth", "setup-git"],
        ["pr", "list"],
        ["pr", "edit"],
        ["workflow", "run"],
        ["issue", "comment"],
    ]
    assert git(repository, "log", "-1", "--format=%s", "submission-7") == "[acme] outside testing: a reply"


def test_what_somebody_has_edited_on_the_branch_is_not_replaced(merged: Path, temp: Path) -> None:
    _outcome, repository = submitted("evidence-complete", merged, temp)
    git(repository, "switch", "--quiet", "submission-7")
    (repository / "data/companies/orbit.yml").write_text("name: Orbit, edited\n")
    git(repository, "commit", "--quiet", "--all", "--message=edited")
    git(repository, "switch", "--quiet", "main")
    outcome, _repository = submitted("reply-complete", merged, temp.parent / "again", {"submission-7": "12"})
    assert outcome.code == 0, outcome.printed
    assert git(repository, "log", "-1", "--format=%s", "submission-7") == "edited"


@pytest.mark.parametrize("command", ["pr list", "auth setup-git"])
def test_a_failure_is_told_in_the_issue_which_can_be_labelled_again(merged: Path, temp: Path, command: str) -> None:
    outcome, _repository = submitted("reply-complete", merged, temp, refusals={command: "HTTP 502: Bad Gateway"})
    assert outcome.code != 0
    assert commands(outcome)[-2:] == [["issue", "comment"], ["issue", "edit"]]
    assert "The program failed, and nothing was changed: https://example.org/example/tracker/actions/runs/1002" in str(
        outcome.asked[-2]
    )


def test_checks_that_cannot_be_started_stop_nothing(merged: Path, temp: Path) -> None:
    outcome, _repository = submitted("reply-complete", merged, temp, refusals={"workflow run": "HTTP 403"})
    assert outcome.code == 0
    assert (
        "::warning::the checks could not be started: run the workflow Check by hand, for the branch submission-7"
        in (outcome.printed)
    )


def test_labels_that_are_set_at_once_do_not_cancel_each_other() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "submission.yml").read_text("utf-8"))
    assert "concurrency" not in workflow
    assert workflow["jobs"]["submission"]["concurrency"] == {
        "group": "submission-${{ github.event.issue.number }}",
        "cancel-in-progress": False,
    }


def test_the_checks_run_in_the_queue_on_main_and_for_what_a_program_has_opened() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "check.yml").read_text("utf-8"))
    assert workflow[True] == {"pull_request": None, "merge_group": None, "push": None, "workflow_dispatch": None}


def test_no_two_jobs_have_one_name() -> None:
    names = [
        each["name"]
        for path in sorted(WORKFLOWS.glob("*.yml"))
        for each in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    ]
    assert len(names) == len(set(names)), sorted(names)


@pytest.mark.parametrize("name", ["hostile-shell", "hostile-path", "evidence-empty", "no-form"])
def test_a_form_that_lacks_something_is_answered_and_loses_its_label(name: str, merged: Path, temp: Path) -> None:
    outcome, repository = submitted(name, merged, temp)
    assert outcome.code == 0, outcome.printed
    assert git(repository, "branch", "--list", "submission-*") == ""
    assert commands(outcome) == [["issue", "comment"], ["issue", "edit"]]
    answer = (EXAMPLES / "submissions" / f"{name}.expected.md").read_text("utf-8")
    assert (outcome.temp / "answer.md").read_text("utf-8") == answer


def test_a_proposal_is_answered_and_changes_nothing(merged: Path, temp: Path) -> None:
    outcome, repository = submitted("proposal-of-a-pledge", merged, temp)
    assert outcome.code == 0, outcome.printed
    assert git(repository, "branch", "--list", "submission-*") == ""
    assert [each["arguments"][:2] for each in outcome.asked] == [["issue", "comment"]]


PAGES = "repos/example/tracker/pages"


def published(temp: Path, merged: Path, github: GitHub) -> Outcome:
    each = job("pages.yml", "build")
    return run(each, check_out(merged, temp.parent / "clone", each.depth), temp, github)


def test_where_pages_is_on_the_site_is_built_for_its_address(merged: Path, temp: Path) -> None:
    outcome = published(temp, merged, GitHub({PAGES: "https://example.org/tracker/"}))
    assert (outcome.code, (temp / "summary").exists()) == (0, False)
    assert (temp / "output").read_text() == "base_url=https://example.org/tracker/\n"


@pytest.mark.parametrize("github", [GitHub(refusals={f"api {PAGES}": "gh: Not Found (HTTP 404)"}), GitHub({PAGES: ""})])
def test_where_pages_is_not_on_the_run_is_green_and_says_what_to_do(merged: Path, temp: Path, github: GitHub) -> None:
    outcome = published(temp, merged, github)
    assert outcome.code == 0, outcome.printed
    assert not (temp / "output").exists()
    assert 'choose "GitHub Actions" as the source' in (temp / "summary").read_text("utf-8")


def test_where_github_does_not_say_whether_pages_is_on_the_run_fails(merged: Path, temp: Path) -> None:
    outcome = published(temp, merged, GitHub(refusals={f"api {PAGES}": "gh: Server Error (HTTP 502)"}))
    assert (outcome.code, "HTTP 502" in outcome.printed) == (1, True)
