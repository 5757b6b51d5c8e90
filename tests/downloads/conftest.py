"""The files for researchers, made of the example world and of the project's own data, with ways to open them."""

import csv
import datetime
import io
import sqlite3
from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.conftest import view_of
from tracker.model import Dataset, Edition
from tracker.records.downloads import downloads

Files = Mapping[str, bytes]
EDITION = Edition(date=datetime.date(2026, 11, 22), commit="0123456789abcdef", site="https://site.example/tracker/")


@pytest.fixture(scope="session")
def world_files(world: Dataset) -> Files:
    return downloads(view_of(world, EDITION))


@pytest.fixture(scope="session")
def own_files(own_data: Dataset) -> Files:
    return downloads(view_of(own_data, EDITION))


def rows_of(files: Files, table: str) -> list[dict[str, str]]:
    """A table's CSV file as a program reads it."""
    return list(csv.DictReader(io.StringIO(files[f"downloads/{table}.csv"].decode(), newline="")))


@pytest.fixture
def opened() -> Iterator[Callable[[Files], sqlite3.Connection]]:
    """A function that opens the database of some files in memory."""
    connections = []

    def open_database(files: Files) -> sqlite3.Connection:
        connections.append(sqlite3.connect(":memory:"))
        connections[-1].deserialize(files["downloads/tracker.sqlite"])
        return connections[-1]

    yield open_database
    for connection in connections:
        connection.close()
