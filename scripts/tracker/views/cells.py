"""One cell as a reader sees it: who, what, how it stands, and the words behind it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from tracker.model import (
    Assessment,
    Commitment,
    Company,
    CriterionState,
    Dataset,
    Evidence,
    PartialDate,
    Pledge,
    Reply,
    Search,
    Source,
    Status,
)
from tracker.status import criterion_states, latest_status


@dataclass(frozen=True)
class CriterionView:
    """A criterion's sentence and what the evidence says of it."""

    id: str
    text: str
    state: CriterionState


@dataclass(frozen=True)
class Quotation:
    """A quote with its source and, as sentences, the criteria that it shows and refutes."""

    evidence: Evidence
    source: Source
    shows: tuple[str, ...]
    refutes: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentView:
    """An assessment with everything that it rests on."""

    assessment: Assessment
    status: Status
    criteria: tuple[CriterionView, ...]
    quotations: tuple[Quotation, ...]
    searched: tuple[Search, ...]


@dataclass(frozen=True)
class Cell:
    """One company and one commitment."""

    company: Company
    pledge: Pledge
    commitment: Commitment
    assessments: tuple[Assessment, ...]

    @property
    def id(self) -> str:
        """What people and programs call the cell: company/pledge/commitment."""
        return f"{self.company.id}/{self.pledge.id}/{self.commitment.id}"

    @property
    def title(self) -> str:
        """Company, commitment and pledge in one line."""
        return f"{self.company.name}: {self.commitment.title} ({self.pledge.short_name})"

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
        """The assessment that stands; None where there is none."""
        return self.assessments[-1] if self.assessments else None

    @property
    def status(self) -> Status:
        """How the cell stands now."""
        return latest_status(self.assessments)

    @property
    def contested(self) -> bool:
        """Whether somebody disputes the latest assessment and it is not settled."""
        return self.latest is not None and self.latest.contested is not None

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The company's answers to this cell's assessments, newest first."""
        return tuple(each.reply for each in reversed(self.assessments) if each.reply is not None)

    @cached_property
    def views(self) -> tuple[AssessmentView, ...]:
        """Every assessment with everything that it rests on, the oldest first."""
        return tuple(map(self._view, self.assessments))

    @property
    def current(self) -> AssessmentView | None:
        """The view of the latest assessment; None where there is none."""
        return self.views[-1] if self.views else None

    @property
    def earlier(self) -> tuple[AssessmentView, ...]:
        """The views of the assessments before the latest, the newest first."""
        return self.views[-2::-1]

    @property
    def history(self) -> tuple[tuple[datetime.date, Status], ...]:
        """Every status with the day from which it surely held, in the order in which they were written."""
        return tuple((each.since.last, each.status) for each in self.assessments)

    @property
    def late(self) -> PartialDate | None:
        """The day from which something is shown, where the commitment had a deadline and that day lies after it."""
        deadline = self.pledge.deadline
        if deadline is None or deadline.commitment != self.commitment.id:
            return None
        shown = (each.since for each in self.assessments if each.status in (Status.MET, Status.PARTIAL))
        first = next(shown, None)
        return first if first is not None and first.first > deadline.date.last else None

    def _view(self, assessment: Assessment) -> AssessmentView:
        states = criterion_states(self.commitment.criteria, assessment.evidence)
        return AssessmentView(
            assessment,
            assessment.status,
            tuple(CriterionView(id, text, states[id]) for id, text in self.commitment.criteria.items()),
            tuple(self._quotation(item) for item in assessment.evidence),
            assessment.searched,
        )

    def _quotation(self, item: Evidence) -> Quotation:
        texts = self.commitment.criteria
        return Quotation(
            item,
            self.company.sources[item.source],
            tuple(texts[criterion] for criterion in item.shows),
            tuple(texts[criterion] for criterion in item.refutes),
        )


def cell(dataset: Dataset, company: str, pledge: str, commitment: str) -> Cell:
    """The cell of one company and one commitment of a pledge that it signed."""
    each = dataset.companies[company]
    words = dataset.pledges[pledge]
    return Cell(each, words, words.commitments[commitment], each.assessments.get(pledge, {}).get(commitment, ()))


def named_commitment(dataset: Dataset, name: str) -> tuple[Pledge, Commitment]:
    """The commitment that `pledge/commitment` names, with its pledge."""
    pledge, _, commitment = name.partition("/")
    return dataset.pledges[pledge], dataset.pledges[pledge].commitments[commitment]


def cells(dataset: Dataset) -> Iterator[Cell]:
    """Every cell of every pledge, in the order of the pledges' words and of the signatories' names."""
    for pledge in dataset.pledges.values():
        for company in signatories(dataset, pledge):
            for commitment in pledge.commitments:
                yield cell(dataset, company.id, pledge.id, commitment)


def signatories(dataset: Dataset, pledge: Pledge) -> tuple[Company, ...]:
    """The companies that signed a pledge, by name."""
    return by_name(dataset.companies[id] for id in pledge.signatories)


def by_name(companies: Iterable[Company]) -> tuple[Company, ...]:
    """Companies in the order in which readers look for them."""
    return tuple(sorted(companies, key=lambda company: company.name.casefold()))
