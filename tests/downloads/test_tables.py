"""The published tables say what the site says, in every format, and their columns stay where they are."""

import datetime
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import view_of
from tests.downloads.conftest import EDITION, Files, rows_of
from tracker.model import Dataset, Status
from tracker.records.downloads import downloads
from tracker.records.downloads.table import Kind
from tracker.records.downloads.tables import TABLES
from tracker.status import status_on
from tracker.views.reviews import Agreement, agreement_counts
from tracker.views.tables import table as table_of

Open = Callable[[Files], sqlite3.Connection]
BEFORE = Path(__file__).with_name("columns.json")
WORLDS = ["world", "own_data"]


@pytest.fixture(params=WORLDS)
def dataset(request: pytest.FixtureRequest) -> Dataset:
    found: Dataset = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def files(request: pytest.FixtureRequest, dataset: Dataset) -> Files:
    found: Files = request.getfixturevalue({"world": "world_files", "own_data": "own_files"}[of(request)])
    return found if dataset else {}


def of(request: pytest.FixtureRequest) -> str:
    return str(request.node.callspec.params["dataset"])


@pytest.fixture
def tables(files: Files) -> Mapping[str, list[dict[str, Any]]]:
    found: Mapping[str, list[dict[str, Any]]] = json.loads(files["downloads/tracker.json"])
    return found


def test_the_statuses_of_each_pledge_are_those_of_its_table_on_the_site(
    dataset: Dataset, files: Files, tables: Mapping[str, list[dict[str, Any]]], opened: Open
) -> None:
    found = opened(files)
    found.row_factory = sqlite3.Row
    views = {row["pledge_id"]: row for row in found.execute("SELECT * FROM counts_by_pledge")}
    for pledge in dataset.pledges.values():
        shown = table_of(dataset, pledge).tally
        in_csv = Counter(row["status"] for row in rows_of(files, "cells") if row["pledge_id"] == pledge.id)
        in_json = Counter(row["status"] for row in tables["cells"] if row["pledge_id"] == pledge.id)
        assert in_csv == in_json == {str(status): count for status, count in shown.counts.items() if count}
        in_view = views[pledge.id]
        assert {each: in_view[each.replace("-", "_")] for each in Status} == shown.counts
        assert (in_view["cells"], in_view["applicable"]) == (shown.total, shown.applicable)


def test_the_numbers_of_everything_are_those_of_the_home_page(
    dataset: Dataset, files: Files, tables: Mapping[str, list[dict[str, Any]]], opened: Open
) -> None:
    shown = view_of(dataset).summary
    (quotes,) = opened(files).execute("SELECT count(*) FROM evidence WHERE is_current").fetchone()
    assert quotes == shown.quotes
    assert sum(row["is_current"] == "true" for row in rows_of(files, "evidence")) == shown.quotes
    assert sum(row["quotes"] for row in tables["cells"]) == shown.quotes
    assert len(tables["companies"]) == shown.companies
    assert len(tables["commitments"]) == shown.commitments
    assert len(tables["sources"]) == shown.sources
    assert len(tables["cells"]) == shown.tally.total
    assert len(tables["assessments"]) - len(view_of(dataset).changes) == shown.tally.assessed


def test_every_format_holds_the_same_rows(
    files: Files, tables: Mapping[str, list[dict[str, Any]]], opened: Open
) -> None:
    database = opened(files)
    for table in TABLES:
        names = [column.name for column in table.columns]
        in_json = [tuple(row[name] for name in names) for row in tables[table.name]]
        assert database.execute(f"SELECT * FROM {table.name}").fetchall() == in_json  # noqa: S608
        in_csv = rows_of(files, table.name)
        assert len(in_csv) == len(in_json)
        assert all(list(row) == names for row in in_csv)


def test_a_status_on_a_day_is_that_of_the_site(dataset: Dataset, files: Files, opened: Open) -> None:
    database = opened(files)
    query = (
        "SELECT cell_id, status FROM status_periods WHERE from_day <= :day AND (until_day IS NULL OR until_day > :day)"
    )
    for day, _name in view_of(dataset).days:
        stood = dict(database.execute(query, {"day": str(day)}).fetchall())
        shown = {cell.id: status_on(cell.assessments, day) for cell in view_of(dataset).cells}
        assert stood == {id: status for id, status in shown.items() if status is not Status.NOT_ASSESSED}


def test_agreement_with_reviews_is_that_of_the_site(dataset: Dataset, files: Files, opened: Open) -> None:
    database = opened(files)
    query = (
        "SELECT review_id, agreement, count(*) FROM review_comparisons JOIN review_statements USING (statement_id) "
        "GROUP BY 1, 2"
    )
    counted = {(review, agreement): count for review, agreement, count in database.execute(query)}
    shown = agreement_counts(view_of(dataset).comparisons)
    assert counted == {
        (review, str(agreement)): count for review, each in shown.items() for agreement, count in each.items()
    }
    (differing,) = database.execute("SELECT count(*) FROM disagreements").fetchone()
    assert differing == sum(each[Agreement.DIFFER] for each in shown.values())


def test_the_day_of_the_next_review_tells_which_cells_are_due(
    dataset: Dataset, tables: Mapping[str, list[dict[str, Any]]]
) -> None:
    day = datetime.date(2027, 6, 1)
    due = {row["cell_id"] for row in tables["cells"] if row["review_due"] and row["review_due"] < str(day)}
    assert due == {each.cell.id for each in view_of(dataset).due(day)}


