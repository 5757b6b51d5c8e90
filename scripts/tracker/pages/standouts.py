"""What the head of the home page says was found: a line for each pledge, and what stands out. Each is one rule.

A rule is silent where the data do not carry it. It counts and names; it neither praises nor blames.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracker.model import CriterionState, Deadline, Status
from tracker.pages.rendering import human_date, tally_words
from tracker.status import FOLLOWING, Share, Tally, due_days, status_on, tally, word
from tracker.text import counted
from tracker.views.addresses import cell_address, commitment_address
from tracker.views.cells import Cell
from tracker.views.changes import RECENT, Change, Direction
from tracker.views.reviews import Agreement
from tracker.views.tables import Column, Table
from tracker.views.tables import counted as counted_now
from tracker.views.view import View

FEWEST = 5  # companies: what fewer of them do is no finding about a commitment
_RANKS = {Status.MET: 2, Status.PARTIAL: 1, Status.NOT_MET: 0, Status.NO_EVIDENCE: 0}
_CAUSES = ("company-acted", "source-changed")
_DIRECTIONS = {
    Direction.STRENGTHENED: "with more shown",
    Direction.WEAKENED: "with less shown",
    Direction.MIXED: "with more of one part and less of another",
    Direction.UNCHANGED: "with every criterion as before",
    Direction.FOUND_LATER: "found later",
    Direction.CORRECTED: "corrected",
}


@dataclass(frozen=True, kw_only=True)
class PledgeLine:
    """What was found on a pledge: a sentence, the cells that it speaks of as they are now, and the day, if any."""

    table: Table
    text: str
    tally: Tally
    day: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Standout:
    """A sentence, and a link to the view that shows it: its address, and its words."""

    text: str
    address: str
    link: str


def main_first(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables in the order of the home page: the pledge with the most signatories first, then the older one."""
    return tuple(sorted(tables, key=lambda table: (-len(table.members), table.pledge.announced.last, table.pledge.id)))


def pledge_lines(view: View) -> Iterator[PledgeLine]:
    """For each pledge what was due on a day, or where no day has passed, all of it."""
    for table in main_first(view.tables):
        lines = [line for rule in (due_on_a_day, due_on_no_day) for line in rule(table, view.edition.date)]
        yield from lines[:1]


def standouts(view: View) -> tuple[Standout, ...]:
    """What stands out."""
    return tuple(found for rule in RULES for found in rule(view))


def due_on_a_day(table: Table, today: datetime.date) -> Iterator[PledgeLine]:
    """How many had met what was due on the earliest day that has passed, and how many meet it now."""
    for deadline, commitments in due_days(table.pledge).items():
        columns = [each for each in table.columns if each.commitment in commitments]
        day = deadline.date.last
        due = [cell for column in columns for cell in column.cells if cell.signatory.is_bound_on(day)]
        cells = [cell for cell in due if cell.status is not Status.NOT_APPLICABLE]
        if day <= today and cells and all(cell.status in FOLLOWING for cell in cells):
            now = tally(cell.status for cell in counted_now(cells))
            text = f"{_on_the_day(columns, cells, deadline)} On {human_date(today)}: {tally_words(now)}."
            yield PledgeLine(table=table, text=text, tally=now, day=day)


def _on_the_day(columns: list[Column], cells: list[Cell], deadline: Deadline) -> str:
    then = tally(status_on(cell.assessments, deadline.date.last) for cell in cells).counts
    met, part = then[Status.MET], then[Status.PARTIAL]
    one = f"“{columns[0].name}”" if len(columns) == 1 else "what was due"
    who = ("signatory", "signatories") if len(columns) == 1 else ("cell",)
    rest = len(cells) - met - part
    return (
        f"By {human_date(deadline.date)}, when it was due, {met} of {counted(len(cells), *who)} had met {one}, "
        f"{part} in part; for {rest} nothing shows it for that day."
    )


def due_on_no_day(table: Table, _today: datetime.date) -> Iterator[PledgeLine]:
    """How many cells of a pledge have which status."""
    if table.tally.assessed:
        size = f"{counted(len(table.members), 'company', 'companies')}, {counted(len(table.columns), 'commitment')}"
        yield PledgeLine(table=table, text=f"{size}: {tally_words(table.tally)}.", tally=table.tally)


def most_often_met(view: View) -> Iterator[Standout]:
    """The commitment that the largest share of its signatories meets."""
    found = sorted(_judged(view), key=_met, reverse=True)
    if found and _met(found[0])[0]:
        first = found[0]
        text = f"Most often met: {_named(first)}, by {first.tally.share(Status.MET)} companies."
        yield Standout(text=text, address=_companies(first), link="Who meets it, in which words")


