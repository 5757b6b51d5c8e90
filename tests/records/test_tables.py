"""The published tables say what the site says, in every format."""

import dataclasses
import io
import json
import sqlite3
from collections import Counter
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import view_of
from tests.records.conftest import Open, Published, published, rows_of
from tests.test_status import DAYS, HISTORIES
from tracker.membership import Departure, Reference, Signatory
from tracker.model import Assessment, Dataset, Status
from tracker.partial_date import PartialDate
from tracker.records.cells import ASSESSMENTS, CELLS, EVIDENCE
from tracker.records.record import Type, fill
from tracker.records.sqlite_file import sqlite_file
from tracker.records.tables import TABLES
from tracker.status import status_on
from tracker.views.reviews import Agreement, agreement_counts
from tracker.views.tables import counted_on
from tracker.views.view import View

PLACE = "acme/example-2024/safety-framework"
ON_DAY = "SELECT cell_id, status FROM status_periods WHERE from_day <= ?1 AND (until_day IS NULL OR until_day > ?1)"


# What the tables say


def test_the_statuses_of_each_pledge_are_those_of_its_table_on_the_site(either: Published, opened: Open) -> None:
    database = opened(either.files)
    database.row_factory = sqlite3.Row
    views = {row["pledge_id"]: row for row in database.execute("SELECT * FROM counts_by_pledge")}
    records = {row["pledge_id"]: row for row in either.rows("pledges")}
    for table in either.view.tables:
        shown = table.tally
        statuses = Counter(
            row["status"]
            for row in rows_of(either.files, "cells")
            if row["pledge_id"] == table.pledge.id and not row["left_on"]
        )
        assert statuses == {str(status): number for status, number in shown.counts.items() if number}
        for row in (views[table.pledge.id], records[table.pledge.id]):
            assert {each: row[each.replace("-", "_")] for each in Status} == shown.counts
            assert (row["cells"], row["applicable"]) == (shown.total, shown.applicable)


def test_the_sums_of_companies_and_commitments_are_those_of_the_pledges(either: Published) -> None:
    for name in [*(each.replace("-", "_") for each in Status), "cells", "applicable"]:
        rows = [
            *(either.rows(record) for record in ("pledges", "commitments")),
            [row for row in either.rows("signatories") if row["left_on"] is None],
        ]
        sums = [sum(row[name] for row in each) for each in rows]
        assert sums == [either.rows("counts")[0][name]] * 3, name


def test_the_numbers_of_everything_are_those_of_the_home_page(either: Published, opened: Open) -> None:
    shown = either.view.summary
    (quotes,) = opened(either.files).execute("SELECT count(*) FROM evidence WHERE is_current").fetchone()
    assert quotes == shown.quotes == either.rows("counts")[0]["current_quote_count"]
    assert sum(row["is_current"] == "true" for row in rows_of(either.files, "evidence")) == shown.quotes
    assert sum(row["quote_count"] for row in either.rows("cells")) == shown.quotes
    for name, number in (
        ("companies", shown.companies),
        ("commitments", shown.commitments),
        ("sources", shown.sources),
    ):
        assert len(either.rows(name)) == number
    cells = either.rows("cells")
    assert sum(row["left_on"] is None for row in cells) == shown.tally.total
    assert len(either.rows("assessments")) - len(either.rows("changes")) == sum(
        row["assessment_count"] > 0 for row in cells
    )


def test_agreement_with_reviews_is_that_of_the_site(either: Published, opened: Open) -> None:
    counted = Counter((row["review_id"], row["agreement"]) for row in either.rows("agreements"))
    shown = agreement_counts(either.view.comparisons)
    assert counted == {(review, str(name)): number for review, each in shown.items() for name, number in each.items()}
    (differing,) = opened(either.files).execute("SELECT count(*) FROM disagreements").fetchone()
    assert differing == sum(each[Agreement.DIFFER] for each in shown.values())


def test_the_day_of_the_next_review_says_which_cells_are_due(either: Published) -> None:
    day = date(2027, 6, 1)
    due = {row["cell_id"] for row in either.rows("cells") if row["review_due"] and row["review_due"] < str(day)}
    assert due == {each.cell.id for each in either.view.due(day)}


