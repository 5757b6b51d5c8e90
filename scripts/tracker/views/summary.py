"""The whole tracker in a few numbers."""

import datetime
from dataclasses import dataclass

from tracker.model import Dataset
from tracker.status import Tally, tally
from tracker.views.cells import cells


@dataclass(frozen=True)
class Summary:
    """Counts over everything; `last_assessed` is None where nothing is assessed."""

    companies: int
    pledges: int
    commitments: int
    tally: Tally
    quotes: int
    sources: int
    last_assessed: datetime.date | None


def summary(dataset: Dataset) -> Summary:
    """Count everything once; `quotes` counts those of the current assessments."""
    everything = list(cells(dataset))
    current = [cell.latest for cell in everything if cell.latest]
    return Summary(
        companies=len(dataset.companies),
        pledges=len(dataset.pledges),
        commitments=sum(len(pledge.commitments) for pledge in dataset.pledges.values()),
        tally=tally(cell.status for cell in everything),
        quotes=sum(len(assessment.evidence) for assessment in current),
        sources=sum(len(company.sources) for company in dataset.companies.values()),
        last_assessed=max((assessment.assessed.last for assessment in current), default=None),
    )
