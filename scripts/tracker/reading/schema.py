"""What a JSON Schema says of a file: the order of its fields, and whether a file fits it."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs

from tracker.partial_date import PartialDate
from tracker.text import url_fault

# Nothing here is older or newer, and calendars, charts and files for each day of a longer time would have no end.
FIRST_YEAR, LAST_YEAR = 1950, 2099
MOST_FAULTS = 1000  # of a file: nobody reads more, and a file of 1 MiB has room for 100,000


def _is_url(value: object) -> bool:
    return not isinstance(value, str) or url_fault(value) is None


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or (is_near(value) and _is_read(datetime.date.fromisoformat, value))


def _is_partial_date(value: object) -> bool:
    return not isinstance(value, str) or (is_near(value) and _is_read(lambda date: PartialDate(date).first, value))


def is_near(date: str) -> bool:
    """Whether the year of a date is one of those that a record may name."""
    return date[:4].isdecimal() and FIRST_YEAR <= int(date[:4]) <= LAST_YEAR


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


FORMATS = {"uri": _is_url, "date": _is_day, "partial-date": _is_partial_date}


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a schema with every reference followed.

    `fields` are those of a mapping, in their order; `entry` is what each item of a list, or each value under an id, is.
    """

    keywords: Mapping[str, Any]
    fields: Mapping[str, "Part"]
    entry: "Part | None"

    @property
    def is_list(self) -> bool:
        """Whether `entry` is what each item of a list is."""
        return "items" in self.keywords

    def below(self, name: str) -> "Part | None":
        """What is below a name; None where the schema does not say."""
        return self.fields.get(name, self.entry)


@cache
def read_schema(content: bytes) -> Part:
    """The whole of a schema."""
    root = json.loads(content)
    return _part(root, root)


def _part(written: Mapping[str, Any], root: Mapping[str, Any]) -> Part:
    keywords = root["$defs"][written["$ref"].rpartition("/")[2]] if "$ref" in written else written
    fields = {name: _part(field, root) for name, field in keywords.get("properties", {}).items()}
    entry = keywords.get("items") or keywords.get("additionalProperties")
    return Part(keywords=keywords, fields=fields, entry=_part(entry, root) if entry else None)


class Schema:
    """One of the project's schemas, and whether plain data fit it."""

    def __init__(self, content: bytes) -> None:
        self.root = read_schema(content)
        # Offline: what a schema refers to is never fetched.
        self.fits = jsonschema_rs.Draft202012Validator(
            dict(self.root.keywords), formats=FORMATS, validate_formats=True, offline=True
        ).is_valid
