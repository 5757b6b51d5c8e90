"""A newcomer types the commands of the guide in a new clone, and sees the finding on the built page.

The commands run exactly as written. Two things that a test does not have, the network and a second machine, are
replaced: git reads a copy of this project on the disk instead of the invented address of the guide, and the environment
in which the tests run lends the packages that `make` would install in the clone.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.test_contributing import marked
from tests.workflow_run import copy_of_the_project, offer_packages

XHTML = {"x": "http://www.w3.org/1999/xhtml"}


def commands() -> list[str]:
    """The commands of the guide's worked example, without the comments between them."""
    lines = [line for line in marked("commands: from a link to the page").splitlines() if not line.startswith("#")]
    return re.findall(r"(?:.*\\\n)*.+", "\n".join(lines))


def option(command: str, name: str) -> str:
    words = shlex.split(command)
    return words[words.index(f"--{name}") + 1]


def texts(element: Element, path: str) -> list[str]:
    """The text that a reader sees in each element at a path."""
    return [" ".join("".join(place.itertext()).split()) for place in element.iterfind(path, XHTML)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder."""
    return tmp_path_factory.mktemp("newcomer")


@pytest.fixture(scope="module")
def transcript(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that the commands print in that folder, one after another."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"))
    clone, *others = commands()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": "scripts",  # the clone's own, where the lent environment has another folder's
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{project.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": shlex.split(clone)[2],
    }
    first = _typed(clone, folder, environment)
    offer_packages(folder / shlex.split(others[0])[1])
    return first + _typed("\n".join(others), folder, environment)


def _typed(script: str, folder: Path, environment: dict[str, str]) -> str:
    """The output of a script that nobody can answer questions for."""
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_six_commands_lead_from_nothing_to_the_page() -> None:
    assert [command.split()[0] for command in commands()] == [
        "git",
        "cd",
        "make",
        ".venv/bin/tracker",
        ".venv/bin/tracker",
        "make",
    ]
    for command in commands():
        assert {"&", "&&", "|", "||", ";"} & set(shlex.shlex(command, posix=True, punctuation_chars=True)) == set()


def test_the_commands_report_the_status_that_follows_and_no_problems(transcript: str) -> None:
    assert set(marked("output").splitlines()) - set(transcript.splitlines()) == set()
    assert len(re.findall(r"^no problems in \d+ files$", transcript, flags=re.MULTILINE)) == 2


@pytest.mark.usefixtures("transcript")
def test_the_page_shows_the_quote_its_source_and_the_status(folder: Path) -> None:
    add = next(command for command in commands() if "add evidence" in command)
    company, place = option(add, "company"), option(add, "commitment").replace("/", "-")
    page = html5lib.parse((folder / "tracker/site/companies" / company / "index.html").read_text("utf-8"))
    (cell,) = page.iterfind(f".//x:section[@id='{place}']", XHTML)
    assert texts(cell, "x:h3") == ["Vulnerability reporting Partial"]
    assert texts(cell, "x:p[@class='act-reason']") == [option(add, "reason")]
    assert texts(cell, ".//x:ul//x:blockquote") == [option(add, "quote")]
    assert texts(cell, ".//x:ul//x:cite/x:a") == [option(add, "title")]
    (link,) = cell.iterfind(".//x:ul//x:cite/x:a", XHTML)
    assert link.get("href", "").partition("#")[0] == option(add, "url")


@pytest.mark.usefixtures("transcript")
def test_the_files_that_changed_are_those_of_the_example(folder: Path) -> None:
    status = _typed("git status --short", folder / "tracker", {"PATH": os.environ["PATH"]})
    assert status.splitlines() == [" M data/pledges/seoul-2024.yml", "?? data/companies/example-ai.yml"]
