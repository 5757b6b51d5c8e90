"""What a rule gets to see: everything that was read, the day, and each assessment with its place."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Assessment, Commitment, Company, Evidence, Pledge, Review
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES, PLEDGES, REVIEWS, Reading
from tracker.reading.document import Document, Path
from tracker.reading.schema import Schema


@dataclass(frozen=True)
class Judgement:
    """One assessment in its place: `path` leads to it, `index` counts within its cell from 0."""

    document: Document
    company: Company
    pledge: Pledge
    commitment: Commitment
    path: Path
    index: int
    assessment: Assessment
    previous: Assessment | None

    @property
    def later(self) -> tuple[Assessment, ...]:
        """The assessments of the cell after this one, the oldest first."""
        return self.company.assessments[self.pledge.id][self.commitment.id][self.index + 1 :]

    def problem(self, rule: str, below: Path, message: str, hint: str = "") -> Problem:
        """A problem at a value of the assessment."""
        return self.document.problem(rule, (*self.path, *below), message, hint)

    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        """Every piece of evidence with its path below the assessment."""
        for index, item in enumerate(self.assessment.evidence):
            yield ("evidence", index), item


@dataclass(frozen=True)
class Scope:
    """What was read, and the last day that is not in the future."""

    reading: Reading
    today: datetime.date

    def is_future(self, date: PartialDate) -> bool:
        """Whether every day that the date can mean is yet to come; one rule reports it, the others skip it."""
        return date.first > self.today

    def documents(self) -> Iterator[tuple[Document, Schema]]:
        """Every document that could be read, with its schema."""
        for folder, schema in self.reading.schemas.items():
            for document in self.reading.documents[folder].values():
                if document.is_sound:
                    yield document, schema

    def pledges(self) -> Iterator[tuple[Document, Pledge]]:
        """Every well-shaped pledge with its document."""
        for name, pledge in self.reading.dataset.pledges.items():
            yield self.reading.documents[PLEDGES][name], pledge

    def companies(self) -> Iterator[tuple[Document, Company]]:
        """Every company whose file could be read, with its document."""
        for name, company in self.reading.dataset.companies.items():
            yield self.reading.documents[COMPANIES][name], company

    def reviews(self) -> Iterator[tuple[Document, Review]]:
        """Every well-shaped review with its document."""
        for name, review in self.reading.dataset.reviews.items():
            yield self.reading.documents[REVIEWS][name], review

    def judgements(self) -> Iterator[Judgement]:
        """Every assessment of a commitment that exists."""
        for document, company in self.companies():
            for pledge_id, cells in company.assessments.items():
                pledge = self.reading.dataset.pledges.get(pledge_id)
                for commitment_id, cell in cells.items():
                    if pledge is None or commitment_id not in pledge.commitments:
                        continue
                    path = ("assessments", pledge_id, commitment_id)
                    commitment = pledge.commitments[commitment_id]
                    for index, assessment in enumerate(cell):
                        previous = cell[index - 1] if index else None
                        place = (document, company, pledge, commitment, (*path, index))
                        yield Judgement(*place, index, assessment, previous)
