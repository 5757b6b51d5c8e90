"""The project that a command works on, the time at which it does, and the edition that it makes."""

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

import click

from tracker.checking.check import check
from tracker.commands.voice import say
from tracker.contributing.report import report_of_tree
from tracker.files import ROOT_MARK, commit, find_root, read_revision, read_tree
from tracker.model import Dataset, Edition
from tracker.reading.dataset import read_dataset, unusable_schemas

# Somewhere on Earth it is already this day: a contributor's own date is never in the future.
_FIRST_TIME_ZONE = datetime.timezone(datetime.timedelta(hours=14))
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_EPOCH = "SOURCE_DATE_EPOCH"
_FAR = datetime.timedelta(days=366)  # clocks differ, and so may the day of a commit, by less than that
_MUCH_LATER = 2**32  # seconds after 1970: in the year 2106


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

    @cached_property
    def day(self) -> datetime.date:
        """The day of the data: SOURCE_DATE_EPOCH's, else the commit's; without a commit the newest in the data."""
        epoch = os.environ.get(_EPOCH, "")
        if epoch:
            if not re.fullmatch("[0-9]{1,11}", epoch):
                raise click.UsageError(f"{_EPOCH} is `{epoch}`, and not a number of seconds since 1970")
            return self._past(int(epoch), f"{_EPOCH} is `{epoch}`")
        if head := commit(self.root):
            return self._past(head[1], f"the commit {head[0]} was made at {head[1]}")
        newest = newest_day(read_dataset(self.files).dataset)
        if newest is None:
            raise click.UsageError(f"there is neither a git commit nor a date in the data: set {_EPOCH}")
        say(f"there is no git commit here, so the newest day in the data is taken as its day: {newest}", err=True)
        return newest

    def _past(self, time: int, of: str) -> datetime.date:
        day = _day_of(time) if time < _MUCH_LATER else None
        if day is None or day > self.today + _FAR:
            raise click.UsageError(
                f"{of} seconds after 1970, which is far in the future: set {_EPOCH} to the day of the data"
            )
        return day

    def edition(self, repository: str, site: str, contact: str = "") -> Edition:
        """The edition that is made here; the addresses are empty where they are not known."""
        if contact and not _MAIL.fullmatch(contact):
            raise click.UsageError(f"CONTACT_EMAIL is `{contact}`, and not one address of mail, such as a@example.org")
        head = commit(self.root)
        return Edition(
            date=self.day,
            commit=head[0] if head else "",
            repository=repository.rstrip("/"),
            site=site and f"{site.rstrip('/')}/",
            contact=contact,
        )

    def readable_files(self) -> Mapping[str, bytes]:
        """The files of data/ and schema/; where a schema cannot be used, the command ends with 1 and says why."""
        for problem in unusable_schemas(self.files):
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


def with_schemas_of(present: Mapping[str, bytes], base: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The data of the base with the schemas of today: what has another shape is left out, and counted."""
    data = {path: content for path, content in base.items() if path.startswith("data/")}
    return data | {path: content for path, content in present.items() if path.startswith("schema/")}


def today() -> datetime.date:
    """The latest date that any clock on Earth shows now."""
    return _latest_date(_now())


def newest_day(dataset: Dataset) -> datetime.date | None:
    """The latest day on which something in the data was read, assessed or announced; None where there is nothing."""
    companies = dataset.companies.values()
    read = (source.read for company in companies for source in company.sources.values())
    cells = (cell for company in companies for pledge in company.assessments.values() for cell in pledge.values())
    assessed = (assessment.assessed for cell in cells for assessment in cell)
    announced = (pledge.announced for pledge in dataset.pledges.values())
    return max((date.first for date in chain(read, assessed, announced)), default=None)


def epoch_of(day: datetime.date) -> int:
    """The first second of a day in UTC, in seconds since 1970."""
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())


def _day_of(time: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(time, datetime.UTC).date()
