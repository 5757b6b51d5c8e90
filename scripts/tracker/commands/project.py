"""The project that a command works on, and the day on which it does."""

import datetime
import os
from pathlib import Path

import click

from tracker.files import ROOT_MARK, commit, find_root

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


def data_time(root: Path) -> int | None:
    """The time of the data in seconds since 1970: SOURCE_DATE_EPOCH, else the commit's; None where nothing tells it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    head = commit(root)
    if epoch:
        return int(epoch) if epoch.isdigit() else None
    return head[1] if head else None
