"""A pledge as a table: companies down, commitments across."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.membership import Signatory
from tracker.model import Commitment, Company, Dataset, Group, Pledge
from tracker.quotes.ledger import Ledger
from tracker.status import Tally, due_days, status_on, tally
from tracker.views.cells import Cell, by_name, commitment_name


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """One company's cells of a pledge in the order of its groups; a company that has left keeps its row."""

    pledge: Pledge
    company: Company
    cells: tuple[Cell, ...]

    @property
    def signatory(self) -> Signatory:
        """When the company joined the pledge and left it."""
        return self.pledge.signatories[self.company.id]

    def last_day(self, day: datetime.date) -> datetime.date:
        """The given day, or the last one before it on which the company was a signatory."""
        left = self.signatory.left
        return min(day, left.date.last - datetime.timedelta(days=1)) if left else day

    @cached_property
    def tally(self) -> Tally:
        """How many of the cells have which status."""
        return tally(cell.status for cell in self.cells)

    @property
    def groups(self) -> tuple[tuple[Group, tuple[Cell, ...]], ...]:
        """The cells under the groups of their commitments."""
        return tuple(
            (group, tuple(cell for cell in self.cells if cell.commitment.group == group.id))
            for group in self.pledge.groups.values()
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """One commitment's cells, companies by name, former signatories too."""

    pledge: Pledge
    commitment: Commitment
    cells: tuple[Cell, ...]

    @property
    def id(self) -> str:
        """What the data call the commitment across pledges: pledge/commitment."""
        return f"{self.pledge.id}/{self.commitment.id}"

    @property
    def group(self) -> Group:
        """The part of the pledge in which the commitment stands."""
        return self.pledge.groups[self.commitment.group]

    @property
    def name(self) -> str:
        """The commitment's title, unlike that of any other of the pledge."""
        return commitment_name(self.pledge, self.commitment)

    @property
    def counted(self) -> tuple[Cell, ...]:
        """The cells of the companies that have not left the pledge."""
        return counted(self.cells)

    @cached_property
    def tally(self) -> Tally:
        """How many of the counted cells have which status."""
        return tally(cell.status for cell in self.counted)


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """One pledge's table: `rows` are the companies by name, former signatories too, `columns` the commitments."""

    pledge: Pledge
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    @property
    def groups(self) -> tuple[tuple[Group, tuple[Column, ...]], ...]:
        """The columns under their groups."""
        return tuple(
            (group, tuple(column for column in self.columns if column.group is group))
            for group in self.pledge.groups.values()
        )

    @property
    def members(self) -> tuple[Row, ...]:
        """The rows of the companies that have not left the pledge."""
        return tuple(row for row in self.rows if row.signatory.left is None)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @cached_property
    def tally(self) -> Tally:
        """How many of the counted cells have which status."""
        return tally(cell.status for cell in counted(self.cells))


def counted(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells that every count of now is made of: those of companies that have not left the pledge."""
    return tuple(cell for cell in cells if cell.left is None)


def counted_on(cells: Iterable[Cell], day: datetime.date) -> tuple[Cell, ...]:
    """The cells that a count at the end of a day is made of."""
    return tuple(cell for cell in cells if cell.signatory.is_counted_on(day))


def table(dataset: Dataset, pledge: Pledge, day: datetime.date = datetime.date.max) -> Table:
    """The table of one pledge as of the day of an edition; signatories without a readable file are left out."""
    order = [each for group in pledge.groups for each in pledge.commitments.values() if each.group == group]
    companies = by_name(dataset.companies[id] for id in pledge.signatories if id in dataset.companies)
    ledger = Ledger(dataset.checks)
    rows = tuple(
        Row(pledge=pledge, company=company, cells=tuple(Cell(company, pledge, each, ledger, day) for each in order))
        for company in companies
    )
    columns = tuple(
        Column(pledge=pledge, commitment=each, cells=tuple(row.cells[index] for row in rows))
        for index, each in enumerate(order)
    )
    return Table(pledge=pledge, rows=rows, columns=columns)


@dataclass(frozen=True)
class Moment:
    """A day, and how many of some cells had which status at its end."""

    day: datetime.date
    tally: Tally


def moments(cells: Iterable[Cell], first: datetime.date, last: datetime.date) -> tuple[Moment, ...]:
    """The first and the last day, and every day between them on which a count changed, oldest first.

    The last day shows the latest statuses, also where the month from which a status holds has not ended yet.
    """
    followed = tuple(cells)
    days = {each.since.last for cell in followed for each in cell.assessments}
    days |= {cell.left.date.last for cell in followed if cell.left}
    found: list[Moment] = []
    for day in (first, *sorted(day for day in days if first < day < last)):
        now = tally(status_on(cell.assessments, day) for cell in counted_on(followed, day))
        if not found or now != found[-1].tally:
            found.append(Moment(day, now))
    return (*found, Moment(last, tally(cell.status for cell in counted_on(followed, last))))


def named_days(pledges: Mapping[str, Pledge], until: datetime.date) -> tuple[tuple[datetime.date, str], ...]:
    """The days worth looking back to, oldest first: each pledge's announcement and deadline, and the ends of years."""
    days = {}
    for pledge in pledges.values():
        days[pledge.announced.last] = f"{pledge.short_name} announced"
        days |= {deadline.date.last: deadline.event for deadline in due_days(pledge) if deadline.date.last <= until}
    first = min(days, default=until).year
    days |= {datetime.date(year, 12, 31): f"End of {year}" for year in range(first, until.year)}
    return tuple(sorted((day, name) for day, name in days.items() if day <= until))
