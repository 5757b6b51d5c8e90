"""Rules on what a file records of its own changes: what was removed is gone, and nothing else is."""

from collections.abc import Iterator

from tracker.checking.frozen import entries, fields
from tracker.checking.recorded_changes import field_path, is_absent, value_at
from tracker.checking.scope import Scope
from tracker.problem import Problem
from tracker.reading.document import Path
from tracker.recorded import REMOVED


def removed_is_gone(scope: Scope) -> Iterator[Problem]:
    """A removal names words that are gone: `[removed]` stands in their place, or the field is left out."""
    for document, _schema in scope.documents():
        for index, entry in _removals(document.value):
            now = value_at(document.value, field_path(str(entry.get("field", ""))))
            if now != REMOVED and not is_absent(now):
                message = f"`{entry.get('field')}` is not removed: this entry is not needed"
                hint = f"write {REMOVED} in place of the words, or remove the entry"
                yield document.problem("removal", ("removed", index, "field"), message, hint)


def removed_is_recorded(scope: Scope) -> Iterator[Problem]:
    """Where words were removed, the file says when and why, and who agreed."""
    for document, _schema in scope.documents():
        known = {field_path(str(entry.get("field", ""))) for _index, entry in _removals(document.value)}
        for path in _removed_texts(document.value):
            if path not in known:
                name = "/".join(str(part + 1) if isinstance(part, int) else part for part in path)
                hint = f"add to this file: removed: [{{field: {name}, date: ..., why: ..., reviewers: [..., ...]}}]"
                yield document.problem("removal", path, "words were removed here, and nothing says why", hint)


def _removals(value: object) -> Iterator[tuple[int, dict[str, object]]]:
    for index, entry in enumerate(entries(value, "removed")):
        yield index, dict(fields(entry))


def _removed_texts(value: object, path: Path = ()) -> Iterator[Path]:
    if value == REMOVED:
        yield path
    for key, item in fields(value).items():
        yield from _removed_texts(item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _removed_texts(item, (*path, index))


def removed_by_two(scope: Scope) -> Iterator[Problem]:
    """At least two people agreed to a removal."""
    for document, _schema in scope.documents():
        for index, entry in _removals(document.value):
            reviewers = entry.get("reviewers")
            if isinstance(reviewers, list) and len(reviewers) == 1:
                message, hint = "one reviewer is not enough", "a removal needs two, none of whom asked for it"
                yield document.problem("removal", ("removed", index, "reviewers"), message, hint)


RULES = (removed_is_gone, removed_is_recorded, removed_by_two)
