"""What a person's words name: a cell by ids, names or its link, criteria by ids, sentences or places in the list."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from tracker.contributing.escaping import span
from tracker.model import Commitment, Dataset, Pledge
from tracker.text import nearest
from tracker.views.cells import Cell, cell

_HOW_TO_NAME_A_CELL = "Write the ids of company, pledge and commitment, parted by slashes, or the link of the cell."


def find_cell(text: str, dataset: Dataset) -> Cell | str:
    """The cell that a text names; else a sentence in Markdown that says what in it is not known."""
    linked = re.search(r"/companies/([^/#?\s]+)/[^#\s]*#(\S+)$", text)
    parts = (
        _linked(unquote(linked[1]), unquote(linked[2]), dataset) if linked else re.split(r"\s*/\s*", text.strip("/ "))
    )
    if len(parts) != 3:
        return f"{span(text)} does not name a cell. {_HOW_TO_NAME_A_CELL}"
    company, fault = _find(parts[0], "company", _company_names(dataset))
    if fault:
        return fault
    pledge, fault = _find(parts[1], "pledge", _pledge_names(dataset))
    if fault:
        return fault
    words = dataset.pledges[pledge]
    commitment, fault = _find(parts[2], f"commitment of {words.short_name}", _commitment_names(words))
    if fault:
        return fault
    if company not in words.signatories:
        return f"{dataset.companies[company].name} has not signed {words.short_name}."
    return cell(dataset, company, pledge, commitment)


def find_criteria(text: str, commitment: Commitment) -> tuple[str, ...] | str:
    """The ids of the criteria that a text names, one a line or parted by commas; else a sentence as above."""
    found: dict[str, None] = {}
    for word in _words(text, commitment):
        criterion = _criterion(word, commitment)
        if criterion is None:
            return f"{span(word)} is not one of the criteria. {choice(commitment)}"
        found[criterion] = None
    return tuple(found)


def choice(commitment: Commitment) -> str:
    """The criteria of a commitment, as an answer can name them."""
    listed = "".join(f"\n  {n}. {text} (`{id}`)" for n, (id, text) in enumerate(commitment.criteria.items(), start=1))
    return f"Choose from these, by number or name:\n{listed}"


def _linked(company: str, anchor: str, dataset: Dataset) -> list[str]:
    """Company, pledge and commitment of a cell's link; the company alone where no cell has the anchor."""
    for pledge in dataset.pledges.values():
        for commitment in pledge.commitments:
            if anchor == f"{pledge.id}-{commitment}":
                return [company, pledge.id, commitment]
    return [company]


def _find(name: str, kind: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The id behind a name, or a sentence that says that there is none; the other one is empty."""
    id = known.get(name.casefold(), "")
    if id:
        return id, ""
    near = nearest(name.casefold(), known)
    return "", f"{span(name)} is no {kind} that is tracked here." + (f" Did you mean `{known[near]}`?" if near else "")


def _company_names(dataset: Dataset) -> dict[str, str]:
    return _ids_by_name(
        (each.id, (*each.former_ids, *each.other_names, each.name)) for each in dataset.companies.values()
    )


def _pledge_names(dataset: Dataset) -> dict[str, str]:
    return _ids_by_name((each.id, (*each.former_ids, each.name, each.short_name)) for each in dataset.pledges.values())


def _commitment_names(pledge: Pledge) -> dict[str, str]:
    return _ids_by_name((each.id, (*each.former_ids, each.title)) for each in pledge.commitments.values())


def _ids_by_name(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Ids by all the names that lead to them; where names meet, an id that is in use goes first."""
    pairs = tuple(named)
    names = {name.casefold(): id for id, names in pairs for name in names}
    return names | {id: id for id, _names in pairs}


def _words(text: str, commitment: Commitment) -> list[str]:
    lines = [re.sub(r"^(?:[-*•] *|[0-9]+[.)] +)", "", line.strip()) for line in text.split("\n")]
    words = (word for line in lines for word in ([line] if _criterion(line, commitment) else re.split("[,;]", line)))
    return [word.strip() for word in words if word.strip()]


def _criterion(word: str, commitment: Commitment) -> str | None:
    bare = word.strip().strip("`.").casefold()
    for place, (id, text) in enumerate(commitment.criteria.items(), start=1):
        if bare in (id, str(place), text.rstrip(".").casefold()):
            return id
    return None
