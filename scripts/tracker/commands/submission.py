"""`tracker submission`: what a filled form changes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click

from tracker.commands.apply import write_changes
from tracker.commands.project import Project, pass_project
from tracker.commands.quotes import Looking, new_quotes_report, with_looking
from tracker.contributing.acceptance import accept
from tracker.contributing.answer import comment, request_text, request_title
from tracker.contributing.issue_forms import TEMPLATES
from tracker.contributing.submission import Issue
from tracker.files import read_matching
from tracker.reading.dataset import read_dataset


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was sent.  [default: today]")
@click.option("--url", default="", help="Where it can be read, for a dispute to link to.")
@click.option("--issue", default="", help="Its number, for the pull request to name.")
@click.option(
    "--request",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for the `title` and the `text` of the pull request, if there is a change.",
)
@click.option("--write", is_flag=True, help="Change the company's file, if nothing is missing.")
@with_looking
@pass_project
def submission(project: Project, /, file: BinaryIO, *, write: bool, **given: Any) -> None:  # noqa: ANN401
    """Turn FILE, the text of an issue made with a form (- for the standard input), into a change to the data.

    Prints the change, or what is missing, as a comment in Markdown. Exits with 0 when there is a change or a proposal,
    with 1 when something is missing, with 2 when it was called wrongly.

    \b
    Example: tracker submission issue.md --date 2026-11-21 --write
    """
    date, url, issue, request = (given.pop(name) for name in ("date", "url", "issue", "request"))
    day = date.date() if date else project.today
    if day > project.today:
        raise click.UsageError(f"{day} is in the future")
    files = {**project.files, **read_matching(project.root, [TEMPLATES])}
    response = accept(Issue(file.read(), day, url), files, project.today)
    if write and response.path:
        write_changes(project.root, {response.path: response.after})
    looking = Looking(**given)
    lines: Sequence[str] = ()
    if response.path and looking.is_possible:
        changed = read_dataset({**project.files, response.path: response.after}).dataset
        lines = new_quotes_report(project, project.dataset, changed, looking, with_words=False)
    answer = comment(response, lines)
    if request and response.path:
        texts = {"title": request_title(response), "text": request_text(response, issue, url, answer)}
        write_changes(request, {name: text.encode() for name, text in texts.items()})
    click.echo(answer, nl=False)
    sys.exit(1 if response.problems else 0)
