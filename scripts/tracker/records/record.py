"""What a published record is: its fields, each with its name, type and meaning, and how they are read from the view."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from tracker.partial_date import PartialDate
from tracker.problem import UnfitOutput
from tracker.views.view import View

SCHEMA_VERSION = "1.0.0"
ROOT = f"api/v{SCHEMA_VERSION.partition('.')[0]}/"

Owner = TypeVar("Owner")
Thing = TypeVar("Thing")
Value = str | int | bool | list[str] | None
Values = Mapping[str, Value]


class Type(StrEnum):
    """What a field holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DAY = "day"
    DATE = "date"
    ADDRESS = "address"
    IDS = "ids"
    NAMES = "names"
    LINES = "lines"


MEANINGS = {
    Type.TEXT: "Text, exactly as in the data.",
    Type.INTEGER: "A whole number.",
    Type.BOOLEAN: "true or false; in SQLite 1 or 0.",
    Type.DAY: "A whole date, YYYY-MM-DD.",
    Type.DATE: "YYYY, YYYY-MM or YYYY-MM-DD: no more exact than it is known. The field beside it whose name ends in "
    "_day has the last day that it can mean: sort and compare by that one.",
    Type.ADDRESS: "An address on this site; relative to the site's root where the build did not know its address.",
    Type.IDS: "A list of ids or web addresses; in CSV, SQLite and the workbook they are separated by spaces.",
    Type.NAMES: "A list of names; in CSV, SQLite and the workbook they are separated by semicolons.",
    Type.LINES: "A list of sentences; in CSV, SQLite and the workbook each is on its own line.",
}
SEPARATORS = {Type.IDS: " ", Type.NAMES: "; ", Type.LINES: "\n"}
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_PATTERNS = {Type.DAY: r"[0-9]{4}-[0-9]{2}-[0-9]{2}", Type.DATE: DATE_PATTERN}
_PYTHON = {Type.INTEGER: int, Type.BOOLEAN: bool} | dict.fromkeys(SEPARATORS, list)


@dataclass(frozen=True)
class Field(Generic[Thing]):
    """One field: `value` takes it from a row, `refers` names the record whose key it holds, `values` all it can be."""

    name: str
    type: Type
    meaning: str
    value: Callable[[Thing], object]
    nullable: bool = False
    refers: str = ""
    values: tuple[str, ...] = ()

    def plain(self, row: Thing, site: str) -> Value:
        """The value of a row, as JSON has it; what is empty in the data is None."""
        found = self.value(row)
        if self.type in SEPARATORS:
            return list(found)  # type: ignore[call-overload, no-any-return]
        if found is not None and self.type is Type.ADDRESS:
            return f"{site}{found}"  # that of the home page is empty
        if found is None or found == "":
            return None
        return found if isinstance(found, int) else str(found)

    def fault(self, value: Value) -> str | None:
        """What keeps a value from being published, or None."""
        if value is None:
            return None if self.nullable else "is missing"
        if type(value) is not _PYTHON.get(self.type, str):
            return f"is no {self.type}: {value!r}"
        if self.type in _PATTERNS and not re.fullmatch(_PATTERNS[self.type], str(value)):
            return f"is no {self.type}: {value!r}"
        if self.values and value not in self.values:
            return f"is none of {', '.join(self.values)}: {value!r}"
        return None

    def flat(self, value: Value) -> str | int | None:
        """The value in a format without lists: see the meaning of each type."""
        return SEPARATORS[self.type].join(value) or None if isinstance(value, list) else value


