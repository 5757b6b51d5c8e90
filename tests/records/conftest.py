"""Everything that programs read, made once of the example world and once of the project's own data, and opened."""

import csv
import datetime
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import Tree, dataset_of, view_of
from tracker.model import Dataset, Edition
from tracker.records.answers import RECORDS
from tracker.records.api import api_files
from tracker.records.downloads import downloads
from tracker.records.record import Filled, fill
from tracker.views.view import View

Files = Mapping[str, bytes]
Open = Callable[[Files], sqlite3.Connection]
EDITION = Edition(date=datetime.date(2026, 11, 22), commit="0123456789abcdef", site="https://site.example/tracker/")


@dataclass(frozen=True)
class Published:
    """A view, its records with their rows, and the files made of them."""

    view: View
    filled: Mapping[str, Filled]
    files: Files

    def rows(self, record: str) -> list[dict[str, Any]]:
        """A record's rows."""
        return [dict(row) for row in self.filled[record].rows]

    def answer(self, path: str) -> Any:  # noqa: ANN401 (the tests know the shape of what they ask for)
        """An answer of the API, by its path below the root."""
        return json.loads(self.files[f"api/v1/{path}"])


def published(view: View) -> Published:
    """Everything that is made of a view."""
    filled = fill(RECORDS, view)
    return Published(view, filled, {**api_files(filled, view), **downloads(filled, view)})


@pytest.fixture(scope="session")
def example(world: Dataset) -> Published:
    return published(view_of(world, EDITION))


@pytest.fixture(scope="session")
def own(own_data: Dataset) -> Published:
    return published(view_of(own_data, EDITION))


@pytest.fixture(scope="session")
def moved(moved_world: Tree) -> Published:
    return published(view_of(dataset_of(moved_world), EDITION))


@pytest.fixture(params=["example", "moved", "own"])
def either(request: pytest.FixtureRequest) -> Published:
    """The example world, then with a company that left and one that ended, and then the project's own data."""
    found: Published = request.getfixturevalue(request.param)
    return found


def rows_of(files: Files, table: str) -> list[dict[str, str]]:
    """A table's CSV file as a program reads it."""
    return list(csv.DictReader(io.StringIO(files[f"downloads/{table}.csv"].decode(), newline="")))


@pytest.fixture
def opened() -> Iterator[Open]:
    """A function that opens the database of some files in memory."""
    connections = []

    def open_database(files: Files) -> sqlite3.Connection:
        connections.append(sqlite3.connect(":memory:"))
        connections[-1].deserialize(files["downloads/tracker.sqlite"])
        return connections[-1]

    yield open_database
    for connection in connections:
        connection.close()
