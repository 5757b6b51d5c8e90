"""The page on the second readings: its counts and tables say what the data hold."""

import datetime
import re

import pytest

from tests.conftest import ROOT
from tracker.model import Assessment, Dataset
from tracker.status import status_on

PAGE = (ROOT / "docs" / "second-reading.md").read_text("utf-8")
ROW = re.compile(
    r"\| <a href=\"\.\./companies/([a-z0-9-]+)/#(seoul-2024|white-house-2023)-([a-z-]+)\">.*?</a> \([^)]*\) \| (.*) \|"
)
BLIND = datetime.date(2026, 12, 1)


@pytest.fixture
def dataset(own_data: Dataset) -> Dataset:
    return own_data


def rows(heading: str) -> list[tuple[tuple[str, str, str], list[str]]]:
    """The rows of the table below a heading: company, pledge and commitment, and the columns that follow."""
    part = PAGE.split(f"### {heading}\n")[1].split("\n## ")[0]
    found = [ROW.fullmatch(line) for line in part.splitlines()]
    return [((row[1], row[2], row[3]), row[4].split(" | ")) for row in found if row]


def cell(dataset: Dataset, key: tuple[str, str, str]) -> tuple[Assessment, ...]:
    id, pledge, commitment = key
    company = next(each for each in dataset.companies.values() if id in each.ids)
    return company.assessments[pledge][commitment]


def test_the_counts_are_those_of_the_tables() -> None:
    november, december = rows("The cells"), rows("The cells of December")
    different = [columns for _, columns in december if columns[0] != columns[1]]
    assert (len(november), len(december), len(different)) == (60, 75, 4)
    assert "They disagreed with the status in 2 of 60 cells" in PAGE
    assert "the same status in 71 of 75 cells" in PAGE


def test_the_first_status_is_the_one_that_was_read(dataset: Dataset) -> None:
    wrong = []
    for key, columns in rows("The cells of December"):
        before = [each for each in cell(dataset, key) if each.assessed.last < BLIND]
        if before[-1].status.value.replace("-", " ") != columns[0]:
            wrong.append(key)
    assert wrong == []


def test_the_last_status_is_that_of_the_end_of_the_day(dataset: Dataset) -> None:
    wrong = []
    for key, columns in rows("The cells of December"):
        known = [each for each in cell(dataset, key) if each.assessed.last <= BLIND]
        if status_on(known, BLIND).value.replace("-", " ") != columns[2]:
            wrong.append(key)
    assert wrong == []


def test_each_reading_of_december_is_in_the_data_or_was_made_before(dataset: Dataset) -> None:
    wrong = []
    for key, columns in rows("The cells of December"):
        before = [each for each in cell(dataset, key) if each.assessed.last < BLIND]
        reading = before[-1].second_reading
        if reading is None or (reading.date.last == BLIND and reading.agreed is not (columns[0] == columns[1])):
            wrong.append(key)
    assert wrong == []
