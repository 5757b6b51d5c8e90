"""A cell of the comparison table opens in place, keeps to its address, and is a link where it cannot."""

import gzip
import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import CriterionState, Dataset, Status
from tracker.pages.panels import panel_address
from tracker.status import label
from tracker.views.view import View

CELL = "a.act-cell[href$='companies/mistral-ai/#seoul-2024-risk-thresholds']"
ADDRESS = re.compile(r"\?cell=mistral-ai\.seoul-2024\.risk-thresholds$")


@pytest.fixture(scope="module")
def view(own_data: Dataset) -> View:
    return view_of(own_data)


def panel(page: Page) -> Page:
    """The page once its panel shows a cell."""
    expect(page.locator(".act-panel .act-whole-page")).to_be_visible()
    return page


def test_a_click_opens_a_cell_with_its_status_reason_criteria_and_two_quotes(visit: Open, view: View) -> None:
    cell = view.cells_by_id["mistral-ai/seoul-2024/risk-thresholds"]
    assert cell.current is not None
    opened = visit("")
    opened.page.locator(CELL).click()
    shown = panel(opened.page).get_by_role("dialog", name="Mistral AI: Risk thresholds Seoul 2024")
    expect(shown.locator(".act-badge").first).to_have_text(label(cell.status))
    expect(shown.locator(".act-reason")).to_have_text(cell.current.assessment.reason)
    states = [label(each.state) for each in cell.current.criteria]
    expect(shown.locator("[aria-label=Criteria] .act-state")).to_have_text(states)
    quotes = [each.evidence.quote for each in cell.current.weightiest]
    expect(shown.locator(".act-quotation blockquote")).to_have_text(quotes)
    assert 0 < len(quotes) <= 2
    expect(shown.get_by_role("link", name="Whole page")).to_have_attribute(
        "href", re.compile(r"/tracker/companies/mistral-ai/#seoul-2024-risk-thresholds$")
    )
    expect(opened.page).to_have_url(ADDRESS)
    assert opened.messages == []


def test_what_is_not_met_says_what_would_change_it_with_the_words_of_the_codebook(visit: Open, view: View) -> None:
    cell = view.cells_by_id["mistral-ai/seoul-2024/risk-thresholds"]
    page = panel(visit("?cell=mistral-ai.seoul-2024.risk-thresholds").page)
    page.get_by_text("What would change this").click()
    items = page.locator(".act-panel .act-would li")
    assert [each.state for each in cell.open_criteria if each.state is CriterionState.SHOWN] == []
    expect(items).to_have_count(len(cell.open_criteria))
    for item, criterion in zip(items.all(), cell.open_criteria, strict=True):
        known = view.dataset.codebooks["seoul-2024"][f"risk-thresholds-{criterion.id}"]
        expect(item).to_contain_text(f"Shown by {known}")
    page.locator(".act-panel .act-would").get_by_role("link", name="Examples").first.click()
    expect(page).to_have_url(re.compile(rf"/codebook/seoul-2024/#risk-thresholds-{cell.open_criteria[0].id}$"))


def test_a_cell_that_is_met_has_nothing_to_change(visit: Open, view: View) -> None:
    cell = next(each for each in view.cells if each.status is Status.MET)
    page = panel(visit(f"?cell={cell.id.replace('/', '.')}").page)
    expect(page.locator(".act-panel .act-would")).to_have_count(0)


def test_on_the_companys_page_a_cell_says_the_same(visit: Open) -> None:
    page = visit("companies/mistral-ai/#seoul-2024-risk-thresholds").page
    section = page.locator("#seoul-2024-risk-thresholds")
    section.get_by_text("What would change this").click()
    expect(section.locator(".act-would")).to_contain_text("The status becomes met once public documents show")


