"""The records of the tracker itself: which data these are, how much there is of everything, and named days."""

import datetime

from tracker.model import Status
from tracker.records.fields import STATUS, place, tally_fields
from tracker.records.record import ROOT, Field, Record, Type, api_url, choice, count, day, shared, text
from tracker.status import status_on
from tracker.verdicts import Verdict
from tracker.views.cells import Cell
from tracker.views.citation import PUBLICATION, plain_dataset_citation
from tracker.views.tables import counted_on
from tracker.views.view import View

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/legalcode"
OPENAPI = f"{ROOT}openapi.json"

ABOUT = Record[View](
    name="about",
    one="about",
    meaning="One row: which data these are, under which licence, and how to cite them.",
    rows=lambda view: (view,),
    fields=(
        shared("data_date", lambda view: view.edition.date),
        shared("data_commit", lambda view: view.edition.commit, nullable=True),
        text("publication", "What these data are called", lambda _view: PUBLICATION),
        text("site_url", "The address of this site, where it is known", lambda view: view.edition.site, nullable=True),
        text("repository_url", "Where the data are kept", lambda view: view.edition.repository, nullable=True),
        text("data_licence", "The licence of the data", lambda _view: LICENCE),
        text("data_licence_url", "The words of that licence", lambda _view: LICENCE_URL),
        text("citation", "How to cite the data", lambda view: plain_dataset_citation(view.edition)),
        Field("openapi_url", Type.ADDRESS, "The description of the API as OpenAPI", lambda _view: OPENAPI),
    ),
)


def _quotes_with(status: Status) -> Field[View]:
    name = f"{status.replace('-', '_')}_quote_count"
    return count(
        name, f"How many of the quotes belong to cells that are {status}", lambda view: view.integrity.quotes[status]
    )


def _quotes_found(verdict: Verdict) -> Field[View]:
    name = f"{verdict.replace('-', '_')}_quote_count"
    meaning = f"How many of the quotes have the verdict {verdict}"
    return count(name, meaning, lambda view: view.integrity.verdicts[verdict])


def _statements_found(verdict: Verdict) -> Field[View]:
    name = f"{verdict.replace('-', '_')}_statement_count"
    meaning = f"How many of the quotes from reviews have the verdict {verdict}"
    return count(name, meaning, lambda view: view.integrity.review_checks.verdicts[verdict])


COUNTS = Record[View](
    name="counts",
    one="counts",
    meaning="One row: how much there is of everything, and how much was read twice, checked, corrected and disputed. "
    "Quotes, readings and disputes are those of the latest assessments.",
    rows=lambda view: (view,),
    fields=(
        shared("data_date", lambda view: view.edition.date),
        count("pledge_count", "How many pledges there are", lambda view: view.summary.pledges),
        shared("commitment_count", lambda view: view.summary.commitments),
        count("company_count", "How many companies there are", lambda view: view.summary.companies),
        *tally_fields(lambda view: view.summary.tally),
        count("assessed_count", "How many of the cells are assessed", lambda view: view.summary.tally.assessed),
        count("source_count", "How many sources there are", lambda view: view.summary.sources),
        count("review_count", "How many outside reviews there are", lambda view: len(view.reviews)),
        count("change_count", "How many changes there are", lambda view: len(view.changes)),
        count(
            "correction_count",
            "How many of the changes are corrections",
            lambda view: sum(change.kind == "correction" for change in view.changes),
        ),
        count("current_quote_count", "How many quotes there are", lambda view: view.summary.quotes),
        *map(_quotes_with, Status),
        *map(_quotes_found, Verdict),
        day(
            "oldest_checked",
            "When the quote was looked up whose check is the oldest",
            lambda view: view.integrity.oldest_check,
            nullable=True,
        ),
        count("read_twice_count", "How many assessments were read again", lambda view: view.integrity.read_twice),
        count(
            "read_once_count",
            "How many assessments were not read again",
            lambda view: view.integrity.assessed - view.integrity.read_twice,
        ),
        count(
            "disagreed_count", "How many second readings came to another status", lambda view: view.integrity.disagreed
        ),
        count("contested_count", "How many assessments are disputed", lambda view: view.integrity.contested),
        count("reply_count", "How many replies of companies there are", lambda view: view.integrity.replies),
        count("due_count", "How many cells are due for review", lambda view: len(view.due(view.edition.date))),
        count(
            "unread_document_count",
            "How many documents are known to exist and not read",
            lambda view: sum(len(each.documents) for each in view.unread_documents),
        ),
        count(
            "unread_company_count", "How many companies have such documents", lambda view: len(view.unread_documents)
        ),
        count(
            "statement_count",
            "How many quotes from reviews there are",
            lambda view: view.integrity.review_checks.quotes,
        ),
        *map(_statements_found, Verdict),
    ),
)

DAYS = Record[tuple[datetime.date, str]](
    name="days",
    one="named_day",
    meaning="One row for each day that is worth looking back to: announcements, deadlines and ends of years.",
    rows=lambda view: view.days,
    fields=(
        shared("day", lambda row: row[0]),
        text("day_name", "What happened on the day", lambda row: row[1]),
        shared("page_url", lambda row: f"?on={row[0]}"),
        api_url(lambda row: f"on/{row[0]}"),
    ),
)


DAY_STATUSES = Record[tuple[datetime.date, Cell]](
    name="day_statuses",
    meaning="One row for each cell on each of the named days, without those of companies that had left the pledge.",
    composite=("day", "cell_id"),
    rows=lambda view: ((day, cell) for day, _name in view.days for cell in counted_on(view.cells, day)),
    fields=(
        shared("day", lambda row: row[0]),
        shared("cell_id", lambda row: row[1].id),
        *place(lambda row: row[1]),
        choice("status", STATUS, lambda row: status_on(row[1].assessments, row[0]), Status),
    ),
)

TABLES = (DAYS, DAY_STATUSES, COUNTS, ABOUT)
