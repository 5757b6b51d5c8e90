"""The projects on which is measured: with a made-up record or the own data, with the program of now or of before."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.bench.install import CACHE, ROOT
from tests.bench.measure import Entry, ends_well
from tests.pages.site_build import ADDRESSES, EPOCH, PARTS, copy_project

_MAIN = "from tracker.cli import main; main()"


@cache
def world(size: int) -> Path:
    """A project with so many made-up companies, in the folder of that size; made anew once in a run."""
    folder = CACHE / f"world-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "tests.bench.record", str(size), str(folder)], cwd=ROOT, check=True)
    return folder


def earlier_world(size: int, revision: str) -> Path | None:
    """The world of that size with an earlier program; None where that has another form of data, and refuses it."""
    folder = CACHE / f"world-{size}-{revision}"
    shutil.rmtree(folder, ignore_errors=True)
    _unpack(revision, folder)
    for part in ("data", "docs/codebook"):
        shutil.rmtree(folder / part)
        shutil.copytree(CACHE / f"world-{size}" / part, folder / part)
    return folder if ends_well(tracker_at(revision, ["check"], folder)) else None


def own_world(revision: str = "") -> Path:
    """The project with its own data; or with those, and the program, of an earlier revision."""
    folder = CACHE / f"own-{revision or 'now'}"
    shutil.rmtree(folder, ignore_errors=True)
    if revision:
        _unpack(revision, folder)
    else:
        copy_project(folder)
    return folder


def _unpack(revision: str, folder: Path) -> None:
    folder.mkdir()
    archive = subprocess.run(["git", "archive", revision, *PARTS], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)


def tracker_at(revision: str, arguments: Sequence[str], folder: Path) -> Entry:
    """A command of an earlier program, in a world with that program."""
    return Entry(
        name=f"tracker {arguments[0]} at {revision}",
        command=[sys.executable, "-c", _MAIN, *arguments],
        folder=folder,
        environment={**ADDRESSES, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(folder / "scripts")},
    )


def own_module(name: str, module: str, argument: str, folder: Path) -> Entry:
    """One of the modules beside this one, as a command."""
    command = [sys.executable, "-m", f"tests.bench.{module}", argument, "."]
    return Entry(name=name, command=command, folder=folder, environment={"PYTHONPATH": str(ROOT)})
