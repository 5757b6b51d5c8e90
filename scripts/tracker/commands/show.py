"""`tracker show`: cells in the terminal."""

from collections.abc import Sequence

import click

from tracker.commands.completion import complete_commitment, complete_company
from tracker.commands.prompts import one_of
from tracker.commands.writing import echo_json, has_colours, sound_project
from tracker.contributing.terminal import cell_data, cell_text, cells_text
from tracker.model import Dataset
from tracker.reading.edit import EditError
from tracker.views.cells import Cell, cell


@click.command()
@click.argument("company", shell_complete=complete_company)
@click.argument("commitment", required=False, shell_complete=complete_commitment)
@click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
def show(company: str, commitment: str | None, *, as_json: bool) -> None:
    """Show how a COMPANY stands, or one cell of it with its quotes and sources.

    COMMITMENT is pledge/commitment, or the commitment alone where one pledge has it. Colours are for terminals, and
    NO_COLOR turns them off.

    \b
    Example: tracker show acme risk-thresholds
    """
    cells = _cells(sound_project().dataset, company)
    if commitment is not None:
        cells = [_named(cells, commitment)]
    if as_json:
        echo_json([cell_data(each) for each in cells])
        return
    is_one, colours = commitment is not None, has_colours()
    click.echo(cell_text(cells[0], colours=colours) if is_one else cells_text(cells, colours=colours), color=colours)


def _cells(dataset: Dataset, company: str) -> list[Cell]:
    try:
        id = one_of({each.id: each.name for each in dataset.companies.values()})(company)
    except EditError as refusal:
        raise click.UsageError(f"COMPANY: {refusal}") from None
    pledges = (pledge for pledge in dataset.pledges.values() if id in pledge.signatories)
    return [cell(dataset, id, pledge.id, each) for pledge in pledges for each in pledge.commitments]


def _named(cells: Sequence[Cell], commitment: str) -> Cell:
    names = {f"{each.pledge.id}/{each.commitment.id}": each for each in cells}
    try:
        return names[one_of(dict.fromkeys(names, ""))(commitment)]
    except EditError as refusal:
        raise click.UsageError(f"COMMITMENT: {refusal}") from None
