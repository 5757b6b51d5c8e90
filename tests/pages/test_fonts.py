"""Pages and frames hold whatever fonts a machine has: nothing reaches out of its box, however wide its letters are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.site_host import hosted
from tests.pages.test_browser import PAGES
from tests.pages.test_frames import EMBEDS

WIDTH = 320  # pixels
WIDER = 150  # percent
USUAL = ("Liberation Sans", "DejaVu Sans", "Noto Sans", "Verdana")
# Which boxes hold more than they have room for, other than those that scroll or are inside of such a box: four pixels
# are the padding of code at the end of a line, of which browsers think too late.
OVERFULL = """() => {
    const scrolls = (place) => getComputedStyle(place).overflowX !== "visible";
    const isInScroller = (place) => place !== document.body && (scrolls(place) || isInScroller(place.parentElement));
    const boxes = [...document.querySelectorAll(".act *:not(svg *)")].filter((place) => place.clientWidth > 0);
    return boxes
        .filter((place) => place.scrollWidth > place.clientWidth + 4 && !isInScroller(place))
        .map((place) => `${place.tagName}.${place.className}: ${place.textContent.trim().slice(0, 60)}`);
}"""
MEASURE = """(family) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `16px ${family}`;
    return pen.measureText("Whatever fonts a machine has, the table of commitments holds.").width;
}"""


@pytest.fixture(scope="module")
def wide_address(site: Path) -> Iterator[str]:
    """Where the built site is served with fonts wider than any usual one."""
    with hosted(site, fonts=WIDER) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDTH, "height": 640})
    yield page
    page.close()


def test_a_page_has_the_fonts_that_the_host_brings_and_no_usual_font_is_as_wide(
    page: Page, address: str, wide_address: str
) -> None:
    page.goto(address)
    plain = page.evaluate(MEASURE, "'brought text'")
    # A font that this machine does not have gives way to the plain one, and not to whatever the machine has.
    usual = max(page.evaluate(MEASURE, f"'{family}', 'brought text'") for family in USUAL)
    page.goto(wide_address)
    loaded = page.evaluate(
        "async () => (await document.fonts.load('16px \"brought text\"')).map((font) => font.family)"
    )
    assert loaded == ["brought text"]
    expect(page.locator("h1")).to_have_css("font-family", re.compile('^"brought text", '))
    wide = page.evaluate(MEASURE, "'brought text'")
    assert wide > plain * 1.2
    assert wide > usual * 1.1


@pytest.mark.parametrize("name", [*PAGES, *EMBEDS])
def test_with_wide_fonts_no_box_of_a_narrow_page_is_overfull(page: Page, wide_address: str, name: str) -> None:
    page.goto(wide_address + {**PAGES, **EMBEDS}[name])
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.evaluate("async () => { await document.fonts.ready }")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    assert page.evaluate(OVERFULL) == []
