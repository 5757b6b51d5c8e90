"""How many cells have each status, asked of the published files: `python -m tests.bench.reading WAY DOWNLOADS`."""

import csv
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

QUESTION = "SELECT status, count(*) FROM {} GROUP BY status"


def _sqlite(folder: Path) -> Mapping[str, int]:
    return dict(sqlite3.connect(folder / "tracker.sqlite").execute(QUESTION.format("cells")))


def _csv(folder: Path) -> Mapping[str, int]:
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
        return Counter(row["status"] for row in csv.DictReader(file))


def _json(folder: Path) -> Mapping[str, int]:
    return Counter(row["status"] for row in json.loads((folder / "tracker.json").read_bytes())["cells"])


def _duckdb(table: str) -> Mapping[str, int]:
    return dict(import_module("duckdb").sql(QUESTION.format(f"'{table}'")).fetchall())


def _yaml(folder: Path) -> Mapping[str, int]:
    """What one would do without the published files: read all data, and take the last assessment of each cell."""
    yaml = import_module("yaml")
    companies = [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in (folder / "../../data/companies").iterdir()]
    pledges = [pledge for company in companies for pledge in company["assessments"].values()]
    return Counter(cell[-1]["status"] for pledge in pledges for cell in pledge.values())


WAYS: Mapping[str, Callable[[Path], Mapping[str, int]]] = {
    "our SQLite": _sqlite,
    "our CSV": _csv,
    "our JSON, all tables": _json,
    "our CSV in DuckDB": lambda folder: _duckdb(f"{folder}/cells.csv"),
    "the same as Parquet in DuckDB": lambda folder: _duckdb(f"{folder}/cells.parquet"),
    "the YAML files, by PyYAML's C loader": _yaml,
}


def _write_parquet(folder: Path) -> Mapping[str, int]:
    """The table of cells as Parquet, in which others publish; it answers nothing."""
    import_module("duckdb").sql(f"COPY (FROM '{folder}/cells.csv') TO '{folder}/cells.parquet'")
    return {}


if __name__ == "__main__":
    answer = WAYS.get(sys.argv[1], _write_parquet)(Path(sys.argv[2]))
    assessed = {status: count for status, count in answer.items() if status != "not-assessed"}
    sys.stdout.write(json.dumps(assessed, sort_keys=True))
