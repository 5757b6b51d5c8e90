"""What became of the fields of a company, a pledge, a commitment or a review: old and new words, item by item."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.membership import Signatory
from tracker.partial_date import PartialDate

_UNKNOWN = "day not known"


@dataclass(frozen=True)
class FieldChange:
    """A field that changed, or one `item` of it by its name; `before` is None where it is new, `after` where gone.

    Both are empty where the field has no words that can be shown side by side.
    """

    field: str
    item: str
    before: str | None
    after: str | None


def field_changes(
    was: object, now: object, fields: Iterable[str], companies: Mapping[str, str]
) -> Iterator[FieldChange]:
    """The changes of these fields; `companies` are the names of the companies, which signatories are called by."""
    for field in fields:
        old, new = getattr(was, field), getattr(now, field)
        if isinstance(new, Mapping) and isinstance(old, Mapping):
            names = companies if field == "signatories" else {}
            for key in {**old, **new}:
                if key not in old or key not in new or old[key] != new[key]:
                    before, after = (_words(each[key]) if key in each else None for each in (old, new))
                    yield FieldChange(field, names.get(key, key), before, after)
        else:
            yield FieldChange(field, "", _words(old), _words(new))


def _words(value: object) -> str:
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, Signatory):
        return f"{value.known_since or _UNKNOWN}{f', left {value.left.date}' if value.left else ''}"
    if value is None:
        return _UNKNOWN
    return str(value) if isinstance(value, str | PartialDate) else ""
