"""The status: what follows from the evidence, how a cell stood on a day, how many cells have which, how it looks."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tracker.model import (
    Assessment,
    Commitment,
    CriterionState,
    Deadline,
    Evidence,
    Pledge,
    Source,
    Status,
)
from tracker.partial_date import PartialDate

SHOWN = frozenset({Status.MET, Status.PARTIAL})
WRITTEN = tuple(each for each in Status if each is not Status.NOT_ASSESSED)  # those that people may write
FOLLOWING = frozenset({Status.MET, Status.PARTIAL, Status.NOT_MET, Status.NO_EVIDENCE})  # these the evidence decides


def criterion_states(criteria: Iterable[str], evidence: Iterable[Evidence]) -> dict[str, CriterionState]:
    """What the evidence says of each criterion, by id, in the order of the criteria."""
    items = tuple(evidence)
    shown = {criterion for item in items for criterion in item.shows}
    refuted = {criterion for item in items for criterion in item.refutes}
    states = {
        (True, False): CriterionState.SHOWN,
        (True, True): CriterionState.DISPUTED,
        (False, True): CriterionState.REFUTED,
        (False, False): CriterionState.OPEN,
    }
    return {criterion: states[criterion in shown, criterion in refuted] for criterion in criteria}


def status_that_follows(states: Mapping[str, CriterionState]) -> Status:
    """The status of a commitment whose criteria have these states."""
    found = set(states.values())
    if found == {CriterionState.SHOWN}:
        return Status.MET
    if found & {CriterionState.SHOWN, CriterionState.DISPUTED}:
        return Status.PARTIAL
    if CriterionState.REFUTED in found:
        return Status.NOT_MET
    return Status.NO_EVIDENCE


def supported_since(
    criteria: Iterable[str], evidence: Iterable[Evidence], sources: Mapping[str, Source]
) -> PartialDate | None:
    """The day from which the cited documents support the status without interruption; None where nothing is cited."""
    return _unchanged_since(status_that_follows, criteria, evidence, sources)


def settled_since(
    criteria: Iterable[str], evidence: Iterable[Evidence], sources: Mapping[str, Source]
) -> PartialDate | None:
    """The day from which they leave every criterion as it is; it is never before that of the status."""
    return _unchanged_since(dict, criteria, evidence, sources)


def _unchanged_since(
    conclude: Callable[[Mapping[str, CriterionState]], object],
    criteria: Iterable[str],
    evidence: Iterable[Evidence],
    sources: Mapping[str, Source],
) -> PartialDate | None:
    """The day from which what is concluded from the criteria stays the same; None where nothing is cited.

    The documents are laid out by their dates (a part of a date counts from its last day), and the conclusion is drawn
    anew after each of them.
    """
    ids, items = tuple(criteria), tuple(evidence)
    final = conclude(criterion_states(ids, items))
    begin: PartialDate | None = None
    # Quadratic on purpose: a cell has a dozen quotes, and each day is judged as the reader would have judged it then.
    for date in sorted({sources[item.source].date for item in items}, key=lambda each: (each.last, each.text)):
        known = [item for item in items if sources[item.source].date.last <= date.last]
        if conclude(criterion_states(ids, known)) != final:
            begin = None
        elif begin is None:
            begin = date
    return begin


def latest_status(assessments: Sequence[Assessment]) -> Status:
    """The status of a cell now: that of its latest assessment."""
    return assessments[-1].status if assessments else Status.NOT_ASSESSED


def assessment_on(assessments: Sequence[Assessment], day: datetime.date) -> Assessment | None:
    """The assessment that holds at the end of a day: the last in the list whose `since` has come, or None.

    A later assessment may reach further back than an earlier one (a correction, say): then it holds in its place.
    """
    return next((each for each in reversed(assessments) if each.since.last <= day), None)


def status_on(assessments: Sequence[Assessment], day: datetime.date) -> Status:
    """The status of a cell at the end of a day."""
    holding = assessment_on(assessments, day)
    return holding.status if holding else Status.NOT_ASSESSED


def late_since(assessments: Sequence[Assessment], deadline: Deadline) -> PartialDate | None:
    """The day from which a commitment is shown, where that day surely lies after its deadline; else None."""
    due = deadline.date.last
    if status_on(assessments, due) in SHOWN:
        return None
    for day in sorted({each.since.last for each in assessments if each.since.last > due}):
        holding = assessment_on(assessments, day)
        if holding is not None and holding.status in SHOWN:
            return holding.since if holding.since.first > due else None
    return None


def due_days(pledge: Pledge) -> Mapping[Deadline, tuple[Commitment, ...]]:
    """The deadlines of a pledge, the earliest first, each with the commitments that were due by it."""
    deadlines = sorted(set(pledge.deadlines.values()), key=lambda each: (each.date.last, each.event))
    return {
        each: tuple(item for item in pledge.commitments.values() if pledge.deadlines.get(item.id) == each)
        for each in deadlines
    }


class Timing(StrEnum):
    """How a commitment that has a deadline is kept, in time."""

    UPCOMING = "upcoming"
    IN_TIME = "in-time"
    LATE = "late"
    OVERDUE = "overdue"


def timing(assessments: Sequence[Assessment], deadline: Deadline, day: datetime.date, status: Status) -> Timing | None:
    """How a commitment with a deadline stands in time on a day on which it has a status; None where nobody can say.

    Nobody can say of what is shown from a month on in which the deadline lies. Overdue is what documents do not show
    although the day has passed: not what nobody has assessed, what does not apply and what no public document can
    settle.
    """
    due = deadline.date.last
    if status in SHOWN:
        if day <= due or status_on(assessments, due) in SHOWN:
            return Timing.IN_TIME
        return Timing.LATE if late_since(assessments, deadline) else None
    if day <= due:
        return Timing.UPCOMING
    return Timing.OVERDUE if status in FOLLOWING else None


class Share(NamedTuple):
    """A number with its denominator: "2 of 16"."""

    number: int
    whole: int

    def __str__(self) -> str:
        return f"{self.number:,} of {self.whole:,}"


@dataclass(frozen=True)
class Tally:
    """How many cells have which status; every status is in `counts`, also with 0."""

    counts: Mapping[Status, int]

    @property
    def total(self) -> int:
        """All cells."""
        return sum(self.counts.values())

    @property
    def assessed(self) -> int:
        """The cells with an assessment."""
        return self.total - self.counts[Status.NOT_ASSESSED]

    @property
    def applicable(self) -> int:
        """The denominator of every share: all cells but those to which the commitment does not apply."""
        return self.total - self.counts[Status.NOT_APPLICABLE]

    @property
    def not_applicable(self) -> int:
        """The cells that are left out of the shares, and reported beside them."""
        return self.counts[Status.NOT_APPLICABLE]

    @property
    def shares(self) -> Mapping[Status, Share]:
        """The share of each status among the applicable cells, in display order."""
        return {each: Share(number, self.applicable) for each, number in self.counts.items() if each in _SHARED}

    def share(self, status: Status) -> Share:
        """The share of one status among the applicable cells."""
        return self.shares[status]


_SHARED = tuple(each for each in Status if each is not Status.NOT_APPLICABLE)


def tally(statuses: Iterable[Status]) -> Tally:
    """Count statuses."""
    counted = Counter(statuses)
    return Tally({each: counted[each] for each in Status})


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a status is told: what its word means, its colours as (ink, ground) on light and dark pages, its shapes.

    `shape` is an SVG path in the square from -1 to 1, filled by the non-zero rule; `glyph` and `terminal` (an ANSI
    colour, 0 for none) are for terminals. A ground is empty where the page shows through.
    """

    meaning: str
    light: tuple[str, str]
    dark: tuple[str, str]
    shape: str
    glyph: str
    terminal: int = 0


