"""The comparison table: sorted by any of its heads, its sums with it, the row and column under the pointer marked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import Dataset, Status

SEOUL = "table[data-pledge=seoul-2024]"
OVER = """id => {
    const cell = document.querySelector(`${id} tbody tr:nth-child(3) td:nth-child(4)`);
    const [row, column] = [cell.parentElement, cell.closest("table").querySelectorAll("col")[cell.cellIndex]];
    return [row, column].map((each) => getComputedStyle(each).backgroundColor);
}"""


def names(page: Page, table: str = SEOUL) -> list[str]:
    return [text.strip() for text in page.locator(f"{table} tbody tr:not([hidden]) th").all_inner_texts()]


def sort_by(page: Page, head: str) -> None:
    page.locator(SEOUL).get_by_role("button", name=f"Sort by {head}", exact=True).click()


def by_name(page: Page) -> None:
    expect(page.locator(f"{SEOUL} th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(f"{SEOUL} th[aria-sort]")).to_contain_text("Company")


def test_a_head_sorts_by_its_statuses_then_the_other_way_round_and_then_by_name(visit: Open, own_data: Dataset) -> None:
    page = visit("").page
    by_name(page)
    column = view_of(own_data).columns["seoul-2024/risk-thresholds"]
    order = list(Status)
    sort_by(page, "Risk thresholds")
    ranked = sorted(column.counted, key=lambda cell: order.index(cell.status))
    assert names(page) == [cell.company.name for cell in ranked]
    expect(page.locator(f"{SEOUL} th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile(r"\?sort=seoul-2024\.risk-thresholds$"))
    sort_by(page, "Risk thresholds")
    turned = sorted(column.counted, key=lambda cell: -order.index(cell.status))
    assert names(page) == [cell.company.name for cell in turned]
    expect(page).to_have_url(re.compile(r"\?sort=seoul-2024\.risk-thresholds&order=reverse$"))
    sort_by(page, "Risk thresholds")
    assert names(page) == [cell.company.name for cell in column.counted]
    expect(page).to_have_url(re.compile(r"/tracker/$"))
    by_name(page)


def test_the_head_of_the_sums_sorts_by_the_share_of_what_applies(visit: Open, own_data: Dataset) -> None:
    page = visit("").page
    sort_by(page, "Met")
    rows = next(table.members for table in view_of(own_data).tables if table.pledge.id == "seoul-2024")
    met = {row: row.tally.share(Status.MET) for row in rows}
    ranked = sorted(rows, key=lambda row: -met[row].number / met[row].whole)
    assert names(page) == [row.company.name for row in ranked]
    assert met[ranked[0]].number > 0


def test_a_column_of_one_pledge_leaves_the_other_tables_as_they_are(visit: Open) -> None:
    page = visit("?sort=seoul-2024.safety-framework&order=reverse").page
    others = names(page, "table[data-pledge=white-house-2023]")
    assert others == sorted(others, key=str.casefold)
    assert names(page) != sorted(names(page), key=str.casefold)


def test_the_companies_without_a_framework_are_two_clicks_from_home(visit: Open, own_data: Dataset) -> None:
    page = visit("").page
    sort_by(page, "Safety framework")
    sort_by(page, "Safety framework")
    found = {cell.status for cell in view_of(own_data).columns["seoul-2024/safety-framework"].counted}
    first = page.locator(f"{SEOUL} tbody tr:not([hidden])").first.locator("a.act-cell").first
    expect(first).to_have_attribute("data-status", max(found, key=list(Status).index))
    expect(first).to_be_in_viewport()


def test_the_sums_follow_the_day_and_the_rows_and_columns_that_are_shown(visit: Open) -> None:
    page = visit("?on=2023-01-01").page
    expect(page.locator(f"{SEOUL} tfoot td").first).to_have_text("–")
    expect(page.locator(f"{SEOUL} tfoot td.act-sum")).to_have_text("not assessed")
    page = visit("?companies=meta,openai,xai&group=Seoul+2024:+Outcome+1,+identify,+assess+and+manage+risks").page
    shown = page.locator(f"{SEOUL} tbody tr:not([hidden]) td:not([hidden])")
    met = shown.locator("a.act-cell[data-status=met]").count()
    expect(page.locator(f"{SEOUL} tfoot td.act-sum")).to_have_text(f"{met} of 15")
    expect(page.locator(f"{SEOUL} tfoot td:not([hidden])")).to_have_count(6)
    expect(page.locator(f"{SEOUL} col:not([hidden])")).to_have_count(7)
    groups = page.locator(f"{SEOUL} th[scope=colgroup]:not([hidden])")
    expect(groups).to_have_text("Outcome 1, identify, assess and manage risks")
    expect(groups).to_have_attribute("colspan", "5")


def test_the_bar_beside_a_sum_is_as_long_as_the_share(visit: Open) -> None:
    page = visit("?companies=cohere").page
    row = page.locator(f"{SEOUL} tr[data-company=cohere]")
    number, whole = map(int, row.locator("td.act-sum").inner_text().split(" of "))
    lengths = row.locator("td.act-sum rect").evaluate_all("all => all.map((each) => each.width.baseVal.value)")
    assert lengths == pytest.approx([40, 40 * number / whole], abs=0.1)
    assert number > 0


def test_the_row_and_the_column_under_the_pointer_are_marked(visit: Open) -> None:
    page = visit("").page
    before = page.evaluate(OVER, SEOUL)
    page.locator(f"{SEOUL} tbody tr:nth-child(3) td:nth-child(4)").hover()
    row, column = page.evaluate(OVER, SEOUL)
    assert row == column != before[0]
    page.locator("h1").hover()
    assert page.evaluate(OVER, SEOUL) == before


@pytest.mark.parametrize("width", [390, 1024, 1400])
def test_the_key_stays_in_sight_in_one_line_while_the_tables_pass(visit: Open, width: int) -> None:
    page = visit("", viewport={"width": width, "height": 800}).page
    key = page.locator(".act-key > summary")
    for table in page.locator("table.act-comparison tbody").all():
        table.locator("tr").first.scroll_into_view_if_needed()
        expect(key).to_be_in_viewport()
        box = key.bounding_box()
        assert box is not None
        assert box["height"] < 40


def test_on_a_phone_the_first_rows_are_on_the_first_screen(visit: Open) -> None:
    page = visit("", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    third = page.locator(f"{SEOUL} tbody tr").nth(2).bounding_box()
    assert third is not None
    assert third["y"] + third["height"] <= 844


def test_every_finding_leads_to_what_it_speaks_of(visit: Open) -> None:
    page = visit("").page
    links = page.locator(".act-standouts a, .act-pledges a")
    addresses = links.evaluate_all("all => all.map((each) => each.href)")
    assert len(addresses) >= 8
    for address in addresses:
        page.goto(address)
        anchor = address.partition("#")[2]
        if anchor:
            expect(page.locator(f"[id='{anchor}']")).to_have_count(1)
        expect(page.locator("h1")).not_to_have_text("404 - Not found")
