"""Buttons that copy work wherever the browser lets them, and say in words what they have done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.pages.conftest import Open, hold_clock, stand_in

PLAIN = "http://tracker.example/tracker/"  # neither https nor this machine: no clipboard for a page
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'))"
CITATION = "AI Commitments Tracker. xAI: Safety framework (Seoul 2024): "


def copied(page: Page) -> str:
    """What a reader who pastes gets."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
    page.locator("#paste").press("Control+V")
    return page.locator("#paste").input_value()


def first_button(page: Page) -> Locator:
    cell = page.locator("#seoul-2024-safety-framework > .act-evidence > .act-cite")
    cell.get_by_text("Link and citation").click()
    return cell.locator("button[data-copy=text]").first


@pytest.fixture
def plain_page(browser: Browser, site: Path) -> Iterator[Page]:
    """A company's page on plain http."""
    context = browser.new_context()
    page = context.new_page()
    stand_in(page, PLAIN, site)
    page.goto(f"{PLAIN}companies/xai/#seoul-2024-safety-framework")
    yield page
    context.close()


def test_on_plain_http_a_citation_is_copied_too(plain_page: Page) -> None:
    assert plain_page.evaluate("isSecureContext") is False
    button = first_button(plain_page)
    button.click()
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()
    assert copied(plain_page).startswith(CITATION)


def test_without_permission_a_citation_is_copied_too(visit: Open) -> None:
    page = visit("companies/xai/#seoul-2024-safety-framework").page
    page.evaluate(f"{REFUSED}; 0")
    button = first_button(page)
    button.click()
    expect(button).to_have_text("Copied")
    assert copied(page).startswith(CITATION)


def test_where_nothing_can_be_copied_a_sentence_says_so(visit: Open) -> None:
    page = visit("companies/xai/#seoul-2024-safety-framework").page
    page.evaluate(f"{REFUSED}; document.execCommand = () => false")
    button = first_button(page)
    button.click()
    expect(button).to_have_text("The browser allows no copying: select the text yourself")
    expect(page.get_by_role("status").filter(has_text="allows no copying")).to_have_count(1)


def test_that_it_is_copied_is_announced_and_goes_back(visit: Open) -> None:
    page = visit("companies/xai/#seoul-2024-safety-framework", permissions=["clipboard-write"], is_alone=True).page
    button = first_button(page)
    expect(button).to_have_text("Copy")
    hold_clock(page)
    button.click()
    expect(button).to_have_text("Copied")
    announcement = page.locator(".act > [role=status]")
    expect(announcement).to_have_text("Copied")
    page.clock.run_for(4000)
    expect(button).to_have_text("Copy")
    expect(announcement).to_have_text("")
