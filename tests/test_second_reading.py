"""The page on the second readings: its counts and tables say what the data hold."""

import datetime
import re

import pytest

from tests.conftest import ROOT
from tracker.model import Assessment, Dataset, Status
from tracker.remarks import SecondReading
from tracker.status import criterion_states, status_on

PAGE = (ROOT / "docs" / "second-reading.md").read_text("utf-8")
ROW = re.compile(
    r"\| <a href=\"\.\./companies/([a-z0-9-]+)/#(eu-code-2025|seoul-2024|white-house-2023)-([a-z-]+)\">.*?</a>"
    r" \([^)]*\) \| (.*) \|"
)
BLIND = datetime.date(2026, 12, 1)
COLUMNS = "blind to status, reason and marks, whole columns"
TOGETHER = ("anthropic", "google", "openai")


@pytest.fixture
def dataset(own_data: Dataset) -> Dataset:
    return own_data


def rows(heading: str) -> list[tuple[tuple[str, str, str], list[str]]]:
    """The rows of the table below a heading: company, pledge and commitment, and the columns that follow."""
    part = re.split(r"\n##+ ", PAGE.split(f"### {heading}\n")[1])[0]
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


Key = tuple[str, str, str]


def current(dataset: Dataset, key: Key) -> Key:
    """A cell by the present id of its company."""
    return next(id for id, each in dataset.companies.items() if key[0] in each.ids), key[1], key[2]


def histories(dataset: Dataset) -> dict[Key, tuple[Assessment, ...]]:
    """The assessments of every cell."""
    return {
        (company.id, pledge, commitment): assessments
        for company in dataset.companies.values()
        for pledge, commitments in company.assessments.items()
        for commitment, assessments in commitments.items()
    }


def read_again(dataset: Dataset) -> dict[Key, Assessment]:
    """The latest assessment with a second reading of every cell that had one at the end of the day."""
    found = {}
    for key, assessments in histories(dataset).items():
        for each in assessments:
            if each.second_reading and each.second_reading.date.last <= BLIND:
                found[key] = each
    return found


def whole_columns(dataset: Dataset) -> dict[Key, SecondReading]:
    """The readings of whole columns that the data hold."""
    readings = {key: each.second_reading for key, each in read_again(dataset).items()}
    return {key: reading for key, reading in readings.items() if reading and reading.by.endswith(COLUMNS)}


def test_the_counts_of_the_whole_columns_are_those_of_the_data(dataset: Dataset) -> None:
    again = read_again(dataset)
    without = [key for key, each in histories(dataset).items() if key not in again and not each[0].evidence]
    quoted = [each for each in again.values() if each.evidence]
    assert (len(again) + len(without), len(quoted), len(whole_columns(dataset))) == (558, 499, 399)
    assert "every cell with quotes was read again: 499 of 558" in PAGE
    assert "The data hold 399 of these readings. The other 100 cells held" in PAGE


def test_every_met_and_not_met_and_every_cell_of_three_companies_was_read_twice(dataset: Dataset) -> None:
    """Cells that were first assessed on that day are held by the counts."""
    again, missing = read_again(dataset), []
    for key, assessments in histories(dataset).items():
        before = [each for each in assessments if each.assessed.last < BLIND]
        if before and (before[-1].status in (Status.MET, Status.NOT_MET) or key[0] in TOGETHER) and key not in again:
            missing.append(key)
    clear = [each for key, each in again.items() if each.status in (Status.MET, Status.NOT_MET) or key[0] in TOGETHER]
    assert (missing, len(clear)) == ([], 187)


def test_the_differences_of_status_are_those_of_the_table(dataset: Dataset) -> None:
    table = rows("The cells with another status")
    kept = [columns for _, columns in table if columns[2] == columns[0]]
    assert all(columns[0] != columns[1] and columns[2] in columns[:2] for _, columns in table)
    assert (len(table), len(kept)) == (22, 12)
    assert "the same status in 477 of 499 cells" in PAGE
    assert "of the 22 differences, 10 were decided as the reader had it and 12 as the first reading had it" in PAGE
    assert f"still differ in {12 / 499:.1%} of the cells" in " ".join(PAGE.split())
    again = read_again(dataset)
    states = [again[current(dataset, key)].status.value.replace("-", " ") for key, _ in table]
    assert states == [columns[2] for _, columns in table]


def test_a_reading_of_whole_columns_disagrees_where_the_status_differed(dataset: Dataset) -> None:
    whole = whole_columns(dataset)
    statuses = {current(dataset, key) for key, _ in rows("The cells with another status")}
    states = {current(dataset, key) for key, _ in rows("The criteria with another state")}
    assert {key for key, reading in whole.items() if not reading.agreed} == statuses & set(whole)
    assert {key for key, reading in whole.items() if reading.note} == states & set(whole)


def test_the_differences_of_criteria_were_decided_as_the_table_says(dataset: Dataset) -> None:
    table = rows("The criteria with another state")
    kept = [columns for _, columns in table if columns[3] == columns[1]]
    assert all(columns[1] != columns[2] and columns[3] in columns[1:3] for _, columns in table)
    assert (len(table), len(kept)) == (61, 36)
    assert "the same state in 1,734 of\n1,795 criteria" in PAGE
    assert "of the 61 differences, 25 were decided as the reader had it and 36 as the first reading had it" in PAGE
    assert f"{36 / 1795:.1%} of all criteria" in PAGE
    wrong, again = [], read_again(dataset)
    for key, (part, _, _, decided) in table:
        criteria = dataset.pledges[key[1]].commitments[key[2]].criteria
        if criterion_states(criteria, again[current(dataset, key)].evidence)[part.strip("`")].value != decided:
            wrong.append((key, part))
    assert wrong == []
