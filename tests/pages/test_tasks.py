"""Three things that a reader wants to know, from the home page, click by click: at most two clicks for each."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import Dataset, Status
from tracker.status import label
from tracker.views.view import View

TABLE = "table[data-pledge=seoul-2024]"
WITHOUT = {label(each) for each in Status if each not in (Status.MET, Status.PARTIAL)}


@pytest.fixture(scope="module")
def view(own_data: Dataset) -> View:
    return view_of(own_data)


class Reader:
    """Somebody at the home page, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, place: Locator) -> None:
        self.clicks += 1
        place.click()


@pytest.fixture
def reader(visit: Open) -> Reader:
    return Reader(visit("").page)


def rows(page: Page) -> dict[str, list[str]]:
    """What a commitment's page says of each company: the status, and the state of each criterion."""
    expect(page.get_by_role("heading", name="Criteria side by side")).to_be_visible()
    found: list[list[str]] = page.locator(".act-across tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return {company: rest for company, *rest in found}


def test_which_companies_have_no_framework(reader: Reader, view: View) -> None:
    reader.click(reader.page.locator(f"{TABLE} thead").get_by_role("link", name="Safety framework"))
    found = {company for company, (status, *_states) in rows(reader.page).items() if status in WITHOUT}
    column = view.columns["seoul-2024/safety-framework"]
    assert found == {cell.company.name for cell in column.cells if label(cell.status) in WITHOUT}
    assert found
    assert reader.clicks == 1


def test_which_words_say_that_openai_met_paragraph_ii(reader: Reader, view: View) -> None:
    page = reader.page
    reader.click(page.locator(f"{TABLE} tr[data-company=openai] a.act-cell[href$='#seoul-2024-risk-thresholds']"))
    reader.click(page.get_by_role("link", name="Whole page"))
    section = page.locator("#seoul-2024-risk-thresholds")
    cell = view.cells_by_id["openai/seoul-2024/risk-thresholds"]
    assert cell.current is not None
    expect(section.locator("h3")).to_contain_text("II. Risk thresholds")
    expect(section.locator("h3 .act-badge")).to_have_text(label(cell.status))
    quotes = section.locator(":scope > .act-evidence > .act-quotations blockquote")
    expect(quotes).to_have_text([item.evidence.quote for item in cell.current.quotations])
    expect(quotes.first).to_be_visible()
    assert reader.clicks == 2


def test_how_anthropic_and_google_differ_on_iv(reader: Reader, view: View) -> None:
    reader.click(reader.page.locator(f"{TABLE} thead").get_by_role("link", name="Processes at thresholds"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("IV. Processes at thresholds")
    found = rows(reader.page)
    for company in ("anthropic", "google"):
        cell = view.cells_by_id[f"{company}/seoul-2024/threshold-processes"]
        assert cell.current is not None
        assert found[cell.company.name] == [label(cell.status), *(label(each.state) for each in cell.current.criteria)]
    assert reader.clicks == 1


def test_the_words_of_two_companies_are_reached_by_ticking_their_rows(reader: Reader) -> None:
    page = reader.page
    for company in ("Anthropic", "Google"):
        page.locator(TABLE).get_by_role("checkbox", name=f"Compare {company}").check()
    reader.click(page.get_by_role("link", name="Compare Anthropic, Google"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare: Anthropic, Google")
    expect(page.locator("[data-commitment=threshold-processes] thead th")).to_have_text(
        ["Criterion", "Anthropic", "Google"]
    )
