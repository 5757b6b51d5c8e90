"""The tracker in numbers: how much there is, and how much of it was read twice, checked, corrected and disputed."""

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Company, Dataset, Status
from tracker.quotes.ledger import Check
from tracker.remarks import Reader
from tracker.status import Tally, tally
from tracker.verdicts import Origin, Verdict
from tracker.views.cells import Cell, by_name
from tracker.views.tables import counted


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Counts over everything; `tally` leaves out the cells of companies that have left, `quotes` does not.

    `quotes` are those of the latest assessments, and `last_assessed` is None without any.
    """

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
        tally=tally(cell.status for cell in counted(cells)),
        quotes=sum(len(assessment.evidence) for assessment in latest),
        sources=sum(len(company.sources) for company in dataset.companies.values()),
        last_assessed=max((assessment.assessed.last for assessment in latest), default=None),
    )


@dataclass(frozen=True, kw_only=True)
class CheckCounts:
    """How many quotes were looked up with which result; `found` by the text in which they were found."""

    quotes: int
    found: Mapping[Origin, int]
    verdicts: Mapping[Verdict, int]

    @property
    def checked(self) -> int:
        """The quotes that a program has looked up."""
        return self.quotes - self.verdicts[Verdict.NEVER_CHECKED]


@dataclass(frozen=True, kw_only=True)
class Integrity:
    """Counts over the latest assessments.

    `quotes` counts by status, `checks` by what a program found when it looked the quotes up, `live_checks` how many it
    looked up at the source's own address, and `oldest_check` is the day of the oldest of all these checks.
    `review_checks` counts the words of reviews by others, which are in no other number. `replies` counts those to
    earlier assessments too.
    """

    quotes: Mapping[Status, int]
    checks: CheckCounts
    checks_by_company: tuple[tuple[Company, CheckCounts], ...]
    review_checks: CheckCounts
    live_checks: int
    oldest_check: datetime.date | None
    assessed: int
    read_twice: int
    read_by_people: int
    disagreed: int
    contested: int
    replies: int

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many quotes have which verdict."""
        return self.checks.verdicts

    @property
    def quotes_total(self) -> int:
        """All quotes."""
        return self.checks.quotes

    @property
    def quotes_checked(self) -> int:
        """The quotes that a program has looked up."""
        return self.checks.checked


def integrity(cells: Sequence[Cell], statement_checks: Sequence[Check | None]) -> Integrity:
    """The tracker about itself; `statement_checks` are those of the words of reviews, None for each never checked."""
    latest = [(cell, cell.latest) for cell in cells if cell.latest]
    readings = [each.second_reading for _cell, each in latest if each.second_reading is not None]
    people = [any(one.reader is Reader.PERSON for one in each.readings) for _cell, each in latest]
    checks: dict[str, list[Check | None]] = {}
    for cell in cells:
        checks.setdefault(cell.company.id, []).extend(
            item.check for item in (cell.current.quotations if cell.current else ())
        )
    everything = list(itertools.chain.from_iterable(checks.values()))
    companies = {cell.company.id: cell.company for cell in cells}
    return Integrity(
        quotes={
            status: sum(len(each.evidence) for _cell, each in latest if each.status is status) for status in Status
        },
        checks=_check_counts(everything),
        checks_by_company=tuple(
            (company, _check_counts(checks[company.id])) for company in by_name(companies.values())
        ),
        review_checks=_check_counts(statement_checks),
        live_checks=sum(check is not None and check.origin is Origin.LIVE for check in everything),
        oldest_check=min((check.day for check in everything if check), default=None),
        assessed=len(latest),
        read_twice=len(readings),
        read_by_people=sum(people),
        disagreed=sum(not reading.agreed for reading in readings),
        contested=sum(cell.is_contested for cell in cells),
        replies=sum(len(cell.replies) for cell in cells),
    )


def _check_counts(checks: Sequence[Check | None]) -> CheckCounts:
    verdicts = [check.verdict if check else Verdict.NEVER_CHECKED for check in checks]
    origins = [check.origin for check in checks if check and check.verdict is Verdict.FOUND]
    return CheckCounts(
        quotes=len(checks),
        found={origin: origins.count(origin) for origin in Origin},
        verdicts={verdict: verdicts.count(verdict) for verdict in Verdict},
    )
