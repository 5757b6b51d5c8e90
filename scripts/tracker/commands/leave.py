"""`tracker leave`: a signatory leaves a pledge."""

from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.completion import complete_company, complete_pledge
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Conversation, Prompt, accepted, address, date, day, line, one_of, optional, options
from tracker.contributing.names import company_ids, company_names, pledge_ids, pledge_names
from tracker.contributing.new_files import Leaving
from tracker.contributing.new_files import leave as leave_pledge

LEFT = Prompt("left", "First day on which it was no longer a signatory: YYYY-MM-DD", day)
SOURCE = (
    Prompt("url", "Address of the document that says so", address),
    Prompt("title", "Title, as it appears on the document", line),
    Prompt("publisher", "Publisher: whose words these are", line),
    Prompt("published", "Date of publication: YYYY, YYYY-MM, YYYY-MM-DD or unknown", optional(date), "unknown"),
)


@click.command()
@click.argument("company", shell_complete=complete_company)
@click.argument("pledge", shell_complete=complete_pledge)
@options(LEFT, *SOURCE)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def leave(project: Project, /, company: str, pledge: str, **given: Any) -> None:  # noqa: ANN401
    """Record that a COMPANY has left a PLEDGE, with the document that says so.

    It stays in the list and keeps its page; from that day on it is in no count, and what follows is not judged.

    \b
    Example:
      tracker leave magic seoul-2024 --left 2026-03-01 --url https://www.example.org/leaving \\
        --title "We leave the commitments" --publisher Magic --published 2026-03-01
    """
    with refusals():
        talk, dataset = Conversation(given), project.dataset
        company = accepted(one_of(company_names(dataset), company_ids(dataset)), company, "COMPANY")
        pledge = accepted(one_of(pledge_names(dataset), pledge_ids(dataset)), pledge, "PLEDGE")
        leaving = Leaving(date=talk.ask(LEFT), **{prompt.option: talk.ask(prompt) for prompt in SOURCE})
        changes = leave_pledge(project.files, pledge=pledge, company=company, leaving=leaving)
        done = "\n".join(f"wrote {path}" for path in changes)
        carry_out(project, changes, talk, done=f"{done}\n{company} is in no count of {pledge} from {leaving.date} on")
