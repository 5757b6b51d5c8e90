"""The made-up record on which speed is measured is one that the check accepts, and always the same."""

import datetime
from collections.abc import Mapping

import pytest

from tests.bench.record import files
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
