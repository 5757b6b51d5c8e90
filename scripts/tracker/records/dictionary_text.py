"""The data dictionary as plain text, for those who have the files and not the site."""

from collections.abc import Iterator

from tracker.records.record import MEANINGS, AnyField
from tracker.records.sql_views import SQL_VIEWS
from tracker.records.tables import TABLES


def dictionary_text() -> str:
    """Every published record, field and view, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield from (f"- {type}: {meaning}" for type, meaning in MEANINGS.items())
    for record in TABLES:
        yield from ("", f"## {record.name}", "", f"{record.meaning} Key: {', '.join(record.key)}.", "")
        yield from (f"- `{field.name}` ({'; '.join(_facts(field))}): {field.meaning}." for field in record.fields)
    yield from ("", "## Views of the database", "")
    yield from (f"- `{view.name}`: {view.description}" for view in SQL_VIEWS)


def _facts(field: AnyField) -> Iterator[str]:
    yield field.type
    if field.nullable:
        yield "may be empty"
    if field.refers:
        yield f"of {field.refers}"
    if field.values:
        yield f"one of {', '.join(field.values)}"
