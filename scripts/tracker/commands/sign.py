"""`tracker sign`: a tracked company joins a pledge."""

from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.completion import complete_company, complete_pledge
from tracker.commands.new import SIGNED
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Conversation, accepted, one_of, options
from tracker.contributing.names import company_ids, company_names, pledge_ids, pledge_names
from tracker.contributing.new_files import sign as sign_pledge


@click.command()
@click.argument("company", shell_complete=complete_company)
@click.argument("pledge", shell_complete=complete_pledge)
@options(SIGNED)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def sign(project: Project, /, company: str, pledge: str, **given: Any) -> None:  # noqa: ANN401
    """Add a COMPANY that is tracked to the signatories of a PLEDGE.

    \b
    Example: tracker sign apple seoul-2024 --signed 2026-03-01
    """
    with refusals():
        talk, dataset = Conversation(given), project.dataset
        company = accepted(one_of(company_names(dataset), company_ids(dataset)), company, "COMPANY")
        pledge = accepted(one_of(pledge_names(dataset), pledge_ids(dataset)), pledge, "PLEDGE")
        changes = sign_pledge(project.files, pledge=pledge, company=company, day=talk.ask(SIGNED))
        next_step = f"`tracker add evidence --company {company}`, cell by cell"
        done = "\n".join([*(f"wrote {path}" for path in changes), f"next: {next_step}"])
        carry_out(project, changes, talk, done=done)
