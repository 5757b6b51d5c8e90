"""`tracker diff` and `tracker due`: what a change does to the site, and what is due for review."""

import datetime

import click

from tracker.checking.append_only import check_past
from tracker.checking.check import check
from tracker.commands.project import Project, pass_project, with_schemas_of
from tracker.commands.voice import say
from tracker.contributing import change_report, due_report
from tracker.model import Edition
from tracker.reading.dataset import read_dataset
from tracker.views.data_changes import difference
from tracker.views.view import View


@click.command()
@click.argument("base", metavar="BASE")
@click.option("--format", type=click.Choice(change_report.FORMATS), default="text", show_default=True)
@pass_project
def diff(project: Project, base: str, format: str) -> None:
    """Report what a reader will see changed against BASE, a git revision, and what is wrong with the change.

    Exits with 0 also when there are problems (`tracker check --base` is the judge), with 2 when it was called wrongly.

    \b
    Example: tracker diff main --format markdown
    """
    past, present = project.base(base), project.readable_files()
    checked, before = check(present, project.today), read_dataset(with_schemas_of(present, past))
    changes = None if checked.dataset is None else difference(before.dataset, checked.dataset)
    report = change_report.ChangeReport(
        revision=base,
        difference=changes,
        problems=checked.problems,
        history=check_past(past, present),
        base_faults=len(before.problems),
    )
    say(change_report.render(report, format))


@click.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to look at.  [default: today]")
@click.option("--format", type=click.Choice(due_report.FORMATS), default="text", show_default=True)
@pass_project
def due(project: Project, day: datetime.datetime | None, format: str) -> None:
    """List the cells that are due for review, the oldest first, and the documents that nobody has read yet.

    \b
    Example: tracker due --on 2027-03-01
    """
    on = day.date() if day else project.today
    view = View(dataset=project.dataset, edition=Edition(date=on))
    say(due_report.render(view.due(on), view.unread_documents, on, format, view.doubtful_cells))