def test_a_cell_of_the_example_world_in_full(example: Published) -> None:
    cell = next(row for row in rows_of(example.files, "cells") if row["cell_id"] == PLACE)
    assert cell == {
        "cell_id": "acme/example-2024/safety-framework",
        "company_id": "acme",
        "company_name": "Acme",
        "pledge_id": "example-2024",
        "pledge_name": "Example 2024",
        "commitment_id": "example-2024/safety-framework",
        "commitment_title": "Safety framework",
        "commitment_number": "I",
        "group_title": "The framework",
        "status": "met",
        "since": "2025-03",
        "since_day": "2025-03-31",
        "assessed": "2025-04-01",
        "reason": "The second edition promises a yearly update.",
        "assessment_count": "2",
        "quote_count": "2",
        "criterion_count": "2",
        "shown_count": "2",
        "late_since": "",
        "late_since_day": "",
        "review_due": "2025-09-28",
        "second_reading_agreed": "",
        "is_contested": "false",
        "has_reply": "false",
        "page_url": "https://site.example/tracker/companies/acme/#example-2024-safety-framework",
        "api_url": "https://site.example/tracker/api/v1/cells/acme/example-2024/safety-framework.json",
        "left_on": "",
        "timing": "in-time",
    }


def test_a_company_that_has_left_keeps_its_cells_with_the_day_and_leaves_every_count(moved: Published) -> None:
    acme = next(row for row in moved.rows("signatories") if row["company_id"] == "acme")
    assert (acme["joined"], acme["joined_by"], acme["left_on"]) == ("2024-05-21", None, "2026-03-01")
    assert (acme["left_document_url"], acme["left_document_published"]) == (
        "https://example.org/news/acme-leaves",
        "2026-03-02",
    )
    pledge = next(row for row in moved.rows("pledges") if row["pledge_id"] == "example-2024")
    assert (pledge["signatory_count"], pledge["cells"], pledge["not_assessed"], pledge["met"]) == (2, 12, 12, 0)
    cells = [row for row in moved.rows("cells") if row["company_id"] == "acme"]
    assert {row["left_on"] for row in cells} == {"2026-03-01"}
    assert {row["review_due"] for row in cells} == {None}
    framework = next(row for row in cells if row["cell_id"] == PLACE)
    assert (framework["status"], framework["timing"]) == ("met", "in-time")
    assert len(moved.answer(f"cells/{PLACE}.json")["assessments"]) == 2
    on = {row["day"] for row in moved.rows("day_statuses") if row["company_id"] == "acme"}
    assert on == {"2024-05-21", "2023-12-31", "2023-07-21", "2024-12-31", "2025-02-10", "2025-12-31"}


def test_a_day_by_which_a_company_had_joined_is_no_day_of_joining(moved: Published) -> None:
    orbit = next(row for row in moved.rows("signatories") if row["company_id"] == "orbit")
    assert (orbit["joined"], orbit["joined_by"], orbit["left_on"]) == (None, "2025-02-07", None)


def test_a_company_that_has_ended_says_when_and_who_took_it_over(moved: Published) -> None:
    zenith = next(row for row in moved.rows("companies") if row["company_id"] == "zenith")
    assert {name: zenith[name] for name in zenith if name.startswith(("ended", "successor"))} == {
        "ended": "2026-10",
        "ended_day": "2026-10-31",
        "ended_source_ids": ["zenith/takeover"],
        "successor_ids": ["orbit"],
        "successor_name": "Orbit",
        "successor_url": "https://example.org/orbit",
    }
    cells = [row for row in moved.rows("cells") if row["company_id"] == "zenith"]
    assert {row["review_due"] for row in cells} == {None}
    (tested,) = [row for row in cells if row["status"] == "met"]
    assert (tested["pledge_id"], tested["left_on"]) == ("other-2023", None)


def test_the_timing_says_in_one_word_how_a_deadline_was_met(either: Published) -> None:
    deadlines = {row["commitment_id"]: row["deadline"] for row in either.rows("commitments")}
    for row in either.rows("cells"):
        assert row["timing"] is None or deadlines[row["commitment_id"]] is not None
        assert (row["timing"] == "late") == (row["late_since"] is not None)
        if row["timing"] in ("late", "in-time"):
            assert row["status"] in ("met", "partial")
        if row["timing"] == "overdue":
            assert row["status"] in ("not-met", "no-evidence")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "searches",
            {
                "assessment_id": "acme/example-2024/incident-reports/1",
                "position": 1,
                "subject": "Incident reports",
                "place": "The site and the newsroom of Acme",
                "date": "2026-11",
                "date_day": "2026-11-30",
            },
        ),
        (
            "review_statements",
            {
                "statement_id": "example-index-2025/1",
                "review_id": "example-index-2025",
                "position": 1,
                "company_ids": ["acme", "zenith"],
                "commitment_id": "example-2024/risk-thresholds",
                "stance": "supports",
                "locator": "chapter 2",
                "speaker": "Ada Example",
                "quote": "Acme and Zenith both say where they would stop.",
                "statement_url": None,
            },
        ),
    ],
)
def test_the_first_row_of_a_record_in_full(example: Published, record: str, expected: object) -> None:
    assert example.rows(record)[0] == expected


