"""`tracker diff` and `tracker due`: what a change does to the site, and what waits for a review."""

import datetime
import sys
from collections.abc import Mapping

import click

from tracker.checking.append_only import check_past
from tracker.checking.check import check
from tracker.commands.project import base_tree, project_root, readable_tree, today
from tracker.contributing import change_report as story
from tracker.contributing import due_report as due_list
from tracker.files import read_tree
from tracker.model import Edition
from tracker.reading.dataset import read_dataset
from tracker.views.data_changes import difference
from tracker.views.view import View


@click.command()
@click.argument("base", metavar="BASE")
@click.option("--format", "form", type=click.Choice(story.FORMATS), default="text", show_default=True)
def diff(base: str, form: str) -> None:
    """Tell what a reader will see changed against BASE, a git revision, and what is wrong with the change.

    Exits with 0 also when there are problems (`tracker check --base` is the judge), with 2 when it was called wrongly.
    """
    root = project_root()
    was, now = base_tree(root, base), readable_tree(root)
    checked = check(now, today())
    before = read_dataset(_by_the_schemas_of(now, was))
    found = None if checked.dataset is None else difference(before.dataset, checked.dataset)
    told = story.Story(base, found, checked.problems, check_past(was, now), len(before.problems))
    click.echo(story.tell(told, form))


def _by_the_schemas_of(present: Mapping[str, bytes], base: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The data of the base with the schemas of today: what has another shape is left out, and counted."""
    data = {path: content for path, content in base.items() if path.startswith("data/")}
    return data | {path: content for path, content in present.items() if path.startswith("schema/")}


@click.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at.  [default: today]")
@click.option("--format", "form", type=click.Choice(due_list.FORMATS), default="text", show_default=True)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def due(day: datetime.datetime | None, form: str) -> None:
    """List the cells that are due for review, the oldest first, and the documents that nobody has read yet."""
    checked = check(read_tree(project_root()), today())
    if checked.dataset is None:
        click.echo("the data has problems: `tracker check` tells them", err=True)
        sys.exit(1)
    on = day.date() if day else today()
    view = View(dataset=checked.dataset, edition=Edition(date=on))
    click.echo(due_list.list_due(view.due(on), view.unread_documents, on, form))
