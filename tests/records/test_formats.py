"""Each format is sound for the programs that read it, and text in it stays text."""

import dataclasses
import hashlib
import io
import json
import sqlite3
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import view_of
from tests.records.conftest import EDITION, Open, Published, published, rows_of
from tracker.model import Dataset
from tracker.records.csv_file import csv_file, inert
from tracker.records.record import Field, Record, Type, count, fill, flag, ids, lines, names, text
from tracker.records.sql_views import SQL_VIEWS
from tracker.records.sqlite_file import links
from tracker.records.tables import TABLES
from tracker.records.workbook import fitting, workbook

PLACE = "acme/example-2024/content-labels"
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
    "https://example.org/",
    "_x000D_",
    "{=1+1}",
]


def with_reasons(world: Dataset, texts: list[str]) -> Dataset:
    """The world with other reasons in one cell, an assessment for each, past every check."""
    acme = world.companies["acme"]
    (labels,) = acme.assessments["example-2024"]["content-labels"]
    hostile = tuple(
        dataclasses.replace(labels, reason=text, change="correction" if index else "")
        for index, text in enumerate(texts)
    )
    cells = {**acme.assessments["example-2024"], "content-labels": hostile}
    changed = dataclasses.replace(acme, assessments={**acme.assessments, "example-2024": cells})
    return dataclasses.replace(world, companies={**world.companies, "acme": changed})


@pytest.fixture(scope="module")
def hostile(world: Dataset) -> Published:
    return published(view_of(with_reasons(world, HOSTILE), EDITION))


def test_hostile_text_is_the_same_text_in_every_format(hostile: Published, opened: Open) -> None:
    in_csv = [row["reason"] for row in rows_of(hostile.files, "assessments") if row["cell_id"] == PLACE]
    assert in_csv == [inert(each) for each in HOSTILE]
    in_json = json.loads(hostile.files["downloads/tracker.json"])["assessments"]
    assert [row["reason"] for row in in_json if row["cell_id"] == PLACE] == HOSTILE
    answer = hostile.answer(f"cells/{PLACE}.json")
    assert [each["reason"] for each in answer["assessments"]] == HOSTILE
    query = "SELECT reason FROM assessments WHERE cell_id = ? ORDER BY position"
    assert [reason for (reason,) in opened(hostile.files).execute(query, (PLACE,))] == HOSTILE


def test_hostile_text_in_the_workbook_is_text_and_never_a_formula_or_a_link(hostile: Published) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(hostile.files["downloads/tracker.xlsx"]))["assessments"]
    head = [cell.value for cell in sheet[1]]
    rows = [row for row in sheet.iter_rows(min_row=2) if row[head.index("cell_id")].value == PLACE]
    cells = [row[head.index("reason")] for row in rows]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    # openpyxl reads the line ends of XML and no escaped characters: these are written so that a spreadsheet reads them.
    plain = [text for text in HOSTILE if text.isprintable()]
    assert [cell.value for cell in cells if cell.value in plain] == plain


def test_hostile_text_changes_nothing_else(example: Published, hostile: Published) -> None:
    for name in ("companies", "sources", "evidence", "pledges", "reviews"):
        assert rows_of(hostile.files, name) == rows_of(example.files, name)


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


def things(*fields: Field[str]) -> Record[str]:
    return Record(name="things", meaning="Things.", rows=lambda _view: ("a", "=b"), fields=fields)


def test_lists_are_written_as_their_type_says(world: Dataset) -> None:
    record = things(
        text("name", "A name", str),
        count("size", "A size", len),
        flag("is_odd", "Whether", lambda row: len(row) == 1),
        ids("some_ids", "Ids", lambda row: [row, "x"]),
        names("other_names", "Names", lambda row: [row, "Y, Z"]),
        lines("sentences", "Sentences", lambda row: [row, 'The "last"'] if row == "a" else []),
    )
    filled = fill([record], view_of(world))["things"]
    assert filled.rows[0]["some_ids"] == ["a", "x"]
    assert csv_file(filled) == (
        b"name,size,is_odd,some_ids,other_names,sentences\r\n"
        b'a,1,true,a x,"a; Y, Z","a\nThe ""last"""\r\n'
        b"'=b,2,false,'=b x,\"'=b; Y, Z\",\r\n"
    )


def test_a_text_that_no_cell_of_a_workbook_can_hold_is_cut_and_says_so(world: Dataset) -> None:
    longest, longer = "a" * 32_767, "b" * 32_768
    assert fitting(longest) == longest
    assert len(fitting(longer)) == 32_767
    assert fitting(longer).endswith("b [... cut here: the CSV file has the whole text]")
    record = dataclasses.replace(things(text("name", "A name", str)), rows=lambda _: (longest, longer))
    book = openpyxl.load_workbook(io.BytesIO(workbook(fill([record], view_of(world)).values(), EDITION.date)))
    assert [row[0] for row in book["things"].iter_rows(min_row=2, values_only=True)] == [longest, fitting(longer)]


