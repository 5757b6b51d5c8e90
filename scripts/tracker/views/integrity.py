"""The tracker in numbers: how much there is, and how much of it was read twice, checked, corrected and disputed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Dataset, Status
from tracker.quotes.ledger import Ledger
from tracker.status import Tally, tally
from tracker.verdicts import Verdict
from tracker.views.cells import Cell


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Counts over everything; `quotes` are those of the latest assessments, `last_assessed` is None without any."""

    companies: int
    pledges: int
    commitments: int
    tally: Tally
    quotes: int
    sources: int
    last_assessed: datetime.date | None


def summary(dataset: Dataset, cells: Sequence[Cell]) -> Summary:
    """Count everything once."""
    latest = [cell.latest for cell in cells if cell.latest]
    return Summary(
        companies=len(dataset.companies),
        pledges=len(dataset.pledges),
        commitments=sum(len(pledge.commitments) for pledge in dataset.pledges.values()),
        tally=tally(cell.status for cell in cells),
        quotes=sum(len(assessment.evidence) for assessment in latest),
        sources=sum(len(company.sources) for company in dataset.companies.values()),
        last_assessed=max((assessment.assessed.last for assessment in latest), default=None),
    )


@dataclass(frozen=True, kw_only=True)
class Integrity:
    """Counts over the latest assessments.

    `quotes` counts by status, `verdicts` how many quotes a program found and did not find, `oldest_check` is the day
    of the oldest of these checks. `replies` counts those to earlier assessments too.
    """

    quotes: Mapping[Status, int]
    verdicts: Mapping[Verdict, int]
    oldest_check: datetime.date | None
    read_twice: int
    disagreed: int
    contested: int
    replies: int

    @property
    def quotes_total(self) -> int:
        """All quotes."""
        return sum(self.quotes.values())

    @property
    def quotes_checked(self) -> int:
        """The quotes that a program has looked up."""
        return self.quotes_total - self.verdicts[Verdict.NEVER_CHECKED]


def integrity(cells: Sequence[Cell], ledger: Ledger) -> Integrity:
    """The tracker about itself."""
    latest = [(cell, cell.latest) for cell in cells if cell.latest]
    readings = [each.second_reading for _cell, each in latest if each.second_reading is not None]
    checks = [
        ledger.check(company=cell.company.id, source=item.source, quote=item.quote)
        for cell, each in latest
        for item in each.evidence
    ]
    verdicts = [check.verdict if check else Verdict.NEVER_CHECKED for check in checks]
    return Integrity(
        quotes={
            status: sum(len(each.evidence) for _cell, each in latest if each.status is status) for status in Status
        },
        verdicts={verdict: verdicts.count(verdict) for verdict in Verdict},
        oldest_check=min((check.day for check in checks if check), default=None),
        read_twice=len(readings),
        disagreed=sum(not reading.agreed for reading in readings),
        contested=sum(cell.is_contested for cell in cells),
        replies=sum(len(cell.replies) for cell in cells),
    )
