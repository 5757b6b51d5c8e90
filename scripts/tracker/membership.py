"""Who belongs to a pledge, from when until when, and how a company ends, with the documents that say so."""

import datetime
from dataclasses import dataclass

from tracker.partial_date import PartialDate


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A document that a pledge rests on."""

    title: str
    url: str
    publisher: str
    published: PartialDate | None


@dataclass(frozen=True, kw_only=True)
class Departure:
    """The day on which a company left a pledge, and the document that says so."""

    date: PartialDate
    source: Reference


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """A company's membership: the day on which it joined, or where that is unknown a day by which it had, if any."""

    joined: PartialDate | None = None
    by: PartialDate | None = None
    left: Departure | None = None

    @property
    def known_since(self) -> PartialDate | None:
        """The first day on which it surely had joined; None where no day is known."""
        return self.joined or self.by

    def is_counted_on(self, day: datetime.date) -> bool:
        """Whether its cells count at the end of a day: until the day on which it left, and no longer on that day."""
        return self.left is None or day < self.left.date.last

    def is_bound_on(self, day: datetime.date) -> bool:
        """Whether what is due on a day is due from it: it counts, and is not known only from a later day on."""
        return self.is_counted_on(day) and (self.known_since is None or self.known_since.last <= day)


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Who carries on what a company did: the id of a tracked company, or else a name with its site."""

    company: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """When a company ended or was taken over, by whom if anybody, and the id of its source that says so."""

    date: PartialDate
    successor: Successor | None = None
    source: str
