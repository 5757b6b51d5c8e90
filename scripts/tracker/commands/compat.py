"""`tracker outputs` and `tracker compat`: what is published for programs, and whether it can be read as before."""

import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from tracker.commands.project import Project, epoch_of, pass_project
from tracker.commands.site import site_of
from tracker.contributing.compatibility import compare, told
from tracker.files import read_folder, read_whole_revision, write_folder
from tracker.model import Edition

CHANGELOG = "docs/api-changelog.md"
# A revision without this folder has no API that could break.
_MARK = "schema/api/"
_RUN = ("-c", "from tracker.cli import main; main()", "outputs")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@pass_project
def outputs(project: Project, folder: Path) -> None:
    """Write everything that is published beside the pages into FOLDER, without the site's address."""
    write_folder(folder, site_of(project, Edition(date=project.day)).files)


@click.command()
@click.argument("base")
@pass_project
def compat(project: Project, base: str) -> None:
    """Compare what the revision BASE publishes with what is published now.

    Exits with 1 where a reader would find something gone or changed, unless the version of the shape has risen and
    docs/api-changelog.md has an entry for it.
    """
    root = project.root
    files = read_whole_revision(root, base)
    if files is None:
        raise click.UsageError(f"git knows no revision `{base}`")
    if not any(path.startswith(_MARK) for path in files):
        click.echo(f"{base} has no API yet, so nothing can break")
        return
    with tempfile.TemporaryDirectory(prefix="tracker-") as name:
        folder = Path(name)
        write_folder(folder / "base", files)
        before = _published(folder / "base", folder / "before", project.day)
        after = _published(root, folder / "after", project.day)
    comparison = compare(before, after, (root / CHANGELOG).read_text("utf-8"))
    click.echo(told(comparison))
    sys.exit(0 if comparison.is_kept else 1)


def _published(project: Path, folder: Path, day: datetime.date) -> Mapping[str, bytes]:
    """What a project publishes by its own program, in a folder, on the day that both sides share."""
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts"), "SOURCE_DATE_EPOCH": str(epoch_of(day))}
    command = [sys.executable, *_RUN, str(folder)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-20:]
        raise click.ClickException("\n".join([f"what {project.name} publishes could not be made:", *words]))
    return read_folder(folder)
