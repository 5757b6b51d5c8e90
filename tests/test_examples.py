"""Every invalid example is refused in exactly the words that stand beside it."""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tracker.checking.check import check
from tracker.checking.rules import RULES, codebook
from tracker.checking.scope import Scope
from tracker.contributing.report import report
from tracker.reading.dataset import read_dataset

INVALID = Path(__file__).parent / "examples" / "invalid"
CASES = sorted(INVALID.glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_invalid_file_is_told_what_to_write(
    case: Path, world_with: Callable[[Path], Mapping[str, bytes]], today: datetime.date
) -> None:
    world = world_with(case)
    checked = check(world, today)
    files = sum(path.startswith("data/") for path in world)
    expected = case.with_suffix(".problems.txt").read_text(encoding="utf-8")
    assert report(checked.problems, files, "text") + "\n" == expected
    assert checked.dataset is None
    rules = [problem.rule for problem in checked.problems]
    assert "crashed-rule" not in rules
    assert [problem["rule"] for problem in json.loads(report(checked.problems, files, "json"))["problems"]] == rules
    *annotations, _count = report(checked.problems, files, "github").splitlines()
    assert [re.findall(r"^::error file=data/.*,title=([a-z-]+)::.", line) for line in annotations] == [
        [r] for r in rules
    ]


def test_every_case_has_a_file_and_its_problems() -> None:
    names = {path.name for path in INVALID.iterdir()}
    assert names == {name for case in CASES for name in (case.name, f"{case.stem}.problems.txt")}
    assert len(CASES) > 80


def test_every_rule_refuses_a_case(world_with: Callable[[Path], Mapping[str, bytes]], today: datetime.date) -> None:
    # The codebook's pages are Markdown: what is said of them is in tests/test_codebook.py.
    silent = [rule for rule in RULES if rule not in codebook.RULES]
    for case in CASES:
        scope = Scope(read_dataset(world_with(case)), today)
        silent = [rule for rule in silent if not any(rule(scope))]
    assert [rule.__name__ for rule in silent] == []


def test_no_case_is_free_of_problems() -> None:
    silent = [path.name for path in INVALID.glob("*.problems.txt") if "no problems in" in path.read_text("utf-8")]
    assert silent == []


def test_the_valid_world_has_no_problems(valid_world: Mapping[str, bytes], today: datetime.date) -> None:
    assert report(check(valid_world, today).problems, 5, "text") == "no problems in 5 files"
