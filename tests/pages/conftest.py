"""The site as readers get it: built from the project's own data, served under a base path, opened in a browser."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect, sync_playwright

from tests.conftest import MakeOnce
from tests.pages.site_build import ADDRESSES, BASE, copy_project, run_build
from tests.pages.site_host import hosted

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

SEARCH_IS_READY = "Type to start searching"

# An expectation ends as soon as it holds, so patience costs nothing but on a fault: a busy machine is none.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def site(make_once: MakeOnce, own_project: Path) -> Path:
    """The built site of the project's own data, with its addresses set."""

    def build(folder: Path) -> None:
        done = run_build(copy_project(folder, of=own_project), **ADDRESSES)
        assert done.returncode == 0, done.stdout + done.stderr

    return make_once("project with its site", build) / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, under the base path that it will have."""
    with hosted(site) as address:
        yield address


def launch_options() -> dict[str, Any]:
    """Headless Chromium, from the system."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "no Chromium on this machine: .ci/install-chromium says what to install"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*QUIET, *sandbox]}


def launch(playwright: Playwright) -> Browser:
    """The browser of the tests."""
    return playwright.chromium.launch(**launch_options())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield browser


@dataclass
class Visit:
    """A page, and what it said and asked for while it was open."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Visit]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


class Contexts:
    """The contexts of a browser, one for each set of options; a page that opens in a known one takes a third as long.

    An empty page in each keeps its process; what pages have stored is forgotten when they are closed.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._kept: dict[str, Page] = {}

    def new_page(self, options: Mapping[str, Any]) -> Page:
        """A new page in a context with these options."""
        key = repr(sorted(options.items()))
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**options).new_page()
        return self._kept[key].context.new_page()

    def clear(self) -> None:
        """Close and forget all but the contexts themselves."""
        for kept in self._kept.values():
            opened = [page for page in kept.context.pages if page != kept]
            for page in opened:
                page.close()
            if opened:
                storage = {"origin": self._address.partition(BASE)[0], "storageTypes": "local_storage"}
                session = kept.context.new_cdp_session(kept)
                session.send("Storage.clearDataForOrigin", storage)
                session.detach()


@pytest.fixture(scope="session")
def contexts(browser: Browser, address: str) -> Contexts:
    return Contexts(browser, address)


@pytest.fixture
def visit(browser: Browser, contexts: Contexts, address: str) -> Iterator[Open]:
    """A function that opens a page of the site; `is_alone` where it changes more than itself, such as the clock."""
    alone: list[BrowserContext] = []

    def open_page(path: str, *, is_alone: bool = False, **options: Any) -> Visit:  # noqa: ANN401 (the browser's own)
        options = {**DESKTOP, **options}
        if is_alone:
            alone.append(browser.new_context(**options))
        visit = Visit(alone[-1].new_page() if is_alone else contexts.new_page(options))
        visit.page.on("console", lambda message: visit.messages.append(message.text))
        visit.page.on("pageerror", lambda error: visit.messages.append(str(error)))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.goto(address + path)
        return visit

    yield open_page
    contexts.clear()
    for context in alone:
        context.close()


def hold_clock(page: Page) -> None:
    """From now on time passes for a page only where the test says so."""
    page.clock.install(time="2026-12-01T12:00:00Z")
    page.clock.pause_at("2026-12-01T12:01:00Z")


def stand_in(page: Page, address: str, site: Path) -> list[str]:
    """Answer for a host that is not there with a built site; returns the list to which all other requests are added."""
    foreign: list[str] = []

    def answer(route: Route) -> None:
        if not route.request.url.startswith(address):
            foreign.append(route.request.url)
            return route.abort()
        path = site / route.request.url.removeprefix(address).partition("?")[0].partition("#")[0]
        return route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page.route("**/*", answer)
    return foreign


def search(page: Page, words: str) -> None:
    """Search for words as a reader does; a key that the theme has missed is pressed again until it has heard one."""
    field = page.get_by_role("textbox", name="Search")
    meta = page.locator(".md-search-result__meta")
    field.focus()  # the index of the search is fetched for whoever wants it
    expect(meta).to_have_text(SEARCH_IS_READY)
    field.fill(words)
    for _try in range(60):
        field.press("End")  # the theme reads the field when a key is released
        try:
            return expect(meta).not_to_have_text(SEARCH_IS_READY, timeout=1000)
        except AssertionError:
            continue
    pytest.fail(f"the search never heard of {words!r}")
