"""A company's page: a strip of its cells, each closed to what was found until its evidence is asked for."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import Dataset
from tracker.status import label
from tracker.views.view import CompanyView

THRESHOLDS = "#seoul-2024-risk-thresholds"


@pytest.fixture(scope="module")
def openai(own_data: Dataset) -> CompanyView:
    return next(each for each in view_of(own_data).companies if each.company.id == "openai")


def test_the_strip_shows_every_cell_with_its_status_and_leads_to_it(visit: Open, openai: CompanyView) -> None:
    page = visit("companies/openai/").page
    tiles = page.locator("a.act-tile")
    shown = tiles.evaluate_all(
        "all => all.map(each => [each.hash.slice(1), each.querySelector('.act-cell').innerText])"
    )
    assert shown == [[cell.anchor, label(cell.status)] for cell in openai.cells]
    tile = page.locator(f"a.act-tile[href='{THRESHOLDS}']")
    status = next(cell.status for cell in openai.cells if cell.anchor == THRESHOLDS[1:])
    expect(tile).to_have_accessible_name(f"II Risk thresholds: {label(status)}")
    tile.click()
    expect(page.locator(f"{THRESHOLDS} h3")).to_be_in_viewport()
    expect(page.locator(f"{THRESHOLDS} .act-quotation").first).to_be_visible()


def test_the_head_counts_the_changes_by_direction_and_leads_to_them(visit: Open, openai: CompanyView) -> None:
    page = visit("companies/openai/").page
    directions = [each.direction.replace("-", " ") for each in openai.changes]
    words = page.locator(".act-changed").inner_text()
    assert {each: directions.count(each) for each in set(directions)} == {
        direction: int(number) for number, direction in re.findall(r"(\d+) ([a-z ]+)[,.]", words)
    }
    page.locator(".act-changed a").click()
    expect(page).to_have_url(re.compile(r"/changes/\?company=openai#shown$"))
    expect(page.locator("#shown")).to_have_text(re.compile(rf"^{len(directions)} of \d+ changes$"))


def test_cells_are_closed_to_title_status_and_reason(visit: Open) -> None:
    page = visit("companies/openai/", java_script_enabled=False).page
    cell = page.locator(THRESHOLDS)
    for part in ("h3", "h3 .act-badge", ":scope > .act-reason"):
        expect(cell.locator(part).first).to_be_visible()
    expect(page.locator("section .act-quotation:visible")).to_have_count(0)
    expect(page.locator("section .act-criteria:visible")).to_have_count(0)
    cell.locator(":scope > .act-evidence > summary").click()
    expect(cell.locator(".act-criteria").first).to_be_visible()
    expect(cell.locator(".act-quotation").first).to_be_visible()


def test_a_closed_cell_says_how_many_criteria_are_shown_and_quotes_there_are(visit: Open, openai: CompanyView) -> None:
    page = visit("companies/openai/").page
    for cell in openai.cells:
        assert cell.current is not None
        states = [each.state.value for each in cell.current.criteria]
        summary = page.locator(f"section[id='{cell.anchor}'] > .act-evidence > summary")
        criteria = "criterion" if len(states) == 1 else "criteria"
        quotes = len(cell.current.quotations)
        expect(summary).to_have_text(
            f"{states.count('shown')} of {len(states)} {criteria} shown, {quotes} quote{'s' if quotes != 1 else ''}"
        )
        marks = summary.locator(".act-state").evaluate_all("all => all.map(each => each.dataset.state)")
        assert marks == states


def opened(page: Page) -> int:
    return page.locator("details.act-evidence[open]").count()


def test_an_address_opens_its_cell_alone(visit: Open) -> None:
    page = visit(f"companies/openai/{THRESHOLDS}").page
    expect(page.locator(f"{THRESHOLDS} > .act-evidence")).to_have_attribute("open", "")
    expect(page.locator(f"{THRESHOLDS} h3")).to_be_in_viewport()
    assert opened(page) == 1


def test_the_same_address_opens_its_cell_again(visit: Open) -> None:
    page = visit(f"companies/openai/{THRESHOLDS}").page
    page.locator(f"{THRESHOLDS} > .act-evidence > summary").click()
    expect(page.locator("details.act-evidence[open]")).to_have_count(0)
    page.locator(f"{THRESHOLDS} h3 a").first.click()
    expect(page.locator("details.act-evidence[open]")).to_have_count(1)


def test_an_address_of_a_part_of_the_page_that_is_closed_opens_it(visit: Open) -> None:
    page = visit("companies/naver/#changes").page
    expect(page.locator("#changes")).to_have_attribute("open", "")


def test_all_cells_are_opened_and_closed_at_once(visit: Open, openai: CompanyView) -> None:
    page = visit("companies/openai/").page
    button = page.get_by_role("button", name="Open all criteria and quotes")
    button.focus()
    page.keyboard.press("Enter")
    assert opened(page) == len(openai.cells)
    page.get_by_role("button", name="Close all criteria and quotes").click()
    assert opened(page) == 0


def test_a_status_is_chosen_in_the_form_and_stays_in_the_address(visit: Open, openai: CompanyView) -> None:
    page = visit("companies/openai/").page
    chosen, number = Counter(cell.status for cell in openai.cells).most_common()[-1]
    page.locator("select[name=status]").select_option(label=label(chosen))
    expect(page.locator("#shown")).to_have_text(f"{number} of {len(openai.cells)} commitments")
    expect(page).to_have_url(re.compile(rf"/companies/openai/\?status={chosen}$"))
    again = visit(f"companies/openai/?status={chosen}").page
    for each in (page, again):
        statuses = each.locator(".act-assessment:visible").evaluate_all("all => all.map(cell => cell.dataset.status)")
        assert statuses == [str(chosen)] * number
    again.get_by_role("button", name="Show everything").click()
    expect(again.locator(".act-assessment:visible")).to_have_count(len(openai.cells))
    expect(again).to_have_url(re.compile(r"/companies/openai/$"))


def test_a_group_of_which_nothing_is_shown_goes_with_its_title(visit: Open) -> None:
    page = visit("companies/openai/?status=partial").page
    for group in page.locator(".act-group:visible").all():
        assert group.locator("xpath=..").locator(".act-assessment:visible").count() > 0


def test_a_status_that_the_address_asks_for_in_vain_is_named(visit: Open, openai: CompanyView) -> None:
    opened_page = visit("companies/openai/?status=splendid")
    expect(opened_page.page.locator("#shown")).to_have_text("The address asks for what is not here: status “splendid”.")
    expect(opened_page.page.locator(".act-assessment:visible")).to_have_count(len(openai.cells))
    assert opened_page.messages == []


def test_on_a_day_the_strip_shows_the_statuses_of_that_day(visit: Open) -> None:
    page = visit("companies/naver/?on=2025-02-10").page
    tiles = page.locator("a.act-tile")
    for tile in tiles.all():
        section = page.locator(f"[id='{(tile.get_attribute('href') or '#')[1:]}']")
        status = section.get_attribute("data-status") or ""
        expect(tile.locator(".act-cell")).to_have_attribute("data-status", status)
        expect(tile.locator(".act-cell")).to_have_text(label(status))
    before = visit("companies/naver/?on=2020-01-01").page.locator("a.act-tile .act-cell")
    assert set(before.evaluate_all("all => all.map(each => each.dataset.status)")) == {"not-assessed"}
