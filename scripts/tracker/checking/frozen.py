"""What never changes once it is on record: an assessment, and the document that it cites."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.problem import Problem
from tracker.reading.document import Document, Path
from tracker.text import shown

# What identifies the document that was read, dates it, and says how far it can be trusted. Its kind and note are ours
# to improve; its address may change as long as the old one is kept.
FROZEN_FIELDS = ("title", "publisher", "published", "read", "copy", "archived", "reliability")
# What others say of an assessment later: it may be added, and then it stays. The first is one, the others are lists.
REMARKS = ("second_reading", "later_readings", "disputes", "replies")
# A dispute on record may get these once.
_DECISION = ("decided", "outcome", "answer", "followed_by")

_ADDABLE = ("archived",)
_SHOWN_LENGTH = 160
_CORRECTION = (
    "restore it; a correction is a new assessment at the end of the list: "
    "- {since: ..., assessed: ..., change: correction, status: ..., reason: what was wrong and what holds, "
    "evidence: [...]}"
)
_DROP = (
    "cite it again, or say why it goes: dropped: [{source: ..., quote: ..., reason: ...}], which `tracker add` writes "
    "for `--drop`"
)
_REMARK_HINTS = {
    "second_reading": "restore it; another reading comes at the end of `later_readings`",
    "later_readings": "restore it; another reading comes at the end of the list",
    "disputes": "restore it; a dispute ends with `decided`, `outcome` and `answer`, which `tracker decide` writes, and "
    "stays; another one comes at the end of the list",
    "replies": "restore it; another reply comes at the end of the list",
}
_ANOTHER_SOURCE = (
    "restore it; what was read again or described wrongly is another source with an id of its own, "
    "cited in a new assessment at the end of the list: - {..., change: correction, ...}"
)


@dataclass(frozen=True)
class ValueAt:
    """Where a value of the base is in the present document."""

    document: Document
    path: Path

    def problem(self, rule: str, below: Path, message: str, hint: str) -> Problem:
        """A problem at a value below this one."""
        return self.document.problem(rule, (*self.path, *below), message, hint)


def fields(value: object, *path: str) -> Mapping[str, Any]:
    """The fields of the mapping at a path; none where there is no mapping, since the base may have an older shape."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def entries(value: object, name: str) -> list[Any]:
    """The items of the list under a name; none where there is no list."""
    found = fields(value).get(name)
    return found if isinstance(found, list) else []


def changed_cell(was: Sequence[Any], now: Sequence[Any], place: ValueAt) -> Iterator[Problem]:
    """Every assessment of the base is still in its place in the list, unchanged; new ones come after them."""
    positions = _kept_positions(was, now)
    free = [index for index in range(len(now)) if index not in positions.values()]
    lost = [index for index in range(len(was)) if index not in positions]
    for index in lost:
        successor = _successor(was[index], index, now, free)
        if successor is None:
            name = _name(was[index], place.path)
            yield place.problem("past-deleted", (), f"{name} is on record and was deleted", _CORRECTION)
        else:
            free.remove(successor)
            yield from _changed_assessment(
                was[index], now[successor], ValueAt(place.document, (*place.path, successor))
            )
    if not lost:
        yield from _changed_order(was, positions, place)
    for index, position in positions.items():
        moved = ValueAt(place.document, (*place.path, position))
        yield from _changed_remarks(was[index], now[position], moved)


def unsaid_drops(was: Sequence[Any], now: Sequence[Any], place: ValueAt) -> Iterator[Problem]:
    """Each new assessment of a cell on record cites every quote of the one before it, or says why it no longer counts.

    What was published before this was asked for stays as it is, and so does the first history of a cell.
    """
    for index in range(len(was), len(now)) if was else ():
        said = [*quotes(now[index]), *quotes(now[index], "dropped")]
        for quote in quotes(now[index - 1]):
            if not any(quote in each for each in said):
                missing = "this assessment no longer cites a quote of the one before it, and does not say why"
                yield place.problem("unsaid-drop", (index,), f"{missing}: `{shown(quote, _SHOWN_LENGTH)}`", _DROP)


def quotes(assessment: object, name: str = "evidence") -> Iterator[str]:
    """The quotes that an assessment cites, or has `dropped`, with one space between their words."""
    for item in entries(assessment, name):
        quote = fields(item).get("quote")
        if isinstance(quote, str):
            yield " ".join(quote.split())


def _kept_positions(was: Sequence[Any], now: Sequence[Any]) -> dict[int, int]:
    """The index that each assessment of the base has now, by its old index; edited and deleted ones are left out."""
    positions: dict[int, int] = {}
    for index, assessment in enumerate(was):
        own = _without_remarks(assessment)
        for other, candidate in enumerate(now):
            if other not in positions.values() and not any(changed_paths(own, _without_remarks(candidate))):
                positions[index] = other
                break
    return positions


