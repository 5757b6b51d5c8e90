"""`tracker check`: every problem of the data."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tracker.checking.append_only import check_past
from tracker.checking.check import check as run_check
from tracker.commands.project import base_tree, project_root, today
from tracker.contributing.report import FORMATS, report
from tracker.files import read_tree
from tracker.reading.dataset import SCHEMAS


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--base", metavar="REV", help="A git revision: what stands in it is the past, and must stand unchanged.")
def check(files: tuple[Path, ...], form: str, base: str | None) -> None:
    """Report every problem of the data, or of the FILES named.

    Exits with 0 when there is none, with 1 when there are problems, with 2 when it was called wrongly.
    """
    root = project_root()
    tree = read_tree(root)
    chosen = chosen_files(files, root, tree)
    found = [*run_check(tree, today()).problems, *(check_past(base_tree(root, base), tree) if base is not None else ())]
    everywhere = {"data", *SCHEMAS.values()}  # what keeps every file from being checked is told whichever is named
    problems = sorted(problem for problem in found if not files or problem.file in chosen | everywhere)
    click.echo(report(problems, len(chosen), form))
    sys.exit(1 if problems else 0)


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
