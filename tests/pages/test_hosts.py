"""The site at a real host's form of address, and in a browser that keeps nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages import SPACE
from tests.pages.conftest import launch_options, search, stand_in
from tests.pages.site_build import copy_with_example_data, run_build

HOSTS = {"SITE_URL": "https://owner.github.io/tracker/", "REPOSITORY_URL": "https://github.com/owner/tracker"}


@pytest.fixture(scope="module")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example data built as for GitHub: the address of the code is one that the theme knows."""
    project = copy_with_example_data(tmp_path_factory.mktemp("hosts") / "project")
    done = run_build(project, **HOSTS)
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_at_github_the_pages_are_quiet_and_ask_nobody_else(browser: Browser, example_site: Path) -> None:
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    foreign = stand_in(page, HOSTS["SITE_URL"], example_site)
    for path in ("", "companies/acme/", "methodology/"):
        page.goto(HOSTS["SITE_URL"] + path)
        expect(page.locator(".md-header a.md-source")).to_have_attribute("href", HOSTS["REPOSITORY_URL"])
    assert foreign == []
    assert messages == []
    page.close()


@pytest.fixture
def forgetful(browser: Browser, address: str, tmp_path: Path) -> Iterator[Page]:
    """A page in a browser whose reader has blocked cookies: to name the storage is an error there."""
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked))
    context = browser.browser_type.launch_persistent_context(tmp_path, **launch_options())
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("() => { try { return Boolean(localStorage) } catch (fault) { return fault.name } }") == (
        "SecurityError"
    )
    yield page
    context.close()


def test_with_cookies_blocked_search_and_colours_work(forgetful: Page) -> None:
    body = forgetful.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    for switch, scheme in (("Switch to light mode", "default"), ("Switch to dark mode", "slate")):
        forgetful.locator(f"label[title='{switch}']").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    search(forgetful, "Mistral thresholds")
    expect(forgetful.locator(".md-search-result__link").first).to_be_visible()


def test_feeds_are_found_by_programs_that_look_for_the_exact_word(site: Path, browser: Browser, address: str) -> None:
    text = (site / "companies" / "naver" / "index.html").read_text("utf-8")
    links = [each for each in html5lib.parse(text).iter(f"{SPACE}link") if each.get("rel") == "alternate"]
    assert [(each.get("type"), each.get("href")) for each in links] == [
        ("application/atom+xml", "../../feeds/changes.xml"),
        ("application/atom+xml", "../../feeds/companies/naver.xml"),
    ]
    assert text.count('<link rel="alternate" type="application/atom+xml"') == 2
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}companies/naver/")
    expect(page.locator('link[rel="alternate"]')).to_have_count(2)
    assert [url for url in asked if "sitemap" in url] == []
    page.close()
