"""The things of the tracker as plain data: each in one shape, wherever an answer speaks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.model import (
    Commitment,
    Company,
    Edition,
    PartialDate,
    Pledge,
    Reference,
    Review,
    SecondReading,
    Status,
    UnreadDocument,
)
from tracker.records.api.kinds import KINDS
from tracker.status import Tally
from tracker.views.addresses import (
    cell_address,
    commitment_address,
    company_address,
    pledge_address,
    review_address,
)
from tracker.views.cells import Cell
from tracker.views.changes import Change
from tracker.views.due import due_day
from tracker.views.tables import Row

Plain = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One answer: its kind, the page for people, and what it says.

    `names` holds, for each id in the address, the present id and then the former ones, which stay addresses of it.
    """

    kind: str
    names: tuple[tuple[str, ...], ...]
    page: str
    content: Plain


def dated(name: str, date: PartialDate | None) -> Plain:
    """A date as it is written, and the last day that it can mean, by which dates can be sorted."""
    return {name: date and date.text, f"{name}_day": date and str(date.last)}


def links(edition: Edition, answer: str, page: str) -> Plain:
    """Where something is told, for programs and for people: absolute where the site's address is known.

    Where it is not known, the links are relative to the site's root: its address before them makes them whole.
    """
    return {"json": edition.site + answer, "html": edition.site + page}


def pledge_links(edition: Edition, pledge: Pledge) -> Plain:
    """Where a pledge is told."""
    return links(edition, KINDS["pledge"].address(pledge.id), pledge_address(pledge))


def commitment_links(edition: Edition, pledge: Pledge, commitment: Commitment) -> Plain:
    """Where a commitment is told."""
    return links(edition, KINDS["commitment"].address(pledge.id, commitment.id), commitment_address(pledge, commitment))


def company_links(edition: Edition, company: Company) -> Plain:
    """Where a company is told."""
    return links(edition, KINDS["company"].address(company.id), company_address(company))


def cell_links(edition: Edition, cell: Cell) -> Plain:
    """Where a cell is told."""
    return links(edition, KINDS["cell"].address(*cell_id(cell).values()), cell_address(cell))


def review_links(edition: Edition, review: Review) -> Plain:
    """Where a review is told."""
    return links(edition, KINDS["review"].address(review.id), review_address(review))


def cell_id(cell: Cell) -> Plain:
    """The three ids that name a cell."""
    return {"company": cell.company.id, "pledge": cell.pledge.id, "commitment": cell.commitment.id}


def commitment_id(name: str) -> Plain | None:
    """The two ids that name a commitment, from pledge/commitment; None where there is no name."""
    pledge, mark, commitment = name.partition("/")
    return {"pledge": pledge, "commitment": commitment} if mark else None


def counted(counts: Mapping[Status, int]) -> Plain:
    """Numbers by status, and their total."""
    return {**{str(status): counts[status] for status in Status}, "total": sum(counts.values())}


def tallied(tally: Tally) -> Plain:
    """How many cells stand how."""
    return counted(tally.counts)


def pledge_value(pledge: Pledge, tally: Tally, edition: Edition) -> Plain:
    """A pledge, as lists give it."""
    return {
        "id": pledge.id,
        "former_ids": list(pledge.former_ids),
        "name": pledge.name,
        "short_name": pledge.short_name,
        "issued_by": pledge.issued_by,
        "announced": str(pledge.announced),
        "signatories": len(pledge.signatories),
        "commitments": len(pledge.commitments),
        "tally": tallied(tally),
        "links": pledge_links(edition, pledge),
    }


def commitment_value(pledge: Pledge, commitment: Commitment, tally: Tally, edition: Edition) -> Plain:
    """A commitment, as lists give it."""
    return {
        "pledge": pledge.id,
        "id": commitment.id,
        "former_ids": list(commitment.former_ids),
        "number": commitment.number or None,
        "title": commitment.title,
        "group": commitment.group,
        "text": commitment.text,
        "tally": tallied(tally),
        "links": commitment_links(edition, pledge, commitment),
    }


def company_value(company: Company, rows: tuple[Row, ...], edition: Edition) -> Plain:
    """A company, as lists give it; `rows` are its cells, by pledge."""
    return {
        "id": company.id,
        "former_ids": list(company.former_ids),
        "name": company.name,
        "other_names": list(company.other_names),
        "website": company.website,
        "headquarters": company.headquarters,
        "signatures": [
            {"pledge": row.pledge.id, **dated("joined", row.joined), "tally": tallied(row.tally)} for row in rows
        ],
        "links": company_links(edition, company),
    }


def cell_value(cell: Cell, edition: Edition) -> Plain:
    """A cell, as lists give it."""
    latest = cell.latest
    reading = latest.second_reading if latest else None
    due = due_day(cell)
    return {
        **cell_id(cell),
        "company_name": cell.company.name,
        "pledge_name": cell.pledge.short_name,
        "commitment_title": cell.commitment.title,
        "status": str(cell.status),
        **dated("since", latest.since if latest else None),
        "assessed": str(latest.assessed) if latest else None,
        "assessments": len(cell.assessments),
        "quotes": len(latest.evidence) if latest else 0,
        **dated("late_since", cell.late_since),
        "review_due": due and str(due),
        "second_reading": reading and outcome(reading),
        "contested": cell.is_contested,
        "replied": latest is not None and latest.reply is not None,
        "links": cell_links(edition, cell),
    }


def outcome(reading: SecondReading) -> str:
    """What a second reader found."""
    return "agreed" if reading.agreed else "disagreed"


def change_value(change: Change, edition: Edition) -> Plain:
    """One step of one cell."""
    return {
        **cell_id(change.cell),
        **dated("since", change.since),
        "assessed": str(change.assessed),
        "change": change.kind,
        "reason": change.reason,
        "before": str(change.before),
        "after": str(change.after),
        "gained": list(change.gained),
        "lost": list(change.lost),
        "links": cell_links(edition, change.cell),
    }


def review_value(review: Review, edition: Edition) -> Plain:
    """A review by others, as lists give it."""
    return {
        "id": review.id,
        "title": review.title,
        "authors": list(review.authors),
        "publisher": review.publisher,
        "url": review.url,
        **dated("published", review.published),
        **dated("read", review.read),
        "pledge": review.pledge or None,
        "companies": len(review.scores),
        "links": review_links(edition, review),
    }


def document_value(document: Reference) -> Plain:
    """A document that a pledge rests on."""
    return {
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        **dated("published", document.published),
    }


def unread_value(document: UnreadDocument) -> Plain:
    """A newer document that nobody has read yet."""
    return {
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url or None,
        **dated("published", document.published),
        "noted": str(document.noted),
        "note": document.note,
    }