def test_the_database_is_sound_and_every_reference_leads_to_a_row(either: Published, opened: Open) -> None:
    database = opened(either.files)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    listed = [database.execute(f"PRAGMA foreign_key_list({record.name})").fetchall() for record in TABLES]
    assert list(map(len, listed)) == [len(list(links(record))) for record in TABLES]


def test_the_database_refuses_what_its_types_do_not_allow(example: Published, opened: Open) -> None:
    database = opened(example.files)
    for change in (
        "UPDATE cells SET quote_count = 'many'",
        "UPDATE cells SET status = 'good'",
        "UPDATE cells SET is_contested = 2",
        "UPDATE cells SET company_name = NULL",
        "INSERT INTO pledges SELECT * FROM pledges",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(change)


def test_words_are_found_in_quotes_translations_and_reasons(example: Published, opened: Open) -> None:
    query = "SELECT kind, id FROM full_text WHERE full_text MATCH ? ORDER BY id, kind"
    find = opened(example.files).execute
    assert find(query, ("stopping",)).fetchall() == [("translation", "acme/example-2024/risk-thresholds/1/1")]
    assert find(query, ("invited spring",)).fetchall() == [("quote", "acme/example-2024/outside-testing/1/2")]
    assert find(query, ("pictures",)).fetchall() == [("reason", "acme/example-2024/content-labels/1")]


def test_every_view_answers(own: Published, opened: Open) -> None:
    database = opened(own.files)
    for view in SQL_VIEWS:
        assert database.execute(f"SELECT * FROM {view.name}").fetchone() is not None, view.name  # noqa: S608
    known = {field.name for record in TABLES for field in record.fields} | {"from_day", "until_day", "status_now"}
    for view in SQL_VIEWS:
        columns = [each[0] for each in database.execute(f"SELECT * FROM {view.name}").description]  # noqa: S608
        assert set(columns) <= known, view.name


def test_the_views_count_what_the_tables_hold(own: Published, opened: Open) -> None:
    database = opened(own.files)
    sizes = {view.name: database.execute(f"SELECT count(*) FROM {view.name}").fetchone()[0] for view in SQL_VIEWS}  # noqa: S608
    assert sizes["current_status"] == len(own.rows("cells"))
    assert sizes["current_quotes"] == sum(row["is_current"] for row in own.rows("evidence"))
    assert sizes["missing_criteria"] == sum(
        row["is_current"] and row["state"] != "shown" for row in own.rows("criterion_states")
    )
    assert sizes["counts_by_company"] == sum(row["left_on"] is None for row in own.rows("signatories"))


def test_the_database_does_not_name_the_library_that_wrote_it(example: Published) -> None:
    assert int.from_bytes(example.files["downloads/tracker.sqlite"][96:100], "big") == 3_037_000


def test_the_data_package_describes_the_csv_files(
    example: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, content in example.files.items():
        if path.startswith("downloads/"):
            (tmp_path / path.removeprefix("downloads/")).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    report = frictionless.Package("datapackage.json").validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES)


def test_the_data_package_names_version_licence_and_the_owners_of_official_words(example: Published) -> None:
    package = json.loads(example.files["downloads/datapackage.json"])
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


def test_the_checksums_are_those_of_the_files(example: Published) -> None:
    lines_of_sums = example.files["downloads/SHA256SUMS"].decode().splitlines()
    sums = {path: value for value, path in (line.split("  ") for line in lines_of_sums)}
    others = {
        path.removeprefix("downloads/"): hashlib.sha256(content).hexdigest()
        for path, content in example.files.items()
        if path.startswith("downloads/")
    }
    del others["SHA256SUMS"]
    assert sums == others


def test_duckdb_reads_every_csv_file_with_the_types_that_it_has(own: Published, tmp_path: Path) -> None:
    kinds = {Type.INTEGER: {"BIGINT"}, Type.BOOLEAN: {"BOOLEAN"}, Type.DAY: {"DATE"}}
    for record in TABLES:
        (tmp_path / "table.csv").write_bytes(own.files[f"downloads/{record.name}.csv"])
        found = duckdb.execute(f"DESCRIBE FROM '{tmp_path}/table.csv'").fetchall()
        assert [row[0] for row in found] == [field.name for field in record.fields]
        rows = own.rows(record.name)
        assert len(duckdb.execute(f"FROM '{tmp_path}/table.csv'").fetchall()) == len(rows)
        for field, described in zip(record.fields, found, strict=True):
            if field.type in kinds and any(row[field.name] is not None for row in rows):
                assert described[1] in kinds[field.type], (record.name, field.name)
