"""The downloads: every table as CSV, all of them as SQLite and as JSON, and what describes them to programs."""

from collections.abc import Mapping

from tracker.records.checksums import checksums
from tracker.records.downloads.csv_file import csv_file
from tracker.records.downloads.data_package import data_package
from tracker.records.downloads.json_file import json_file
from tracker.records.downloads.sqlite_file import sqlite_file
from tracker.records.downloads.table import fill
from tracker.records.downloads.tables import TABLES
from tracker.views.view import View


def downloads(view: View) -> Mapping[str, bytes]:
    """Every file for researchers `{path: bytes}`, all from the one definition of the tables."""
    filled = [fill(table, view) for table in TABLES]
    csvs = {each.path: csv_file(each) for each in filled}
    made = {
        **csvs,
        "downloads/tracker.sqlite": sqlite_file(filled),
        "downloads/tracker.json": json_file(filled),
        "downloads/datapackage.json": data_package(view, filled, csvs),
    }
    return {**made, "downloads/SHA256SUMS": checksums({path.rpartition("/")[2]: made[path] for path in made})}
