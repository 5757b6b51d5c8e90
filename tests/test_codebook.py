"""The codebook: an entry for every criterion, and examples that are in the data."""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tracker.model import Dataset

CODEBOOK = ROOT / "docs" / "codebook"
EXAMPLE = re.compile(r'\*Example:\* (?P<company>[^,"]+?),[^"]*"(?P<quote>[^"]+)" \(')


@pytest.fixture
def dataset(own_data: Dataset) -> Dataset:
    return own_data


def entries(pledge: str) -> dict[str, str]:
    """The text of each entry by its anchor, which is commitment-criterion."""
    parts = re.split(r"^### .*\{#([a-z0-9-]+)\}$", (CODEBOOK / f"{pledge}.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples(dataset: Dataset) -> Iterator[tuple[str, str, str, str]]:
    """Every example that quotes a company: pledge, anchor, company and quote."""
    for pledge in dataset.pledges:
        for anchor, text in entries(pledge).items():
            for example in EXAMPLE.finditer(text):
                yield pledge, anchor, example["company"], example["quote"]


def test_every_criterion_has_an_entry_with_its_own_sentence(dataset: Dataset) -> None:
    for pledge in dataset.pledges.values():
        text = (CODEBOOK / f"{pledge.id}.md").read_text("utf-8")
        for commitment in pledge.commitments.values():
            for criterion, sentence in commitment.criteria.items():
                assert f"### {sentence} {{#{commitment.id}-{criterion}}}" in text


def test_every_entry_says_what_counts_and_what_does_not_with_an_example_of_each(dataset: Dataset) -> None:
    for pledge in dataset.pledges:
        for anchor, text in entries(pledge).items():
            assert text.count("**Shown by**") == text.count("**Not shown by**") == 1, anchor
            assert text.count("*Example:*") >= 2, anchor


def test_every_quoted_example_is_in_the_data_of_its_company(dataset: Dataset) -> None:
    missing = []
    for pledge, anchor, name, quote in examples(dataset):
        companies = [company for company in dataset.companies.values() if name in (company.name, *company.other_names)]
        quotes = [
            " ".join(item.quote.split())
            for company in companies
            for cell in company.assessments.get(pledge, {}).values()
            for assessment in cell
            for item in assessment.evidence
        ]
        pieces = [piece.strip() for piece in re.split(r"\[\.\.\.\]|…", quote)]
        if not any(all(piece in candidate for piece in pieces) for candidate in quotes):
            missing.append((anchor, name, quote))
    assert len(list(examples(dataset))) > 60
    assert missing == []
