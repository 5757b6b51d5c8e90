"""The data dictionary as plain text, for those who have the files and not the site."""

from collections.abc import Iterator

from tracker.records.downloads.sql_views import SQL_VIEWS
from tracker.records.downloads.table import AnyTable, Kind
from tracker.records.downloads.tables import TABLES


def dictionary_text() -> str:
    """Every published table, column and view, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield from (f"- {kind}: {kind.meaning}" for kind in Kind)
    for table in TABLES:
        yield from ("", f"## {table.name}", "", f"{table.description} Key: {', '.join(table.key)}.", "")
        yield from _columns(table)
    yield from ("", "## Views of the database", "")
    yield from (f"- `{view.name}`: {view.description}" for view in SQL_VIEWS)


def _columns(table: AnyTable) -> Iterator[str]:
    for column in table.columns:
        facts = [column.kind, *(["may be empty"] if column.is_nullable else [])]
        if column.refers:
            facts.append(f"a row of {column.refers}")
        if column.values:
            facts.append(f"one of {', '.join(column.values)}")
        yield f"- `{column.name}` ({'; '.join(facts)}): {column.description}."