def _without_remarks(assessment: object) -> object:
    """An assessment without what others say of it."""
    if not isinstance(assessment, Mapping):
        return assessment
    return {name: value for name, value in assessment.items() if name not in REMARKS}


def _successor(assessment: object, index: int, now: Sequence[Any], free: Sequence[int]) -> int | None:
    """The index of the assessment that most likely replaced it: the same `assessed`, else the same index."""
    day = fields(assessment).get("assessed")
    same_day = [other for other in free if fields(now[other]).get("assessed") == day]
    return next((other for other in (*same_day, index) if other in free), None)


def _changed_assessment(was: object, now: object, place: ValueAt) -> Iterator[Problem]:
    name = _name(was, place.path[:-1])
    for path, old in changed_paths(_without_remarks(was), _without_remarks(now)):
        message = f"{name} is on record, and its {_field(path)} was changed; {was_words(old)}"
        yield place.problem("past-edited", path, message, _CORRECTION)


def _changed_order(was: Sequence[Any], positions: Mapping[int, int], place: ValueAt) -> Iterator[Problem]:
    order = [positions[index] for index in range(len(was))]
    if order != sorted(order):
        moved = next(index for index, position in enumerate(order) if position != index)
        message = f"{_name(was[moved], place.path)} is on record, and was number {moved + 1} of the list"
        hint = "restore the order of the assessments, the oldest first"
        yield place.problem("past-reordered", (order[moved],), message, hint)
        return
    before = [index for index in range(max(order, default=-1) + 1) if index not in order]
    for index in before:
        message = "a new assessment comes before one that is on record"
        yield place.problem("past-reordered", (index,), message, "move it to the end of the list")


def _changed_remarks(was: object, now: object, place: ValueAt) -> Iterator[Problem]:
    """Every remark stays in its place as it was; only a dispute may get its outcome, once."""
    name = _name(was, place.path[:-1])
    for remark in REMARKS:
        old, new = (_numbered(fields(each).get(remark)) for each in (was, now))
        for number, value in old.items():
            today = new.get(number)
            if remark == "disputes" and "outcome" not in fields(value):
                today = _undecided(today)
            if not any(changed_paths(value, today)):
                continue
            verb = "deleted" if number not in new else "changed"
            message = f"the {_remark(remark, number)} of {name} is on record and was {verb}; {was_words(value)}"
            yield place.problem("past-edited", (remark, *number), message, _REMARK_HINTS[remark])


def _numbered(remarks: object) -> dict[tuple[int, ...], object]:
    """The remarks of one kind by their places in the list; a single one has the empty place."""
    if isinstance(remarks, list):
        return {(index,): each for index, each in enumerate(remarks)}
    return {} if remarks is None else {(): remarks}


def _remark(name: str, number: tuple[int, ...]) -> str:
    return f"`{name}`" + "".join(f" number {index + 1}" for index in number)


def _undecided(dispute: object) -> object:
    """A dispute without what a decision adds to it."""
    if not isinstance(dispute, Mapping):
        return dispute
    return {name: value for name, value in dispute.items() if name not in _DECISION}


def changed_source(was: Mapping[str, Any], now: Mapping[str, Any], place: ValueAt) -> Iterator[Problem]:
    """A cited source stays the same document, and every address that it had stays on record."""
    name = f"the source `{place.path[-1]}` is cited by an assessment on record"
    for field in FROZEN_FIELDS:
        old, new = was.get(field), now.get(field)
        if (type(old), old) != (type(new), new) and not (field in _ADDABLE and old is None):
            message = f"{name}, and its `{field}` was changed; {was_words(old)}"
            yield place.problem("past-source", (field,), message, _ANOTHER_SOURCE)
    for address in (was.get("url"), *entries(was, "former_urls")):
        if address not in (now.get("url"), *entries(now, "former_urls")):
            message = f"{name}, and one of its addresses is gone; {was_words(address)}"
            yield place.problem("past-source", ("url",), message, "keep the old address under `former_urls`")


def changed_paths(was: object, now: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The path of every place where two values differ, and the old value there (None where there was none)."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in {**was, **now}:
            if key in was and key in now:
                yield from changed_paths(was[key], now[key], (*path, key))
            else:
                yield (*path, key), was.get(key)
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for index, (old, new) in enumerate(zip(was, now, strict=True)):
            yield from changed_paths(old, new, (*path, index))
    elif (type(was), was) != (type(now), now):
        yield path, was


def _name(assessment: object, path: Path) -> str:
    day = fields(assessment).get("assessed", "unknown day")
    return f"the assessment of {day} of `{'/'.join(str(part) for part in path[1:])}`"


def _field(path: Path) -> str:
    names = [f"`{part}`" if isinstance(part, str) else f"number {part + 1}" for part in path]
    return " ".join(names) or "shape"


def was_words(old: object) -> str:
    """What a value was, in words."""
    if old is None:
        return "it had none"
    text = old if isinstance(old, str) else json.dumps(old, ensure_ascii=False)
    return f"it was `{text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + ' ...'}`"
