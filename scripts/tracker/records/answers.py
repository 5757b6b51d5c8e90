"""The answers of the API: each is a row of a record, with the rows that refer to it, or a whole record."""

import re
from dataclasses import dataclass

from tracker.records.about import ABOUT, COUNTS, DATA_COMMIT, DATA_DATE, DAY_STATUSES, DAYS
from tracker.records.cells import (
    ASSESSMENTS,
    CELLS,
    CHANGES,
    CHECKS,
    CRITERION_STATES,
    DISPUTES,
    EVIDENCE,
    REPLIES,
    SEARCHES,
    SECOND_READINGS,
)
from tracker.records.companies import COMPANIES, SOURCES, UNREAD_DOCUMENTS
from tracker.records.pledges import (
    COMMITMENTS,
    CRITERIA,
    GROUPS,
    PLEDGE_DOCUMENTS,
    PLEDGE_FOOTNOTES,
    PLEDGES,
    SIGNATORIES,
)
from tracker.records.record import API_URL, ROOT, SCHEMA_VERSION, AnyRecord, Field, Record, Type, day, page_url, text
from tracker.records.reviews import AGREEMENTS, REVIEW_DIMENSIONS, REVIEW_SCORES, REVIEW_STATEMENTS, REVIEWS
from tracker.records.tables import TABLES
from tracker.views.view import View

SCHEMA_URL = "The JSON Schema of the answer"


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows of a record that refer to the row above them: a list, or where `is_one` a single row or null.

    `through` is the record whose rows refer to both; `parts` are those of each row.
    """

    record: AnyRecord
    is_one: bool = False
    through: AnyRecord | None = None
    parts: tuple["Part", ...] = ()

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
        return (*([Part(record=self.about, is_one=True)] if self.about else []), *self.parts)

    @property
    def schema_path(self) -> str:
        """Where its schema is on the site."""
        return f"{ROOT}schema/{self.name}.schema.json"

    def address(self, id: str = "") -> str:
        """Where the answer on a row with this id is on the site: the ids in the address, joined, are the row's own."""
        return ROOT + re.sub(r"{.*}", id, self.path)


def whole(name: str, path: str, summary: str, page: str, record: AnyRecord) -> Answer:
    """An answer that lists a record."""
    return Answer(name=name, path=path, summary=summary, page=page, parts=(Part(record=record),))


ENDPOINTS = Record[Answer](
    name="endpoints",
    one="endpoint",
    meaning="One row for each kind of answer of the API.",
    key=("answer_name",),
    rows=lambda _view: ANSWERS,
    fields=(
        text("answer_name", "The name of a kind of answer", lambda answer: answer.name),
        text("path", "Where it is below the API's root; names in braces are ids", lambda answer: answer.path),
        text("purpose", "What it holds", lambda answer: answer.summary),
        Field("api_url", Type.ADDRESS, API_URL, lambda answer: None if answer.about else answer.address(), True),
        Field("schema_url", Type.ADDRESS, SCHEMA_URL, lambda answer: answer.schema_path),
    ),
)

ANSWERS: tuple[Answer, ...] = (
    Answer(
        name="index",
        path="index.json",
        summary="Where to begin: every kind of answer, and how much there is of everything",
        page="api/",
        parts=(Part(record=ABOUT, is_one=True), Part(record=COUNTS, is_one=True), Part(record=ENDPOINTS)),
    ),
    whole("pledges", "pledges.json", "Every pledge", "pledges/", PLEDGES),
    Answer(
        name="pledge",
        path="pledges/{pledge}.json",
        summary="One pledge in its official words, with commitments and signatories",
        about=PLEDGES,
        parts=tuple(
            Part(record=each) for each in (GROUPS, COMMITMENTS, SIGNATORIES, PLEDGE_DOCUMENTS, PLEDGE_FOOTNOTES)
        ),
    ),
    whole("commitments", "commitments.json", "Every commitment of every pledge", "pledges/", COMMITMENTS),
    Answer(
        name="commitment",
        path="commitments/{pledge}/{commitment}.json",
        summary="One commitment: its criteria, and the cell of every signatory",
        about=COMMITMENTS,
        parts=(Part(record=CRITERIA), Part(record=CELLS)),
    ),
    whole("companies", "companies.json", "Every company", "companies/", COMPANIES),
    Answer(
        name="company",
        path="companies/{company}.json",
        summary="One company: the pledges that it signed, its cells, its sources, and what is not read yet",
        about=COMPANIES,
        parts=tuple(Part(record=each) for each in (SIGNATORIES, CELLS, SOURCES, UNREAD_DOCUMENTS)),
    ),
    whole("cells", "cells.json", "Every cell in short: one company and one commitment, and its status", "", CELLS),
    Answer(
        name="cell",
        path="cells/{company}/{pledge}/{commitment}.json",
        summary="One cell with its whole history: every assessment with its criteria, quotes and searches",
        about=CELLS,
        parts=(
            Part(
                record=ASSESSMENTS,
                parts=(
                    Part(record=CRITERION_STATES),
                    Part(record=EVIDENCE, parts=(Part(record=CHECKS, is_one=True),)),
                    Part(record=SEARCHES),
                    Part(record=SECOND_READINGS, is_one=True),
                    Part(record=DISPUTES, is_one=True),
                    Part(record=REPLIES, is_one=True),
                ),
            ),
            Part(record=SOURCES, through=EVIDENCE),
        ),
    ),
    whole("days", "on/index.json", "The days worth looking back to", "", DAYS),
    Answer(
        name="day",
        path="on/{day}.json",
        summary="The status of every cell on one of these days",
        about=DAYS,
        parts=(Part(record=DAY_STATUSES),),
    ),
    whole("changes", "changes.json", "Every change of every cell, the newest first", "changes/", CHANGES),
    whole("sources", "sources.json", "Every document that was read, and the cells that cite it", "sources/", SOURCES),
    whole("reviews", "reviews.json", "Every published review of the same companies", "reviews/", REVIEWS),
    Answer(
        name="review",
        path="reviews/{review}.json",
        summary="One review by others: its scores and its words, as published",
        about=REVIEWS,
        parts=(
            Part(record=REVIEW_DIMENSIONS),
            Part(record=REVIEW_SCORES),
            Part(record=REVIEW_STATEMENTS, parts=(Part(record=AGREEMENTS),)),
        ),
    ),
    Answer(
        name="integrity",
        path="integrity.json",
        summary="The tracker about itself: assessed, read twice, checked, corrected, disputed",
        page="integrity/",
        parts=(Part(record=COUNTS, is_one=True),),
    ),
)
RECORDS: tuple[AnyRecord, ...] = (*TABLES, ENDPOINTS)


@dataclass(frozen=True, kw_only=True)
class Published:
    """One answer as it is published: of which kind, from which view, where it is and where people read the same."""

    answer: Answer
    view: View
    address: str
    page: str


ENVELOPE: tuple[Field[Published], ...] = (
    text("schema_version", "The version of the shape of all answers and tables", lambda _each: SCHEMA_VERSION),
    day("data_date", DATA_DATE, lambda each: each.view.edition.date),
    text("data_commit", DATA_COMMIT, lambda each: each.view.edition.commit, nullable=True),
    page_url(lambda each: each.page),
    Field("api_url", Type.ADDRESS, API_URL, lambda each: each.address),
    Field("schema_url", Type.ADDRESS, SCHEMA_URL, lambda each: each.answer.schema_path),
)
