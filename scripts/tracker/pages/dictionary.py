"""The data dictionary: every published table and column, and every field of the data files, from their definitions."""

from collections.abc import Iterator, Mapping

from tracker.model import Edition
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.pages.schema_fields import schema_fields
from tracker.records.downloads.sql_views import SQL_VIEWS
from tracker.records.downloads.table import Kind
from tracker.records.downloads.tables import TABLES

_SCHEMAS = ("company", "pledge", "review")


def dictionary_pages(edition: Edition, files: Mapping[str, bytes]) -> Iterator[Page]:
    """One page with everything that the data and the downloads can hold; `files` has the schemas by their paths."""
    schemas = {name: schema_fields(files[f"schema/{name}.schema.json"]) for name in _SCHEMAS}
    address = "data-dictionary/"
    columns = sum(len(table.columns) for table in TABLES)
    yield Page(
        address=address,
        title="Data dictionary",
        description=f"Every field of the data files, and the {columns} columns of the {len(TABLES)} published tables.",
        html=render_page(
            "dictionary.html", address, edition, tables=TABLES, kinds=tuple(Kind), views=SQL_VIEWS, schemas=schemas
        ),
        headings=(
            Heading("tables", "Published tables", tuple(Heading(f"table-{each.name}", each.name) for each in TABLES)),
            Heading("views", "Views of the database"),
            Heading("files", "Data files", tuple(Heading(f"file-{id}", each.title) for id, each in schemas.items())),
        ),
        search=(SearchEntry(address, "Data dictionary", "codebook of tables, columns and fields"),),
    )
