"""What a program can find when it looks quotes up in their sources, as values."""

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
class Difference:
    """The words of a quote in one place, and those of the text in their stead; one of them may be empty."""

    quote: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class NearMatch:
    """The passage that is nearest to a quote: its place (a share of the text) and the share of words in common."""

    place: str
    similarity: str
    passage: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceCheck:
    """What a program found when it looked up the quotes of one source.

    `found` gives for each quote, by the hash of its words, its place and the hash of the text around it. `origin` is
    None where no text was reached; `not_reached` says why, by the places that were tried before. `gone` says how the
    address answered when it no longer has the document.
    """

    checked: str
    origin: Origin | None = None
    address: str = ""
    text: str = ""
    gone: str = ""
    not_reached: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    drifted: Mapping[str, NearMatch] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The day of the check."""
        return datetime.date.fromisoformat(self.checked)

    @property
    def quotes(self) -> frozenset[str]:
        """The hashes of all quotes that were looked up."""
        return frozenset({*self.found, *self.drifted, *self.missing})


@dataclass(frozen=True, kw_only=True)
class Checks:
    """The latest check of each source of one company."""

    id: str
    sources: Mapping[str, SourceCheck] = field(default_factory=dict)
