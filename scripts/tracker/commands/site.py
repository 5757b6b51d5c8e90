"""`tracker build` and `tracker serve`: the site, once or while you write."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click

from tracker.build import Site
from tracker.build import build as run_build
from tracker.commands.project import Project, pass_project
from tracker.contributing.report import report_of_tree
from tracker.files import GitError, read_matching, replace_files, replaced_folder
from tracker.model import Edition
from tracker.problem import UnfitOutput

_LINK = re.compile(rb'(?<=\shref=")(?P<path>[^"?#:]*)(?P<rest>[^"]*)')


def published(root: Path, *, repository: str, site: str, contact: str) -> tuple[Edition, Site]:
    """Everything that is published from a project, with its edition; the addresses are empty where they are not known.

    ClickException, with every problem, where something prevents it. How much it is, is said on the standard error.
    """
    project = Project(root)
    try:
        edition = project.edition(repository, site, contact)
        made = run_build(project.files, project.today, edition)
    except GitError as failure:
        raise click.ClickException(str(failure)) from None
    except UnfitOutput as fault:
        raise click.ClickException(f"an output does not fit its schema, nothing was built:\n{fault}") from None
    if not isinstance(made, Site):
        raise click.ClickException(f"the data has problems, nothing was built:\n{report_of_tree(made, project.files)}")
    numbers, tally = made.summary, made.summary.tally
    cells = f"{tally.assessed} of {tally.total} cells assessed"
    click.echo(f"{numbers.companies} companies, {numbers.pledges} pledges, {cells}; {len(made.pages)} pages", err=True)
    return edition, made


@click.command()
@click.option("--from-disk", is_flag=True, help="Link to files, so that the pages can be read without a server.")
@pass_project
def build(project: Project, *, from_disk: bool) -> None:
    """Check the data and build the site into site/; with any problem, site/ stays as it was.

    \b
    Example: tracker build --from-disk
    """
    target = project.root / "site"
    with replaced_folder(target) as work:
        if code := _mkdocs(project.root, "build", "--strict", "--site-dir", str(work)):
            sys.exit(code)
        if from_disk:
            pages = read_matching(work, ["**/*.html"])
            replace_files({work / path: linked_to_files(page) for path, page in pages.items()})
    click.echo(f"the site is in {target}")


def linked_to_files(page: bytes) -> bytes:
    """A page whose links to folders of its own site lead to the index.html in them."""
    return _LINK.sub(_link_to_file, page)


def _link_to_file(link: re.Match[bytes]) -> bytes:
    path, rest = link["path"], link["rest"]
    is_folder = path.endswith(b"/") or path.rpartition(b"/")[2] in (b".", b"..")
    is_own = not path.startswith(b"/") and not rest.startswith(b":")
    return path.rstrip(b"/") + b"/index.html" + rest if is_folder and is_own else link[0]


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@pass_project
def serve(project: Project, address: str) -> None:
    """Serve the site, and build it again whenever data, schemas, templates or docs change.

    \b
    Example: tracker serve --address 127.0.0.1:8080
    """
    sys.exit(_mkdocs(project.root, "serve", "--strict", "--livereload", "--dev-addr", address))


def _mkdocs(root: Path, *arguments: str) -> int:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    try:
        return subprocess.call([sys.executable, "-m", "mkdocs", *arguments], cwd=root, env=environment)
    except KeyboardInterrupt:
        return 130
