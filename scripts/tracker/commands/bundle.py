"""`tracker bundle`: one archive with a release of the data."""

import hashlib
import os

import click

from tracker.commands.project import Project, pass_project
from tracker.commands.voice import say
from tracker.files import has_changes, pack, read_matching
from tracker.records.bundle import bundle as bundle_files
from tracker.records.bundle import bundle_name
from tracker.records.publish import download_files
from tracker.replacing import replace_file
from tracker.views.view import View

_TEXTS = ("CHANGELOG.md", "CITATION.cff", "LICENSE*", "docs/**/*.md")


@click.command()
@pass_project
def bundle(project: Project) -> None:
    """Check the data and pack a release of them into dist/; with any problem, dist/ stays as it was.

    The same commit always gives the same archive. Exits with 1 when there are problems or uncommitted
    changes: a release names its commit.

    \b
    Example: tracker bundle
    """
    root = project.root
    if has_changes(root):
        raise click.ClickException("there are uncommitted changes: commit them, then bundle")
    edition = project.edition(*(os.environ.get(name, "") for name in ("REPOSITORY_URL", "SITE_URL")))
    published = download_files(View(dataset=project.dataset, edition=edition))
    members = bundle_files({**read_matching(root, _TEXTS), **project.files}, published, edition)
    name = bundle_name(edition)
    content = pack({f"{name}/{path}": member for path, member in members.items()})
    target = root / "dist" / f"{name}.zip"
    replace_file(content, target)
    say(f"{target.relative_to(root)}: {len(members)} files, {len(content)} bytes")
    say(f"sha256 {hashlib.sha256(content).hexdigest()}")
