"""The preview: it follows the data while they are written, and outlives a mistake in them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pages.site_build import ADDRESSES, EPOCH, copy_with_example_data

PATIENCE = 120  # seconds: far more than a build takes on a busy machine


@dataclass
class Preview:
    """A running `tracker serve`, the data file that the test writes, and where the messages go."""

    process: subprocess.Popen[bytes]
    address: str
    file: Path
    log: Path

    def page(self) -> str:
        """The page of the company; empty where nobody answers yet, or the server waits for sound data."""
        try:
            with urllib.request.urlopen(f"{self.address}companies/acme/", timeout=2) as answer:  # noqa: S310 (our own)
                return str(answer.read(), "utf-8")
        except OSError:
            return ""

    def wait_for(self, words: str, place: Callable[[], str]) -> None:
        """Look again and again until the words are in a place."""
        deadline = time.monotonic() + PATIENCE
        while words not in place():
            assert self.process.poll() is None, f"the preview has ended:\n{self.log.read_text('utf-8')}"
            assert time.monotonic() < deadline, f"no {words!r} after {PATIENCE} s:\n{self.log.read_text('utf-8')}"
            time.sleep(0.1)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = copy_with_example_data(tmp_path / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    clean = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            (sys.executable, "-c", "from tracker.cli import main; main()", "serve", "--address", address),
            cwd=project,
            env={**clean, "PYTHONPATH": "scripts", "SOURCE_DATE_EPOCH": EPOCH},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    yield Preview(process, f"http://{address}/", project / "data" / "companies" / "acme.yml", tmp_path / "log")
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.usefixtures("interruptible")
def test_the_preview_follows_the_data_and_outlives_a_mistake(preview: Preview) -> None:
    text = preview.file.read_text("utf-8")
    preview.wait_for("<h1", preview.page)
    first = preview.page()
    assert re.search("<h1[^>]*>Acme</h1>", first)
    assert "livereload" in first
    assert "Content-Security-Policy" not in first  # it would forbid the script that loads the page anew

    for name in (".DS_Store", ".acme.yml.swp", "acme.yml~", ".acme.yml.new"):  # as systems and editors leave them
        (preview.file.parent / name).write_bytes(b"\x00name: [")
    (preview.file.parent / ".#acme.yml").symlink_to("somebody@somewhere.4711:1")
    preview.file.write_text(text.replace("name: Acme\n", "name: Acme Renamed\n"), "utf-8")
    preview.wait_for(">Acme Renamed</h1>", preview.page)

    preview.file.write_text(text.replace("headquarters: US", "headquarters: NO"), "utf-8")
    preview.wait_for("data/companies/acme.yml:6:15: type: `headquarters` must be text", preview.log.read_text)
    preview.file.write_text(text.replace("name: Acme\n", "name: Acme Again\n"), "utf-8")
    preview.wait_for(">Acme Again</h1>", preview.page)

    os.killpg(preview.process.pid, signal.SIGINT)  # as a terminal sends it to the command and to what it has started
    assert preview.process.wait(PATIENCE) in (0, 130)
    assert "Traceback" not in preview.log.read_text("utf-8")
    assert not (preview.file.parents[2] / "site").exists()
