"""The downloads: every record as CSV, all of them as SQLite, workbook and JSON, and what describes them to programs."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from tracker.records.csv_file import csv_file
from tracker.records.data_package import data_package
from tracker.records.record import Filled
from tracker.records.sqlite_file import sqlite_file
from tracker.records.tables import TABLES
from tracker.records.workbook import workbook
from tracker.views.view import View


def downloads(filled: Mapping[str, Filled], view: View) -> Mapping[str, bytes]:
    """Every file for researchers `{path: bytes}`, from the records' rows by the records' names."""
    tables = [filled[record.name] for record in TABLES]
    csvs = {each.csv_path: csv_file(each) for each in tables}
    made = {
        **csvs,
        "downloads/tracker.sqlite": sqlite_file(tables),
        "downloads/tracker.xlsx": workbook(tables, view.edition.date),
        "downloads/tracker.json": json_file(tables),
        "downloads/datapackage.json": data_package(view, tables, csvs),
    }
    return {**made, "downloads/SHA256SUMS": checksums({path.rpartition("/")[2]: made[path] for path in made})}


def json_file(tables: Iterable[Filled]) -> bytes:
    """An object `{record: [{field: value}]}` in the order of records and fields, one row on a line."""
    inner = ",\n".join(f"{json.dumps(each.record.name)}: [\n{_rows(each)}\n]" for each in tables)
    return f"{{\n{inner}\n}}\n".encode()


def _rows(filled: Filled) -> str:
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in filled.rows)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """One line for each file `{path: bytes}`, by path, as `sha256sum --check` reads it: its SHA-256 and its path."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()
