"""What changed: every assessment that came after another one, with what it changed and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import CriterionState, Dataset, PartialDate, Status
from tracker.status import criterion_states
from tracker.views.cells import AssessmentView, Cell, cells


@dataclass(frozen=True)
class Change:
    """One step of one cell: how it stood before and after, and the criteria (as sentences) that came and went.

    `place` is that of the new assessment among the cell's own, 1 for the first change; it never moves.
    """

    cell: Cell
    place: int
    since: PartialDate
    assessed: PartialDate
    reason: str
    why: str
    before: Status
    after: Status
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def view(self) -> AssessmentView:
        """The new assessment with everything that it rests on."""
        return self.cell.views[self.place]


def changes(dataset: Dataset) -> tuple[Change, ...]:
    """Every change of every cell, the newest first."""
    found = [_change(cell, index) for cell in cells(dataset) for index in range(1, len(cell.assessments))]
    return tuple(sorted(found, key=lambda each: (each.since.last, each.assessed.last), reverse=True))


def by_reason(found: tuple[Change, ...]) -> Mapping[str, int]:
    """How many changes have which reason, the most frequent first."""
    return dict(Counter(each.reason for each in found).most_common())


def _change(cell: Cell, index: int) -> Change:
    before, after = cell.assessments[index - 1], cell.assessments[index]
    texts = cell.commitment.criteria
    was = criterion_states(texts, before.evidence)
    now = criterion_states(texts, after.evidence)
    return Change(
        cell=cell,
        place=index,
        since=after.since,
        assessed=after.assessed,
        reason=after.change,
        why=after.reason,
        before=before.status,
        after=after.status,
        gained=tuple(text for id, text in texts.items() if _is_shown(now[id]) and not _is_shown(was[id])),
        lost=tuple(text for id, text in texts.items() if _is_shown(was[id]) and not _is_shown(now[id])),
    )


def _is_shown(state: CriterionState) -> bool:
    return state is CriterionState.SHOWN
