"""What is disputed, answered, read again and due is on the pages, and every cell can be answered."""

import datetime
import re
from html import unescape

import pytest

from tests.conftest import pages_of
from tracker.model import Dataset, Edition

DAY = datetime.date(2026, 11, 21)
FORM = "https://repository.example/tracker/issues/new?template={}.yml&cell=acme%2Fexample-2024%2Frisk-thresholds"


def html_of(world: Dataset, repository: str = "") -> dict[str, str]:
    """The words of every page, by address, with their markup."""
    return {page.address: unescape(page.html) for page in pages_of(world, Edition(date=DAY, repository=repository))}


@pytest.fixture(scope="module")
def made(world: Dataset) -> dict[str, str]:
    return html_of(world)


@pytest.mark.parametrize("address", ["companies/acme/", "corrections/"])
def test_a_reply_stands_word_for_word_and_a_dispute_with_its_grounds(made: dict[str, str], address: str) -> None:
    assert "We explain our thresholds in our newsroom.\n\nWe thank the reviewers for their work." in made[address]
    assert "<b>Contested</b> by Acme on 21 November 2026, and not settled yet." in made[address]
    assert "Acme says that its newsroom explains the thresholds." in made[address]


def test_a_contested_cell_is_marked_in_the_table_in_words_and_for_the_eye(made: dict[str, str]) -> None:
    (cell,) = re.findall("<a [^>]* data-contested [^>]*>.*?</a>", made[""])
    assert cell.endswith('#example-2024-risk-thresholds">Partial, contested</a>')


def test_a_second_reading_says_what_it_found(made: dict[str, str]) -> None:
    words = " ".join(made["companies/acme/"].split())
    assert "Second reading, 21 November 2026 (A second reader, by hand): a different status. The reader found" in words


def test_newer_documents_that_were_not_read_are_on_the_company_and_among_what_is_due(made: dict[str, str]) -> None:
    assert "<b>Due for review.</b> Newer documents are known that have not been read yet:" in made["companies/acme/"]
    for address in ("companies/acme/", "due/"):
        assert "Acme Safety Framework, third edition" in made[address]
    assert "<b>Due for review.</b>" not in made["companies/zenith/"]


def test_old_assessments_are_due_with_their_denominator(made: dict[str, str]) -> None:
    assert "On 21 November 2026, 1 of 7." in made["due/"]
    assert "Assessed 1 April 2025; due since 28 September 2025" in made["due/"]


@pytest.mark.parametrize("form", ["report-a-mistake", "add-evidence", "reply-as-the-company"])
def test_every_cell_can_be_answered_with_the_cell_filled_in(world: Dataset, form: str) -> None:
    assert f'href="{FORM.format(form)}"' in html_of(world, "https://repository.example/tracker")["companies/acme/"]


def test_without_a_repository_no_form_is_offered(made: dict[str, str]) -> None:
    assert "issues/new" not in made["companies/acme/"]