@pytest.mark.parametrize("way", ["Escape", "Close", "back", "beside"])
def test_every_way_out_leads_back_to_the_cell_and_the_address(visit: Open, way: str) -> None:
    page = visit("?utm_source=a").page
    page.locator(CELL).click()
    panel(page)
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "Close":
        page.get_by_role("button", name="Close").click()
    elif way == "back":
        page.go_back()
    else:
        page.mouse.click(20, 300)
    expect(page.locator(".act-panel")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/tracker/\?utm_source=a$"))
    expect(page.locator(CELL)).to_be_focused()


def test_forward_opens_the_cell_again_and_the_page_before_is_not_lost(visit: Open) -> None:
    page = visit("pledges/").page
    page.locator("#seoul-2024 > a").first.click()
    page.locator(CELL).click()
    panel(page)
    page.go_back()
    page.go_forward()
    panel(page)
    expect(page).to_have_url(ADDRESS)
    page.keyboard.press("Escape")
    expect(page.locator(".act-panel")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(re.compile("/pledges/$"))


def test_an_address_opens_the_cell_beside_the_choices_and_closing_keeps_them(visit: Open) -> None:
    page = panel(visit("?companies=mistral-ai&cell=mistral-ai.seoul-2024.risk-thresholds").page)
    expect(page.locator("#shown")).to_contain_text(re.compile(r"Seoul 2024: 1 of \d+ companies"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/tracker/\?companies=mistral-ai$"))
    expect(page.locator(CELL)).to_be_focused()


@pytest.mark.parametrize(
    "id", ["nobody.seoul-2024.risk-thresholds", "..", "%3Cb%3E", "naver.eu-code-2025.transparency"]
)
def test_an_address_of_no_cell_opens_nothing(visit: Open, id: str) -> None:
    opened = visit(f"?cell={id}")
    expect(opened.page.locator(".act-panel")).to_be_hidden()
    assert opened.messages == []


def test_enter_opens_a_cell_and_the_focus_stays_inside_until_it_closes(visit: Open) -> None:
    page = visit("").page
    page.locator(CELL).focus()
    page.keyboard.press("Enter")
    panel(page)
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    expect(page.locator(".act-tip")).to_be_hidden()
    for _press in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.act-panel')"
        )
    page.keyboard.press("Escape")
    expect(page.locator(CELL)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("a.act-cell:focus")).not_to_have_attribute("href", re.compile("risk-thresholds$"))


def test_a_tap_opens_a_cell_as_wide_as_the_screen(visit: Open) -> None:
    page = visit("", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}).page
    page.locator(CELL).tap()
    box = panel(page).locator(".act-panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)


@pytest.mark.parametrize("way", ["no scripts", "modifier", "no file"])
def test_without_scripts_with_a_modifier_and_without_its_file_a_cell_is_the_link_that_it_was(
    visit: Open, way: str
) -> None:
    page = visit("", java_script_enabled=way != "no scripts").page
    if way == "no file":
        page.route("**/panels/**", lambda route: route.fulfill(status=404))
    if way == "modifier":
        with page.context.expect_page() as other:
            page.locator(CELL).click(modifiers=["ControlOrMeta"])
        expect(page.locator(".act-panel")).to_be_hidden()
        page = other.value
    else:
        page.locator(CELL).click()
    expect(page).to_have_url(re.compile(r"/companies/mistral-ai/#seoul-2024-risk-thresholds$"))
    section = page.locator("#seoul-2024-risk-thresholds")
    expect(section).to_be_in_viewport()
    expect(section.get_by_role("heading")).to_contain_text("II. Risk thresholds")


def test_each_panel_is_small_also_with_those_of_its_row_and_all_of_its_links_are_there(site: Path, view: View) -> None:
    for cell in view.cells:
        file = site / panel_address(cell)
        panel = panels_of(file)[cell.commitment.id]
        assert len(panel) < 20_000, cell.id
        links = re.findall(r'<a[^>]* href="([^"]*)"', panel)
        own = [
            unquote(html.unescape(link)).partition("#") for link in links if not link.startswith(("http", "mailto:"))
        ]
        broken = [link for link, _mark, anchor in own if not is_there(file.parent / link.partition("?")[0], anchor)]
        assert broken == [], cell.id
        assert len(own) >= 3, cell.id
    for file in {site / panel_address(cell) for cell in view.cells}:
        assert len(gzip.compress(file.read_bytes(), 5)) < 40_000, file  # as it travels


@cache
def panels_of(file: Path) -> dict[str, str]:
    return json.loads(text_of(file))  # type: ignore[no-any-return]


def is_there(path: Path, anchor: str) -> bool:
    """Whether a file of the site is there, with the anchor."""
    file = path / "index.html" if path.is_dir() else path
    return file.is_file() and (not anchor or f'id="{anchor}"' in text_of(file))


@cache
def text_of(file: Path) -> str:
    return file.read_text("utf-8")


def test_a_cell_asks_for_the_file_of_its_row_alone_and_once(visit: Open, address: str) -> None:
    opened = visit("")
    opened.page.wait_for_load_state("networkidle")
    opened.page.locator(CELL).focus()  # the reasons for the tip
    opened.page.wait_for_load_state("networkidle")
    opened.requests.clear()
    for cell in (CELL, CELL, CELL.replace("risk-thresholds", "safety-framework")):
        opened.page.locator(cell).click()
        panel(opened.page)
        opened.page.keyboard.press("Escape")
    asked = [each for each in opened.requests if not each.endswith(("reasons.json", ".svg", ".woff2"))]
    assert asked == [f"{address}panels/mistral-ai/seoul-2024.json"]


def test_with_a_panel_open_another_cell_takes_its_place_and_back_leads_to_the_page(visit: Open) -> None:
    page = visit("").page
    page.locator(CELL).click()
    panel(page)
    page.locator("a.act-cell[href$='companies/naver/#seoul-2024-safety-framework']").click()
    expect(page.get_by_role("dialog", name="Naver: Safety framework Seoul 2024")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?cell=naver\.seoul-2024\.safety-framework$"))
    page.go_back()
    expect(page.locator(".act-panel")).to_be_hidden()
    expect(page).to_have_url(re.compile("/tracker/$"))


def test_the_words_that_say_that_openai_meets_paragraph_two_are_one_click_from_home(visit: Open, view: View) -> None:
    cell = view.cells_by_id["openai/seoul-2024/risk-thresholds"]
    assert cell.current is not None
    page = visit("").page
    page.locator("tr[data-company=openai] a.act-cell[href$='#seoul-2024-risk-thresholds']").click()
    quote = panel(page).locator(".act-panel .act-quotation").first
    expect(quote).to_contain_text(cell.current.weightiest[0].evidence.quote)
    expect(quote).to_contain_text(f"Shows: {'; '.join(cell.current.weightiest[0].shows)}")
