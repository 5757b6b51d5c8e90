"""The project that a command works on, and the day on which it does."""

import datetime
from pathlib import Path

import click

from tracker.files import ROOT_MARK, find_root

# Somewhere on Earth it is already this day: a contributor's own date is never in the future.
_FIRST_TIME_ZONE = datetime.timezone(datetime.timedelta(hours=14))


def today() -> datetime.date:
    """The latest date that any clock on Earth shows now."""
    return datetime.datetime.now(_FIRST_TIME_ZONE).date()


def project_root() -> Path:
    """The project's folder; a usage error outside of it."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError(f"there is no {ROOT_MARK} here or above: run this inside the project")
    return root
