"""How cells stand, in the reader's words, and how many stand so."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Assessment


class Standing(StrEnum):
    """A status, or that there is none yet; in the order in which readers see them."""

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not-met"
    NO_EVIDENCE = "no-evidence"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASSESSABLE = "not-assessable"
    NOT_ASSESSED = "not-assessed"

    @property
    def word(self) -> str:
        """The word inside a sentence."""
        return self.replace("-", " ")

    @property
    def label(self) -> str:
        """The word by itself."""
        return self.word.capitalize()

    @property
    def meaning(self) -> str:
        """What the word means, in one sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Standing.MET: "Every part of the commitment is shown by a document, and none is contradicted.",
    Standing.PARTIAL: "Some parts are shown or disputed, but not all are shown.",
    Standing.NOT_MET: "No part is shown, and a document says that at least one was not done.",
    Standing.NO_EVIDENCE: "A search found no document that shows or contradicts any part.",
    Standing.NOT_APPLICABLE: "The commitment does not reach this company; it is left out of every count.",
    Standing.NOT_ASSESSABLE: "Public information cannot settle it.",
    Standing.NOT_ASSESSED: "Nobody has assessed it here yet.",
}


def standing(cell: Iterable[Assessment]) -> Standing:
    """How a cell stands now: as its latest assessment says."""
    latest = list(cell)[-1:]
    return Standing(latest[0].status) if latest else Standing.NOT_ASSESSED


def standing_on(cell: Iterable[Assessment], day: datetime.date) -> Standing:
    """How a cell stood at the end of a day: as the latest assessment says whose `since` had come."""
    return standing(assessment for assessment in cell if assessment.since.last <= day)


@dataclass(frozen=True)
class Tally:
    """How many cells stand how; every number that is shown comes with `total` or `applicable` as its denominator."""

    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """All cells."""
        return sum(self.counts.values())

    @property
    def assessed(self) -> int:
        """The cells with an assessment."""
        return self.total - self.counts[Standing.NOT_ASSESSED]

    @property
    def applicable(self) -> int:
        """All cells but those that the commitment does not reach."""
        return self.total - self.counts[Standing.NOT_APPLICABLE]


def tally(standings: Iterable[Standing]) -> Tally:
    """Count standings; every standing is in the counts, also with 0."""
    counted = Counter(standings)
    return Tally({each: counted[each] for each in Standing})
