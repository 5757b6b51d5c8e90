"""Our own data: it has no problem, and nothing of it is missing."""

import re

import pytest

from tests.conftest import ROOT, view_of
from tracker.model import Dataset, Status
from tracker.reading.document import read_document

BOUNDS = ROOT / "tests" / "data-bounds.yml"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


@pytest.fixture
def dataset(own_data: Dataset) -> Dataset:
    return own_data


@pytest.fixture
def recorded() -> dict[str, dict[str, int]]:
    """What each of the first 26 companies had; whoever adds a company later need not change it."""
    numbers: dict[str, dict[str, int]] = read_document("data-bounds.yml", BOUNDS.read_bytes()).value
    assert len(numbers) == 26
    return numbers


def test_no_company_is_lost(dataset: Dataset, recorded: dict[str, dict[str, int]]) -> None:
    assert recorded.keys() <= dataset.companies.keys()


def test_the_seoul_commitments_are_whole(dataset: Dataset) -> None:
    seoul = dataset.pledges["seoul-2024"]
    assert (len(seoul.commitments), len(seoul.footnotes)) == (17, 3)
    assert len(seoul.signatories) >= 20
    assert [each.number for each in seoul.commitments.values() if each.number] == ROMAN
    assert {id for id, joined in seoul.signatories.items() if joined is None} >= {"magic", "minimax", "01-ai", "nvidia"}


def test_the_white_house_commitments_are_whole(dataset: Dataset) -> None:
    white_house = dataset.pledges["white-house-2023"]
    assert len(white_house.commitments) == 8
    assert len(white_house.signatories) >= 16
    assert [each.number for each in white_house.commitments.values()] == list("12345678")
    assert None not in white_house.signatories.values()


def test_every_cell_of_the_first_companies_is_assessed(dataset: Dataset, recorded: dict[str, dict[str, int]]) -> None:
    first = [cell for cell in view_of(dataset).cells if cell.company.id in recorded]
    assert [(cell.company.id, cell.anchor) for cell in first if not cell.assessments] == []


def test_at_least_400_cells_carry_a_quote(dataset: Dataset) -> None:
    assert sum(bool(cell.assessments and cell.assessments[-1].evidence) for cell in view_of(dataset).cells) >= 400


def test_no_company_loses_half_its_evidence_unnoticed(dataset: Dataset, recorded: dict[str, dict[str, int]]) -> None:
    """When data is meant to shrink or has more than doubled, write the new numbers to data-bounds.yml."""
    counted = {
        company.id: {
            "sources": len(company.sources),
            "quotes": sum(
                len(a.evidence) for pledge in company.assessments.values() for c in pledge.values() for a in c
            ),
        }
        for company in dataset.companies.values()
    }
    for company, numbers in recorded.items():
        for kind, number in numbers.items():
            assert number / 2 < counted[company][kind] < number * 2 + 2, (company, kind)


def test_met_and_partial_rest_on_a_source_of_high_or_medium_reliability(dataset: Dataset) -> None:
    for cell in view_of(dataset).cells:
        for assessment in cell.assessments:
            if assessment.status in (Status.MET, Status.PARTIAL):
                showing = [item for item in assessment.evidence if item.shows]
                found = {cell.company.sources[item.source].reliability for item in showing}
                assert found & {"high", "medium"}, (cell.company.id, cell.anchor)


def test_every_company_is_quoted_in_its_own_words(dataset: Dataset) -> None:
    for company in dataset.companies.values():
        names = [name.casefold() for name in (company.name, *company.other_names)]
        publishers = [source.publisher.casefold() for source in company.sources.values()]
        own = [publisher for publisher in publishers if any(name in publisher for name in names)]
        assert own, company.id


def test_every_assessment_after_a_cells_first_says_why(dataset: Dataset) -> None:
    later = [assessment for cell in view_of(dataset).cells for assessment in cell.assessments[1:]]
    assert later
    assert all(assessment.change for assessment in later)


def test_no_reason_speaks_of_today(dataset: Dataset) -> None:
    reasons = [assessment.reason for cell in view_of(dataset).cells for assessment in cell.assessments]
    assert [reason for reason in reasons if re.search(r"\b(today|currently|recently)\b", reason)] == []
