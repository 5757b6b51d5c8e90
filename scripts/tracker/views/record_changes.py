"""What was changed in the record itself, and what was taken out of it, across all files."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Company, Dataset, Pledge, Review
from tracker.recorded import Amendment, Removal


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """One change: `subject` is what readers call the file's thing, `entry` what the file records."""

    kind: str
    id: str
    subject: str
    entry: Amendment | Removal

    @property
    def is_removal(self) -> bool:
        """Whether words were taken out."""
        return isinstance(self.entry, Removal)


def record_changes(dataset: Dataset) -> tuple[RecordChange, ...]:
    """All of them, the newest first."""
    return tuple(sorted(_changes(dataset), key=lambda each: each.entry.date.last, reverse=True))


def _changes(dataset: Dataset) -> Iterator[RecordChange]:
    for pledge in dataset.pledges.values():
        yield from _of("pledge", pledge.short_name, pledge)
    for company in dataset.companies.values():
        yield from _of("company", company.name, company)
    for review in dataset.reviews.values():
        yield from _of("review", review.title, review)


def _of(kind: str, subject: str, thing: Pledge | Company | Review) -> Iterator[RecordChange]:
    entries: tuple[Amendment | Removal, ...] = (*thing.amended, *thing.removed)
    for entry in entries:
        yield RecordChange(kind=kind, id=thing.id, subject=subject, entry=entry)
