"""`tracker fix`: fields in order and long texts folded, in every data file."""

import sys
from pathlib import Path

import click

from tracker.commands.check import chosen_files
from tracker.commands.project import project_root, readable_tree
from tracker.commands.writing import write_changes
from tracker.contributing.unified_diff import differences
from tracker.reading.dataset import data_files
from tracker.reading.document import read_document
from tracker.reading.edit import fixed
from tracker.text import counted


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def fix(files: tuple[Path, ...], *, dry_run: bool) -> None:
    """Put the fields of every data file, or of the FILES named, in order, and fold long texts.

    No value and no comment changes. A file that cannot be read stays as it is, and the command ends with 1.

    \b
    Example: tracker fix data/companies/acme.yml
    """
    root = project_root()
    tree = readable_tree(root)
    chosen = chosen_files(files, root, tree)
    schemas = data_files(tree)
    texts = {path: fixed(path, tree[path], tree[schemas[path]]) for path in schemas if path in chosen}
    changes = {path: text for path, text in texts.items() if text != tree[path]}
    unread = [path for path in texts if read_document(path, tree[path]).problems]
    if dry_run and changes:
        click.echo(differences(tree, changes))
    elif not dry_run:
        write_changes(root, changes)
    for path in unread:
        click.echo(f"{path}: cannot be read, `tracker check` says why", err=True)
    click.echo(_told(list(changes), len(texts), dry_run=dry_run), err=dry_run)
    sys.exit(1 if unread else 0)


def _told(changed: list[str], count: int, *, dry_run: bool) -> str:
    files = counted(count, "file")
    if not changed:
        return f"nothing to fix in {files}"
    return "\n".join([*changed, f"{'would fix' if dry_run else 'fixed'} {len(changed)} of {files}"])
