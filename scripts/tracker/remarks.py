"""What others say of an assessment: a second reading, a dispute with its outcome, a company's reply."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.partial_date import PartialDate


class Outcome(StrEnum):
    """How a dispute ended."""

    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Reader(StrEnum):
    """Who reads an assessment again."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """A reading of an assessment by somebody who had not written it; `reader` is None where only `by` tells."""

    date: PartialDate
    by: str
    reader: Reader | None = None
    agreed: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A dispute of an assessment; `url` is empty where it can be read nowhere.

    Until it is decided, `decided` and `outcome` are None and `answer` is empty. `followed_by` is the `assessed` of the
    later assessment that an upheld dispute led to.
    """

    date: PartialDate
    by: str
    grounds: str
    url: str = ""
    decided: PartialDate | None = None
    outcome: Outcome | None = None
    answer: str = ""
    followed_by: PartialDate | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.outcome is None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A company's answer to an assessment, verbatim; `url` is empty where it was published nowhere else."""

    date: PartialDate
    by: str
    text: str
    url: str = ""
