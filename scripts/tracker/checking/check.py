"""Every problem of every file in one run, and the dataset where there is none."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tracker.checking.rules import RULES, Rule
from tracker.checking.scope import Scope
from tracker.model import Dataset
from tracker.problem import Problem
from tracker.reading.dataset import read_dataset

MOST_OF_A_RULE = 5000  # nobody reads more, and a file of 1 MiB has room for 40,000


@dataclass(frozen=True)
class Checked:
    """The result of a check: `dataset` is None where there is any problem."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]


def check(files: Mapping[str, bytes], today: datetime.date, rules: Sequence[Rule] = RULES) -> Checked:
    """Check a tree of files, `{path: bytes}`, with data/ and schema/; `today` is the last day that is not future."""
    reading = read_dataset(files)
    problems = set(reading.problems)
    scope = Scope(reading, today)
    for rule in rules:
        problems.update(_run(rule, scope))
    return Checked(None if problems else reading.dataset, tuple(sorted(problems)))


def _run(rule: Rule, scope: Scope) -> list[Problem]:
    try:
        return list(islice(rule(scope), MOST_OF_A_RULE))
    except Exception as error:  # noqa: BLE001 (a crash must neither hide what other rules found nor pass unnoticed)
        name = f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
        message = f"the rule {name} crashed: {type(error).__name__}: {error}"
        return [Problem("data", 1, 1, "crashed-rule", message, "this is a fault of the tracker: please report it")]
