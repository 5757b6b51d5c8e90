"""Each format is sound for the programs that read it, and text in it stays text."""

import dataclasses
import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import view_of
from tests.downloads.conftest import EDITION, Files, rows_of
from tracker.model import Dataset
from tracker.records.downloads import downloads
from tracker.records.downloads.csv_file import csv_file, inert
from tracker.records.downloads.sql_views import SQL_VIEWS
from tracker.records.downloads.table import Column, FilledTable, Kind, Table
from tracker.records.downloads.tables import TABLES

Open = Callable[[Files], sqlite3.Connection]
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    " =1",
    "'=1",
    "''-1",
    "＝1＋1",
    "'quoted'",
    "]]>",
    "</script><script>alert(1)</script>",
    'a "word", and a comma',
    "two\nlines",
    "two\r\nlines",
    "left \u202e right",
    "\0",
    "a\0b",
    "'; DROP TABLE cells; --",
    "\u2028",
    "危険",
]


def with_reason(world: Dataset, text: str) -> Dataset:
    """The world with another reason in one cell, past every check."""
    acme = world.companies["acme"]
    assessments = acme.assessments["example-2024"]
    (labels,) = assessments["content-labels"]
    changed = {**assessments, "content-labels": (dataclasses.replace(labels, reason=text),)}
    hostile = dataclasses.replace(acme, assessments={**acme.assessments, "example-2024": changed})
    return dataclasses.replace(world, companies={**world.companies, "acme": hostile})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_the_same_text_in_every_format_and_changes_nothing_else(
    world: Dataset, world_files: Files, opened: Open, text: str
) -> None:
    files = downloads(view_of(with_reason(world, text), EDITION))
    place = "acme/example-2024/content-labels"
    in_csv = {row["cell_id"]: row for row in rows_of(files, "cells")}
    assert in_csv[place]["reason"] == inert(text)
    calm = {row["cell_id"]: row for row in rows_of(world_files, "cells")}
    assert {**in_csv, place: calm[place]} == calm
    in_json = {row["cell_id"]: row["reason"] for row in json.loads(files["downloads/tracker.json"])["cells"]}
    assert in_json[place] == text
    query = "SELECT reason FROM cells WHERE cell_id = ?"
    assert opened(files).execute(query, (place,)).fetchone() == (text,)


@pytest.mark.parametrize("text", HOSTILE[:12])
def test_a_spreadsheet_finds_nothing_to_run(text: str) -> None:
    assert inert(text) == f"'{text}"


@given(st.text(st.sampled_from("'=+-@ ＝a\t\r\n\0"), max_size=6))
def test_taking_the_apostrophe_away_gives_the_text_again(text: str) -> None:
    written = inert(text)
    assert written.lstrip(" ")[:1] not in tuple("=+-@＝\t\r\n\0")
    # What a reader does who wants the text: exactly where the apostrophes lead up to a formula, one of them goes.
    assert (written[1:] if written.startswith("'") and inert(written[1:]) == written else written) == text


