"""What a program found when it looked quotes up: observations, kept apart from what people wrote."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What came of looking a quote up; where nothing is recorded, it was never checked."""

    FOUND = "found"
    DRIFTED = "drifted"
    MISSING = "missing"
    UNREACHABLE = "unreachable"
    NEVER_CHECKED = "never-checked"


class Origin(StrEnum):
    """Which text was looked at: that at the source's address, its stored copy, or the copy that was read."""

    LIVE = "live"
    ARCHIVED = "archived"
    COPY = "copy"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One look at one quote: the day, which text (None where none was reached), and details in words."""

    verdict: Verdict
    origin: Origin | None
    day: datetime.date
    detail: str = ""


@dataclass(frozen=True)
class Ledger:
    """The latest check of each quote, by company, source and the quote itself."""

    checks: Mapping[tuple[str, str, str], Check] = field(default_factory=dict)

    def check(self, *, company: str, source: str, quote: str) -> Check | None:
        """The latest check of a quote; None where it was never checked."""
        return self.checks.get((company, source, quote))
