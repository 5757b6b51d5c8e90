"""The commands that look at a change: what they print, and that they end with 0, 1 or 2, never with a traceback."""

from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import EXAMPLES, Tree
from tests.pages.site_build import contents
from tests.test_story import CHANGE, PIONEER, changed
from tests.workflow_run import git

ZENITH = "data/companies/zenith.yml"


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world as the one commit of a repository, with the working directory in it."""
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=base")
    monkeypatch.chdir(project)
    return project


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert text.count(old) == 1
    (project / path).write_text(text.replace(old, new), "utf-8")


def make_the_change(project: Path, tree: Tree) -> None:
    for name, content in changed(tree, *CHANGE).items():
        (project / name).write_bytes(content)
    (project / "data/companies/pioneer.yml").write_bytes(PIONEER)


@pytest.mark.usefixtures("repository")
def test_an_unchanged_past_has_no_problem() -> None:
    result = tracker("check", "--base", "main")
    assert (result.exit_code, result.output) == (0, "no problems in 6 files\n")


@pytest.mark.parametrize("command", [("diff", "main"), ("fix",)])
def test_without_a_schema_nothing_is_compared_and_nothing_written(repository: Path, command: tuple[str, ...]) -> None:
    (repository / "schema/company.schema.json").unlink()
    result = tracker(*command)
    assert (result.exit_code, result.output) == (
        1,
        (
            "Error: schema/company.schema.json: this schema is missing, and without it no data can be read; "
            "put the file back\n"
        ),
    )


def test_a_rewritten_past_ends_with_1_and_is_reported(repository: Path) -> None:
    edit(repository, ZENITH, "for six weeks before", "for some weeks before")
    assert tracker("check").exit_code == 0
    result = tracker("check", "--base", "main")
    assert (result.exit_code, result.output) == (
        1,
        (
            "data/companies/zenith.yml:24:20: past-edited: the assessment of 2026-11-20 of `other-2023/testing` is on "
            "record, and its `evidence` number 1 `quote` was changed; it was `We tested this system for six weeks "
            "before we released it.`\n"
            "    restore it; a correction is a new assessment at the end of the list: - {since: ..., assessed: ..., "
            "change: correction, status: ..., reason: what was wrong and what holds, evidence: [...]}\n"
            "1 problem in 1 of 6 files\n"
        ),
    )


def test_what_a_change_may_do_ends_with_0(repository: Path, valid_world: Tree) -> None:
    make_the_change(repository, valid_world)
    assert tracker("check", "--base", "main").output == "no problems in 7 files\n"


def test_a_file_that_is_gone_is_reported_with_all_files_and_not_with_others(repository: Path) -> None:
    (repository / "data/reviews/example-index-2025.yml").unlink()
    assert tracker("check", "--base", "main").output == (
        "data/reviews/example-index-2025.yml:1:1: vanished-id: the review `example-index-2025` is gone\n"
        "    put the file back\n"
        "1 problem in 1 of 5 files\n"
    )
    assert tracker("check", "--base", "main", ZENITH).output == "no problems in 1 file\n"


def test_a_base_that_could_not_be_read_is_said_to_be_so(repository: Path) -> None:
    sound = (repository / ZENITH).read_bytes()
    (repository / ZENITH).write_text("name: [Zenith\n")
    git(repository, "commit", "--quiet", "--all", "--message=broken")
    (repository / ZENITH).write_bytes(sound)
    result = tracker("check", "--base", "main")
    assert result.exit_code == 1
    assert (
        "data/companies/zenith.yml:1:1: unreadable-base: in the base this file cannot be read (line 2: "
        in result.output
    )
    assert tracker("check", "--base", "main~1").exit_code == 0
    output = tracker("diff", "main").output
    assert "\nThe base\n  1 place of the base does not fit the current schemas and cannot be compared\n" in output
    assert "  Zenith / Testing (Other 2023): not assessed -> met since 2024-01-15\n" in output


@pytest.mark.parametrize("command", [["check", "--base"], ["diff"]])
@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nowhere", "git knows no revision 'nowhere' of this project"),
        ("", "git knows no revision '' of this project"),
        ("main:data", "git knows no revision 'main:data' of this project"),
        ("empty", "the revision 'empty' holds no data"),
    ],
)
def test_an_unknown_revision_ends_with_2(repository: Path, command: list[str], revision: str, message: str) -> None:
    nothing = git(repository, "hash-object", "-t", "tree", "/dev/null")
    git(repository, "tag", "empty", git(repository, "commit-tree", nothing, "-m", "empty"))
    result = tracker(*command, revision)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("command", [["check", "--base=--output=stolen"], ["diff", "--", "--output=stolen"]])
def test_a_revision_is_never_taken_for_an_option_of_git(repository: Path, command: list[str]) -> None:
    assert tracker(*command).exit_code == 2
    assert not (repository / "stolen").exists()


def test_outside_of_git_there_is_no_base(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    result = tracker("diff", "main")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: fatal: not a git repository")


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_the_report_of_a_change_is_printed(repository: Path, valid_world: Tree, form: str, ending: str) -> None:
    make_the_change(repository, valid_world)
    result = tracker("diff", "main", "--format", form)
    assert (result.exit_code, result.output) == (0, (EXAMPLES / "change" / f"story.{ending}").read_text("utf-8"))


def test_a_report_with_problems_ends_with_0(repository: Path) -> None:
    edit(repository, ZENITH, "status: met", "status: mett")
    result = tracker("diff", "main")
    assert result.exit_code == 0
    assert result.output.startswith("Against main: the data has problems, and with problems nothing is published\n")
    assert "  data/companies/zenith.yml:20:17 `mett` is not a known status\n" in result.output


@pytest.mark.usefixtures("repository")
def test_what_is_due_is_listed_as_of_a_day() -> None:
    assert tracker("due").output == (
        "On 2026-11-21 1 cell is due for review.\n"
        "\n"
        "  Acme / Safety framework (Example 2024): assessed 2025-04-01, due since 2025-09-28\n"
        "\n"
        "1 company has documents that nobody has read yet.\n"
        "\n"
        "  Acme: Acme Safety Framework, third edition (Acme, 2026-11)\n"
    )
    for form, ending in (("text", "txt"), ("markdown", "md")):
        result = tracker("due", "--on", "2027-05-20", "--format", form)
        golden = (EXAMPLES / "change" / f"due.{ending}").read_text("utf-8")
        assert (result.exit_code, result.output) == (0, golden)


@pytest.mark.usefixtures("repository")
def test_a_day_that_is_none_ends_with_2() -> None:
    assert tracker("due", "--on", "soon").exit_code == 2


@pytest.mark.parametrize(
    "command", ["due", "show acme", "add evidence", "add assessment", "new company", "new pledge", "bundle"]
)
def test_with_problems_every_command_reports_them_all_and_does_nothing(repository: Path, command: str) -> None:
    edit(repository, ZENITH, "status: met", "status: mett")
    git(repository, "commit", "--quiet", "--all", "--message=a problem")
    before = contents(repository / "data")
    result = tracker(*command.split())
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: the data has problems, so nothing was done:\n"
        "data/companies/zenith.yml:20:17: unknown-value: `mett` is not a known status\n"
        "    did you mean `met`?\n"
        "1 problem in 1 of 6 files\n"
    )
    assert contents(repository / "data") == before
    assert not (repository / "dist").exists()
