"""What changed: every assessment that came after another one, with what it changed, in which direction and why."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import CriterionState, Status
from tracker.partial_date import PartialDate
from tracker.status import FOLLOWING
from tracker.views.cells import AssessmentView, Cell, CriterionView


class Direction(StrEnum):
    """What a change means for the promise: first what became of it, then what only we found or had wrong."""

    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    MIXED = "mixed"
    UNCHANGED = "unchanged"
    FOUND_LATER = "found-later"
    CORRECTED = "corrected"


MEANINGS = {
    Direction.STRENGTHENED: "Documents that came, changed or went show more of the commitment than before.",
    Direction.WEAKENED: "Documents that came, changed or went show less of the commitment than before.",
    Direction.MIXED: "Documents that came, changed or went show more of one part and less of another.",
    Direction.UNCHANGED: "Documents came, changed or went, and every criterion stands as before.",
    Direction.FOUND_LATER: "What was found had been public before: we know more, and the company did nothing new.",
    Direction.CORRECTED: "We had it wrong, or the method changed: the company did nothing new.",
}
RECENT = datetime.timedelta(days=90)
_OURS = {
    "new-evidence": Direction.FOUND_LATER,
    "correction": Direction.CORRECTED,
    "method-changed": Direction.CORRECTED,
}
_RANKS = {
    CriterionState.SHOWN: 2,
    CriterionState.DISPUTED: 1,
    CriterionState.REFUTED: 0,
    CriterionState.OPEN: 0,
}


@dataclass(frozen=True, eq=False)
class Change:
    """One step of one cell: from one assessment to the next."""

    before_view: AssessmentView
    view: AssessmentView

    @property
    def cell(self) -> Cell:
        """The cell that changed."""
        return self.view.cell

    @property
    def number(self) -> int:
        """The change's number in its cell, 1 for the first; it never moves."""
        return self.before_view.number

    @property
    def since(self) -> PartialDate:
        """From when on the new status holds."""
        return self.view.assessment.since

    def is_recent(self, today: datetime.date) -> bool:
        """Whether the new status holds since one of the last 90 days."""
        return self.since.last > today - RECENT

    @property
    def assessed(self) -> PartialDate:
        """The day of the new judgement."""
        return self.view.assessment.assessed

    @property
    def kind(self) -> str:
        """Why it changed: company-acted, new-evidence, source-changed, correction or method-changed."""
        return self.view.assessment.change

    @property
    def reason(self) -> str:
        """What the documents show now, in our words."""
        return self.view.assessment.reason

    @property
    def before(self) -> Status:
        """The status before."""
        return self.before_view.status

    @property
    def after(self) -> Status:
        """The status after."""
        return self.view.status

    @property
    def direction(self) -> Direction:
        """Whether the promise was strengthened or weakened, criterion by criterion, or only our knowledge changed."""
        if self.kind in _OURS:
            return _OURS[self.kind]
        if not {self.before, self.after} <= FOLLOWING:
            return Direction.UNCHANGED  # a judgement that no criterion decides, such as "not applicable"
        steps = {_RANKS[now.state] - _RANKS[was.state] for was, now in self._criteria}
        rises, falls = any(step > 0 for step in steps), any(step < 0 for step in steps)
        return {
            (True, False): Direction.STRENGTHENED,
            (False, True): Direction.WEAKENED,
            (True, True): Direction.MIXED,
            (False, False): Direction.UNCHANGED,
        }[rises, falls]

    @property
    def gained(self) -> tuple[str, ...]:
        """The criteria, as sentences, that are shown now and were not before."""
        return tuple(now.text for was, now in self._criteria if now.is_shown and not was.is_shown)

    @property
    def lost(self) -> tuple[str, ...]:
        """The criteria, as sentences, that were shown before and are not now."""
        return tuple(was.text for was, now in self._criteria if was.is_shown and not now.is_shown)

    @property
    def _criteria(self) -> tuple[tuple[CriterionView, CriterionView], ...]:
        """Each criterion as it was and as it is."""
        return tuple(zip(self.before_view.criteria, self.view.criteria, strict=True))


def changes(cells: Iterable[Cell]) -> tuple[Change, ...]:
    """Every change of some cells, the newest first."""
    steps = [Change(*pair) for cell in cells for pair in zip(cell.views, cell.views[1:], strict=False)]
    return tuple(sorted(steps, key=lambda change: (change.since.last, change.assessed.last), reverse=True))


@dataclass(frozen=True, kw_only=True, eq=False)
class ChangeGroup:
    """The changes in one direction, of one year and one kind, the newest first."""

    direction: Direction
    year: int
    kind: str
    changes: tuple[Change, ...]


def grouped(found: Iterable[Change]) -> Mapping[Direction, tuple[ChangeGroup, ...]]:
    """The changes by direction, and in each the years, the newest first, with their kinds; directions without any
    are left out.
    """
    groups: dict[tuple[Direction, int, str], list[Change]] = {}
    for each in sorted(found, key=lambda each: (-each.since.last.year, each.kind)):
        groups.setdefault((each.direction, each.since.last.year, each.kind), []).append(each)
    made = [
        ChangeGroup(direction=direction, year=year, kind=kind, changes=tuple(own))
        for (direction, year, kind), own in groups.items()
    ]
    parts = {each: tuple(group for group in made if group.direction is each) for each in Direction}
    return {direction: own for direction, own in parts.items() if own}
