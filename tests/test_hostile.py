"""The hostile corpus: what is sent to each door gets the sentence that stands beside it, in a bounded time."""

import codecs
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import DAY, ROOT, Tree
from tests.test_submissions import response_to
from tracker.checking.check import check
from tracker.contributing.answer import comment
from tracker.contributing.report import report
from tracker.quotes.text import document_text

CORPUS = ROOT / "tests" / "hostile"
CASES = sorted(path for path in CORPUS.glob("*/*") if not path.name.endswith(".told.txt"))
REVIEW, COMPANY = "data/reviews/example-index-2025.yml", "data/companies/acme.yml"


def checked(tree: Tree) -> str:
    problems = check(tree, DAY).problems
    assert "crashed-rule" not in {problem.rule for problem in problems}
    return report(problems, sum(path.startswith("data/") for path in tree), "text") + "\n"


def data(case: Path, world: Tree) -> str:
    return checked({**world, COMPANY: case.read_bytes()})


def reviews(case: Path, world: Tree) -> str:
    return checked({**world, REVIEW: case.read_bytes()})


def forms(case: Path, world: Tree) -> str:
    return comment(response_to(case.read_bytes(), world))


def pages(case: Path, _world: Tree) -> str:
    try:
        return document_text(case.read_bytes(), name=case.name).text + "\n"
    except ValueError as refusal:
        return f"refused: {refusal}\n"


def arguments(case: Path, _world: Tree) -> str:
    result = tracker(*shlex.split(escaped(case)))
    return f"{result.output}ends with {result.exit_code}\n"


def names(case: Path, world: Tree) -> str:
    return checked({**world, escaped(case): world[COMPANY]})


DOORS: Mapping[str, Callable[[Path, Tree], str]] = {
    each.__name__: each for each in (data, reviews, forms, pages, arguments, names)
}


def escaped(case: Path) -> str:
    """What a file says, with every character that an editor would hide written as an escape."""
    return codecs.decode(case.read_text("ascii").removesuffix("\n"), "unicode_escape")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_hostile_case_gets_the_sentence_beside_it(
    case: Path, valid_world: Tree, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    told = DOORS[case.parent.name](case, valid_world)
    assert told == case.with_suffix(".told.txt").read_text("utf-8")
    assert not set(told) & set(map(chr, [*range(9), *range(11, 32), 127, 0x202E, 0x200B]))
    assert len(told) < 50_000


def test_every_door_has_its_cases_and_every_case_its_sentence() -> None:
    assert {path.parent.name for path in CASES} == set(DOORS)
    assert {path.name for path in CORPUS.glob("*/*.told.txt")} == {f"{case.stem}.told.txt" for case in CASES}
