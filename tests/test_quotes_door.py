"""A quote is looked up at the door: when it is added, when a form is sent, and when a pull request brings it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import EXAMPLES, ROOT

CELL = ["--company", "acme", "--commitment", "example-2024/outside-testing"]
WORDS = [
    "--shows",
    "tested",
    "--reason",
    "Tested.",
    "--change",
    "new-evidence",
    "--refutes=",
    "--translation=",
    "--locator=",
]
ADDING = ["add", "evidence", *CELL, "--source", "review", *WORDS]
QUOTE = "An institute outside of Acme has tested each of its systems."
FOLLOWS = (
    "acme, example-2024/outside-testing: partial since 2025; it was not met\n  disputed  tested\n  open      results\n"
)
LINE = "acme/review, \u201cAn institute outside of Acme has ...\u201d"


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, with the working directory in it, and nobody to introduce us to servers."""
    monkeypatch.chdir(project)
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    monkeypatch.delenv("SITE_URL", raising=False)
    return project


@pytest.fixture
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """A function that saves a document in a folder of copies, and gives the folder."""
    folder = tmp_path_factory.mktemp("copies")

    def save(name: str, content: str) -> str:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
        return str(folder)

    return save


def test_an_added_quote_is_looked_up_at_once(inside: Path, saved: Callable[[str, str], str]) -> None:
    folder = saved("example.org/reviews/acme", f"A page of a reviewer. {QUOTE} More of it.")
    result = tracker(*ADDING, "--quote", QUOTE, "--copies", folder, "--offline", "--dry-run")
    assert result.stderr == f"{FOLLOWS}{LINE}: found in a copy on 2026-11-21\n"
    assert not (inside / "data/checks").exists()


def test_an_added_quote_that_differs_is_told_with_the_words(inside: Path, saved: Callable[[str, str], str]) -> None:
    folder = saved("acme.review.txt", f"A page. {QUOTE.replace('each', 'none')} More of it.")
    result = tracker(*ADDING, "--quote", QUOTE, "--copies", folder, "--offline")
    assert result.exit_code == 0
    assert (
        f"{LINE}: drifted in a copy on 2026-11-21: the text has \u201cnone\u201d for \u201ceach\u201d\n"
        == result.stderr
    )
    assert QUOTE in (inside / "data/companies/acme.yml").read_text()


@pytest.mark.usefixtures("inside")
def test_without_network_and_copies_it_says_that_the_quote_was_not_looked_up() -> None:
    assert tracker(*ADDING, "--quote", QUOTE, "--dry-run").stderr == (
        f"{FOLLOWS}the quote was not looked up: --contact or --copies says where (tracker add evidence --help)\n"
    )


def test_the_quotes_of_a_change_are_looked_up(inside: Path, saved: Callable[[str, str], str]) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], check=True)

    git("init", "--quiet", ".")
    git("add", ".")
    git("commit", "--quiet", "--message=base")
    folder = saved("acme.review.txt", QUOTE)
    assert tracker("quotes", "new", "HEAD", "--copies", folder, "--offline").stdout == "no quote is new\n"
    assert tracker(*ADDING, "--quote", QUOTE).exit_code == 0
    result = tracker("quotes", "new", "HEAD", "--copies", folder, "--offline")
    assert result.stdout == f"{LINE}: found in a copy on 2026-11-21\n"
    assert not (inside / "data/checks").exists()


def test_a_form_is_answered_with_verdicts_alone(inside: Path, saved: Callable[[str, str], str]) -> None:
    templates = inside / ".github/ISSUE_TEMPLATE"
    templates.mkdir(parents=True)
    for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        (templates / path.name).write_bytes(path.read_bytes())
    form = EXAMPLES / "submissions" / "evidence-complete.md"
    folder = saved("notes.txt", "nothing of it")
    result = tracker("submission", str(form), "--copies", folder, "--offline")
    assert "A program looked the quote up in its document:" in result.stdout
    assert "\u201d: not looked up" in result.stdout
