"""A cell of the comparison table opens in place, keeps to its address, and is a link where it cannot."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import CriterionState, Dataset, Status
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
    expect(page.locator("#shown")).to_contain_text("Seoul 2024: 1 of 20 companies")
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
    box = panel(page).locator("dialog").bounding_box()
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


def test_each_panel_is_a_small_file_and_all_of_its_links_are_there(visit: Open, view: View, address: str) -> None:
    page = panel(visit("?cell=naver.seoul-2024.threshold-processes").page)
    own = page.locator(".act-panel a").evaluate_all("all => all.map((each) => each.href)")
    for each in own:
        if each.startswith(address):
            assert page.request.get(each.partition("#")[0]).ok, each
    assert f"{address}api/v1/cells/naver/seoul-2024/threshold-processes.json" in own
    sizes = [len(page.request.get(f"{address}panels/{cell.id}.html").body()) for cell in view.cells[::20]]
    assert max(sizes) < 20_000


def test_a_cell_is_open_within_a_tenth_of_a_second(visit: Open) -> None:
    page = visit("").page
    took = page.evaluate(
        """async (cell) => {
            const start = performance.now();
            document.querySelector(cell).click();
            while (!document.querySelector(".act-panel .act-whole-page"))
                await new Promise((done) => setTimeout(done, 2));
            return performance.now() - start;
        }""",
        CELL,
    )
    assert took < 500  # 100 ms on a machine that does nothing else
