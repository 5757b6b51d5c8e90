"""`tracker outputs` and `tracker compat`: what is published for programs, and whether it can be read as before."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from tracker.build import Site
from tracker.build import build as run_build
from tracker.commands.project import day_of, known_data_time, project_root, today
from tracker.contributing.compatibility import compare, told
from tracker.contributing.report import report
from tracker.files import read_folder, read_tree, read_whole_revision, write_folder
from tracker.model import Edition
from tracker.problem import UnfitOutput
from tracker.reading.dataset import data_files

CHANGELOG = "docs/api-changelog.md"
# A revision without this folder has no API that could break.
_MARK = "schema/api/"
_RUN = ("-c", "from tracker.cli import main; main()", "outputs")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def outputs(folder: Path) -> None:
    """Write everything that is published beside the pages into FOLDER, without the site's address."""
    root = project_root()
    edition = Edition(date=day_of(known_data_time(root)))
    files = read_tree(root)
    try:
        made = run_build(files, today(), edition)
    except UnfitOutput as fault:
        raise click.ClickException(f"an output does not fit its schema:\n{fault}") from None
    if not isinstance(made, Site):
        raise click.ClickException(f"the data has problems:\n{report(made, len(data_files(files)), 'text')}")
    write_folder(folder, made.files)


@click.command()
@click.argument("base")
def compat(base: str) -> None:
    """Compare what the revision BASE publishes with what is published now.

    Exits with 1 where a reader would find something gone or changed, unless the version of the shape has risen and
    docs/api-changelog.md has an entry for it.
    """
    root = project_root()
    files = read_whole_revision(root, base)
    if files is None:
        raise click.UsageError(f"git knows no revision `{base}`")
    if not any(path.startswith(_MARK) for path in files):
        click.echo(f"{base} has no API yet, so nothing can break")
        return
    time = known_data_time(root)
    with tempfile.TemporaryDirectory(prefix="tracker-") as name:
        folder = Path(name)
        write_folder(folder / "base", files)
        before = _published(folder / "base", folder / "before", time)
        after = _published(root, folder / "after", time)
    comparison = compare(before, after, (root / CHANGELOG).read_text("utf-8"))
    click.echo(told(comparison))
    sys.exit(0 if comparison.is_kept else 1)


def _published(project: Path, folder: Path, time: int) -> Mapping[str, bytes]:
    """What a project publishes by its own program, in a folder, on the day that both sides share."""
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts"), "SOURCE_DATE_EPOCH": str(time)}
    command = [sys.executable, *_RUN, str(folder)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-20:]
        raise click.ClickException("\n".join([f"what {project.name} publishes could not be made:", *words]))
    return read_folder(folder)