_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
LOOKS = {
    Status.MET: Look(
        meaning="Every criterion of the commitment is shown, and none is contradicted.",
        light=("#0a6b4b", "#dcf1e7"),
        dark=("#6fd8ab", "#12392b"),
        shape=f"{_DISC}M-0.58,0.13L-0.14,0.57L0.6,-0.24L0.4,-0.41L-0.15,0.2L-0.39,-0.05Z",
        glyph="●",
        terminal=32,
    ),
    Status.PARTIAL: Look(
        meaning="At least one criterion is shown or disputed, but not all are shown.",
        light=("#855300", "#fdeccb"),
        dark=("#f3bf5e", "#40300d"),
        shape="M0,-1A1,1,0,0,0,0,1ZM0,-1A1,1,0,0,1,0,1L0,0.8A0.8,0.8,0,0,0,0,-0.8Z",
        glyph="◐",
        terminal=33,
    ),
    Status.NOT_MET: Look(
        meaning="No criterion is shown or disputed, and at least one is refuted.",
        light=("#ac2323", "#fbe0de"),
        dark=("#ff9d94", "#4a1f1f"),
        shape="M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z",
        glyph="✕",
        terminal=31,
    ),
    Status.NO_EVIDENCE: Look(
        meaning="No criterion is shown, disputed or refuted; the assessment says what was searched, where and when.",
        light=("#4d5763", "#e9edf1"),
        dark=("#c0c8d3", "#333b48"),
        shape=f"{_DISC}M-0.75,0A0.75,0.75,0,1,0,0.75,0A0.75,0.75,0,1,0,-0.75,0Z",
        glyph="○",
    ),
    Status.NOT_APPLICABLE: Look(
        meaning="The commitment does not apply to the company; it is left out of every share.",
        light=("#5a6470", ""),
        dark=("#aab3bf", ""),
        shape="M-1,-0.18L1,-0.18L1,0.18L-1,0.18Z",
        glyph="–",
    ),
    Status.NOT_ASSESSABLE: Look(
        meaning="Public information cannot settle it; the reason says why.",
        light=("#5b4598", "#ebe6f7"),
        dark=("#c5b3f5", "#332a52"),
        shape="M0,-1L1,0L0,1L-1,0Z",
        glyph="◆",
    ),
    Status.NOT_ASSESSED: Look(
        meaning="Nobody has assessed it here yet.",
        light=("#646e7a", ""),
        dark=("#9aa4b1", ""),
        shape="M-0.3,0A0.3,0.3,0,1,1,0.3,0A0.3,0.3,0,1,1,-0.3,0Z",
        glyph="·",
    ),
}
# A criterion looks like the status that it would have if it were the only one.
STATE_LOOKS = {
    CriterionState.SHOWN: LOOKS[Status.MET],
    CriterionState.DISPUTED: LOOKS[Status.PARTIAL],
    CriterionState.REFUTED: LOOKS[Status.NOT_MET],
    CriterionState.OPEN: LOOKS[Status.NO_EVIDENCE],
}


def word(name: str) -> str:
    """A status, or another name of the data, inside a sentence: "not met"."""
    return name.replace("-", " ")


def label(name: str) -> str:
    """The same by itself: "Not met"."""
    return word(name).capitalize()
