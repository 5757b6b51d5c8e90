"""Everything that is published from a project; MkDocs asks for it, in a process of its own."""

from pathlib import Path

import click

from tracker.build import Site
from tracker.build import build as run_build
from tracker.commands.project import Project
from tracker.contributing.report import report_of_tree
from tracker.model import Edition
from tracker.problem import UnfitOutput


def published(root: Path, *, repository: str, site: str, contact: str) -> tuple[Edition, Site]:
    """Everything that is published from a project, with its edition; the addresses are empty where they are not known.

    ClickException, with every problem, where something prevents it. How much it is, is said on the standard error.
    """
    project = Project(root)
    try:
        edition = project.edition(repository, site, contact)
        made = run_build(project.files, project.today, edition)
    except UnfitOutput as fault:
        raise click.ClickException(f"an output does not fit its schema, nothing was built:\n{fault}") from None
    if not isinstance(made, Site):
        raise click.ClickException(f"the data has problems, nothing was built:\n{report_of_tree(made, project.files)}")
    numbers, tally = made.summary, made.summary.tally
    cells = f"{tally.assessed} of {tally.total} cells assessed"
    click.echo(f"{numbers.companies} companies, {numbers.pledges} pledges, {cells}; {len(made.pages)} pages", err=True)
    return edition, made
