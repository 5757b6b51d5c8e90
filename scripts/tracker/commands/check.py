"""`tracker check`: every problem of the data."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tracker.checking.append_only import check_past
from tracker.checking.check import check as run_check
from tracker.commands.project import Project, pass_project
from tracker.commands.voice import say
from tracker.contributing.report import FORMATS, report
from tracker.reading.dataset import SCHEMAS


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--base", metavar="REV", help="A git revision: what it holds is the past, and must not be changed.")
@pass_project
def check(project: Project, files: tuple[Path, ...], format: str, base: str | None) -> None:
    """Report every problem of the data, or of the FILES named.

    Exits with 0 when there is none, with 1 when there are problems, with 2 when it was called wrongly.

    \b
    Example: tracker check data/companies/acme.yml --base main
    """
    tree = project.files
    chosen = chosen_files(files, project.root, tree)
    problems = list(run_check(tree, project.today).problems)
    if base is not None:
        problems += check_past(project.base(base), tree)
    everywhere = {"data", *SCHEMAS.values()}  # what prevents every file from being checked is always reported
    reported = sorted(problem for problem in problems if not files or problem.file in chosen | everywhere)
    say(report(reported, len(chosen), format))
    sys.exit(1 if reported else 0)


def chosen_files(files: Iterable[Path], root: Path, tree: Iterable[str]) -> set[str]:
    """The paths of the files that were named, or of all data files; a usage error where one is no data file."""
    data = [path for path in tree if path.startswith("data/")]
    return {_data_path(file, root, data) for file in files} or set(data)


def _data_path(file: Path, root: Path, data: list[str]) -> str:
    absolute = Path(os.path.abspath(file))  # noqa: PTH100 (`resolve` would follow links)
    path = absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else str(file)
    if path not in data:
        raise click.UsageError(f"{file} is not a data file of this project")
    return path
