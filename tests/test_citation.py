"""Citations name the cell, its status, its dates and the state of the data."""

import datetime
from urllib.parse import unquote

import pytest

from tracker.model import Dataset, Edition
from tracker.views.cells import cell
from tracker.views.citation import bibtex_citation, plain_citation, words_address

EDITION = Edition(date=datetime.date(2026, 11, 22), commit="0123456789abcdef", site="https://site.example/tracker/")


def test_a_sentence_names_cell_status_dates_and_commit(world: Dataset) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    assert plain_citation(found, found.assessments[-1], EDITION) == (
        "AI Commitments Tracker. Acme: Safety framework (Example 2024): met since 2025-03, assessed 2025-04-01. "
        "Data of 2026-11-22, commit 0123456789ab. https://site.example/tracker/companies/acme/#example-2024-safety-framework"
    )


def test_an_earlier_status_is_cited_on_the_day_from_which_it_held(world: Dataset) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    assert plain_citation(found, found.assessments[0], EDITION) == (
        "AI Commitments Tracker. Acme: Safety framework (Example 2024): partial since 2024-08-07, assessed 2024-09-01. "
        "Data of 2026-11-22, commit 0123456789ab. "
        "https://site.example/tracker/companies/acme/?on=2024-08-07#example-2024-safety-framework"
    )


def test_a_cell_that_nobody_has_assessed_is_cited_as_such(world: Dataset) -> None:
    found = cell(world, "orbit", "example-2024", "safety-framework")
    assert "Orbit: Safety framework (Example 2024): not assessed. Data of" in plain_citation(found, None, EDITION)


def test_without_a_site_no_address_is_made_up(world: Dataset) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    bare = Edition(date=EDITION.date)
    assert plain_citation(found, found.assessments[-1], bare).endswith("Data of 2026-11-22.")
    assert "url" not in bibtex_citation(found, found.assessments[-1], bare)


def test_bibtex_escapes_what_has_a_meaning_there(world: Dataset) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    entry = bibtex_citation(found, found.assessments[-1], EDITION)
    assert entry.startswith(
        "@misc{acme-example-2024-safety-framework-2025-03,\n  title = {Acme: Safety framework (Example 2024): met},"
    )
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        ("https://example.org/a", "five words of a text", "https://example.org/a#:~:text=five words of a text"),
        ("https://example.org/a.pdf", "five words of a text", "https://example.org/a.pdf"),
        ("https://example.org/a#b", "five words of a text", "https://example.org/a#b"),
        (
            "https://example.org/a",
            "one two three four five six seven eight nine ten eleven twelve",
            "https://example.org/a#:~:text=one two three four five,eight nine ten eleven twelve",
        ),
    ],
)
def test_a_link_leads_to_the_words_where_a_browser_can_go_there(url: str, words: str, expected: str) -> None:
    assert unquote(words_address(url, words)) == expected


def test_hyphens_and_commas_of_the_words_keep_their_meaning() -> None:
    address = words_address("https://example.org/a", "red-team, then tell")
    assert address == "https://example.org/a#:~:text=red%2Dteam%2C%20then%20tell"
