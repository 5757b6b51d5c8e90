"""Charts as numbers: where each part, step and cell stands; pages and files draw them from here, in the same shapes."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.model import Deadline, Status
from tracker.status import Tally, due_days
from tracker.views.addresses import commitment_address, company_address
from tracker.views.tables import Column, Moment, Row, Table, moments
from tracker.views.view import View

# Where the files of charts are; what was published under a former id stays there.
COMPANY_CHART = "charts/companies/{company}/{pledge}"
COMMITMENT_CHART = "charts/commitments/{pledge}/{commitment}"
PLEDGE_CHART = "charts/pledges/{pledge}/{chart}"
FILES = tuple(
    f"{each}.{ending}" for each in (COMPANY_CHART, COMMITMENT_CHART, PLEDGE_CHART) for ending in ("svg", "png", "csv")
)

HEIGHT = 180  # pixels of a chart over time
_LINE = 15  # pixels between two labels, one above the other
_YEARS = datetime.timedelta(days=2 * 366)  # from here on a tick a year is enough


@dataclass(frozen=True)
class Part:
    """A piece of a bar, for one status; `begin` and `width` are percents of the bar."""

    status: Status
    number: int
    begin: float
    width: float

    @property
    def middle(self) -> float:
        """Where its shape and its number are."""
        return _short(self.begin + self.width / 2)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart has: its title, the place on the site that shows it, its files without their endings."""

    title: str
    place: str
    file: str


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """A bar for each commitment."""

    columns: tuple[Column, ...]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that it shows."""
        return _found(column.tally for column in self.columns)


@dataclass(frozen=True, kw_only=True)
class Cells(Chart):
    """Every cell of a pledge."""

    table: Table

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that it shows."""
        return _found([self.table.tally])


@dataclass(frozen=True)
class Piece:
    """How many cells had a status from one day to the next: percents across, pixels down."""

    status: Status
    left: float
    width: float
    top: float
    height: float


@dataclass(frozen=True)
class End:
    """What stands beside the last day: a status, its number, and how far down."""

    status: Status
    number: int
    y: float


@dataclass(frozen=True)
class Tick:
    """A date below a chart over time, `x` percent across."""

    x: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Steps(Chart):
    """How many cells had which status, from day to day; `due` is a day to mark."""

    moments: tuple[Moment, ...]
    due: datetime.date | None = None

    @property
    def total(self) -> int:
        """The number of cells."""
        return self.moments[0].tally.total

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that it shows: what nobody had assessed yet is left empty."""
        return tuple(each for each in _found(moment.tally for moment in self.moments) if each != Status.NOT_ASSESSED)

    @property
    def pieces(self) -> Iterator[Piece]:
        """Every step of every status."""
        for moment, following in zip(self.moments, self.moments[1:], strict=False):
            left = self.across(moment.day)
            for part in parts(moment.tally):
                if part.status != Status.NOT_ASSESSED:
                    place = (HEIGHT * (100 - part.begin - part.width) / 100, HEIGHT * part.width / 100)
                    yield Piece(part.status, left, round(self.across(following.day) - left, 3), *map(_short, place))

    @property
    def ends(self) -> tuple[End, ...]:
        """The numbers of the last day, from the lowest, each at its step or as near as there is room."""
        found: list[End] = []
        last = [each for each in parts(self.moments[-1].tally) if each.status != Status.NOT_ASSESSED]
        for place, part in enumerate(last):
            middle = HEIGHT * (100 - part.begin - part.width / 2) / 100
            least = _LINE * (len(last) - place - 1)  # the room that those above need
            y = max(least, min(middle, found[-1].y - _LINE if found else HEIGHT))
            found.append(End(part.status, part.number, _short(y)))
        return tuple(found)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of years, of half-years where there are few years; else the first day."""
        first, last = self.moments[0].day, self.moments[-1].day
        months = (1,) if last - first >= _YEARS else (1, 7)
        days = [datetime.date(year, month, 1) for year in range(first.year, last.year + 1) for month in months]
        shown = [day for day in days if first < day <= last] or [first]
        return tuple(Tick(self.across(day), f"{day:%Y}" if len(months) == 1 else f"{day:%b %Y}") for day in shown)

    def across(self, day: datetime.date) -> float:
        """Where a day is, in percent."""
        first, last = self.moments[0].day, self.moments[-1].day
        return _short(100 * (day - first).days / max(1, (last - first).days))


