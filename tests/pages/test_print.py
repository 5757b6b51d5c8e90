"""A company's page on paper: a summary of a few sheets, or everything where the reader chooses it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Open
from tracker.model import Dataset

MOST = 4  # sheets
LARGEST = ("openai", "google")  # the companies with the most words


def sheets(page: Page, paper: str) -> int:
    """How many sheets a printer gets, with the margins that the style sheet sets."""
    page.evaluate("async () => { await document.fonts.ready }")
    pdf = page.pdf(format=paper, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_arrows_that_sort_are_not_on_paper(visit: Open) -> None:
    page = visit("").page
    expect(page.locator(".act-sort").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".act-sort:visible")).to_have_count(0)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("company", LARGEST)
def test_a_company_takes_at_most_four_sheets(visit: Open, company: str, paper: str) -> None:
    assert 2 <= sheets(visit(f"companies/{company}/").page, paper) <= MOST


def test_the_summary_has_statuses_reasons_criteria_and_sources_and_no_quote(visit: Open, own_data: Dataset) -> None:
    page = visit("companies/naver/", java_script_enabled=False).page
    page.emulate_media(media="print")
    cell = page.locator("#seoul-2024-risk-thresholds")
    for part in ("h3 .act-badge", ":scope > .act-reason", ":scope > .act-tally"):
        expect(cell.locator(part).first).to_be_visible()
    criteria = own_data.pledges["seoul-2024"].commitments["risk-thresholds"].criteria
    words = cell.locator(".act-tally").inner_text()
    assert [text for text in criteria.values() if text not in words] == []
    assert re.search(r"\b(Shown|Disputed|Refuted|Open): ", words)
    assert re.search(r"Sources:( \d+,)* \d+\.$", words)
    sources = page.locator(".act-bibliography li")
    expect(sources.first).to_be_visible()
    assert all(re.search(r"(Published|Not dated).*; read ", text) for text in sources.all_inner_texts())
    expect(page.locator(".act-quotation:visible")).to_have_count(0)
    expect(page.locator("#print-all")).to_be_hidden()


def test_everything_is_printed_where_the_reader_chooses_it_without_a_script(visit: Open) -> None:
    page = visit("companies/naver/", java_script_enabled=False).page
    page.get_by_label("Print everything").check()
    page.emulate_media(media="print")
    quotes = page.locator("#seoul-2024-risk-thresholds > .act-evidence > .act-quotations > .act-quotation")
    assert quotes.count() > 0
    for quote in quotes.all():
        expect(quote).to_be_visible()
    expect(page.get_by_role("heading", name="What others found")).to_be_visible()


def test_on_a_screen_nothing_of_the_summary_shows(visit: Open) -> None:
    page = visit("companies/naver/").page
    expect(page.locator(".act-on-paper:visible")).to_have_count(0)
    expect(page.locator(".act-quotation:visible")).to_have_count(0)
    page.locator("#seoul-2024-risk-thresholds .act-evidence > summary").click()
    expect(page.locator(".act-quotation:visible")).not_to_have_count(0)
