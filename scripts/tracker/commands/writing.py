"""The data that a command changes: sound before, checked as a whole with the change, and only then written."""

import contextlib
import datetime
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.checking.check import check
from tracker.commands.project import project_root, today
from tracker.contributing.report import report
from tracker.files import read_tree, replace_files
from tracker.model import Dataset
from tracker.reading.edit import EditError


@dataclass(frozen=True)
class SoundProject:
    """A project whose data has no problem: its folder, its files and what they say."""

    root: Path
    files: Mapping[str, bytes]
    dataset: Dataset


def sound_project() -> SoundProject:
    """The project that the command stands in; else its problems are told, and the command ends with 1."""
    root = project_root()
    files = read_tree(root)
    return SoundProject(root, files, _dataset(files, "mend this first:"))


def own_day() -> str:
    """The date on this machine's own clock."""
    return datetime.datetime.now().astimezone().date().isoformat()


def checked_change(project: SoundProject, changes: Mapping[str, bytes]) -> Dataset:
    """The dataset as the changed files make it; with any problem nothing is written, and the command ends with 1."""
    return _dataset({**project.files, **changes}, "nothing was written, because the result would not pass the check:")


def _dataset(files: Mapping[str, bytes], introduction: str) -> Dataset:
    checked = check(files, today())
    if checked.dataset is None:
        count = sum(path.startswith("data/") for path in files)
        click.echo(f"{introduction}\n{report(checked.problems, count, 'text')}", err=True)
        sys.exit(1)
    return checked.dataset


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """What cannot be written ends the command with 1 and the reason, before anything is."""
    try:
        yield
    except EditError as refusal:
        raise click.ClickException(f"nothing was written: {refusal}") from None


def write_changes(root: Path, changes: Mapping[str, bytes]) -> None:
    """Write the files as a whole; where the disk refuses, the command ends with 1 and they are as they were."""
    try:
        replace_files({root / path: content for path, content in changes.items()})
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error.strerror}: {error.filename}") from None


def has_colours() -> bool:
    """Whether the output may be coloured: on a terminal, unless NO_COLOR says no (https://no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def echo_json(value: object) -> None:
    """An answer for programs."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
