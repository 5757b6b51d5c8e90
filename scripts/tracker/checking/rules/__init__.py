"""The rules that a schema cannot say: each a generator of problems whose docstring is the rule in one sentence."""

from collections.abc import Callable, Iterator

from tracker.checking.rules import (
    checks,
    codebook,
    dates,
    disputes,
    evidence,
    layout,
    membership,
    recorded,
    references,
    reviews,
    sources,
)
from tracker.checking.scope import Scope
from tracker.problem import Problem

Rule = Callable[[Scope], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *sources.RULES,
    *dates.RULES,
    *disputes.RULES,
    *membership.RULES,
    *evidence.RULES,
    *reviews.RULES,
    *checks.RULES,
    *layout.RULES,
    *recorded.RULES,
    *codebook.RULES,
)
