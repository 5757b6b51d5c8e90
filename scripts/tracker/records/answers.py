"""The answers of the API: each is a row of a record, with the rows that refer to it, or a whole record."""

import re
from dataclasses import dataclass

from tracker.records import about, cells, companies, pledges, remarks, reviews
from tracker.records.record import ROOT, SCHEMA_VERSION, AnyRecord, Field, Record, shared, text
from tracker.records.tables import TABLES
from tracker.views.view import View


@dataclass(frozen=True)
class Part:
    """The rows of a record that refer to the row above them: a list, or where `is_one` a single row or null.

    `through` is the record whose rows refer to both; `parts` are those of each row.
    """

    record: AnyRecord
    parts: tuple["Part", ...] = ()
    is_one: bool = False
    through: AnyRecord | None = None

    @property
    def name(self) -> str:
        """Its name in the answer."""
        return self.record.one if self.is_one else self.record.name


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A kind of answer; `path` is relative to the API's root, and names in braces are ids.

    `about` is the record of which there is an answer for every row, `page` the page for people where there is none.
    """

    name: str
    path: str
    summary: str
    page: str = ""
    about: AnyRecord | None = None
    parts: tuple[Part, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in braces, in their order."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def members(self) -> tuple[Part, ...]:
        """What it holds: the row that it is about, and its parts."""
        return (*([one(self.about)] if self.about else []), *self.parts)

    @property
    def schema_path(self) -> str:
        """Where its schema is on the site."""
        return f"{ROOT}schema/{self.name}.schema.json"

    def address(self, id: str = "") -> str:
        """Where the answer on a row with this id is on the site: the ids in the address, joined, are the row's own."""
        return ROOT + re.sub(r"{.*}", id, self.path)


def one(record: AnyRecord) -> Part:
    """A single row, or null."""
    return Part(record, is_one=True)


def several(*records: AnyRecord) -> tuple[Part, ...]:
    """A list of rows of each record."""
    return tuple(map(Part, records))


def whole(name: str, path: str, summary: str, page: str, record: AnyRecord) -> Answer:
    """An answer that lists a record."""
    return Answer(name=name, path=path, summary=summary, page=page, parts=several(record))


ENDPOINTS = Record[Answer](
    name="endpoints",
    meaning="One row for each kind of answer of the API.",
    rows=lambda _view: ANSWERS,
    fields=(
        text("answer_name", "The name of a kind of answer", lambda answer: answer.name),
        text("path", "Where it is below the API's root; names in braces are ids", lambda answer: answer.path),
        text("purpose", "What it holds", lambda answer: answer.summary),
        shared("api_url", lambda answer: None if answer.about else answer.address(), nullable=True),
        shared("schema_url", lambda answer: answer.schema_path),
    ),
)
RECORDS: tuple[AnyRecord, ...] = (*TABLES, ENDPOINTS)

ANSWERS: tuple[Answer, ...] = (
    Answer(
        name="index",
        path="index.json",
        summary="Where to begin: every kind of answer, and how much there is of everything",
        page="api/",
        parts=(one(about.ABOUT), one(about.COUNTS), Part(ENDPOINTS)),
    ),
    whole("pledges", "pledges.json", "Every pledge", "pledges/", pledges.PLEDGES),
    Answer(
        name="pledge",
        path="pledges/{pledge}.json",
        summary="One pledge in its official words, with commitments and signatories",
        about=pledges.PLEDGES,
        parts=several(
            pledges.GROUPS,
            pledges.COMMITMENTS,
            pledges.SIGNATORIES,
            pledges.PLEDGE_DOCUMENTS,
            pledges.PLEDGE_FOOTNOTES,
        ),
    ),
    whole("commitments", "commitments.json", "Every commitment of every pledge", "pledges/", pledges.COMMITMENTS),
    Answer(
        name="commitment",
        path="commitments/{pledge}/{commitment}.json",
        summary="One commitment: its criteria, and the cell of every signatory",
        about=pledges.COMMITMENTS,
        parts=several(pledges.CRITERIA, cells.CELLS),
    ),
    whole("companies", "companies.json", "Every company", "companies/", companies.COMPANIES),
    Answer(
        name="company",
        path="companies/{company}.json",
        summary="One company: the pledges that it signed, its cells, its sources, and what is not read yet",
        about=companies.COMPANIES,
        parts=several(pledges.SIGNATORIES, cells.CELLS, companies.SOURCES, companies.UNREAD_DOCUMENTS),
    ),
    whole(
        "cells", "cells.json", "Every cell in short: one company and one commitment, and its status", "", cells.CELLS
    ),
    Answer(
        name="cell",
        path="cells/{company}/{pledge}/{commitment}.json",
        summary="One cell with its whole history: every assessment with its criteria, quotes and searches",
        about=cells.CELLS,
        parts=(
            Part(
                cells.ASSESSMENTS,
                parts=(
                    Part(cells.CRITERION_STATES),
                    Part(cells.EVIDENCE, parts=(one(cells.CHECKS),)),
                    *several(cells.SEARCHES, remarks.DROPPED_QUOTES),
                    *several(remarks.SECOND_READINGS, remarks.DISPUTES, remarks.REPLIES),
                ),
            ),
            Part(companies.SOURCES, through=cells.EVIDENCE),
        ),
    ),
    whole("days", "on/index.json", "The days worth looking back to", "", about.DAYS),
    Answer(
        name="day",
        path="on/{day}.json",
        summary="The status of every cell on one of these days",
        about=about.DAYS,
        parts=several(about.DAY_STATUSES),
    ),
    whole("changes", "changes.json", "Every change of every cell, the newest first", "changes/", cells.CHANGES),
    whole("sources", "sources.json", "Every source, and the cells that cite it", "sources/", companies.SOURCES),
    whole("reviews", "reviews.json", "Every published review of the same companies", "reviews/", reviews.REVIEWS),
    Answer(
        name="review",
        path="reviews/{review}.json",
        summary="One review by others: its scores and its words, as published",
        about=reviews.REVIEWS,
        parts=(
            *several(reviews.REVIEW_DIMENSIONS, reviews.REVIEW_SCORES),
            Part(reviews.REVIEW_STATEMENTS, parts=(one(reviews.STATEMENT_CHECKS), *several(reviews.AGREEMENTS))),
        ),
    ),
    Answer(
        name="integrity",
        path="integrity.json",
        summary="The tracker about itself: assessed, read twice, checked, corrected, disputed",
        page="integrity/",
        parts=(one(about.COUNTS),),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Published:
    """One answer as it is published: of which kind, from which view, where it is and where people read the same."""

    answer: Answer
    view: View
    address: str
    page: str


ENVELOPE: tuple[Field[Published], ...] = (
    text("schema_version", "The version of the shape of all answers and tables", lambda _each: SCHEMA_VERSION),
    shared("data_date", lambda each: each.view.edition.date),
    shared("data_commit", lambda each: each.view.edition.commit, nullable=True),
    shared("page_url", lambda each: each.page),
    shared("api_url", lambda each: each.address),
    shared("schema_url", lambda each: each.answer.schema_path),
)
