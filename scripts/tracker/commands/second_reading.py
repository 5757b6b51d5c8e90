"""`tracker second-reading`: somebody else judges a cell, without seeing how it was judged."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.completion import complete_commitment, complete_company
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Accept, Conversation, Prompt, accepted, day, line, one_of, options
from tracker.contributing.additions import company_file, one_line
from tracker.contributing.names import commitment_ids, company_ids, company_names
from tracker.contributing.second_readings import (
    blind_text,
    codebook_of,
    compared,
    latest_to_read,
    note_of,
    with_reading,
)
from tracker.model import CriterionState, Dataset, PartialDate, SecondReading, Status
from tracker.reading.edit import EditError
from tracker.status import status_that_follows
from tracker.views.cells import Cell
from tracker.views.cells import cell as cell_of

_STATES = {
    "shown": "some quote shows it, and none speaks against it",
    "disputed": "some quote shows it, and some speaks against it",
    "refuted": "some quote speaks against it, and none shows it",
    "open": "no quote shows it or speaks against it",
}
_WITHOUT_CRITERIA = {
    "not-applicable": "the commitment does not reach the company",
    "not-assessable": "public information cannot settle it",
}
_FOLLOWS = "follows"
_READERS = {"person": "you judge by yourself", "program": "a program judges, or helps"}
_FOUND = Prompt("found", "What you find: criterion=state for each criterion (shown, disputed, refuted or open)", line)
_STATUS = Prompt("status", "Status, if not the one that follows from the criteria", line, _FOLLOWS)
_BY = Prompt("by", "Your name or role, as readers see it", line)
_READER = Prompt("reader", "Who judges: person or program", line).among(_READERS)
_NOTE = Prompt("note", "What you found, in a sentence, if there is more to say", one_line, "")
_DATE = Prompt("date", "Day of the reading, if not today", day)


@click.command(name="second-reading")
@click.argument("company", shell_complete=complete_company)
@click.argument("commitment", shell_complete=complete_commitment)
@click.option("--found", multiple=True, help="What you find: criterion=state, once for each criterion.")
@options(_STATUS, _BY, _READER, _NOTE, _DATE)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def second_reading(project: Project, /, company: str, commitment: str, **given: Any) -> None:  # noqa: ANN401
    """Judge a cell that somebody else has assessed: COMPANY and COMMITMENT, named as for `tracker show`.

    Shows the official words, the codebook and the quotes, without status, reason and marks, and asks how each criterion
    stands. Only then it says what the assessment says, and writes your reading beside it.

    \b
    Example:
      tracker second-reading acme weight-security --by "A reader at a university" --reader person
    """
    with refusals():
        talk, dataset = Conversation(given), project.dataset
        cell = _cell(dataset, company, commitment)
        view = latest_to_read(cell)
        if not given["found"]:
            click.echo(f"{blind_text(cell, codebook_of(project.files, cell))}\n", err=True)
        states = _states(talk, cell)
        status = _status(talk, states)
        told = compared(view, states, status)
        talk.say(f"\n{told}\n")
        reading = SecondReading(
            by=talk.ask(_BY),
            reader=talk.ask(_READER),
            note=note_of(view, states, status, talk.ask_along(_NOTE)),
            date=PartialDate(talk.take(replace(_DATE, default=project.own_day))),
            agreed=status is view.status,
        )
        file = company_file(project.files, dataset, cell.company.id)
        changes = {file.path: with_reading(file, cell, reading)}
        carry_out(project, changes, talk, done=f"wrote {file.path}\n{told}\n{_next(cell, agreed=reading.agreed)}")


def _cell(dataset: Dataset, company: str, commitment: str) -> Cell:
    id = accepted(one_of(company_names(dataset), company_ids(dataset)), company, "COMPANY")
    pledges = [pledge for pledge in dataset.pledges.values() if id in pledge.signatories]
    choices = {f"{pledge.id}/{each}": "" for pledge in pledges for each in pledge.commitments}
    name = accepted(one_of(choices, commitment_ids(pledges)), commitment, "COMMITMENT")
    return cell_of(dataset, id, *name.split("/"))


def _states(talk: Conversation, cell: Cell) -> Mapping[str, CriterionState]:
    criteria = cell.commitment.criteria
    if talk.is_given(_FOUND):
        return talk.ask(Prompt(_FOUND.option, _FOUND.text, _all_states(criteria)))
    states = {}
    for number, (id, sentence) in enumerate(criteria.items()):
        choices = {} if number else _STATES  # explained once
        prompt = replace(_FOUND, text=f"{id}: {sentence}", accept=one_of(_STATES), choices=choices)
        states[id] = CriterionState(talk.ask(prompt))
    return states


def _all_states(criteria: Mapping[str, str]) -> Accept[Mapping[str, CriterionState]]:
    """Accepts a state for each criterion, none twice."""

    def accept(text: str) -> Mapping[str, CriterionState]:
        states: dict[str, CriterionState] = {}
        for part in re.split(r"[\s,]+", text.strip()):
            name, _, state = part.partition("=")
            id = one_of(criteria)(name)
            if id in states:
                raise EditError(f"`{id}` is given twice")
            states[id] = CriterionState(one_of(_STATES)(state))
        if missing := [id for id in criteria if id not in states]:
            raise EditError("a state is missing for " + ", ".join(f"`{id}`" for id in missing))
        return {id: states[id] for id in criteria}

    return accept


def _status(talk: Conversation, states: Mapping[str, CriterionState]) -> Status:
    follows = status_that_follows(states)
    choices = {_FOLLOWS: f"{follows}, from the criteria", **_WITHOUT_CRITERIA}
    chosen = talk.ask_along(_STATUS.among(choices))
    return follows if chosen == _FOLLOWS else Status(chosen)


def _next(cell: Cell, *, agreed: bool) -> str:
    message = f"[{cell.company.id}] {cell.name.lower()}: a second reading"
    decide = "" if agreed else "where it is upheld, a correction follows as a new assessment; "
    return f'next: {decide}look at `git diff`, then `git add data` and `git commit -m "{message}"`'
