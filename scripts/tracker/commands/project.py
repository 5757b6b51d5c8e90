"""The project that a command works on, the time at which it does, and the edition that it makes."""

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import click

from tracker.checking.check import check
from tracker.contributing.report import report_of_tree
from tracker.files import ROOT_MARK, commit, find_root, read_revision, read_tree
from tracker.model import Dataset, Edition
from tracker.reading.dataset import missing_schemas

# Somewhere on Earth it is already this day: a contributor's own date is never in the future.
_FIRST_TIME_ZONE = datetime.timezone(datetime.timedelta(hours=14))


def project_root() -> Path:
    """The project's folder; a usage error outside of it."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError(f"there is no {ROOT_MARK} here or above: run this inside the project")
    return root


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _latest_date(now: datetime.datetime) -> datetime.date:
    return now.astimezone(_FIRST_TIME_ZONE).date()


@dataclass(frozen=True)
class Project:
    """What a command knows about its surroundings: the project's folder, and the time in the local time zone."""

    root: Path = field(default_factory=project_root)
    now: datetime.datetime = field(default_factory=_now)

    @property
    def today(self) -> datetime.date:
        """The latest date that any clock on Earth shows now: the last one that is not in the future."""
        return _latest_date(self.now)

    @property
    def own_day(self) -> str:
        """The date on this machine's own clock."""
        return self.now.date().isoformat()

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files of data/ and schema/, `{path: bytes}`."""
        return read_tree(self.root)

    @cached_property
    def dataset(self) -> Dataset:
        """What the files say; with any problem the command reports them all and ends with 1."""
        return self._checked(self.files, "the data has problems, so nothing was done:")

    def check_change(self, changes: Mapping[str, bytes]) -> None:
        """Check the project with changed files as a whole; with any problem the command ends with 1."""
        self._checked({**self.files, **changes}, "nothing was written, because the result would not pass the check:")

    def _checked(self, files: Mapping[str, bytes], introduction: str) -> Dataset:
        checked = check(files, self.today)
        if checked.dataset is None:
            raise click.ClickException(f"{introduction}\n{report_of_tree(checked.problems, files)}")
        return checked.dataset

    def readable_files(self) -> Mapping[str, bytes]:
        """The files of data/ and schema/; where a schema is missing, the command ends with 1 and says which."""
        for problem in missing_schemas(self.files):
            raise click.ClickException(f"{problem.file}: {problem.message}; {problem.hint}")
        return self.files

    def base(self, revision: str) -> Mapping[str, bytes]:
        """The files of a git revision; a usage error where git knows no such revision, or it holds no data."""
        tree = read_revision(self.root, revision)
        if tree is None:
            raise click.UsageError(f"git knows no revision {revision!r} of this project")
        if not any(path.startswith("data/") for path in tree):
            raise click.UsageError(f"the revision {revision!r} holds no data")
        return tree


pass_project = click.make_pass_decorator(Project, ensure=True)


def today() -> datetime.date:
    """The latest date that any clock on Earth shows now."""
    return _latest_date(_now())


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