def parts(tally: Tally) -> tuple[Part, ...]:
    """The statuses of some cells one after another, each as wide as its share; those without a cell are left out."""
    found: list[Part] = []
    for status, number in tally.counts.items():
        if number:
            begin = found[-1].begin + found[-1].width if found else 0
            found.append(Part(status, number, _short(begin), _short(100 * number / tally.total)))
    return tuple(found)


def bars_of_pledge(table: Table) -> Bars:
    """Every commitment of a pledge."""
    return Bars(
        title=f"{table.pledge.short_name}: statuses by commitment",
        place=f"pictures/#{table.pledge.id}-commitments",
        file=PLEDGE_CHART.format(pledge=table.pledge.id, chart="commitments"),
        columns=table.columns,
    )


def bar_of_commitment(column: Column) -> Bars:
    """One commitment."""
    return Bars(
        title=f"{column.pledge.short_name}: {column.name}",
        place=commitment_address(column.pledge, column.commitment),
        file=COMMITMENT_CHART.format(pledge=column.pledge.id, commitment=column.commitment.id),
        columns=(column,),
    )


def cells_of_pledge(table: Table) -> Cells:
    """Every company and every commitment of a pledge."""
    return Cells(
        title=f"{table.pledge.short_name}: every cell",
        place=f"pictures/#{table.pledge.id}-cells",
        file=PLEDGE_CHART.format(pledge=table.pledge.id, chart="cells"),
        table=table,
    )


def steps_of_company(row: Row, today: datetime.date) -> Steps:
    """A company's cells of a pledge, from the announcement to the day of the data, or to its last as a signatory."""
    return Steps(
        title=f"{row.company.name}, {row.pledge.short_name}: from day to day",
        place=f"{company_address(row.company)}#past",
        file=COMPANY_CHART.format(company=row.company.id, pledge=row.pledge.id),
        moments=moments(row.cells, row.pledge.announced.last, row.last_day(today)),
    )


def steps_of_deadlines(view: View, table: Table) -> Iterator[tuple[Deadline, Sequence[Column], Steps]]:
    """For each deadline of a pledge the commitments that were due by it, from day to day."""
    pledge, today = table.pledge, view.edition.date
    for place, (deadline, commitments) in enumerate(due_days(pledge).items(), 1):
        columns = [view.columns[f"{pledge.id}/{each.id}"] for each in commitments]
        cells = [cell for column in columns for cell in column.cells]
        suffix = "" if place == 1 else f"-{place}"
        yield (
            deadline,
            columns,
            Steps(
                title=f"{pledge.short_name}: {', '.join(column.name for column in columns)}, from day to day",
                place=f"pictures/#{pledge.id}-deadline{suffix}",
                file=PLEDGE_CHART.format(pledge=pledge.id, chart=f"deadline{suffix}"),
                moments=moments(cells, pledge.announced.last, today),
                due=deadline.date.last if deadline.date.last <= today else None,
            ),
        )


def all_charts(view: View) -> Iterator[Bars | Cells | Steps]:
    """Every chart of the site."""
    for table in view.tables:
        yield bars_of_pledge(table)
        yield from (chart for _deadline, _columns, chart in steps_of_deadlines(view, table))
        yield cells_of_pledge(table)
        yield from (steps_of_company(row, view.edition.date) for row in table.rows if row.tally.assessed)
    yield from map(bar_of_commitment, view.columns.values())


def _found(tallies: Iterable[Tally]) -> tuple[Status, ...]:
    counts = [each.counts for each in tallies]
    return tuple(status for status in Status if any(each[status] for each in counts))


def _short(number: float) -> float:
    return round(number, 3)