def test_a_cell_of_the_example_world_in_full(world_files: Files) -> None:
    cell = next(row for row in rows_of(world_files, "cells") if row["cell_id"] == "acme/example-2024/safety-framework")
    assert cell == {
        "cell_id": "acme/example-2024/safety-framework",
        "company_id": "acme",
        "company": "Acme",
        "pledge_id": "example-2024",
        "pledge": "Example 2024",
        "commitment_id": "example-2024/safety-framework",
        "commitment": "Safety framework",
        "number": "I",
        "group_title": "The framework",
        "status": "met",
        "since": "2025-03",
        "since_day": "2025-03-31",
        "assessed": "2025-04-01",
        "reason": "The second edition promises a yearly update.",
        "quotes": "2",
        "criteria_shown": "2",
        "criteria": "2",
        "assessments": "2",
        "late": "false",
        "review_due": "2025-09-28",
        "contested": "false",
        "url": "https://site.example/tracker/companies/acme/#example-2024-safety-framework",
    }


def test_a_quote_of_the_example_world_in_full(world_files: Files) -> None:
    quote = next(
        row
        for row in json.loads(world_files["downloads/tracker.json"])["evidence"]
        if row["evidence_id"] == "acme/example-2024/risk-thresholds/1/1"
    )
    assert quote == {
        "evidence_id": "acme/example-2024/risk-thresholds/1/1",
        "assessment_id": "acme/example-2024/risk-thresholds/1",
        "cell_id": "acme/example-2024/risk-thresholds",
        "company_id": "acme",
        "pledge_id": "example-2024",
        "commitment_id": "example-2024/risk-thresholds",
        "assessment": 1,
        "is_current": True,
        "source_id": "acme/framework-2024",
        "source_title": "Acme Safety Framework",
        "source_publisher": "Acme",
        "source_url": "https://example.org/acme/framework",
        "source_kind": "policy",
        "source_reliability": "high",
        "source_published": "2024-08-07",
        "source_read": "2026-11-20",
        "locator": "section 2",
        "quote": "危険が大きすぎるときは、訓練を止めます。",
        "translation": "When a danger is too large, we stop training.",
        "shows": "thresholds-set explained",
        "refutes": None,
        "url": "https://site.example/tracker/companies/acme/#example-2024-risk-thresholds",
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "second_readings",
            [
                {
                    "assessment_id": "acme/example-2024/risk-thresholds/1",
                    "date": "2026-11-21",
                    "by": "A second reader, by hand",
                    "agreed": False,
                    "note": "The reader found not met. The quote of section 2 was read again, and partial was kept.",
                }
            ],
        ),
        (
            "disputes",
            [
                {
                    "assessment_id": "acme/example-2024/risk-thresholds/1",
                    "date": "2026-11-21",
                    "by": "Acme",
                    "grounds": "Acme says that its newsroom explains the thresholds.",
                    "dispute_url": "https://example.org/disputes/1",
                }
            ],
        ),
        (
            "replies",
            [
                {
                    "assessment_id": "acme/example-2024/risk-thresholds/1",
                    "date": "2026-11-21",
                    "by": "Newsroom of Acme",
                    "text": "We explain our thresholds in our newsroom.\n\nWe thank the reviewers for their work.",
                    "reply_url": "https://example.org/acme/reply",
                }
            ],
        ),
        (
            "searches",
            [
                {
                    "assessment_id": "acme/example-2024/incident-reports/1",
                    "number": 1,
                    "subject": "Incident reports",
                    "place": "The site and the newsroom of Acme",
                    "date": "2026-11",
                }
            ],
        ),
    ],
)
def test_what_stands_beside_an_assessment_has_its_rows(world_files: Files, table: str, expected: object) -> None:
    assert json.loads(world_files["downloads/tracker.json"])[table] == expected


def test_scores_stand_as_they_were_published(world_files: Files) -> None:
    scores = [(row["score_id"], row["score"]) for row in rows_of(world_files, "review_scores")]
    assert scores == [
        ("example-index-2025/acme", "3.5"),
        ("example-index-2025/acme/thresholds", "4"),
        ("example-index-2025/acme/style", "3"),
        ("example-index-2025/zenith", ""),
        ("example-index-2025/zenith/thresholds", "1"),
    ]


def test_columns_stay_where_they_are_and_new_ones_come_last() -> None:
    now = {table.name: [column.name for column in table.columns] for table in TABLES}
    recorded: dict[str, list[str]] = json.loads(BEFORE.read_text("utf-8"))
    assert now == recorded, (
        "append only: a column that was published never moves, changes its name or goes; "
        f"new tables and columns go last here and in {BEFORE.name}"
    )


def test_names_are_plain_words_and_stand_once() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(name.isascii() and name.islower() and name.isidentifier() for name in (table.name, *names))
        assert set(table.key) <= set(names)


def test_what_refers_to_a_table_refers_to_its_one_key() -> None:
    keys = {table.name: table.key for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            if column.refers:
                assert len(keys[column.refers]) == 1
                assert column.kind is Kind.TEXT


def test_without_a_site_the_addresses_are_relative(world: Dataset) -> None:
    bare = downloads(view_of(world, type(EDITION)(date=EDITION.date)))
    assert rows_of(bare, "cells")[0]["url"] == "companies/acme/#example-2024-safety-framework"
    assert [row["name"] for row in rows_of(bare, "about")] == ["title", "date", "licence", "licence_url", "citation"]


def test_the_same_data_give_the_same_bytes(world: Dataset, world_files: Files) -> None:
    assert downloads(view_of(world, EDITION)) == world_files
