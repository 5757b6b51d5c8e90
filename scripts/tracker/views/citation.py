"""How a cell and the whole dataset are cited: as a sentence and as BibTeX, with dates and the commit of the data."""

from urllib.parse import quote

from tracker.model import Assessment, Edition, Status
from tracker.status import label
from tracker.views.addresses import cell_address
from tracker.views.cells import Cell

PUBLICATION = "AI Commitments Tracker"
AUTHOR = "The AI Commitments Tracker contributors"
_FRAGMENT_WORDS = 5
_BIBTEX = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


def plain_citation(cell: Cell, assessment: Assessment | None, edition: Edition) -> str:
    """One sentence that names the cell, a status of it, its dates and the state of the data.

    `assessment` is one of the cell's, None where it has none.
    """
    dates = f" since {assessment.since}, assessed {assessment.assessed}" if assessment else ""
    address = f" {edition.site}{assessment_address(cell, assessment)}" if edition.site else ""
    return f"{PUBLICATION}. {_title(cell, assessment)}{dates}. {_state(edition)}.{address}"


def bibtex_citation(cell: Cell, assessment: Assessment | None, edition: Edition) -> str:
    """The same as a BibTeX entry."""
    address = f"{edition.site}{assessment_address(cell, assessment)}" if edition.site else ""
    key = f"{cell.company.id}-{cell.anchor}" + (f"-{assessment.since}" if assessment else "")
    return _bibtex(key, (_title(cell, assessment), PUBLICATION), edition, address)


def assessment_address(cell: Cell, assessment: Assessment | None) -> str:
    """Where an assessment stands: the cell itself, for an earlier one on the day from which it held."""
    if assessment is None or assessment is cell.assessments[-1]:
        return cell_address(cell)
    page, _, anchor = cell_address(cell).partition("#")
    return f"{page}?on={assessment.since.last}#{anchor}"


def plain_dataset_citation(edition: Edition) -> str:
    """One sentence that names the whole dataset and its state."""
    address = f" {edition.site}" if edition.site else ""
    return f"{AUTHOR}. {PUBLICATION} [data set]. {_state(edition)}.{address}"


def bibtex_dataset_citation(edition: Edition) -> str:
    """The same as a BibTeX entry."""
    return _bibtex(f"ai-commitments-tracker-{edition.date}", (PUBLICATION, AUTHOR), edition, edition.site)


def _bibtex(key: str, title_and_author: tuple[str, str], edition: Edition, address: str) -> str:
    title, author = title_and_author
    fields = {
        "title": f"{{{title.translate(_BIBTEX)}}}",
        "author": f"{{{{{author}}}}}",
        "year": f"{{{edition.date.year}}}",
        "note": f"{{{_state(edition)}}}",
    }
    if address:
        fields["url"] = f"{{{address}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def _state(edition: Edition) -> str:
    return f"Data of {edition.date}{f', commit {edition.commit[:12]}' if edition.commit else ''}"


def _title(cell: Cell, assessment: Assessment | None) -> str:
    status = assessment.status if assessment else Status.NOT_ASSESSED
    return f"{cell.company.name}: {cell.name} ({cell.pledge.short_name}): {label(status).lower()}"


def words_address(url: str, words: str) -> str:
    """The address of a page at its very words, where browsers can go there; PDF files and anchors stay as they are."""
    if "#" in url or url.lower().partition("?")[0].endswith(".pdf"):
        return url
    passage = max(words.split("[...]"), key=len).split()
    if len(passage) <= 2 * _FRAGMENT_WORDS:
        return f"{url}#:~:text={_fragment(passage)}"
    return f"{url}#:~:text={_fragment(passage[:_FRAGMENT_WORDS])},{_fragment(passage[-_FRAGMENT_WORDS:])}"


def _fragment(words: list[str]) -> str:
    # A hyphen has a meaning of its own in a text fragment, so it is encoded although addresses allow it.
    return quote(" ".join(words), safe="").replace("-", "%2D")
