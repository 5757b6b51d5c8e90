"""The pages as a reader meets them, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.accessibility import faults
from tests.pages.conftest import Open, search
from tracker.model import Dataset

PAGES = {
    "home": "",
    "home on a day": "?on=2025-02-10&since=2024-05-21&status=met",
    "home sorted": "?sort=seoul-2024.risk-thresholds&order=reverse",
    "cell in place": "?cell=naver.seoul-2024.threshold-processes",
    "cell in place on a day": "pledges/seoul-2024/?cell=xai.seoul-2024.safety-framework&on=2025-02-10",
    "company on a day": "companies/xai/?on=2025-03-01",
    "company": "companies/mistral-ai/",
    "companies": "companies/",
    "pledges": "pledges/",
    "pledge": "pledges/seoul-2024/",
    "commitment": "pledges/seoul-2024/risk-thresholds/",
    "company with a cell open": "companies/naver/#seoul-2024-risk-thresholds",
    "compare": "compare/",
    "companies compared": "compare/?companies=anthropic,google,mistral-ai&pledge=seoul-2024",
    "method": "methodology/",
    "changes": "changes/",
    "changes in one direction": "changes/?direction=weakened",
    "reviews": "reviews/",
    "review": "reviews/midas-seoul-tracker-2025-02/",
    "sources": "sources/",
    "publishers": "sources/publishers/",
    "pictures": "pictures/",
    "integrity": "integrity/",
    "corrections": "corrections/",
    "due for review": "due/",
    "share": "share/",
    "api": "api/",
    "downloads": "downloads/",
    "data dictionary": "data-dictionary/",
    "examples": "using-the-data/",
    "not found": "404.html",
}
SIZES = {"wide": (1280, 900), "narrow": (320, 640)}
# The home page, a cell that is open in it and a company's page in every way; the others in each scheme and each size.
EVERY_WAY = {"home", "company", "cell in place"}
SHOWN = ("met", "partial", "not-met", "no-evidence")
VISITS = [
    (name, size, scheme)
    for name in PAGES
    for size, scheme in [("wide", "light"), ("narrow", "dark"), ("wide", "dark"), ("narrow", "light")]
    if name in EVERY_WAY or (size, scheme) in {("wide", "light"), ("narrow", "dark")}
]


@pytest.mark.parametrize(("name", "size", "scheme"), VISITS)
def test_every_kind_of_page_is_accessible_quiet_and_as_wide_as_its_window_and_asks_nobody_else(
    visit: Open, address: str, name: str, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    opened = visit(PAGES[name], viewport={"width": width, "height": height}, color_scheme=scheme)
    if "?companies=" in PAGES[name]:
        expect(opened.page.locator(".act-compared")).not_to_have_count(0)
    shown_scheme = {"light": "default", "dark": "slate"}[scheme]
    expect(opened.page.locator("body")).to_have_attribute("data-md-color-scheme", shown_scheme)
    if name.startswith("cell"):
        expect(opened.page.locator(".act-panel .act-whole-page")).to_have_count(1)
    assert faults(opened.page) == []
    assert opened.messages == []
    assert [request for request in opened.requests if not request.startswith((address, "data:"))] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 360])
def test_head_and_first_column_stay_in_view_while_the_table_scrolls(visit: Open, width: int) -> None:
    page = visit("", viewport={"width": width, "height": 500}).page
    box = page.locator(".act-scroller", has=page.locator("table[data-pledge=seoul-2024]"))
    box.scroll_into_view_if_needed()
    box.evaluate("box => { box.scrollTop = 300; box.scrollLeft = 200 }")
    frame = box.bounding_box()
    head = box.locator("thead").bounding_box()
    first = box.locator("tbody th").nth(12).bounding_box()
    assert frame
    assert head
    assert first
    assert abs(head["y"] - frame["y"]) <= 2
    assert abs(first["x"] - frame["x"]) <= 2


def test_the_reason_behind_a_cell_shows_for_a_pointer_and_goes_with_escape(visit: Open, own_data: Dataset) -> None:
    page = visit("", is_alone=True).page
    page.clock.install()
    assessment = own_data.companies["xai"].assessments["seoul-2024"]["risk-thresholds"][-1]
    page.locator("tr[data-company=xai] a.act-cell[href$='#seoul-2024-risk-thresholds']").hover()
    expect(page.locator(".act-tip")).to_be_visible()
    expect(page.locator(".act-tip")).to_contain_text(assessment.reason)
    page.locator(".act-tip").hover()
    page.clock.run_for(400)  # a tip that hides when the pointer leaves its cell is gone by then
    expect(page.locator(".act-tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".act-tip")).to_be_hidden()


def test_the_reason_behind_a_cell_shows_for_the_keyboard(visit: Open) -> None:
    page = visit("").page
    page.locator("table.act-comparison tbody th a").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("a.act-cell:focus")).to_have_count(1)
    expect(page.locator(".act-tip")).to_be_visible()
    expect(page.locator("a.act-cell:focus")).to_have_attribute("aria-describedby", "cell-tip")
    page.keyboard.press("Escape")
    expect(page.locator(".act-tip")).to_be_hidden()


def test_the_home_page_reads_without_javascript(visit: Open, own_data: Dataset) -> None:
    page = visit("", java_script_enabled=False).page
    assert page.locator("table.act-comparison").count() == len(own_data.pledges)
    row = page.locator("table[data-pledge=seoul-2024] tr", has=page.get_by_role("rowheader", name="Naver"))
    assert row.locator("a.act-cell").count() == 17
    expect(row.locator("a.act-cell").first).to_have_text("Partial")


def test_row_and_column_headers_name_every_cell(visit: Open) -> None:
    page = visit("").page
    headers = page.locator("table.act-comparison").first.evaluate(
        "table => [...table.tBodies[0].rows].every(row => row.cells[0].scope === 'row')"
        " && [...table.tHead.rows[1].cells].every(cell => cell.scope === 'col')"
        " && [...table.tHead.rows[0].querySelectorAll('th')].every(cell => cell.scope === 'colgroup')"
        " && table.tFoot.rows[0].cells[0].scope === 'row'"
    )
    assert headers is True


def test_the_search_finds_a_cell(visit: Open) -> None:
    page = visit("").page
    search(page, "Mistral thresholds")
    result = page.locator(".md-search-result__link", has_text="Mistral AI: Risk thresholds (Seoul 2024)")
    expect(result.first).to_have_attribute("href", re.compile("/companies/mistral-ai/.*#seoul-2024-risk-thresholds$"))


def test_the_edit_button_opens_the_data_file(visit: Open) -> None:
    link = visit("companies/naver/").page.locator("a[rel=edit]")
    expect(link).to_have_attribute("href", "https://repository.example/tracker/edit/main/data/companies/naver.yml")


def test_a_citation_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}companies/xai/#seoul-2024-safety-framework")
    cell = page.locator("#seoul-2024-safety-framework > .act-evidence > .act-cite")
    cell.get_by_text("Link and citation").click()
    cell.get_by_role("button", name="Copy", exact=True).first.click()
    expect(cell.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("AI Commitments Tracker. xAI: Safety framework (Seoul 2024): ")
    assert copied.endswith("https://site.example/tracker/companies/xai/#seoul-2024-safety-framework")
    cell.get_by_role("button", name="Copy the link").click()
    expect(cell.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}companies/xai/#seoul-2024-safety-framework"
    context.close()


@pytest.mark.parametrize(("clock", "is_old"), [("2027-02-19T12:00:00Z", False), ("2027-02-21T12:00:00Z", True)])
def test_a_banner_tells_when_the_data_are_older_than_90_days(
    browser: Browser, address: str, clock: str, is_old: bool
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(clock)
    page.goto(address)
    expect(page.locator(".act-age")).to_be_visible(visible=is_old)
    if is_old:
        expect(page.locator(".act-age")).to_contain_text("from 21 November 2026, 92 days ago")
    context.close()


def test_the_whole_table_is_printed(visit: Open) -> None:
    page = visit("").page
    page.emulate_media(media="print")
    box = page.locator(".act-scroller").first
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")


def test_in_forced_colours_every_status_keeps_its_shape(visit: Open) -> None:
    page = visit("", forced_colors="active").page
    shape = "cell => [getComputedStyle(cell, '::before').maskImage, getComputedStyle(cell, '::before').backgroundColor]"
    cells = [page.locator(f"a.act-cell[data-status={each}]").first for each in SHOWN]
    images, colours = zip(*(cell.evaluate(shape) for cell in cells), strict=True)
    assert len(set(images)) == len(SHOWN)
    assert set(colours) == {page.evaluate("getComputedStyle(document.body).color")}
    assert cells[0].evaluate("cell => getComputedStyle(cell).borderTopWidth") == "1px"
