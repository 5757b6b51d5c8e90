"""The tables of pledges: their commitments and criteria in words, and who signed."""

from collections.abc import Iterator

from tracker.model import Commitment, Deadline, PartialDate, Pledge
from tracker.records.downloads.rows import commitment_id
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.addresses import commitment_address, pledge_address
from tracker.views.view import View

_FORMER = "Ids that it had before, parted by spaces"


def _pledges(view: View) -> Iterator[tuple[Pledge, str]]:
    for pledge in view.dataset.pledges.values():
        yield pledge, view.edition.site + pledge_address(pledge)


PLEDGES = Table[tuple[Pledge, str]](
    name="pledges",
    description="One row for each pledge, with the document that holds its official words.",
    key=("pledge_id",),
    rows=_pledges,
    columns=(
        Column("pledge_id", Kind.TEXT, "The pledge's id", lambda each: each[0].id),
        Column("name", Kind.TEXT, "Its official name", lambda each: each[0].name),
        Column("short_name", Kind.TEXT, "The name that this site uses", lambda each: each[0].short_name),
        Column("issued_by", Kind.TEXT, "Who issued it", lambda each: each[0].issued_by),
        Column("announced", Kind.DAY, "When it was announced", lambda each: each[0].announced),
        Column("source_title", Kind.TEXT, "The title of the official document", lambda each: each[0].source.title),
        Column("source_publisher", Kind.TEXT, "Who published it", lambda each: each[0].source.publisher),
        Column("source_url", Kind.TEXT, "Where it stands", lambda each: each[0].source.url),
        Column(
            "source_published",
            Kind.DATE,
            "When it was published",
            lambda each: each[0].source.published,
            is_nullable=True,
        ),
        Column(
            "source_updated",
            Kind.DATE,
            "When it was last changed",
            lambda each: each[0].source.updated,
            is_nullable=True,
        ),
        Column("licence", Kind.TEXT, "The licence of the official words", lambda each: each[0].source.licence),
        Column("attribution", Kind.TEXT, "How to name their owner", lambda each: each[0].source.attribution),
        Column(
            "preamble", Kind.TEXT, "The words before the commitments", lambda each: each[0].preamble, is_nullable=True
        ),
        Column("former_ids", Kind.TEXT, _FORMER, lambda each: each[0].former_ids, is_nullable=True),
        Column("url", Kind.TEXT, "The pledge on this site", lambda each: each[1]),
    ),
)


def _commitments(view: View) -> Iterator[tuple[Pledge, Commitment, str]]:
    for pledge in view.dataset.pledges.values():
        for commitment in pledge.commitments.values():
            yield pledge, commitment, view.edition.site + commitment_address(pledge, commitment)


def _deadline(row: tuple[Pledge, Commitment, str]) -> Deadline | None:
    pledge, commitment, _url = row
    return pledge.deadline if pledge.deadline and pledge.deadline.commitment == commitment.id else None


COMMITMENTS = Table[tuple[Pledge, Commitment, str]](
    name="commitments",
    description="One row for each commitment, in its official words.",
    key=("commitment_id",),
    rows=_commitments,
    columns=(
        Column(
            "commitment_id", Kind.TEXT, "The commitment's id: pledge/commitment", lambda each: commitment_id(*each[:2])
        ),
        Column("pledge_id", Kind.TEXT, "The pledge's id", lambda each: each[0].id, refers="pledges"),
        Column(
            "position",
            Kind.INTEGER,
            "Its place in the pledge, from 1",
            lambda each: list(each[0].commitments).index(each[1].id) + 1,
        ),
        Column(
            "number",
            Kind.TEXT,
            "Its number in the pledge, as the pledge writes it",
            lambda each: each[1].number,
            is_nullable=True,
        ),
        Column("title", Kind.TEXT, "Its title, in our words", lambda each: each[1].title),
        Column("text", Kind.TEXT, "Its official words", lambda each: each[1].text),
        Column("group_id", Kind.TEXT, "The part of the pledge in which it stands", lambda each: each[1].group),
        Column("group_title", Kind.TEXT, "The title of that part", lambda each: each[0].groups[each[1].group].title),
        Column(
            "group_text",
            Kind.TEXT,
            "The official words that lead into that part",
            lambda each: each[0].groups[each[1].group].text,
            is_nullable=True,
        ),
        Column(
            "not_tracked",
            Kind.TEXT,
            "What the words ask for and no public document can decide, one line each",
            lambda each: "\n".join(each[1].not_tracked),
            is_nullable=True,
        ),
        Column(
            "related",
            Kind.TEXT,
            "Ids of like commitments in other pledges, parted by spaces",
            lambda each: each[1].related,
            is_nullable=True,
        ),
        Column(
            "deadline",
            Kind.DAY,
            "The day by which it was due, where the pledge names one",
            lambda each: due.date if (due := _deadline(each)) else None,
            is_nullable=True,
        ),
        Column(
            "deadline_event",
            Kind.TEXT,
            "What happened on that day",
            lambda each: due.event if (due := _deadline(each)) else None,
            is_nullable=True,
        ),
        Column("former_ids", Kind.TEXT, _FORMER, lambda each: each[1].former_ids, is_nullable=True),
        Column("url", Kind.TEXT, "The commitment on this site", lambda each: each[2]),
    ),
)


def _criteria(view: View) -> Iterator[tuple[str, int, str, str]]:
    for pledge in view.dataset.pledges.values():
        for commitment in pledge.commitments.values():
            for position, (id, text) in enumerate(commitment.criteria.items(), 1):
                yield commitment_id(pledge, commitment), position, id, text


CRITERIA = Table[tuple[str, int, str, str]](
    name="criteria",
    description="One row for each criterion, the checkable part of a commitment.",
    key=("criterion_id",),
    rows=_criteria,
    columns=(
        Column("criterion_id", Kind.TEXT, "The id: pledge/commitment/criterion", lambda each: f"{each[0]}/{each[2]}"),
        Column("commitment_id", Kind.TEXT, "The commitment's id", lambda each: each[0], refers="commitments"),
        Column("position", Kind.INTEGER, "Its place in the commitment, from 1", lambda each: each[1]),
        Column(
            "criterion",
            Kind.TEXT,
            "The id within its commitment, as quotes name it",
            lambda each: each[2],
        ),
        Column("text", Kind.TEXT, "The criterion's sentence, in our words", lambda each: each[3]),
    ),
)


def _signatories(view: View) -> Iterator[tuple[str, str, PartialDate | None]]:
    for pledge in view.dataset.pledges.values():
        for company, joined in pledge.signatories.items():
            yield pledge.id, company, joined


SIGNATORIES = Table[tuple[str, str, PartialDate | None]](
    name="signatories",
    description="One row for each company that signed a pledge.",
    key=("pledge_id", "company_id"),
    rows=_signatories,
    columns=(
        Column("pledge_id", Kind.TEXT, "The pledge's id", lambda each: each[0], refers="pledges"),
        Column("company_id", Kind.TEXT, "The company's id", lambda each: each[1], refers="companies"),
        Column(
            "joined",
            Kind.DAY,
            "When it joined; empty where the day was not published",
            lambda each: each[2],
            is_nullable=True,
        ),
    ),
)
