"""The table that says what the other tables are: which data, of when, under which licence, and how to cite them."""

from collections.abc import Iterator

from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.citation import PUBLICATION, plain_dataset_citation
from tracker.views.view import View

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/legalcode"


def _facts(view: View) -> Iterator[tuple[str, str]]:
    facts = {
        "title": PUBLICATION,
        "date": str(view.edition.date),
        "commit": view.edition.commit,
        "site": view.edition.site,
        "repository": view.edition.repository,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "citation": plain_dataset_citation(view.edition),
    }
    yield from ((name, value) for name, value in facts.items() if value)


ABOUT = Table[tuple[str, str]](
    name="about",
    description="One row for each fact about the data as a whole: date, commit, licence, citation.",
    key=("name",),
    rows=_facts,
    columns=(
        Column("name", Kind.TEXT, "What the fact is", lambda each: each[0]),
        Column("value", Kind.TEXT, "The fact", lambda each: each[1]),
    ),
)
