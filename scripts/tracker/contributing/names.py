"""What a person's words name: a cell by ids, names or its link, criteria by ids, sentences or places in the list."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from tracker.contributing.escaping import span
from tracker.model import Commitment, Dataset, Pledge
from tracker.text import nearest
from tracker.views.cells import Cell, cell

_HOW_TO_NAME_A_CELL = "Write the ids of company, pledge and commitment, separated by slashes, or the link to the cell."


class UnknownNameError(ValueError):
    """A text names nothing that is tracked; the message is a sentence in Markdown that says what is not known."""


def find_cell(text: str, dataset: Dataset) -> Cell:
    """The cell that a text names; else UnknownNameError."""
    link = re.search(r"/companies/([^/#?\s]+)/[^#\s]*#(\S+)$", text)
    parts = _linked(unquote(link[1]), unquote(link[2]), dataset) if link else re.split(r"\s*/\s*", text.strip("/ "))
    if len(parts) != 3:
        raise UnknownNameError(f"{span(text)} does not name a cell. {_HOW_TO_NAME_A_CELL}")
    company = _find(parts[0], "company", company_ids(dataset))
    pledge = dataset.pledges[_find(parts[1], "pledge", pledge_ids(dataset))]
    commitment = _find(parts[2], f"commitment of {pledge.short_name}", _commitment_names(pledge))
    if company not in pledge.signatories:
        raise UnknownNameError(f"{dataset.companies[company].name} has not signed {pledge.short_name}.")
    return cell(dataset, company, pledge.id, commitment)


def find_criteria(text: str, commitment: Commitment) -> tuple[str, ...]:
    """The ids of the criteria that a text names, one a line or separated by commas; else UnknownNameError."""
    criteria: dict[str, None] = {}
    for name in _criterion_names(text, commitment):
        criterion = _criterion(name, commitment)
        if criterion is None:
            raise UnknownNameError(f"{span(name)} is not one of the criteria. {choice(commitment)}")
        criteria[criterion] = None
    return tuple(criteria)


def choice(commitment: Commitment) -> str:
    """The criteria of a commitment, as an answer can name them."""
    criteria = enumerate(commitment.criteria.items(), start=1)
    return "Choose from these, by number or name:\n" + "".join(
        f"\n  {n}. {text} (`{id}`)" for n, (id, text) in criteria
    )


def _linked(company: str, anchor: str, dataset: Dataset) -> list[str]:
    """Company, pledge and commitment of a cell's link; the company alone where no cell has the anchor."""
    for pledge in dataset.pledges.values():
        for commitment in pledge.commitments:
            if anchor == f"{pledge.id}-{commitment}":
                return [company, pledge.id, commitment]
    return [company]


def _find(name: str, kind: str, known: Mapping[str, str]) -> str:
    """The id behind a name."""
    id = known.get(name.casefold(), "")
    if not id:
        near = nearest(name.casefold(), known)
        hint = f" Did you mean `{known[near]}`?" if near else ""
        raise UnknownNameError(f"{span(name)} is not a {kind} that is tracked here.{hint}")
    return id


def company_names(dataset: Dataset) -> Mapping[str, str]:
    """The names of the companies by their ids."""
    return {company.id: company.name for company in dataset.companies.values()}


def company_ids(dataset: Dataset) -> Mapping[str, str]:
    """The ids of the companies by all names that lead to them, in lower case."""
    companies = dataset.companies.values()
    return _ids_by_name(
        (company.id, (*company.former_ids, *company.other_names, company.name)) for company in companies
    )


def pledge_names(dataset: Dataset) -> Mapping[str, str]:
    """The names of the pledges by their ids."""
    return {pledge.id: pledge.name for pledge in dataset.pledges.values()}


def pledge_ids(dataset: Dataset) -> Mapping[str, str]:
    """The ids of the pledges by all names that lead to them, in lower case."""
    pledges = dataset.pledges.values()
    return _ids_by_name((pledge.id, _pledge_names(pledge)) for pledge in pledges)


def commitment_ids(pledges: Iterable[Pledge]) -> Mapping[str, str]:
    """The ids of commitments by all names that lead to them, in lower case, alone and behind a name of their pledge.

    A name that several pledges have leads to the id that they have in common, if it is the same.
    """
    alone: dict[str, set[str]] = {}
    ids: dict[str, str] = {}
    for pledge in pledges:
        for name, id in _commitment_names(pledge).items():
            alone.setdefault(name, set()).add(id)
            ids |= {f"{own.casefold()}/{name}": f"{pledge.id}/{id}" for own in _pledge_names(pledge)}
    return ids | {name: id for name, (id, *others) in alone.items() if not others}


def _pledge_names(pledge: Pledge) -> tuple[str, ...]:
    return (pledge.id, *pledge.former_ids, pledge.name, pledge.short_name)


def _commitment_names(pledge: Pledge) -> dict[str, str]:
    return _ids_by_name(
        (commitment.id, (*commitment.former_ids, commitment.title)) for commitment in pledge.commitments.values()
    )


def _ids_by_name(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Ids by all the names that lead to them; where two things share a name, an id in use goes first."""
    pairs = tuple(named)
    ids = {name.casefold(): id for id, names in pairs for name in names}
    return ids | {id: id for id, _names in pairs}


def _criterion_names(text: str, commitment: Commitment) -> list[str]:
    """The parts of a text that should each name a criterion; a sentence with a comma is one, if it is a criterion's."""
    lines = [re.sub(r"^(?:[-*•] *|[0-9]+[.)] +)", "", line.strip()) for line in text.split("\n")]
    names = (name for line in lines for name in ([line] if _criterion(line, commitment) else re.split("[,;]", line)))
    return [name.strip() for name in names if name.strip()]


def _criterion(name: str, commitment: Commitment) -> str | None:
    bare = name.strip().strip("`.").casefold()
    for place, (id, text) in enumerate(commitment.criteria.items(), start=1):
        if bare in (id, str(place), text.rstrip(".").casefold()):
            return id
    return None