@pytest.mark.parametrize("text", ["plain", "3.5", "a=b", "“=1”", "C+", "'quoted'", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_csv_is_utf_8_without_a_mark_and_ends_its_lines_as_the_standard_says() -> None:
    columns = (
        Column[object]("name", Kind.TEXT, "A name", str),
        Column[object]("count", Kind.INTEGER, "A count", id, is_nullable=True),
        Column[object]("is_new", Kind.BOOLEAN, "Whether", bool),
    )
    table = Table[object]("things", "Things", ("name",), lambda _view: (), columns)
    records = (("Ünï", 1, True), ('a "b", c', None, False), ("two\nlines", -1, True), ("=1", 0, False))
    assert (
        csv_file(FilledTable(table, records))
        == (
            'name,count,is_new\r\nÜnï,1,true\r\n"a ""b"", c",,false\r\n"two\nlines",-1,true\r\n\'=1,0,false\r\n'
        ).encode()
    )


@pytest.mark.parametrize("name", ["world_files", "own_files"])
def test_the_database_is_sound_and_every_reference_leads_to_a_row(
    name: str, request: pytest.FixtureRequest, opened: Open
) -> None:
    database = opened(request.getfixturevalue(name))
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    references = sum(bool(column.refers) for table in TABLES for column in table.columns)
    listed = [database.execute(f"PRAGMA foreign_key_list({table.name})").fetchall() for table in TABLES]
    assert sum(map(len, listed)) == references


def test_the_database_refuses_what_its_types_do_not_allow(world_files: Files, opened: Open) -> None:
    database = opened(world_files)
    for change in (
        "UPDATE cells SET quotes = 'many'",
        "UPDATE cells SET status = 'good'",
        "UPDATE cells SET late = 2",
        "UPDATE cells SET company = NULL",
        "INSERT INTO pledges SELECT * FROM pledges",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(change)


def test_words_are_found_in_quotes_translations_and_reasons(world_files: Files, opened: Open) -> None:
    query = "SELECT kind, id FROM full_text WHERE full_text MATCH ? ORDER BY id, kind"
    find = opened(world_files).execute
    assert find(query, ("stopping",)).fetchall() == [("translation", "acme/example-2024/risk-thresholds/1/1")]
    assert find(query, ("invited spring",)).fetchall() == [("quote", "acme/example-2024/outside-testing/1/2")]
    assert find(query, ("pictures",)).fetchall() == [("reason", "acme/example-2024/content-labels/1")]


def test_every_view_answers(own_files: Files, opened: Open) -> None:
    database = opened(own_files)
    for view in SQL_VIEWS:
        assert database.execute(f"SELECT * FROM {view.name}").fetchone() is not None, view.name  # noqa: S608


def test_the_database_does_not_name_the_library_that_wrote_it(world_files: Files) -> None:
    assert int.from_bytes(world_files["downloads/tracker.sqlite"][96:100], "big") == 3_037_000


@pytest.mark.parametrize("name", ["world_files", "own_files"])
def test_the_data_package_describes_the_csv_files(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, content in request.getfixturevalue(name).items():
        (tmp_path / path.removeprefix("downloads/")).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    report = frictionless.Package("datapackage.json").validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES)


def test_the_data_package_names_version_licence_and_the_owners_of_official_words(world_files: Files) -> None:
    package = json.loads(world_files["downloads/datapackage.json"])
    assert package["version"] == "2026-11-22+0123456789ab"
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]
    assert package["sources"] == [
        {
            "title": "Example Commitments, as signed. © Ministry of Examples 2025",
            "path": "https://example.org/commitments",
        },
        {"title": "Other Commitments. Ministry of Examples", "path": "https://example.org/other"},
    ]
    assert package["homepage"] == "https://site.example/tracker/"


def test_the_checksums_are_those_of_the_files(world_files: Files) -> None:
    lines = world_files["downloads/SHA256SUMS"].decode().splitlines()
    sums = {path: value for value, path in (line.split("  ") for line in lines)}
    others = {path.removeprefix("downloads/"): content for path, content in world_files.items()}
    del others["SHA256SUMS"]
    assert sums == {path: hashlib.sha256(content).hexdigest() for path, content in others.items()}


def test_duckdb_reads_every_csv_file_with_the_types_that_it_has(own_files: Files, tmp_path: Path) -> None:
    kinds = {Kind.INTEGER: {"BIGINT"}, Kind.BOOLEAN: {"BOOLEAN"}, Kind.DAY: {"DATE"}}
    for table in TABLES:
        (tmp_path / "table.csv").write_bytes(own_files[f"downloads/{table.name}.csv"])
        found = duckdb.execute(f"DESCRIBE FROM '{tmp_path}/table.csv'").fetchall()
        assert [row[0] for row in found] == [column.name for column in table.columns]
        filled = duckdb.execute(f"FROM '{tmp_path}/table.csv'").fetchall()
        assert len(filled) == len(rows_of(own_files, table.name))
        for column, row in zip(table.columns, found, strict=True):
            if filled and column.kind in kinds:
                assert row[1] in kinds[column.kind], (table.name, column.name)
