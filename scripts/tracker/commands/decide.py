"""`tracker decide`: a dispute gets its outcome."""

from dataclasses import replace
from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.cells import chosen_cell, company_cells
from tracker.commands.completion import complete_commitment, complete_company, complete_value
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Conversation, Prompt, day, line, one_of, options
from tracker.contributing.additions import company_file, one_line
from tracker.contributing.decisions import Decision, decide, open_disputes
from tracker.reading.edit import EditError
from tracker.remarks import Outcome

_OUTCOMES = {
    Outcome.UPHELD: "the assessment was wrong, and a later one corrects it",
    Outcome.REJECTED: "the assessment stays as it is",
    Outcome.WITHDRAWN: "whoever disputed it no longer does",
}
DISPUTE = Prompt("dispute", "Which of the open disputes, by its number", one_line)
OUTCOME = Prompt(
    "outcome",
    "Outcome (upheld, rejected or withdrawn)",
    one_of({str(outcome): meaning for outcome, meaning in _OUTCOMES.items()}),
    choices={str(outcome): meaning for outcome, meaning in _OUTCOMES.items()},
    complete=complete_value("outcome", "$defs", "dispute"),
)
ANSWER = Prompt("answer", "Why, by the documents and the codebook", line, is_long=True)
DECIDED = Prompt("decided", "Day of the decision, if not today", day)


@click.command("decide")
@click.argument("company", shell_complete=complete_company)
@click.argument("commitment", shell_complete=complete_commitment)
@options(DISPUTE, OUTCOME, ANSWER, DECIDED)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def decide_dispute(project: Project, /, company: str, commitment: str, **given: Any) -> None:  # noqa: ANN401
    """Decide an open dispute of a COMPANY's assessment on a COMMITMENT: it stays readable, with the answer.

    An upheld dispute names the assessment that followed: add that one first.

    \b
    Example:
      tracker decide acme risk-thresholds --outcome rejected \\
        --answer "The newsroom page describes tests, and the codebook asks for thresholds."
    """
    with refusals():
        talk = Conversation(given)
        cell = chosen_cell(company_cells(project.dataset, company), commitment)
        found = {str(number): place for number, place in enumerate(open_disputes(cell), start=1)}
        if not found:
            raise EditError(f"no dispute of {cell.id} is open")
        told = {
            number: f"{each.by}, {each.date}: {each.grounds}"
            for number, each in zip(found, cell.open_disputes, strict=True)
        }
        ask = replace(DISPUTE.among(told), default="1" if len(found) == 1 else None)
        place = found[talk.take(ask) if len(found) == 1 else talk.ask(ask)]
        decision = Decision(
            outcome=Outcome(talk.ask(OUTCOME)),
            answer=talk.ask(ANSWER),
            decided=talk.take(replace(DECIDED, default=project.own_day)),
        )
        file = company_file(project.files, project.dataset, cell.company.id)
        changes = {file.path: decide(file, cell, place, decision)}
        done = f"wrote {file.path}\n{cell.id}: the dispute is {decision.outcome}"
        carry_out(project, changes, talk, done=done)
