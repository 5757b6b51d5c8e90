"""The tracker's words as values: pledges, commitments, companies, sources, evidence and assessments."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.membership import Ending, Reference, Signatory
from tracker.partial_date import PartialDate
from tracker.recorded import Amendment, Removal, Waiver
from tracker.remarks import Dispute, Reply, SecondReading
from tracker.verdicts import Checks


class Status(StrEnum):
    """What the evidence says of one company and one commitment, in display order.

    `not-assessed` is worked out where a cell has no assessment, and never written.
    """

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not-met"
    NO_EVIDENCE = "no-evidence"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASSESSABLE = "not-assessable"
    NOT_ASSESSED = "not-assessed"


class CriterionState(StrEnum):
    """What the evidence says of one criterion."""

    SHOWN = "shown"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    OPEN = "open"


class Bearing(StrEnum):
    """What a review says of a commitment: that it is kept, that it is not, or neither."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of a pledge, with the official words that lead into it, if any."""

    id: str
    title: str
    text: str = ""


class Renameable:
    """What has an id in addresses and files: a former one still leads to it."""

    id: str
    former_ids: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and then those that it had before, the oldest first."""
        return (self.id, *self.former_ids)


@dataclass(frozen=True, kw_only=True)
class Commitment(Renameable):
    """One promise in its official words, and the criteria by which it is assessed."""

    id: str
    number: str = ""
    title: str
    group: str
    text: str
    criteria: Mapping[str, str]
    not_tracked: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfficialText(Reference):
    """The document that holds a pledge's words, with their licence."""

    updated: PartialDate | None = None
    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The day by which a commitment was due, and what was to happen on it."""

    date: PartialDate
    event: str


@dataclass(frozen=True, kw_only=True)
class Pledge(Renameable):
    """A published set of commitments; `signatories` are by the ids of the companies, former ones included."""

    id: str
    name: str
    short_name: str
    issued_by: str
    announced: PartialDate
    source: OfficialText
    signatory_sources: tuple[Reference, ...] = ()
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    signatories: Mapping[str, Signatory]
    preamble: str = ""
    footnotes: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Group]
    commitments: Mapping[str, Commitment]
    former_ids: tuple[str, ...] = ()
    amended: tuple[Amendment, ...] = ()
    removed: tuple[Removal, ...] = ()
    waived: tuple[Waiver, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document that was read for a company: at `url` where `copy` is empty, in a lost copy where that is None."""

    id: str
    title: str
    url: str
    publisher: str
    kind: str
    language: str = ""
    published: PartialDate | None
    read: PartialDate
    copy: str | None = ""
    archived: str = ""
    reliability: str
    note: str = ""
    former_urls: tuple[str, ...] = ()

    @property
    def date(self) -> PartialDate:
        """The day from which the document speaks: when it was published, else when it was read."""
        return self.published or self.read


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A verbatim quote and the criteria that it shows or refutes; with neither it is context."""

    source: str
    locator: str = ""
    quote: str
    translation: str = ""
    shows: tuple[str, ...] = ()
    refutes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other quote of a cell: its source and its words."""
        return self.source, self.quote

    @property
    def marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """What it shows and what it refutes, in no order."""
        return frozenset(self.shows), frozenset(self.refutes)


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search that found nothing: for what, in which place and when."""

    subject: str
    place: str
    date: PartialDate


@dataclass(frozen=True, kw_only=True)
class DroppedQuote:
    """A quote of the assessment before that no longer counts, and why."""

    source: str
    quote: str
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other quote of a cell, as that of `Evidence`."""
        return self.source, self.quote


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """A dated judgement of one company on one commitment."""

    since: PartialDate
    since_reason: str = ""
    assessed: PartialDate
    change: str = ""
    status: Status
    reason: str
    evidence: tuple[Evidence, ...] = ()
    dropped: tuple[DroppedQuote, ...] = ()
    searched: tuple[Search, ...] = ()
    second_reading: SecondReading | None = None
    later_readings: tuple[SecondReading, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def readings(self) -> tuple[SecondReading, ...]:
        """All readings by others, the first of them first."""
        return (*((self.second_reading,) if self.second_reading else ()), *self.later_readings)


@dataclass(frozen=True, kw_only=True)
class UnreadDocument:
    """A document that is known to exist and has not been read; `url` is empty where its place is not known."""

    title: str
    publisher: str
    url: str = ""
    published: PartialDate | None
    noted: PartialDate
    note: str


@dataclass(frozen=True, kw_only=True)
class Company(Renameable):
    """A signatory; `assessments` maps pledge, then commitment, to the assessments of that cell, oldest first."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    website: str
    headquarters: str
    ended: Ending | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    unreadable_sources: frozenset[str] = frozenset()  # their entries have faults; without problems there are none
    assessments: Mapping[str, Mapping[str, tuple[Assessment, ...]]] = field(default_factory=dict)
    former_ids: tuple[str, ...] = ()
    unread_documents: tuple[UnreadDocument, ...] = ()
    amended: tuple[Amendment, ...] = ()
    removed: tuple[Removal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A part of a review's score; `commitment` (pledge/commitment) is empty where it matches none."""

    title: str
    commitment: str = ""


@dataclass(frozen=True, kw_only=True)
class Score:
    """One company's score in a review, exactly as published; `details` by dimension."""

    overall: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A review's own words, of another document than the review at `url`; without `companies` on all or none."""

    companies: tuple[str, ...] = ()
    commitment: str = ""
    bearing: Bearing
    url: str = ""
    locator: str = ""
    speaker: str = ""
    quote: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """Somebody else's published rating of the same companies; `copy` is like that of a source."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str
    url: str
    published: PartialDate
    read: PartialDate
    copy: str | None = ""
    note: str = ""
    licence: str = ""
    pledge: str = ""
    scale: str
    summary: str
    incomplete: str = ""
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    amended: tuple[Amendment, ...] = ()
    removed: tuple[Removal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """What people wrote, by id; checks by company; what counts as shown, by pledge and by commitment-criterion."""

    pledges: Mapping[str, Pledge] = field(default_factory=dict)
    companies: Mapping[str, Company] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    checks: Mapping[str, Checks] = field(default_factory=dict)
    codebooks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What is built: the day and commit of the data; where they are set, the addresses of repository, site and mail."""

    date: datetime.date
    commit: str = ""
    repository: str = ""
    site: str = ""
    contact: str = ""