def least_often_met(view: View) -> Iterator[Standout]:
    """The commitments that nobody meets, or the one that the smallest share of its signatories meets."""
    found = sorted(_judged(view), key=lambda column: (_met(column)[0], -column.tally.applicable))
    none = [column for column in found if not _met(column)[0]]
    if none:
        text = (
            f"{Share(len(none), len(found))} commitments are met by no signatory; most companies promised "
            f"{_named(none[0])}: {none[0].tally.applicable}."
        )
        yield Standout(text=text, address=_companies(none[0]), link=f"All companies on {none[0].name}")
    elif found:
        text = f"Least often met: {_named(found[0])}, by {found[0].tally.share(Status.MET)} companies."
        yield Standout(text=text, address=_companies(found[0]), link="All companies on it")


def lowered(view: View) -> Iterator[Standout]:
    """What a company changed or withdrew, where the status fell with it and has not come back."""
    fallen: dict[str, Change] = {}
    for change in view.changes:  # the newest first
        is_lower = _rank(change.after) < _rank(change.before) and _rank(change.cell.status) < _rank(change.before)
        if change.kind in _CAUSES and is_lower:
            fallen.setdefault(change.cell.id, change)
    if fallen:
        companies = {change.cell.company.id for change in fallen.values()}
        latest = max(fallen.values(), key=lambda each: (each.since.last, _rank(each.before) - _rank(each.after)))
        count = f"{len(fallen)} of {len(view.cells)} cells ({counted(len(companies), 'company', 'companies')})"
        text = (
            f"In {count} later documents show less than earlier ones. The latest: {latest.cell.title}, "
            f"{word(latest.before)} before, {word(latest.after)} since {human_date(latest.since)}."
        )
        yield Standout(text=text, address=cell_address(latest.cell), link="Both, in their words")


def changed_recently(view: View) -> Iterator[Standout]:
    """How many changes of the last 90 days of the data have which direction; a first assessment is no change."""
    found = Counter(each.direction for each in view.changes if each.is_recent(view.edition.date))
    if found:
        days = f"In the {RECENT.days} days to {human_date(view.edition.date)}"
        parts = ", ".join(f"{found[each]} {words}" for each, words in _DIRECTIONS.items() if found[each])
        text = f"{days}, {counted(found.total(), 'change')}: {parts}."
        yield Standout(text=text, address="changes/?when=recent", link="Each of them, and why")


def reviewers_differ(view: View) -> Iterator[Standout]:
    """How often reviewers and we differ, and on which company most often."""
    differ = [each for each in view.comparisons if each.agreement is Agreement.DIFFER]
    if differ:
        ranks = Counter(each.cell.company.name for each in differ).most_common(2)
        has_first = len(ranks) == 1 or ranks[0][1] > ranks[1][1]
        most = f", most often on {ranks[0][0]} ({ranks[0][1]})" if has_first else ""
        share = Share(len(differ), len(view.comparisons))
        text = f"Reviewers and we differ on {share} statements that can be compared{most}."
        yield Standout(text=text, address="reviews/#differ", link="Their words beside our statuses")


def shown_by_nobody(view: View) -> Iterator[Standout]:
    """The criteria that no document of any company shows, and the one of them that most companies promised."""
    criteria = [(column, id) for column in _judged(view) for id in column.commitment.criteria]
    none = [(column, id) for column, id in criteria if not _is_shown(column, id)]
    if none:
        column, id = max(none, key=lambda each: each[0].tally.applicable)
        text = (
            f"{Share(len(none), len(criteria))} criteria are shown by no company; most companies promised "
            f"“{column.commitment.criteria[id]}” (in {_named(column)}): {column.tally.applicable}."
        )
        address = commitment_address(column.pledge, column.commitment)
        yield Standout(text=text, address=f"{address}#criteria", link="What is checked")


RULES: tuple[Callable[[View], Iterator[Standout]], ...] = (
    most_often_met,
    least_often_met,
    lowered,
    changed_recently,
    reviewers_differ,
    shown_by_nobody,
)


def _judged(view: View) -> list[Column]:
    """The commitments of which every cell is assessed, and that apply to enough companies; the main pledge's first."""
    columns = (column for table in main_first(view.tables) for column in table.columns)
    return [each for each in columns if each.tally.assessed == each.tally.total and each.tally.applicable >= FEWEST]


def _met(column: Column) -> tuple[float, int]:
    share = column.tally.share(Status.MET)
    return share.number / share.whole, share.whole


def _named(column: Column) -> str:
    return f"“{column.name}” ({column.pledge.short_name})"


def _companies(column: Column) -> str:
    return f"{commitment_address(column.pledge, column.commitment)}#companies"


def _rank(status: Status) -> int:
    return _RANKS.get(status, -1)


def _is_shown(column: Column, id: str) -> bool:
    shown = (CriterionState.SHOWN, CriterionState.DISPUTED)
    views = (cell.current for cell in column.counted if cell.current)
    return any(criterion.id == id and criterion.state in shown for view in views for criterion in view.criteria)
