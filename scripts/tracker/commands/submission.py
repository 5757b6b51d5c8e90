"""`tracker submission`: what comes of a form that somebody filled in."""

import datetime
import sys
from typing import BinaryIO

import click

from tracker.commands.project import project_root, today
from tracker.commands.writing import write_changes
from tracker.contributing.acceptance import Issue, accept
from tracker.contributing.answer import comment
from tracker.files import read_tree


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was sent; without it, today.")
@click.option("--url", default="", help="Where it can be read, for a dispute to link to.")
@click.option("--write", is_flag=True, help="Change the company's file, if nothing is lacking.")
def submission(file: BinaryIO, date: datetime.datetime | None, url: str, *, write: bool) -> None:
    """Turn FILE, the text of an issue made with a form (- for standard input), into a change of the data.

    Prints the change, or what is missing, as a comment in Markdown. Exits with 0 when there is a change or a proposal,
    with 1 when something is missing, with 2 when it was called wrongly.
    """
    day = date.date() if date else today()
    if day > today():
        raise click.UsageError(f"{day} lies in the future")
    root = project_root()
    outcome = accept(Issue(file.read(), day, url), read_tree(root), today())
    if write and outcome.path:
        write_changes(root, {outcome.path: outcome.after})
    click.echo(comment(outcome), nl=False)
    sys.exit(1 if outcome.lacks else 0)
