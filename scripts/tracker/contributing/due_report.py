"""What is due for review as text for people and as Markdown for an issue."""

import datetime
from collections.abc import Iterator, Sequence

from tracker.contributing.escaping import Escape, cell_name, markdown, within
from tracker.text import counted, shown
from tracker.views.due import DoubtfulCell, DueCell, UnreadDocuments

FORMATS = ("text", "markdown")
_ROOM = 20_000  # characters for each of the three lists in Markdown: an issue on GitHub holds 65,536


def render(
    cells: Sequence[DueCell],
    unread: Sequence[UnreadDocuments],
    day: datetime.date,
    format: str,
    doubtful: Sequence[DoubtfulCell] = (),
) -> str:
    """What is due on a day in one of `FORMATS`, without a line break at its end."""
    is_markdown = format == "markdown"
    escape, bullet = (markdown, "- ") if is_markdown else (shown, "  ")
    due = [f"{bullet}{_cell(cell, escape)}" for cell in cells]
    documents = [f"{bullet}{line}" for line in _documents(unread, escape)]
    quotes = [f"{bullet}{line}" for line in _quotes(doubtful, escape)]
    if is_markdown:
        due, documents, quotes = (within(lines, _ROOM) for lines in (due, documents, quotes))
    paragraphs = [
        f"On {day} {counted(len(cells), 'cell is', 'cells are')} due for review.",
        "\n".join(due),
        f"{counted(len(unread), 'company has', 'companies have')} documents that nobody has read yet.",
        "\n".join(documents),
        *_of_quotes(doubtful, quotes),
    ]
    return "\n\n".join(filter(None, paragraphs))


def _of_quotes(cells: Sequence[DoubtfulCell], lines: Sequence[str]) -> list[str]:
    """The part on quotes; none where all quotes that were looked up were found."""
    if not cells:
        return []
    return [f"{counted(len(cells), 'cell rests', 'cells rest')} on quotes that were not found again.", "\n".join(lines)]


def _quotes(cells: Sequence[DoubtfulCell], escape: Escape) -> Iterator[str]:
    for doubtful in cells:
        for item in doubtful.quotations:
            check = item.check
            words = (
                f"{check.verdict}: {escape(check.detail)}" if check and check.detail else check.verdict if check else ""
            )
            yield f"{cell_name(doubtful.cell, escape)}: {escape(item.evidence.quote)} ({words})"


def _cell(due: DueCell, escape: Escape) -> str:
    return f"{cell_name(due.cell, escape)}: assessed {due.cell.assessments[-1].assessed}, due since {due.due}"


def _documents(unread: Sequence[UnreadDocuments], escape: Escape) -> Iterator[str]:
    for entry in unread:
        for document in entry.documents:
            day = document.published or "date not known"
            yield f"{escape(entry.company.name)}: {escape(document.title)} ({escape(document.publisher)}, {day})"
