"""The made-up record on which speed is measured is one that the check accepts; the tables say what was measured."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench.__main__ import PAGE, SIZES, parts
from tests.bench.measure import Run
from tests.bench.record import files
from tests.bench.table import Table, parts_of, write
from tests.conftest import ROOT, Tree
from tracker.checking.check import check
from tracker.files import read_tree
from tracker.model import Dataset

COUNT = 3


@pytest.fixture(scope="module")
def own() -> Tree:
    return {path: content for path, content in read_tree(ROOT).items() if path.startswith(("schema/", "data/pledges/"))}


@pytest.fixture(scope="module")
def made(own: Tree) -> Mapping[str, bytes]:
    return dict(files(COUNT, own))


@pytest.fixture(scope="module")
def dataset(own: Tree, made: Tree) -> Dataset:
    schemas = {path: content for path, content in own.items() if path.startswith("schema/")}
    checked = check({**schemas, **made}, datetime.date(2026, 11, 1))
    assert checked.problems == ()
    assert checked.dataset is not None
    return checked.dataset


def test_the_check_accepts_it_and_it_has_as_many_companies_as_were_asked_for(dataset: Dataset) -> None:
    assert len(dataset.companies) == len(dataset.checks) == COUNT
    assert {id for pledge in dataset.pledges.values() for id in pledge.signatories} == set(dataset.companies)


def test_it_has_what_a_real_record_has(dataset: Dataset) -> None:
    companies = dataset.companies.values()
    cells = [cell for each in companies for pledge in each.assessments.values() for cell in pledge.values()]
    quotes = {item.quote: item.source for cell in cells for each in cell for item in each.evidence}
    assert all(10 <= len(each.sources) <= 40 for each in companies)
    assert max(map(len, cells)) >= 3
    assert {each.change for cell in cells for each in cell[1:]} >= {"new-evidence", "company-acted", "correction"}
    assert {each.status for cell in cells for each in cell} >= {"met", "partial", "not-met", "no-evidence"}
    assert len(quotes) > 100


def test_no_prose_occurs_in_two_places(dataset: Dataset) -> None:
    said: list[str] = []
    for company in dataset.companies.values():
        for pledge in company.assessments.values():
            for cell in pledge.values():
                said += [each.reason for each in cell] + [item.quote for item in cell[-1].evidence]
    assert len(set(said)) == len(said)


def test_a_company_is_the_same_in_a_record_of_any_size(own: Tree, made: Tree) -> None:
    fewer = dict(files(1, own))
    path = next(path for path in fewer if path.startswith("data/companies/"))
    assert fewer[path] == made[path]


def test_a_table_says_how_many_times_as_much_we_take() -> None:
    ours = [Run(clock=clock, processor=2, memory=64) for clock in (3, 1, 2)]
    theirs = [Run(clock=clock, processor=8, memory=40) for clock in (12.5, 4, 100)]
    least = [Run(clock=0.05, processor=0.05, memory=10)]
    table = Table(
        title="Checking", ours="tracker", runs={"tracker": ours, "peer": theirs, "floor": least, "absent": []}
    )
    assert table.lines() == [
        "### Checking",
        "",
        "| what | runs | clock, s | processor, s | memory | we take: clock | processor |",
        "|---|---|---|---|---|---|---|",
        "| **tracker** | 3 | 2.00 (1.00 to 3.00) | 2.00 | 64 MiB | – | – |",
        "| peer | 3 | 12.5 (4.00 to 100) | 8.00 | 40 MiB | 0.24 × | 0.25 × |",
        "| floor | 1 | 0.05 | 0.05 | 10 MiB | 60 × | 40 × |",
        "",
    ]


def test_the_page_has_a_place_for_everything_that_is_measured() -> None:
    assert sorted(parts_of(PAGE)) == sorted(parts([], once=True, sizes=list(SIZES)))


def test_only_the_part_that_was_measured_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("One\n<!-- begin: a -->\nold\n<!-- end: a -->\n<!-- begin: b -->\nold\n<!-- end: b -->\nTwo\n")
    write(page, "a", ["new", ""])
    assert page.read_text("utf-8") == (
        "One\n<!-- begin: a -->\n\nnew\n\n<!-- end: a -->\n<!-- begin: b -->\nold\n<!-- end: b -->\nTwo\n"
    )