@dataclass(frozen=True, kw_only=True)
class Record(Generic[Thing]):
    """One published record: `meaning` says what a row is, `one` is what answers call a single one.

    The key is the first field, where no other is named. New fields go last, and none is ever renamed or moved:
    schema/published.json holds what was published.
    """

    name: str
    meaning: str
    rows: Callable[[View], Iterable[Thing]]
    fields: tuple[Field[Thing], ...]
    one: str = ""
    composite: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The fields that together tell a row from all others."""
        return self.composite or (self.fields[0].name,)

    def id(self, values: Values) -> str:
        """What names a row among the others."""
        return "/".join(str(values[name]) for name in self.key)


AnyField = Field[Any]
AnyRecord = Record[Any]


@dataclass(frozen=True)
class Filled:
    """A record with its rows, each with a value for every field."""

    record: AnyRecord
    rows: tuple[Values, ...]

    @property
    def csv_path(self) -> str:
        """Where the rows are on the site, as CSV."""
        return f"downloads/{self.record.name}.csv"

    @cached_property
    def flat(self) -> tuple[tuple[str | int | None, ...], ...]:
        """The rows for formats without lists."""
        lists = [(place, each.flat) for place, each in enumerate(self.record.fields) if each.type in SEPARATORS]
        found = []
        for row in self.rows:  # whose values are in the order of the fields
            values: list[Any] = list(row.values())
            for place, flat in lists:
                values[place] = flat(values[place])
            found.append(tuple(values))
        return tuple(found)


def fill(records: Iterable[AnyRecord], view: View) -> Mapping[str, Filled]:
    """The rows of records by their names; UnfitOutput, with every fault, where a value is not what its field says."""
    site, faults = view.edition.site, list[str]()
    filled = {}
    for record in records:
        rows = tuple({each.name: each.plain(row, site) for each in record.fields} for row in record.rows(view))
        filled[record.name] = Filled(record, rows)
        faults += (
            f"{record.name}: {record.id(row)}: {field.name} {fault}"
            for row in rows
            for field in record.fields
            if (fault := field.fault(row[field.name])) is not None
        )
    if faults:
        raise UnfitOutput(faults)
    return filled


@dataclass(frozen=True)
class Item(Generic[Owner, Thing]):
    """Something in a list of its owner, with its place there from 1 and, where the list has names, its own."""

    owner: Owner
    position: int
    name: str
    it: Thing


def listed(owner: Owner, things: Iterable[Thing]) -> Iterator[Item[Owner, Thing]]:
    """The things of a list."""
    return (Item(owner, position, "", each) for position, each in enumerate(things, 1))


def named(owner: Owner, things: Mapping[str, Thing]) -> Iterator[Item[Owner, Thing]]:
    """The things that have names."""
    return (Item(owner, position, name, each) for position, (name, each) in enumerate(things.items(), 1))


class Shared(NamedTuple):
    """A field that several records have under one name, with one meaning."""

    type: Type
    meaning: str
    refers: str = ""


SHARED = {
    # The ids of rows, in their own record and wherever another one names them.
    "assessment_id": Shared(Type.TEXT, "The assessment's id: the cell's, and its place there from 1", "assessments"),
    "cell_id": Shared(Type.TEXT, "The cell's id: company/pledge/commitment", "cells"),
    "commitment_id": Shared(Type.TEXT, "The commitment's id: pledge/commitment", "commitments"),
    "company_id": Shared(Type.TEXT, "The company's id", "companies"),
    "criterion_id": Shared(Type.TEXT, "The criterion's id: pledge/commitment/criterion", "criteria"),
    "day": Shared(Type.DAY, "The day, at whose end a status is looked at", "days"),
    "dimension_id": Shared(Type.TEXT, "The id of a part of a review's score: review/part", "review_dimensions"),
    "evidence_id": Shared(Type.TEXT, "The quote's id: the assessment's, and its place there from 1", "evidence"),
    "group_id": Shared(Type.TEXT, "The id of a part of a pledge: pledge/part", "groups"),
    "pledge_id": Shared(Type.TEXT, "The pledge's id", "pledges"),
    "review_id": Shared(Type.TEXT, "The review's id", "reviews"),
    "score_id": Shared(Type.TEXT, "The score's id: review/company, or review/company/part", "review_scores"),
    "source_id": Shared(Type.TEXT, "The source's id: company/source", "sources"),
    "statement_id": Shared(
        Type.TEXT, "The statement's id: the review's, and its place there from 1", "review_statements"
    ),
    # What people call them, and where they read them.
    "api_url": Shared(Type.ADDRESS, "The answer of the API that has all of it"),
    "commitment_number": Shared(Type.TEXT, "The commitment's number, as the pledge writes it"),
    "commitment_title": Shared(Type.TEXT, "The commitment's short title, in our words"),
    "company_name": Shared(Type.TEXT, "The company's name in English"),
    "criterion_text": Shared(Type.TEXT, "The criterion in one sentence, in our words"),
    "former_ids": Shared(Type.IDS, "The ids that it had before, which still lead to it"),
    "group_title": Shared(Type.TEXT, "The title of the part of the pledge"),
    "page_url": Shared(Type.ADDRESS, "Where people read it on this site"),
    "pledge_name": Shared(Type.TEXT, "The pledge's short name: place and year"),
    "position": Shared(Type.INTEGER, "Its place in the list that it belongs to, from 1"),
    "schema_url": Shared(Type.ADDRESS, "The JSON Schema of the answer"),
    # What they hold.
    "assessed": Shared(Type.DAY, "When it was assessed"),
    "author": Shared(Type.TEXT, "Who wrote it"),
    "commitment_count": Shared(Type.INTEGER, "How many commitments there are"),
    "criterion_count": Shared(Type.INTEGER, "How many criteria the commitment has"),
    "data_commit": Shared(Type.TEXT, "The commit of the data; null where it is not known"),
    "data_date": Shared(Type.DAY, "The day of the data"),
    "date": Shared(Type.DATE, "When it was written or done"),
    "is_current": Shared(Type.BOOLEAN, "Whether the assessment is the latest of its cell"),
    "left_on": Shared(
        Type.DAY,
        "When the company left the pledge; null where it has not. From that day on its cells are in no count",
    ),
    "licence": Shared(Type.TEXT, "The licence of the document's words"),
    "locator": Shared(Type.TEXT, "Where in the document the quote is"),
    "note": Shared(Type.TEXT, "What a reader should know of it, in our words"),
    "quote": Shared(Type.TEXT, "The document's own words; [...] marks an omission"),
    "quote_count": Shared(Type.INTEGER, "How many quotes the assessment has"),
    "reason": Shared(Type.TEXT, "What the documents show and do not show, in our words"),
    "shown_count": Shared(Type.INTEGER, "How many criteria the assessment's quotes show, with none against"),
    "since": Shared(Type.DATE, "From when on documents support the status"),
}


def shared(name: str, value: Callable[[Thing], object], *, nullable: bool = False) -> Field[Thing]:
    """A field that several records have."""
    type, meaning, refers = SHARED[name]
    return Field(name, type, meaning, value, nullable, refers)


def text(name: str, meaning: str, value: Callable[[Thing], object], *, nullable: bool = False) -> Field[Thing]:
    """A text."""
    return Field(name, Type.TEXT, meaning, value, nullable)


def choice(
    name: str, meaning: str, value: Callable[[Thing], object], values: Iterable[str], *, nullable: bool = False
) -> Field[Thing]:
    """One of a few words."""
    return Field(name, Type.TEXT, meaning, value, nullable, values=tuple(map(str, values)))


def count(name: str, meaning: str, value: Callable[[Thing], int]) -> Field[Thing]:
    """A number of things."""
    return Field(name, Type.INTEGER, meaning, value)


def flag(name: str, meaning: str, value: Callable[[Thing], bool | None], *, nullable: bool = False) -> Field[Thing]:
    """Whether something holds."""
    return Field(name, Type.BOOLEAN, meaning, value, nullable)


Day = PartialDate | datetime.date | None


def day(name: str, meaning: str, value: Callable[[Thing], Day], *, nullable: bool = False) -> Field[Thing]:
    """A date of which the day is always known."""
    return Field(name, Type.DAY, meaning, value, nullable)


def date(
    name: str, meaning: str, value: Callable[[Thing], PartialDate | None], *, nullable: bool = False
) -> tuple[Field[Thing], Field[Thing]]:
    """A date as exactly as it is known, and the last day that it can mean."""
    return (
        Field(name, Type.DATE, meaning, value, nullable),
        Field(
            f"{name}_day",
            Type.DAY,
            f"The last day that ‘{name}’ can mean",
            lambda row: found.last if (found := value(row)) else None,
            nullable,
        ),
    )


def shared_date(
    name: str, value: Callable[[Thing], PartialDate | None], *, nullable: bool = False
) -> tuple[Field[Thing], Field[Thing]]:
    """A date that several records have."""
    return date(name, SHARED[name].meaning, value, nullable=nullable)


def ids(name: str, meaning: str, value: Callable[[Thing], Iterable[str]], refers: str = "") -> Field[Thing]:
    """A list of ids, or of web addresses."""
    return Field(name, Type.IDS, meaning, value, refers=refers)


def names(name: str, meaning: str, value: Callable[[Thing], Iterable[str]]) -> Field[Thing]:
    """A list of names."""
    return Field(name, Type.NAMES, meaning, value)


def lines(name: str, meaning: str, value: Callable[[Thing], Iterable[str]]) -> Field[Thing]:
    """A list of sentences."""
    return Field(name, Type.LINES, meaning, value)


def api_url(place: Callable[[Thing], str]) -> Field[Thing]:
    """Where programs read all of a row; `place` is below the API's root."""
    return shared("api_url", lambda row: answer_address(place(row)))


def answer_address(place: str) -> str:
    """The address of an answer on the site, from its place below the API's root."""
    return f"{ROOT}{place}.json"
