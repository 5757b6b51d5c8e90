"""The door: whatever breaks on a machine is one sentence with its remedy and exit code 2, never a traceback."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort, PluginError

import mkdocs_hook
from tests.command_line import tracker
from tests.conftest import ROOT
from tests.pages.site_build import EPOCH
from tracker import cli
from tracker.__main__ import main
from tracker.commands.door import door
from tracker.commands.project import Project
from tracker.commands.voice import say
from tracker.files import GitError

FAULT = (
    "Error: this is a fault of the tracker, not yours. Please report it as an issue of the repository, "
    "with the command that you gave and these lines:"
)


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, with the working directory in it."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return project


def refusing(number: int, name: str | None = None) -> Callable[..., NoReturn]:
    def refuse(*_arguments: object, **_named: object) -> NoReturn:
        raise OSError(number, os.strerror(number), name)

    return refuse


def unordered(project: Path) -> None:
    """Make a file that `tracker fix` has something to do with."""
    file = project / "data/companies/orbit.yml"
    note, name, website, *others = file.read_text().splitlines(keepends=True)
    file.write_text("".join([note, website, name, *others]))


REFUSALS = [
    (errno.ENOSPC, "the disk is full ({0}): free some space, and run the command again"),
    (errno.EDQUOT, "the disk is full ({0}): free some space, and run the command again"),
    (errno.EROFS, "the disk may only be read ({0}): work on a copy of the project on another one"),
    (
        errno.EACCES,
        "this may not be read or written ({0}): change its permissions or owner, or work on a copy of the project",
    ),
    (errno.EIO, "the disk cannot be read or written ({0}): it may be damaged, so save your work elsewhere first"),
    (errno.EMFILE, "too many files are open: close other programs, or raise the limit with `ulimit -n 4096`"),
    (errno.ESTALE, "the system refused ({0}) (Stale file handle): mend that, and run the command again"),
]


@pytest.mark.parametrize(("number", "sentence"), REFUSALS)
def test_a_file_that_cannot_be_written_is_named_with_the_remedy_and_stays(
    inside: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    unordered(inside)
    before = {path: path.read_bytes() for path in inside.rglob("*.yml")}
    monkeypatch.setattr(Path, "write_bytes", refusing(number))  # a full disk names no file
    result = tracker("fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {sentence.format('data/companies/orbit.yml')}\n"
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in inside.rglob("*.yml")} == before
    assert [path.name for path in inside.rglob(".*")] == []


@pytest.mark.parametrize("command", ["check", "fix", "show acme", "due", "quotes check --offline", "bundle"])
def test_data_that_may_not_be_read_end_every_command_with_the_name_of_the_file(
    inside: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    name = "data/companies/acme.yml"
    monkeypatch.setattr(Path, "read_bytes", refusing(errno.EACCES, str(inside / name)))
    result = tracker(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: this may not be read or written ({name}): "
        "change its permissions or owner, or work on a copy of the project\n"
    )


def test_a_folder_that_may_not_be_read_is_not_an_empty_one(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "reviews":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    result = tracker("check")
    assert result.exit_code == 2
    assert "this may not be read or written (data/reviews): change its permissions" in result.stderr
    assert inside.exists()


@pytest.mark.usefixtures("inside")
def test_an_answer_that_finds_no_room_ends_with_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.echo", refusing(errno.ENOSPC))
    result = tracker("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: the disk is full: free some space, and run the command again\n"


# Where the site and the bundle go


def in_the_way_as_a_file(place: Path) -> None:
    place.write_text("notes")


def in_the_way_as_a_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("put", "sentence"),
    [
        (in_the_way_as_a_file, "there is a file where a folder is needed (site): move it away"),
        (
            in_the_way_as_a_link,
            "this is a link (site), and links are not followed: put the folder itself in its place",
        ),
    ],
)
def test_what_is_in_the_place_of_the_site_stays_and_is_named_before_anything_is_built(
    inside: Path, put: Callable[[Path], None], sentence: str
) -> None:
    put(inside / "site")
    for _time in range(2):
        result = tracker("build")
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {sentence}\n")
    assert (inside / "site").is_symlink() or (inside / "site").read_text() == "notes"
    assert [path.name for path in inside.glob(".*")] == []


def test_a_place_of_the_site_that_is_another_disk_is_named(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inside / "site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda _path: True)
    assert tracker("build").stderr == (
        "Error: the system uses this (site), perhaps as the place of another disk: "
        "unmount it, or work on a copy of the project\n"
    )


def test_a_file_in_the_place_of_the_bundles_stays_and_is_named(inside: Path) -> None:
    (inside / "dist").write_text("notes")
    result = tracker("bundle")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: there is a file where a folder is needed (dist): move it away",
    )
    assert (inside / "dist").read_text() == "notes"


def test_a_disk_that_is_full_while_mkdocs_writes_ends_the_build_with_the_sentence() -> None:
    with pytest.raises(Abort) as failure:
        mkdocs_hook.on_build_error(error=OSError(errno.ENOSPC, "No space left on device"))
    assert failure.value.exit_code == 2
    assert failure.value.message == "Error: the disk is full: free some space, and run the command again"


def test_a_fault_of_the_hook_itself_is_told_as_one() -> None:
    with pytest.raises(Abort, match="this is a fault of the tracker, not yours"):
        mkdocs_hook.on_build_error(error=AttributeError("'_Run' object has no attribute 'site'"))
    mkdocs_hook.on_build_error(error=PluginError("the data has problems"))  # which MkDocs tells as it is


# Addresses


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "127.0.0.1:0", "8000", ":8000", "127.0.0.1:http", ""])
@pytest.mark.usefixtures("inside")
def test_an_impossible_address_is_refused_before_anything_is_built(address: str) -> None:
    result = tracker("serve", "--address", address)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {address} is no address to serve at: write one like 127.0.0.1:8000\n")


@pytest.mark.usefixtures("inside")
def test_a_busy_port_is_refused_before_anything_is_built() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = tracker("serve", "--address", address)
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Error: nothing can be served at {address} (another program is there): "
        "name another place, such as --address 127.0.0.1:8001\n"
    )


# Interrupts and faults of ours


def test_an_interrupt_is_one_word_and_the_number_that_shells_have_for_it() -> None:
    result = CliRunner().invoke(failing(KeyboardInterrupt()), [])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrupted.\n")


def failing(error: BaseException) -> click.Command:
    @click.command()
    def command() -> None:
        with door():
            raise error

    return command


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("moment", [0.1, 0.2, 0.4, 0.8])
def test_an_interrupt_at_any_early_moment_shows_no_traceback(inside: Path, moment: float) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-c", "from tracker.__main__ import main\nmain(['build'])"]
    with subprocess.Popen(command, cwd=inside, env=environment, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        _output, errors = process.communicate(timeout=60)
    own = errors.partition("tracker")[2]
    assert "Traceback" not in own, errors
    assert [path.name for path in inside.glob(".site*")] == []


def test_an_interrupt_while_the_program_is_still_loaded_ends_it_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_others: object) -> None:
            if name == "tracker.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "tracker.cli")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    with pytest.raises(SystemExit) as end:
        main(["check"])
    assert end.value.code == 130


def test_a_package_that_is_missing_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tracker.cli", None)
    with pytest.raises(SystemExit) as end:
        main(["check"])
    assert end.value.code == 2
    errors = capsys.readouterr().err
    assert errors.startswith("Error: a part of the program is missing (")
    assert errors.endswith("): run `make site`, which installs it\n")


def test_a_fault_of_ours_is_called_so_with_the_words_for_a_report() -> None:
    result = CliRunner().invoke(failing(KeyError("a\x1b[31m\nb")), [])
    assert result.exit_code == 2
    first, second = result.stderr.splitlines()
    assert first == FAULT
    assert second == r"""  KeyError: 'a\x1b[31m\nb'"""


def test_a_fault_of_ours_says_where_it_is(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> NoReturn:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr("tracker.commands.check.report", broken)
    result = CliRunner().invoke(cli.main, ["check"], obj=Project(inside))
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[:2] == [FAULT, "  RecursionError: maximum recursion depth exceeded"]
    assert any(line.startswith("  check.py:") and line.endswith(" in check") for line in lines)
    assert "Traceback" not in result.stderr


# What people write on the way in


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    "arguments",
    ["show ac\x1b[31mme", "ch\x1b[31meck", "check --for\x1b[31mmat", "check a\x1b[31m.yml"],
)
def test_an_argument_is_printed_without_what_a_terminal_obeys(arguments: str) -> None:
    result = tracker(*arguments.split())
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert "[31m" in result.output


def test_the_name_of_a_file_is_printed_without_what_a_terminal_obeys(inside: Path) -> None:
    (inside / "data/companies/a\x1b[31mb\nc.yml").write_text("name: [")
    for command in ("fix", "check"):
        result = tracker(command)
        assert result.exit_code == 1
        assert "\x1b" not in result.output
        assert "data/companies/a\ufffd[31mb c.yml" in result.output


def test_nothing_that_a_terminal_obeys_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[31mb\u202ec\td\ne\r", err=True)
    say("a\x1b[32mb\x1b]0;title\x07c\x1b[0m", painted=True)
    told = capsys.readouterr()
    assert told.err == "a\ufffd[31mb\ufffdc\td\ne\ufffd\n"
    assert told.out == "a\x1b[32mb\ufffd]0;title\ufffdc\x1b[0m\n"


@pytest.mark.usefixtures("inside")
def test_what_git_or_the_system_says_is_printed_without_what_a_terminal_obeys() -> None:
    result = CliRunner().invoke(failing(GitError("git: a\x1b[31mb")), [])
    assert (result.exit_code, result.stderr) == (2, "Error: git: a\ufffd[31mb\n")
