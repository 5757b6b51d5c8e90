"""What of the past never changes: an assessment that was published, and the document that it cites."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.problem import Problem
from tracker.reading.document import Document, Path

# What makes a source the document that was read: which one, when it speaks from, when and where it was read, and how
# far it carries. Its kind and note are ours to improve; its address may move while the old one is kept.
FROZEN_FIELDS = ("title", "publisher", "published", "read", "read_at", "archived", "reliability")
# What others say of an assessment later: it may come, and then stays.
REMARKS = ("second_reading", "contested", "reply")

_ADDABLE = ("archived",)
_SHOWN_LENGTH = 160
_CORRECTION = (
    "write it back; a correction is a new assessment at the end of the list: "
    "- {since: ..., assessed: ..., change: correction, status: ..., reason: what was wrong and what holds, "
    "evidence: [...]}"
)
_ANOTHER_SOURCE = (
    "write it back; what was read again or described wrongly is another source with an id of its own, "
    "cited in a new assessment at the end of the list: - {..., change: correction, ...}"
)


@dataclass(frozen=True)
class Place:
    """A value in the document of today that stands for one of the base."""

    document: Document
    path: Path

    def problem(self, rule: str, below: Path, message: str, hint: str) -> Problem:
        """A problem at a value below this one."""
        return self.document.problem(rule, (*self.path, *below), message, hint)


def fields(value: object, *path: str) -> Mapping[str, Any]:
    """The fields below a value, none where the path leads elsewhere: an older shape is no reason to fail."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def changed_cell(was: Sequence[Any], now: Sequence[Any], place: Place) -> Iterator[Problem]:
    """Every assessment of the base stands at its place in the list, as it was; new ones come after them."""
    stands = _standing(was, now)
    free = [index for index in range(len(now)) if index not in stands.values()]
    lost = [index for index in range(len(was)) if index not in stands]
    for index in lost:
        successor = _successor(was[index], index, now, free)
        if successor is None:
            name = _name(was[index], place.path)
            yield place.problem("past-deleted", (), f"{name} is of the past, and was deleted", _CORRECTION)
        else:
            free.remove(successor)
            yield from _changed_assessment(was[index], now[successor], Place(place.document, (*place.path, successor)))
    if not lost:
        yield from _changed_order(was, stands, place)
    for index, stand in stands.items():
        settled = stand + 1 < len(now)
        yield from _changed_remarks(was[index], now[stand], Place(place.document, (*place.path, stand)), settled)


def _standing(was: Sequence[Any], now: Sequence[Any]) -> dict[int, int]:
    """Where each assessment of the base stands now, by their indexes; what was edited or deleted is left out."""
    stands: dict[int, int] = {}
    for index, assessment in enumerate(was):
        same = (
            other
            for other, candidate in enumerate(now)
            if other not in stands.values() and not list(differences(_judgement(assessment), _judgement(candidate)))
        )
        found = next(same, None)
        if found is not None:
            stands[index] = found
    return stands


def _judgement(assessment: object) -> object:
    """An assessment without what others say of it."""
    if not isinstance(assessment, Mapping):
        return assessment
    return {name: value for name, value in assessment.items() if name not in REMARKS}


def _successor(assessment: object, index: int, now: Sequence[Any], free: Sequence[int]) -> int | None:
    """The edited form of an assessment: what bears its day of judgement, else what stands in its place."""
    day = fields(assessment).get("assessed")
    same_day = [other for other in free if fields(now[other]).get("assessed") == day]
    return next((other for other in (*same_day, index) if other in free), None)


def _changed_assessment(was: object, now: object, place: Place) -> Iterator[Problem]:
    name = _name(was, place.path[:-1])
    for path, old in differences(_judgement(was), _judgement(now)):
        message = f"{name} is of the past, and its {_field(path)} was changed; {_told(old)}"
        yield place.problem("past-edited", path, message, _CORRECTION)


def _changed_order(was: Sequence[Any], stands: Mapping[int, int], place: Place) -> Iterator[Problem]:
    order = [stands[index] for index in range(len(was))]
    if order != sorted(order):
        moved = next(index for index, stand in enumerate(order) if stand != index)
        message = f"{_name(was[moved], place.path)} is of the past, and stood as number {moved + 1} of the list"
        hint = "write the assessments back in their order, the oldest first"
        yield place.problem("past-reordered", (order[moved],), message, hint)
        return
    before = [index for index in range(max(order, default=-1) + 1) if index not in order]
    for index in before:
        message = "a new assessment stands before one of the past"
        yield place.problem("past-reordered", (index,), message, "move it to the end of the list")


def _changed_remarks(was: object, now: object, place: Place, settled: bool) -> Iterator[Problem]:
    """A remark stays as it was; only an open dispute may go, once a later assessment has settled it."""
    for remark in REMARKS:
        old, new = fields(was).get(remark), fields(now).get(remark)
        if old is None or not list(differences(old, new)) or (remark == "contested" and new is None and settled):
            continue
        verb = "deleted" if new is None else "changed"
        message = f"the `{remark}` of {_name(was, place.path[:-1])} is of the past, and was {verb}; {_told(old)}"
        hint = "write it back" + (
            "; a dispute is taken out once a new assessment at the end of the list has settled it"
            if remark == "contested"
            else ""
        )
        yield place.problem("past-edited", (remark,), message, hint)


def changed_source(was: Mapping[str, Any], now: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """A cited source stays the same document, and every address that it had stays on record."""
    name = f"the source `{place.path[-1]}` is cited by an assessment of the past"
    for field in FROZEN_FIELDS:
        old, new = was.get(field), now.get(field)
        if (type(old), old) != (type(new), new) and not (field in _ADDABLE and old is None):
            message = f"{name}, and its `{field}` was changed; {_told(old)}"
            yield place.problem("past-source", (field,), message, _ANOTHER_SOURCE)
    for address in (was.get("url"), *_list(was.get("former_urls"))):
        if address not in (now.get("url"), *_list(now.get("former_urls"))):
            message = f"{name}, and one of its addresses is gone; {_told(address)}"
            yield place.problem("past-source", ("url",), message, "keep the old address under `former_urls`")


def differences(was: object, now: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The path and the old value (None where there was none) of every place in which two values differ."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in {**was, **now}:
            if key in was and key in now:
                yield from differences(was[key], now[key], (*path, key))
            else:
                yield (*path, key), was.get(key)
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for index, (old, new) in enumerate(zip(was, now, strict=True)):
            yield from differences(old, new, (*path, index))
    elif (type(was), was) != (type(now), now):
        yield path, was


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(assessment: object, path: Path) -> str:
    day = fields(assessment).get("assessed", "unknown day")
    return f"the assessment of {day} of `{'/'.join(str(part) for part in path[1:])}`"


def _field(path: Path) -> str:
    names = [f"`{part}`" if isinstance(part, str) else f"number {part + 1}" for part in path]
    return " ".join(names) or "shape"


def _told(old: object) -> str:
    if old is None:
        return "it had none"
    text = old if isinstance(old, str) else json.dumps(old, ensure_ascii=False)
    return f"it was `{text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + ' ...'}`"
