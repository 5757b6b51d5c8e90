"""The page for an address at which nothing is: it knows what was meant, and leads on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser, address: str, site: Path) -> Iterator[Page]:
    """A page of a host that answers with the page for what is missing, as hosts do."""
    page = browser.new_page()
    missing = (site / "404.html").read_text("utf-8")
    page.route(f"{address}lost/**", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    yield page
    page.close()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("company/antropic/", "companies/anthropic/"),
        ("Anthropic", "companies/anthropic/"),
        ("seoul2024/risk-threshold/", "pledges/seoul-2024/risk-thresholds/"),
        ("changes.html", "changes/"),
    ],
)
def test_a_mistyped_address_is_answered_with_the_page_that_was_meant(
    page: Page, address: str, asked: str, meant: str
) -> None:
    page.goto(f"{address}lost/{asked}")
    offered = page.locator("[data-nearest] li a")
    expect(offered.first).to_be_visible()
    assert offered.count() <= 3
    assert offered.first.evaluate("link => link.href") == address + meant


def test_an_address_like_no_other_is_answered_with_a_search_for_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}lost/chess-openings-%zz/")
    expect(page.locator("[data-nearest] ul")).to_be_hidden()
    search = page.get_by_role("link", name="Search the site for")
    expect(search).to_have_text("Search the site for “chess openings %zz”")
    assert search.evaluate("link => link.href") == f"{address}?q=chess+openings+%25zz"


def test_the_search_opens_with_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}lost/naverr/")
    page.get_by_role("link", name="Search the site for").click()
    expect(page.get_by_role("textbox", name="Search")).to_have_value("naverr")


def test_without_scripts_the_parts_of_the_site_are_listed(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}404.html")
    expect(page.locator("[data-nearest]")).to_be_hidden()
    parts = page.locator(".act > ul").first.get_by_role("link")
    assert parts.all_text_contents() == ["Tracker", "Companies", "Pledges", "Changes", "Data", "About"]
    page.close()
