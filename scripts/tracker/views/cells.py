"""One cell as a reader sees it: who, what, its status, and the words behind it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from tracker.membership import Departure, Signatory
from tracker.model import (
    Assessment,
    Commitment,
    Company,
    CriterionState,
    Dataset,
    Deadline,
    Evidence,
    Pledge,
    Source,
    Status,
)
from tracker.partial_date import PartialDate
from tracker.quotes.ledger import Check, Ledger
from tracker.remarks import Dispute, Reply
from tracker.status import Timing, criterion_states, late_since, latest_status, timing

_RELIABILITY = ("high", "medium", "low")


@dataclass(frozen=True, kw_only=True)
class CriterionView:
    """A criterion's sentence and what the evidence says of it."""

    id: str
    text: str
    state: CriterionState

    @property
    def is_shown(self) -> bool:
        """Whether some evidence shows it and none speaks against it."""
        return self.state is CriterionState.SHOWN


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A quote with its source and, as sentences, the criteria that it shows and refutes; `number` counts from 1.

    `check` is what a program found when it last looked the quote up; None where it never did.
    """

    number: int
    evidence: Evidence
    source: Source
    shows: tuple[str, ...]
    refutes: tuple[str, ...]
    check: Check | None


@dataclass(frozen=True, kw_only=True, eq=False)
class AssessmentView:
    """An assessment with everything that it rests on; `number` counts within its cell from 1, the oldest."""

    cell: "Cell"
    number: int
    assessment: Assessment
    criteria: tuple[CriterionView, ...]
    quotations: tuple[Quotation, ...]

    @property
    def id(self) -> str:
        """What programs call it: the cell's id and its number there."""
        return f"{self.cell.id}/{self.number}"

    @property
    def status(self) -> Status:
        """The status that it gives."""
        return self.assessment.status

    @property
    def is_current(self) -> bool:
        """Whether no later assessment of the cell follows."""
        return self.number == len(self.cell.assessments)

    @property
    def weightiest(self) -> tuple[Quotation, ...]:
        """The two quotes that weigh most: on the most criteria, then from the more reliable source, then the first."""
        return tuple(sorted(self.quotations, key=_weight)[:2])

    def count(self, state: CriterionState) -> int:
        """How many criteria have a state."""
        return sum(each.state is state for each in self.criteria)

    def quotations_on(self, criterion: str) -> tuple[Quotation, ...]:
        """The quotes that show or refute a criterion; with "", those that bear on none and are context."""
        if not criterion:
            return tuple(each for each in self.quotations if not each.shows and not each.refutes)
        return tuple(each for each in self.quotations if criterion in (*each.evidence.shows, *each.evidence.refutes))


