"""The page of the downloads: what each file is, how big, under which licence, and how to cite the data."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.model import Edition
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page

_DATABASE = (
    "All tables in one SQLite database, with types, keys, indices, full-text search over quotes, translations and "
    "reasons, and views for common questions. Needs SQLite 3.37 or later."
)
_WHOLE = {
    "downloads/tracker.sqlite": _DATABASE,
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
    rows: int | None

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


def download_pages(edition: Edition, files: Mapping[str, bytes]) -> Iterator[Page]:
    """The list of the downloads; `files` has them `{path: bytes}`."""
    whole = [Download(path, words, len(files[path]), None) for path, words in _WHOLE.items()]
    resources = json.loads(files["downloads/datapackage.json"])["resources"]
    tables = [
        Download(f"downloads/{each['path']}", each["description"], each["bytes"], each["rows"]) for each in resources
    ]
    address = "downloads/"
    sums = files["downloads/SHA256SUMS"].decode()
    yield Page(
        address=address,
        title="Downloads",
        description=f"All data of the tracker as CSV ({len(tables)} tables), SQLite and JSON, with checksums, "
        "licence and citation.",
        html=render_page("downloads.html", address, edition, whole=whole, tables=tables, sums=sums),
        headings=(
            Heading("whole", "Everything in one file"),
            Heading("tables", "Table by table"),
            Heading("limits", "What to know before counting"),
            Heading("cite", "Licence and citation"),
            Heading("checksums", "Checksums"),
        ),
        search=(SearchEntry(address, "Downloads", "data as CSV, SQLite, JSON, Frictionless data package"),),
    )
