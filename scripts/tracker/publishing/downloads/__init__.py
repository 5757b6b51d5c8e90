"""The downloads: every table as CSV, all of them as SQLite and as JSON, and what describes them to programs."""

from collections.abc import Mapping

from tracker.model import Dataset
from tracker.publishing.checksums import checksums
from tracker.publishing.downloads.csv_file import csv_file
from tracker.publishing.downloads.data_package import data_package
from tracker.publishing.downloads.json_file import json_file
from tracker.publishing.downloads.sqlite_file import sqlite_file
from tracker.publishing.downloads.table import fill
from tracker.publishing.downloads.tables import TABLES
from tracker.publishing.page import Edition


def downloads(dataset: Dataset, edition: Edition) -> Mapping[str, bytes]:
    """Every file for researchers `{path: bytes}`, all from the one definition of the tables."""
    filled = [fill(table, dataset, edition) for table in TABLES]
    csvs = {each.path: csv_file(each) for each in filled}
    made = {
        **csvs,
        "downloads/tracker.sqlite": sqlite_file(filled),
        "downloads/tracker.json": json_file(filled),
        "downloads/datapackage.json": data_package(dataset, edition, filled, csvs),
    }
    return {**made, "downloads/SHA256SUMS": checksums({path.rpartition("/")[2]: made[path] for path in made})}
