"""`tracker bundle`: one archive with a release of the data."""

import hashlib
import os
import sys

import click

from tracker.checking.check import check
from tracker.commands.project import edition_of, known_data_time, project_root, today
from tracker.contributing.report import report
from tracker.files import has_changes, pack, read_matching, read_tree, replace_file
from tracker.records.bundle import bundle as bundle_files
from tracker.records.bundle import bundle_name
from tracker.records.publish import download_files
from tracker.views.view import View

_TEXTS = ("CHANGELOG.md", "CITATION.cff", "LICENSE*", "docs/**/*.md")


@click.command()
def bundle() -> None:
    """Check the data and pack a release of them into dist/; with any problem, dist/ stays as it was.

    The same commit always gives the same archive. Exits with 1 when there are problems, or changes that are in no
    commit: a release bears the name of its commit.
    """
    root = project_root()
    if has_changes(root):
        raise click.ClickException("there are changes that are in no commit yet: commit them, then bundle")
    addresses = (os.environ.get(name, "") for name in ("REPOSITORY_URL", "SITE_URL"))
    edition = edition_of(root, known_data_time(root), *addresses)
    files = read_tree(root)
    checked = check(files, today())
    if checked.dataset is None:
        click.echo(report(checked.problems, sum(path.startswith("data/") for path in files), "text"))
        sys.exit(1)
    made = download_files(View(dataset=checked.dataset, edition=edition))
    released = bundle_files({**read_matching(root, _TEXTS), **files}, made, edition)
    name = bundle_name(edition)
    content = pack({f"{name}/{path}": each for path, each in released.items()})
    target = root / "dist" / f"{name}.zip"
    replace_file(content, target)
    click.echo(f"{target.relative_to(root)}: {len(released)} files, {len(content)} bytes")
    click.echo(f"sha256 {hashlib.sha256(content).hexdigest()}")