def test_scores_are_as_they_were_published(example: Published) -> None:
    assert [(row["score_id"], row["score"]) for row in rows_of(example.files, "review_scores")] == [
        ("example-index-2025/acme", "3.5"),
        ("example-index-2025/acme/thresholds", "4"),
        ("example-index-2025/acme/style", "3"),
        ("example-index-2025/zenith", ""),
        ("example-index-2025/zenith/thresholds", "1"),
    ]


# The statuses on a day


def test_a_status_on_a_named_day_is_that_of_the_site(either: Published, opened: Open) -> None:
    database = opened(either.files)
    for day, _name in either.view.days:
        statuses = {cell.id: status_on(cell.assessments, day) for cell in counted_on(either.view.cells, day)}
        assert dict(database.execute(ON_DAY, (str(day),)).fetchall()) == {
            id: status for id, status in statuses.items() if status is not Status.NOT_ASSESSED
        }


def with_history(world: Dataset, past: tuple[Assessment, ...], left: date | None) -> View:
    """The world with one cell that has another history, and whose company left on a day, past every check."""
    pledge = world.pledges["example-2024"]
    letter = Reference(title="A letter", url="https://example.org/letter", publisher="Acme", published=None)
    departure = Departure(date=PartialDate(str(left)), source=letter) if left else None
    signatories = {**pledge.signatories, "acme": Signatory(left=departure)}
    acme = world.companies["acme"]
    changed = {**acme.assessments, "example-2024": {"safety-framework": past}}
    return view_of(
        dataclasses.replace(
            world,
            companies={**world.companies, "acme": dataclasses.replace(acme, assessments=changed)},
            pledges={**world.pledges, "example-2024": dataclasses.replace(pledge, signatories=signatories)},
        )
    )


@given(past=HISTORIES, left=st.none() | DAYS)
def test_exactly_one_status_holds_on_any_day_also_after_corrections_until_the_company_left(
    world: Dataset, past: tuple[Assessment, ...], left: date | None
) -> None:
    view = with_history(world, past, left)
    database = sqlite3.connect(":memory:")
    database.deserialize(sqlite_file(fill((CELLS, ASSESSMENTS, EVIDENCE), view).values()))
    ends = {each.since.last for each in past} | ({left} if left else set())
    steps = {end + timedelta(days=days) for end in ends for days in (-1, 0, 1)}
    for day in sorted(steps | {date(2023, 1, 1), date(2030, 1, 1)}):
        found = [status for id, status in database.execute(ON_DAY, (str(day),)) if id == PLACE]
        status = status_on(past, day) if left is None or day < left else Status.NOT_ASSESSED
        assert found == ([] if status is Status.NOT_ASSESSED else [str(status)]), day
    database.close()


# The formats


def test_every_format_has_the_same_values(either: Published, opened: Open) -> None:
    in_json = json.loads(either.files["downloads/tracker.json"])
    assert list(in_json) == [record.name for record in TABLES]
    database = opened(either.files)
    for record in TABLES:
        filled = either.filled[record.name]
        assert in_json[record.name] == list(filled.rows)
        assert database.execute(f"SELECT * FROM {record.name}").fetchall() == list(filled.flat)  # noqa: S608
        in_csv = rows_of(either.files, record.name)
        assert len(in_csv) == len(filled.rows)
        for row, values in zip(in_csv, filled.flat, strict=True):
            assert list(row) == [field.name for field in record.fields]
            assert [text.removeprefix("'") for text in row.values()] == [written(value) for value in values]


def written(value: str | int | None) -> str:
    """A value as CSV has it, without the apostrophe that keeps a spreadsheet from running it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value).removeprefix("'")


def test_the_workbook_has_a_sheet_for_each_table_with_the_same_values(example: Published) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example.files["downloads/tracker.xlsx"]))
    assert book.sheetnames == [record.name for record in TABLES]
    for record in TABLES:
        sheet = book[record.name]
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == [field.name for field in record.fields]
        assert rows == list(example.filled[record.name].flat)
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("B2", True)
        for field, cell in zip(record.fields, sheet[2] if rows else (), strict=False):
            assert field.type not in (Type.DAY, Type.DATE) or cell.value is None or cell.data_type == "s"


def test_the_columns_of_the_workbook_are_as_wide_as_what_is_in_them(example: Published) -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(example.files["downloads/tracker.xlsx"]))["cells"]
    widths = [sheet.column_dimensions[column].width for column in ("A", "J", "N")]
    assert [round(width) for width in widths] == [
        len("zenith/example-2024/safety-framework") + 1,
        len("not-assessable") + 1,
        61,
    ]


def test_the_same_data_give_the_same_bytes(example: Published) -> None:
    again = published(View(dataset=example.view.dataset, edition=example.view.edition))
    assert again.files == example.files
