"""`tracker show`: cells in the terminal."""

import json
import os
import sys

import click

from tracker.commands.cells import chosen_cell, company_cells
from tracker.commands.completion import complete_commitment, complete_company
from tracker.commands.project import Project, pass_project
from tracker.commands.voice import say
from tracker.contributing.terminal import cell_text, cells_text
from tracker.model import Edition
from tracker.records.publish import cell_answers
from tracker.views.view import View


@click.command()
@click.argument("company", shell_complete=complete_company)
@click.argument("commitment", required=False, shell_complete=complete_commitment)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, in the words of the API.")
@pass_project
def show(project: Project, company: str, commitment: str | None, *, as_json: bool) -> None:
    """Show the status of each commitment of a COMPANY, or one cell with its quotes and sources.

    COMMITMENT is pledge/commitment, or the commitment alone where one pledge has it. Colours are for terminals, and
    NO_COLOR turns them off.

    \b
    Example: tracker show acme risk-thresholds
    """
    dataset = project.dataset
    cells = company_cells(dataset, company)
    if commitment is not None:
        only = chosen_cell(cells, commitment)
        cells = {only.commitment_id: only}
    colours = _has_colours()
    if as_json:
        answers = cell_answers(View(dataset=dataset, edition=Edition(date=project.today)))
        say(json.dumps([answers[cell.id] for cell in cells.values()], indent=2, ensure_ascii=False))
    elif commitment is None:
        say(cells_text(list(cells.values()), colours=colours), painted=colours)
    else:
        say(cell_text(*cells.values(), colours=colours), painted=colours)


def _has_colours() -> bool:
    """Whether the output may be coloured: on a terminal, unless NO_COLOR says no (https://no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def _is_terminal() -> bool:
    return sys.stdout.isatty()
