"""`tracker submission`: what a filled form changes."""

import datetime
import sys
from typing import BinaryIO

import click

from tracker.commands.apply import write_changes
from tracker.commands.project import Project, pass_project
from tracker.contributing.acceptance import accept
from tracker.contributing.answer import comment
from tracker.contributing.issue_forms import TEMPLATES
from tracker.contributing.submission import Issue
from tracker.files import read_matching


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was sent.  [default: today]")
@click.option("--url", default="", help="Where it can be read, for a dispute to link to.")
@click.option("--write", is_flag=True, help="Change the company's file, if nothing is missing.")
@pass_project
def submission(project: Project, file: BinaryIO, date: datetime.datetime | None, url: str, *, write: bool) -> None:
    """Turn FILE, the text of an issue made with a form (- for the standard input), into a change to the data.

    Prints the change, or what is missing, as a comment in Markdown. Exits with 0 when there is a change or a proposal,
    with 1 when something is missing, with 2 when it was called wrongly.
    """
    day = date.date() if date else project.today
    if day > project.today:
        raise click.UsageError(f"{day} is in the future")
    files = {**project.files, **read_matching(project.root, [TEMPLATES])}
    response = accept(Issue(file.read(), day, url), files, project.today)
    if write and response.path:
        write_changes(project.root, {response.path: response.after})
    click.echo(comment(response), nl=False)
    sys.exit(1 if response.problems else 0)
