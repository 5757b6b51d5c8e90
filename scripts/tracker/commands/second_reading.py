"""`tracker second-reading`: somebody who did not write an assessment reads its quotes, and judges."""

from dataclasses import replace
from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.cells import chosen_cell, company_cells
from tracker.commands.completion import complete_commitment, complete_company
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Conversation, Prompt, day, line, one_of, options, some_of
from tracker.commands.voice import say
from tracker.contributing.additions import company_file, one_line
from tracker.contributing.second_readings import account, add_reading, blind_text, judged
from tracker.model import CriterionState
from tracker.partial_date import PartialDate
from tracker.reading.edit import EditError
from tracker.remarks import Reader, SecondReading
from tracker.status import word
from tracker.views.cells import Cell

SHOWN = Prompt("shown", "Criteria that the quotes show (numbers or ids; empty: none)", some_of({}), "")
REFUTED = Prompt("refuted", "Criteria that they refute (numbers or ids; empty: none)", some_of({}), "")
BY = Prompt("by", "Who reads it: a name or a role, as it should be published", line)
READER = Prompt(
    "reader",
    "Whether a person reads it, or a program",
    one_of(dict.fromkeys(Reader, "")),
    "person",
    choices={"person": "", "program": ""},
)
NOTE = Prompt("note", "What else a reader should know", one_line, "")
DATE = Prompt("date", "Day of the reading, if not today", day)


@click.command("second-reading")
@click.argument("company", shell_complete=complete_company)
@click.argument("commitment", shell_complete=complete_commitment)
@options(SHOWN, REFUTED, BY, READER, NOTE, DATE)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def second_reading(project: Project, /, company: str, commitment: str, **given: Any) -> None:  # noqa: ANN401
    """Read the quotes of a COMPANY on a COMMITMENT blind, by the codebook, and say what they show.

    Status, reason and what each quote is said to show stay hidden until you have judged; a criterion that is both shown
    and refuted is disputed. The reading is written beside the latest assessment, which does not change.

    \b
    Example: tracker second-reading acme risk-thresholds
    """
    with refusals():
        talk = Conversation(given)
        cell = chosen_cell(company_cells(project.dataset, company), commitment)
        if cell.latest is None:
            raise EditError(f"nobody has assessed {cell.id} yet, so there is nothing to read again")
        page = project.files.get(f"docs/codebook/{cell.pledge.id}.md", b"").decode()
        say(blind_text(cell, page), err=True)
        states = _ask_states(talk, cell)
        status, agreed = judged(cell, states)
        reading = SecondReading(
            by=talk.ask(BY),
            reader=Reader(talk.ask_along(READER)),
            date=PartialDate(talk.take(replace(DATE, default=project.own_day))),
            agreed=agreed,
            note=f"{account(status, states)} {talk.ask_along(NOTE)}".strip(),
        )
        file = company_file(project.files, project.dataset, cell.company.id)
        verdict = "the same status" if agreed else f"a different status: the assessment says {word(cell.status)}"
        done = f"wrote {file.path}\n{cell.id}: you found {word(status)}, {verdict}"
        carry_out(project, {file.path: add_reading(file, cell, reading)}, talk, done=done)


def _ask_states(talk: Conversation, cell: Cell) -> dict[str, CriterionState]:
    choices = dict(cell.commitment.criteria)
    shown = talk.ask(replace(SHOWN, accept=some_of(choices), choices=choices))
    refuted = talk.ask(replace(REFUTED, accept=some_of(choices)))
    marks = {
        (True, True): CriterionState.DISPUTED,
        (True, False): CriterionState.SHOWN,
        (False, True): CriterionState.REFUTED,
        (False, False): CriterionState.OPEN,
    }
    return {id: marks[id in shown, id in refuted] for id in choices}
