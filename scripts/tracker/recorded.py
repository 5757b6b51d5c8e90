"""What was changed in the record itself, and what was taken out of it: for every reader to see."""

from dataclasses import dataclass

from tracker.partial_date import PartialDate

REMOVED = "[removed]"  # what stands in the place of words that must not be published


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A change of a fact on record: which field (a path with slashes), on which day, what it said before, and why."""

    field: str
    date: PartialDate
    was: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Removal:
    """Words that were taken out because they must not be published: which field, when, why, and who agreed."""

    field: str
    date: PartialDate
    why: str
    reviewers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """A large loss of quotes or statuses that was agreed to: which, on which day, why, and by whom."""

    loss: str
    date: PartialDate
    why: str
    by: tuple[str, ...]
