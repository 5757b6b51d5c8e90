"""A pledge as a table: companies down, commitments across."""

import datetime
from dataclasses import dataclass

from tracker.model import Commitment, Company, Dataset, Group, PartialDate, Pledge
from tracker.status import Tally, tally
from tracker.views.cells import Cell, cell, signatories


@dataclass(frozen=True)
class Row:
    """One company's cells of a pledge in the order of its words, and the day of joining (None: unpublished)."""

    pledge: Pledge
    company: Company
    joined: PartialDate | None
    cells: tuple[Cell, ...]
    tally: Tally


@dataclass(frozen=True)
class Matrix:
    """One pledge's table: `groups` holds each group's commitments in order, `rows` the companies by name."""

    pledge: Pledge
    groups: tuple[tuple[Group, tuple[Commitment, ...]], ...]
    rows: tuple[Row, ...]
    tally: Tally

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The columns."""
        return tuple(commitment for _group, commitments in self.groups for commitment in commitments)

    @property
    def columns(self) -> tuple[tuple[Commitment, Tally], ...]:
        """The columns, each with how many of its cells stand how."""
        tallies = (tally(row.cells[index].status for row in self.rows) for index in range(len(self.commitments)))
        return tuple(zip(self.commitments, tallies, strict=True))


def named_days(dataset: Dataset, until: datetime.date) -> tuple[tuple[datetime.date, str], ...]:
    """The days worth looking back to, oldest first: each pledge's announcement and deadline, and the ends of years."""
    days = {}
    for pledge in dataset.pledges.values():
        days[pledge.announced.last] = f"{pledge.short_name} announced"
        if pledge.deadline:
            days[pledge.deadline.date.last] = pledge.deadline.event
    first = min(days, default=until).year
    days |= {datetime.date(year, 12, 31): f"End of {year}" for year in range(first, until.year)}
    return tuple(sorted((day, name) for day, name in days.items() if day <= until))


def matrix(dataset: Dataset, pledge: Pledge) -> Matrix:
    """The table of one pledge."""
    rows = tuple(row(dataset, pledge, company) for company in signatories(dataset, pledge))
    return Matrix(pledge, _groups(pledge), rows, tally(cell.status for row in rows for cell in row.cells))


def row(dataset: Dataset, pledge: Pledge, company: Company) -> Row:
    """One company's row in the table of a pledge that it signed."""
    columns = [commitment.id for _group, commitments in _groups(pledge) for commitment in commitments]
    found = tuple(cell(dataset, company.id, pledge.id, commitment) for commitment in columns)
    return Row(pledge, company, pledge.signatories[company.id], found, tally(each.status for each in found))


def company_rows(dataset: Dataset, company: Company) -> tuple[Row, ...]:
    """One company's rows in the tables of all pledges that it signed."""
    signed = (pledge for pledge in dataset.pledges.values() if company.id in pledge.signatories)
    return tuple(row(dataset, pledge, company) for pledge in signed)


def column(dataset: Dataset, pledge: Pledge, commitment: Commitment) -> tuple[Cell, ...]:
    """One commitment's cells, companies by name."""
    return tuple(cell(dataset, company.id, pledge.id, commitment.id) for company in signatories(dataset, pledge))


def _groups(pledge: Pledge) -> tuple[tuple[Group, tuple[Commitment, ...]], ...]:
    return tuple(
        (group, tuple(each for each in pledge.commitments.values() if each.group == group.id))
        for group in pledge.groups.values()
    )
