"""The pages for those who take the data away: downloads, data dictionary, API, badges, embeds and feeds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.pages.page import Page, page
from tracker.pages.schema_fields import schema_fields
from tracker.records.about import OPENAPI
from tracker.records.answers import ANSWERS
from tracker.records.json_schema import PARAMETERS
from tracker.records.record import MEANINGS, ROOT, SCHEMA_VERSION
from tracker.records.sql_views import SQL_VIEWS
from tracker.records.tables import TABLES
from tracker.views.view import View

_SCHEMAS = ("company", "pledge", "review")
_DATABASE = (
    "All tables in one SQLite database, with types, keys, indices, full-text search over quotes, translations and "
    "reasons, and views for common questions. Needs SQLite 3.37 or later."
)
_WHOLE = {
    "downloads/tracker.sqlite": _DATABASE,
    "downloads/tracker.xlsx": "All tables in one workbook, a sheet for each: it opens with a double click in any "
    "spreadsheet. Dates are text there, because a month or a year is no day.",
    "downloads/tracker.json": "All tables in one JSON file, each as a list of objects.",
    "downloads/datapackage.json": "What programs need to know of the CSV files: types, keys, checksums, licence "
    "(a Frictionless data package).",
    "downloads/SHA256SUMS": "The checksums of the other files, in the form that sha256sum reads.",
}


@dataclass(frozen=True)
class Download:
    """A file that can be downloaded; `rows` is None where it is no single table."""

    path: str
    description: str
    size: int
    rows: int | None = None

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def human_size(self) -> str:
        """The size as people read it, in units of 1000."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000))} kB"
        return f"{self.size / 1_000_000:.1f} MB"


def downloads(view: View, files: Mapping[str, bytes]) -> Iterator[Page]:
    """The list of the downloads; `files` has them `{path: bytes}`."""
    resources = json.loads(files["downloads/datapackage.json"])["resources"]
    values = {
        "whole": [Download(path, words, len(files[path])) for path, words in _WHOLE.items()],
        "tables": [
            Download(f"downloads/{each['path']}", each["description"], each["bytes"], each["rows"])
            for each in resources
        ],
        "sums": files["downloads/SHA256SUMS"].decode(),
    }
    yield page("downloads.html", "downloads/", view, values)


def dictionary(view: View, files: Mapping[str, bytes]) -> Iterator[Page]:
    """Everything that the data and the downloads can hold; `files` has the schemas by their paths."""
    schemas = {name: schema_fields(files[f"schema/{name}.schema.json"]) for name in _SCHEMAS}
    values = {"tables": TABLES, "types": MEANINGS, "views": SQL_VIEWS, "schemas": schemas}
    yield page("dictionary.html", "data-dictionary/", view, values)


def api(view: View) -> Iterator[Page]:
    """How the data can be read by programs, with an example of every kind of answer."""
    ids = _examples(view)
    values = {
        "version": SCHEMA_VERSION,
        "root": ROOT,
        "openapi": OPENAPI,
        "parameters": PARAMETERS,
        "tables": TABLES,
        "endpoints": [
            (answer, ROOT + answer.path.format(**ids)) for answer in ANSWERS if ids.keys() >= set(answer.parameters)
        ],
    }
    yield page("api.html", "api/", view, values)


def _examples(view: View) -> Mapping[str, str]:
    """For each name in an address an id that exists, where one does; those of the cell with the longest history."""
    found: dict[str, str] = {}
    for cell in sorted(view.cells, key=lambda cell: len(cell.assessments))[-1:]:
        found |= {"company": cell.company.id, "pledge": cell.pledge.id, "commitment": cell.commitment.id}
    for review in view.reviews[:1]:
        found["review"] = review.id
    for day, _name in view.days[-1:]:
        found["day"] = str(day)
    return found


def share(view: View) -> Iterator[Page]:
    """What other sites and programs can take from here, company by company."""
    yield page("share.html", "share/", view)
