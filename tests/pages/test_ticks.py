"""Rows of the comparison table, ticked to be compared by pointer and by keyboard, and the line that says so."""

import re

from playwright.sync_api import Page, expect

from tests.pages.conftest import Open

TABLE = "table[data-pledge=seoul-2024]"
LINE = "[data-compare=seoul-2024]"


def tick(page: Page, *companies: str) -> None:
    for each in companies:
        page.locator(TABLE).get_by_role("checkbox", name=f"Compare {each}", exact=True).check()


def test_the_line_below_the_table_says_what_is_ticked_and_leads_there(visit: Open) -> None:
    page = visit("").page
    link = page.locator(f"{LINE} a")
    expect(link).to_have_attribute("href", re.compile(r"compare/\?pledge=seoul-2024$"))
    tick(page, "Naver")
    expect(link).to_have_text("Compare Naver with others")
    tick(page, "xAI")
    expect(link).to_have_text("Compare Naver, xAI")
    link.click()
    expect(page).to_have_url(re.compile(r"/compare/\?companies=naver,xai&pledge=seoul-2024$"))


def test_no_fifth_row_is_ticked(visit: Open) -> None:
    page = visit("").page
    tick(page, "Amazon", "Google", "Meta", "OpenAI")
    expect(page.locator(f"{TABLE} .act-tick:enabled")).to_have_count(4)
    page.locator(TABLE).get_by_role("checkbox", name="Compare Meta").uncheck()
    expect(page.locator(f"{TABLE} .act-tick:disabled")).to_have_count(0)


def test_the_space_bar_ticks_the_row_of_the_company_that_has_the_focus(visit: Open) -> None:
    page = visit("").page
    page.locator(f"{TABLE} tbody th a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(f"{TABLE} tbody tr").nth(1).locator(".act-tick")).to_be_checked()
    page.keyboard.press("Space")
    expect(page.locator(f"{TABLE} .act-tick:checked")).to_have_count(0)


def test_a_box_is_no_part_of_the_name_of_its_row(visit: Open) -> None:
    page = visit("").page
    assert page.locator(TABLE).get_by_role("rowheader", name="Naver", exact=True).count() == 1


def test_without_javascript_there_is_no_box_and_the_line_leads_on(visit: Open) -> None:
    page = visit("", java_script_enabled=False).page
    expect(page.locator(".act-tick")).to_have_count(0)
    expect(page.locator(f"{LINE} a")).to_have_text("Compare two to four companies")
