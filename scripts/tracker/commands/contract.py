"""`tracker contract`: keep in one file what is promised to programs."""

import json

import click

from tracker.commands.project import Project, pass_project
from tracker.commands.voice import say
from tracker.records.contract import PUBLISHED, contract_text, refusals
from tracker.records.contract import contract as declared
from tracker.replacing import replace_file


@click.command()
@pass_project
def contract(project: Project) -> None:
    """Write schema/published.json again from the declared records.

    Exits with 1, and writes nothing, where a field, a record, an answer or a value that was promised is gone or
    changed and the first number of SCHEMA_VERSION has not risen.

    \b
    Example: tracker contract
    """
    file = project.root / PUBLISHED
    now = declared()
    faults = refusals(json.loads(file.read_text("utf-8")), now) if file.exists() else []
    if faults:
        raise click.ClickException("\n".join(["this breaks a promise; raise SCHEMA_VERSION:", *faults]))
    replace_file(contract_text(now).encode(), file)
    say(f"{PUBLISHED}: {len(now['records'])} records, {len(now['answers'])} answers")
