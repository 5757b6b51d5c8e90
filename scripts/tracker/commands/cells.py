"""The cell that a person names: by a company and a commitment, each by its id or the name that pages show."""

from collections.abc import Mapping

from tracker.commands.prompts import accepted, one_of
from tracker.contributing.names import commitment_ids, company_ids, company_names
from tracker.model import Dataset
from tracker.views.cells import Cell, cell


def company_cells(dataset: Dataset, company: str) -> Mapping[str, Cell]:
    """The cells of the company that is named, by pledge/commitment."""
    id = accepted(one_of(company_names(dataset), company_ids(dataset)), company, "COMPANY")
    pledges = [pledge for pledge in dataset.pledges.values() if id in pledge.signatories]
    return {
        f"{pledge.id}/{each}": cell(dataset, id, pledge.id, each) for pledge in pledges for each in pledge.commitments
    }


def chosen_cell(cells: Mapping[str, Cell], commitment: str) -> Cell:
    """The one of a company's cells that a commitment's id or title names."""
    titles = commitment_ids([cell.pledge for cell in cells.values()])
    return cells[accepted(one_of(dict.fromkeys(cells, ""), titles), commitment, "COMMITMENT")]