@dataclass(frozen=True, eq=False)
class Cell:
    """One company and one commitment of a pledge that it signed.

    `day` is that of the edition; where a cell is looked at outside of one, every deadline has passed.
    """

    company: Company
    pledge: Pledge
    commitment: Commitment
    ledger: Ledger = field(default_factory=Ledger)
    day: datetime.date = datetime.date.max

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessments, the oldest first."""
        return self.company.assessments.get(self.pledge.id, {}).get(self.commitment.id, ())

    @property
    def id(self) -> str:
        """What people and programs call the cell: company/pledge/commitment."""
        return f"{self.company.id}/{self.pledge.id}/{self.commitment.id}"

    @property
    def commitment_id(self) -> str:
        """What the data call the commitment across pledges: pledge/commitment."""
        return f"{self.pledge.id}/{self.commitment.id}"

    @property
    def name(self) -> str:
        """The commitment's title, unlike that of any other of the pledge."""
        return commitment_name(self.pledge, self.commitment)

    @property
    def title(self) -> str:
        """Company, commitment and pledge in one line."""
        return f"{self.company.name}: {self.name} ({self.pledge.short_name})"

    @property
    def anchor(self) -> str:
        """The id of the cell on its company's page; it never changes."""
        return f"{self.pledge.id}-{self.commitment.id}"

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """The ids that the cell had on that page while its pledge or commitment had another id."""
        return tuple(map("-".join, product(self.pledge.ids, self.commitment.ids)))[1:]

    @property
    def latest(self) -> Assessment | None:
        """The latest assessment; None where there is none."""
        return self.assessments[-1] if self.assessments else None

    @property
    def status(self) -> Status:
        """The status now."""
        return latest_status(self.assessments)

    @property
    def left(self) -> Departure | None:
        """When the company left the pledge, where it did: from that day on the cell is no longer counted."""
        return self.signatory.left

    @property
    def is_followed(self) -> bool:
        """Whether it is reviewed again one day: not once the company has left the pledge or ended."""
        return self.left is None and self.company.ended is None

    @property
    def signatory(self) -> Signatory:
        """When the company joined the pledge and left it."""
        return self.pledge.signatories[self.company.id]

    @property
    def is_contested(self) -> bool:
        """Whether a dispute of one of its assessments is not decided yet."""
        return bool(self.open_disputes)

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """The disputes of its assessments that are not decided yet, the oldest first."""
        return tuple(dispute for each in self.assessments for dispute in each.disputes if dispute.is_open)

    @property
    def decided_disputes(self) -> tuple[Dispute, ...]:
        """Those that are decided, the oldest first."""
        return tuple(dispute for each in self.assessments for dispute in each.disputes if not dispute.is_open)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The company's answers to this cell's assessments, newest first."""
        return tuple(reply for each in reversed(self.assessments) for reply in reversed(each.replies))

    @cached_property
    def views(self) -> tuple[AssessmentView, ...]:
        """Every assessment with everything that it rests on, the oldest first."""
        return tuple(self._view(number, each) for number, each in enumerate(self.assessments, 1))

    @property
    def current(self) -> AssessmentView | None:
        """The view of the latest assessment; None where there is none."""
        return self.views[-1] if self.views else None

    @property
    def earlier(self) -> tuple[AssessmentView, ...]:
        """The views of the assessments before the latest, the newest first."""
        return self.views[-2::-1]

    @property
    def open_criteria(self) -> tuple[CriterionView, ...]:
        """The criteria that are not shown yet, by the latest assessment: without one all of them."""
        if self.current is None:
            return tuple(
                CriterionView(id=id, text=text, state=CriterionState.OPEN)
                for id, text in self.commitment.criteria.items()
            )
        return tuple(each for each in self.current.criteria if each.state is not CriterionState.SHOWN)

    @property
    def deadline(self) -> Deadline | None:
        """The day by which the commitment was due; None where the pledge names none or the company had left before."""
        found = self.pledge.deadlines.get(self.commitment.id)
        return found if found and self.signatory.is_counted_on(found.date.last) else None

    @property
    def late_since(self) -> PartialDate | None:
        """The day from which the commitment is shown, where it had a deadline and that day lies after it."""
        return late_since(self.assessments, self.deadline) if self.deadline else None

    @property
    def timing(self) -> Timing | None:
        """How the commitment stands in time; None without a deadline, and where nobody can say."""
        return timing(self.assessments, self.deadline, self.day, self.status) if self.deadline else None

    def _view(self, number: int, assessment: Assessment) -> AssessmentView:
        states = criterion_states(self.commitment.criteria, assessment.evidence)
        return AssessmentView(
            cell=self,
            number=number,
            assessment=assessment,
            criteria=tuple(
                CriterionView(id=id, text=text, state=states[id]) for id, text in self.commitment.criteria.items()
            ),
            quotations=tuple(self._quotation(number, item) for number, item in enumerate(assessment.evidence, 1)),
        )

    def _quotation(self, number: int, item: Evidence) -> Quotation:
        texts = self.commitment.criteria
        return Quotation(
            number=number,
            evidence=item,
            source=self.company.sources[item.source],
            shows=tuple(texts[criterion] for criterion in item.shows),
            refutes=tuple(texts[criterion] for criterion in item.refutes),
            check=self.ledger.check(company=self.company.id, source=item.source, quote=item.quote),
        )


def _weight(quotation: Quotation) -> tuple[int, int, int]:
    bearing = len(quotation.shows) + len(quotation.refutes)
    return -bearing, _RELIABILITY.index(quotation.source.reliability), quotation.number


def cell(dataset: Dataset, company: str, pledge: str, commitment: str) -> Cell:
    """The cell of one company and one commitment of a pledge that it signed, by their ids."""
    signed = dataset.pledges[pledge]
    return Cell(dataset.companies[company], signed, signed.commitments[commitment], Ledger(dataset.checks))


def commitment_name(pledge: Pledge, commitment: Commitment) -> str:
    """A commitment's title, with its group or its id where another one of the pledge has the same title."""
    others = [each for each in pledge.commitments.values() if each is not commitment]
    title, group = commitment.title, commitment.group
    if all(each.title != title for each in others):
        return title
    if all((each.title, each.group) != (title, group) for each in others):
        return f"{title}: {pledge.groups[group].title}"
    return f"{title}: {commitment.id}"


def by_name(companies: Iterable[Company]) -> tuple[Company, ...]:
    """Companies in the order in which readers look for them."""
    return tuple(sorted(companies, key=lambda company: company.name.casefold()))
