"""`tracker build` and `tracker serve`: the site, once or while you write."""

import os
import subprocess
import sys

import click

from tracker.commands.project import project_root


@click.command()
def build() -> None:
    """Check the data and build the site into site/; with any problem, site/ stays as it was."""
    sys.exit(_mkdocs("build", "--strict"))


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(address: str) -> None:
    """Serve the site, and build it again whenever data, schemas, templates or docs change."""
    sys.exit(_mkdocs("serve", "--strict", "--livereload", "--dev-addr", address))


def _mkdocs(*arguments: str) -> int:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    try:
        return subprocess.call([sys.executable, "-m", "mkdocs", *arguments], cwd=project_root(), env=environment)
    except KeyboardInterrupt:
        return 130
