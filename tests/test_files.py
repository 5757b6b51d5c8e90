"""Trees of bytes from the disk and from git: what editors leave is not read, and what git says is what people read."""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import ROOT, Tree
from tests.workflow_run import git
from tracker.files import GitError, OutsideGitError, commit, has_changes, read_matching, read_revision, read_tree
from tracker.replacing import replace_file, replaced_folder

LEFT_BEHIND = (".DS_Store", "._acme.yml", ".acme.yml.swp", ".#acme.yml", "acme.yml~", "#acme.yml#", ".acme.yml.new")
DUBIOUS = "detected dubious ownership in repository at "


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world as the one commit of a repository, with the working directory in it."""
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=base")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def outside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world in a folder that belongs to no repository, with the working directory in it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(project)
    return project


def leave_behind(project: Path) -> None:
    """What a Finder and some editors put beside a file while somebody works on it."""
    for name in LEFT_BEHIND:
        (project / "data/companies" / name).write_bytes(b"\x00name: [")
    (project / "data/companies/.#acme.yml").unlink()
    (project / "data/companies/.#acme.yml").symlink_to("somebody@somewhere.4711:1")
    (project / "schema/.DS_Store").write_bytes(b"\x00")


def test_what_systems_and_editors_leave_is_not_read(outside: Path, valid_world: Tree) -> None:
    leave_behind(outside)
    assert read_tree(outside) == valid_world
    assert tracker("check").output == "no problems in 6 files\n"
    assert tracker("fix").output == "nothing to fix in 6 files\n"
    (outside / "docs").mkdir()
    for name in ("method.md", "._method.md", "method.md~"):
        (outside / "docs" / name).write_bytes(b"# Method\n")
    assert list(read_matching(outside, ["docs/*"])) == ["docs/method.md"]


def test_git_ignores_the_same_so_that_nobody_adds_it(repository: Path) -> None:
    shutil.copy(ROOT / ".gitignore", repository)
    git(repository, "add", ".gitignore")
    leave_behind(repository)
    git(repository, "add", "data", "schema")
    assert git(repository, "status", "--short", "--", "data", "schema") == ""


def test_what_git_ignores_is_not_read(repository: Path, valid_world: Tree) -> None:
    (repository / ".gitignore").write_text("*.orig\n")
    (repository / "data/companies/acme.yml.orig").write_text("name: [")
    assert read_tree(repository) == valid_world
    (repository / ".gitignore").write_text("")
    assert set(read_tree(repository)) - set(valid_world) == {"data/companies/acme.yml.orig"}


def test_a_project_in_an_ignored_folder_of_another_repository_is_read(tmp_path: Path, valid_world: Tree) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("copies/\n")
    for name, content in valid_world.items():
        (tmp_path / "copies" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copies" / name).write_bytes(content)
    assert read_tree(tmp_path / "copies") == valid_world


def test_what_was_committed_by_mistake_is_not_the_past(repository: Path, valid_world: Tree) -> None:
    leave_behind(repository)
    git(repository, "add", "--all", "--force")
    git(repository, "commit", "--quiet", "--message=everything")
    assert read_revision(repository, "main") == valid_world
    assert tracker("check", "--base", "main").output == "no problems in 6 files\n"


def test_a_file_that_goes_while_it_is_read_is_not_there(
    outside: Path, valid_world: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "orbit.yml":
            path.unlink()  # as an editor does that writes a new file in place of the old one
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert set(valid_world) - set(read_tree(outside)) == {"data/companies/orbit.yml"}


# Git


QUESTIONS: tuple[Callable[[Path], object], ...] = (commit, has_changes, lambda root: read_revision(root, "main"))


@pytest.mark.parametrize("ask", QUESTIONS)
def test_in_a_checkout_of_somebody_else_git_s_own_words_and_remedy_are_passed_on(
    repository: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Path], object]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as failure:
        ask(repository)
    assert DUBIOUS in str(failure.value)
    assert f"git config --global --add safe.directory {repository}" in str(failure.value)


@pytest.mark.parametrize("command", ["check --base main", "diff main", "bundle"])
@pytest.mark.usefixtures("repository")
def test_a_command_that_needs_git_ends_with_2_and_git_s_words(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = tracker(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: fatal: {DUBIOUS}")
    assert "git config --global --add safe.directory " in result.stderr


@pytest.mark.usefixtures("repository")
def test_a_check_without_a_base_needs_no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert tracker("check").output == "no problems in 6 files\n"


@pytest.mark.parametrize("damage", ["HEAD", "objects"])
def test_a_damaged_repository_is_not_a_folder_outside_of_git(repository: Path, damage: str) -> None:
    place = repository / ".git" / damage
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    with pytest.raises(GitError, match="fatal: ") as failure:
        commit(repository)
    assert not isinstance(failure.value, OutsideGitError)
    assert tracker("check", "--base", "main").exit_code == 2


def test_a_lost_worktree_is_not_a_folder_outside_of_git(outside: Path) -> None:
    (outside / ".git").write_text("gitdir: /nowhere/.git/worktrees/lost\n")
    with pytest.raises(GitError, match=r"fatal: not a git repository: /nowhere/\.git/worktrees/lost") as failure:
        commit(outside)
    assert not isinstance(failure.value, OutsideGitError)


def test_a_machine_without_git_says_so_where_a_repository_is(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("no programs")))
    with pytest.raises(GitError, match="git cannot be started: No such file or directory"):
        commit(repository)
    shutil.rmtree(repository / ".git")
    assert commit(repository) is None


def test_outside_of_git_there_is_no_commit_no_change_and_no_revision(outside: Path) -> None:
    assert (commit(outside), has_changes(outside)) == (None, False)
    with pytest.raises(OutsideGitError, match="fatal: not a git repository"):
        read_revision(outside, "main")


def test_before_the_first_commit_there_is_none(outside: Path) -> None:
    git(outside, "init", "--quiet")
    assert commit(outside) is None
    assert read_revision(outside, "HEAD") is None


def test_the_commit_is_the_one_that_is_checked_out(repository: Path) -> None:
    assert commit(repository) == (git(repository, "rev-parse", "HEAD"), 1800000000)
    git(repository, "config", "log.showSignature", "true")
    assert commit(repository) == (git(repository, "rev-parse", "HEAD"), 1800000000)


@pytest.mark.parametrize("revision", ["main", "HEAD", "v1", "v2", "main^{tree}"])
def test_a_revision_is_read_by_any_of_its_names(repository: Path, valid_world: Tree, revision: str) -> None:
    git(repository, "tag", "v1")
    git(repository, "tag", "--annotate", "--message=second", "v2")
    (repository / "data/companies/acme.yml").unlink()
    assert read_revision(repository, revision) == valid_world


@pytest.mark.parametrize("revision", ["nowhere", "", "HEAD^1", "0" * 40, "-x", "main..main"])
def test_an_unknown_revision_is_none(repository: Path, revision: str) -> None:
    assert read_revision(repository, revision) is None


# A finished folder


def test_a_folder_is_replaced_once_all_is_done(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old.html").write_text("old")
    with replaced_folder(target) as work:
        (work / "new.html").write_text("new")
        assert [path.name for path in target.iterdir()] == ["old.html"]
    assert [path.name for path in target.iterdir()] == ["new.html"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("error", [SystemExit(1), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_folder_stays_where_something_goes_wrong(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old.html").write_text("old")
    with contextlib.suppress(type(error)), replaced_folder(target) as work:
        (work / "new.html").write_text("new")
        raise error
    assert [path.name for path in target.iterdir()] == ["old.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old.html").write_text("old")
    rename = Path.rename

    def refuse(path: Path, other: Path) -> Path:
        if (path / "new.html").exists():
            raise PermissionError(13, "Permission denied", str(other))
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr("tracker.replacing._exchanged", lambda *_folders: False)
    with pytest.raises(PermissionError), replaced_folder(target) as work:
        (work / "new.html").write_text("new")
    assert [path.name for path in target.iterdir()] == ["old.html"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_what_dead_runs_left_goes_at_the_next_start_and_what_lives_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr("tracker.replacing._exchanged", lambda *_folders: False)
    target = tmp_path / "site"
    (tmp_path / ".site-0123abcd").mkdir()
    (tmp_path / ".site-0123abcd" / "half.html").write_text("half")
    (tmp_path / ".site.old").symlink_to("nowhere")
    (tmp_path / ".site-notes").mkdir()
    with replaced_folder(target) as living:
        with replaced_folder(target) as work:
            (work / "new.html").write_text("new")
        assert living.is_dir()
        assert {path.name for path in tmp_path.iterdir()} == {"site", living.name, ".site-notes"}
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site-notes"}


def test_a_folder_that_a_dead_run_had_taken_away_comes_back_although_the_next_run_fails(tmp_path: Path) -> None:
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "old.html").write_text("old")
    with contextlib.suppress(SystemExit), replaced_folder(tmp_path / "site"):
        raise SystemExit(1)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old.html"]


@pytest.mark.parametrize(("umask", "modes"), [(0o022, (0o755, 0o644)), (0o077, (0o700, 0o600))])
def test_who_may_read_a_folder_is_left_to_the_umask(tmp_path: Path, umask: int, modes: tuple[int, int]) -> None:
    before = os.umask(umask)
    try:
        with replaced_folder(tmp_path / "site") as work:
            (work / "new.html").write_text("new")
    finally:
        os.umask(before)
    found = (tmp_path / "site", tmp_path / "site" / "new.html")
    assert tuple(stat.S_IMODE(path.stat().st_mode) for path in found) == modes


def test_a_file_that_a_dead_run_left_half_written_goes_with_the_next_write(tmp_path: Path) -> None:
    (tmp_path / ".orbit.yml.tracker-new").write_bytes(b"half")
    (tmp_path / ".acme.yml.new").write_bytes(b"of an editor")
    replace_file(b"whole", tmp_path / "acme.yml")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "acme.yml": b"whole",
        ".acme.yml.new": b"of an editor",
    }
