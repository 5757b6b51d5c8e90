"""`tracker fix`: fields in order and long texts folded in every data file, and no check of a quote that is gone."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tracker.commands.apply import write_changes
from tracker.commands.check import chosen_files
from tracker.commands.project import Project, pass_project
from tracker.contributing.unified_diff import unified_diffs
from tracker.quotes.ledger import without_stale_checks
from tracker.reading.dataset import data_files
from tracker.reading.edit import fixed
from tracker.reading.parser import read_document
from tracker.text import counted, shown


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_project
def fix(project: Project, files: tuple[Path, ...], *, dry_run: bool) -> None:
    """Put the fields of every data file, or of the FILES named, in order, and fold long texts.

    No value and no comment changes, but checks of quotes that are no longer there go. A file that cannot be read stays
    as it is, and the command ends with 1.

    \b
    Example: tracker fix data/companies/acme.yml
    """
    tree = project.readable_files()
    chosen = chosen_files(files, project.root, tree)
    schemas = data_files(tree)
    texts = {path: fixed(path, tree[path], tree[schemas[path]]) for path in schemas if path in chosen}
    texts |= {path: text for path, text in without_stale_checks({**tree, **texts}).items() if path in chosen}
    changes = {path: text for path, text in texts.items() if text != tree[path]}
    unreadable = [path for path in texts if read_document(path, tree[path]).problems]
    if dry_run and changes:
        click.echo(unified_diffs(tree, changes))
    elif not dry_run:
        write_changes(project.root, changes)
    for path in unreadable:
        click.echo(f"{shown(path)}: cannot be read; `tracker check` says why", err=True)
    click.echo(_summary(list(changes), len(texts), dry_run=dry_run), err=dry_run)
    sys.exit(1 if unreadable else 0)


def _summary(changed: Sequence[str], count: int, *, dry_run: bool) -> str:
    files = counted(count, "file")
    if not changed:
        return f"nothing to fix in {files}"
    return "\n".join([*map(shown, changed), f"{'would fix' if dry_run else 'fixed'} {len(changed)} of {files}"])
