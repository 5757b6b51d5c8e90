"""The project that a command works on, the day on which it does, and the edition that it makes."""

import datetime
import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

from tracker.files import ROOT_MARK, commit, find_root, read_revision, read_tree
from tracker.model import Edition
from tracker.reading.dataset import missing_schemas

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


def readable_tree(root: Path) -> Mapping[str, bytes]:
    """The files of data/ and schema/; where a schema is missing, the command ends with 1 and says which."""
    tree = read_tree(root)
    for problem in missing_schemas(tree):
        raise click.ClickException(f"{problem.file}: {problem.message}; {problem.hint}")
    return tree


def base_tree(root: Path, revision: str) -> Mapping[str, bytes]:
    """The files of a git revision; a usage error where git knows no such revision, or it holds no data."""
    tree = read_revision(root, revision)
    if tree is None:
        raise click.UsageError(f"git knows no revision {revision!r} of this project")
    if not any(path.startswith("data/") for path in tree):
        raise click.UsageError(f"the revision {revision!r} holds no data")
    return tree


def data_time(root: Path) -> int | None:
    """The data's time in seconds since 1970: SOURCE_DATE_EPOCH, else the commit's; None where neither is known."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return int(epoch) if re.fullmatch("[0-9]{1,11}", epoch) else None
    head = commit(root)
    return head[1] if head else None


def known_data_time(root: Path) -> int:
    """The same; a usage error where it is not known."""
    time = data_time(root)
    if time is None:
        raise click.UsageError("outside of git this needs SOURCE_DATE_EPOCH: the seconds since 1970 of the data's day")
    return time


def day_of(time: int) -> datetime.date:
    """The day of a time in seconds since 1970, in UTC."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).date()


def edition_of(root: Path, time: int, repository: str, site: str) -> Edition:
    """The edition of a project at a time in seconds since 1970; addresses are empty where they are not known."""
    head = commit(root)
    return Edition(
        date=day_of(time),
        commit=head[0] if head else "",
        repository=repository.rstrip("/"),
        site=site and f"{site.rstrip('/')}/",
    )
