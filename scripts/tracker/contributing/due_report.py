"""What is due for review as text for people and as Markdown for an issue."""

import datetime
from collections.abc import Iterator, Sequence

from tracker.contributing.escaping import Escape, cell_name, markdown, one_line, within
from tracker.text import counted
from tracker.views.due import DueCell, UnreadDocuments

FORMATS = ("text", "markdown")
_ROOM = 30_000  # characters for each of the two lists in Markdown: an issue on GitHub holds 65,536


def render(cells: Sequence[DueCell], unread: Sequence[UnreadDocuments], day: datetime.date, format: str) -> str:
    """What is due on a day in one of `FORMATS`, without a line break at its end."""
    is_markdown = format == "markdown"
    escape, bullet = (markdown, "- ") if is_markdown else (one_line, "  ")
    due = [f"{bullet}{_cell(cell, escape)}" for cell in cells]
    documents = [f"{bullet}{line}" for line in _documents(unread, escape)]
    if is_markdown:
        due, documents = within(due, _ROOM), within(documents, _ROOM)
    paragraphs = [
        f"On {day} {counted(len(cells), 'cell is', 'cells are')} due for review.",
        "\n".join(due),
        f"{counted(len(unread), 'company has', 'companies have')} documents that nobody has read yet.",
        "\n".join(documents),
    ]
    return "\n\n".join(filter(None, paragraphs))


def _cell(due: DueCell, escape: Escape) -> str:
    return f"{cell_name(due.cell, escape)}: assessed {due.cell.assessments[-1].assessed}, due since {due.due}"


def _documents(unread: Sequence[UnreadDocuments], escape: Escape) -> Iterator[str]:
    for entry in unread:
        for document in entry.documents:
            day = document.published or "date not known"
            yield f"{escape(entry.company.name)}: {escape(document.title)} ({escape(document.publisher)}, {day})"
