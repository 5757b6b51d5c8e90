"""What changed: every assessment that came after another one, with what it changed and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.model import CriterionState, Status
from tracker.partial_date import PartialDate
from tracker.views.cells import AssessmentView, Cell


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
    def gained(self) -> tuple[str, ...]:
        """The criteria, as sentences, that are shown now and were not before."""
        return tuple(_newly_shown(self.before_view, self.view))

    @property
    def lost(self) -> tuple[str, ...]:
        """The criteria, as sentences, that were shown before and are not now."""
        return tuple(_newly_shown(self.view, self.before_view))


def _newly_shown(one: AssessmentView, other: AssessmentView) -> Iterator[str]:
    for was, now in zip(one.criteria, other.criteria, strict=True):
        if now.state is CriterionState.SHOWN and was.state is not CriterionState.SHOWN:
            yield now.text


def changes(cells: Iterable[Cell]) -> tuple[Change, ...]:
    """Every change of some cells, the newest first."""
    steps = [Change(*pair) for cell in cells for pair in zip(cell.views, cell.views[1:], strict=False)]
    return tuple(sorted(steps, key=lambda change: (change.since.last, change.assessed.last), reverse=True))
