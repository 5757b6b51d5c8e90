"""`tracker build` and `tracker serve`: the site, once or while you write."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from tracker.commands.project import Project, pass_project
from tracker.files import ROOT_MARK, read_matching
from tracker.replacing import replace_files, replaced_folder
from tracker.text import shown

_LAST_PORT = 65535
_LINK = re.compile(rb'(?<=\shref=")(?P<path>[^"?#:]*)(?P<rest>[^"]*)')


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
    _refuse_taken(address)
    sys.exit(_mkdocs(project.root, "serve", "--strict", "--livereload", "--dev-addr", address))


def _refuse_taken(address: str) -> None:
    """A usage error where nothing can be served at an address; MkDocs would find out after the build."""
    host, _, port = address.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) <= _LAST_PORT:
        raise click.UsageError(f"{shown(address)} is no address to serve at: write one like 127.0.0.1:8000")
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        why = "another program is there" if error.errno == errno.EADDRINUSE else error.strerror
        raise click.UsageError(
            f"nothing can be served at {shown(address)} ({why}): name another place, such as --address 127.0.0.1:8001"
        ) from None


def _mkdocs(root: Path, *arguments: str) -> int:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    (root / ROOT_MARK).read_bytes()  # MkDocs has no sentence for a configuration that it may not read
    command = [sys.executable, "-m", "mkdocs", *arguments]
    # An interrupt reaches us alone, and we end MkDocs: it would say a traceback, and leave its folder behind.
    with tempfile.TemporaryDirectory() as temporary:
        environment["TMPDIR"] = temporary
        return subprocess.call(command, cwd=root, env=environment, preexec_fn=_ignore_interrupts)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
