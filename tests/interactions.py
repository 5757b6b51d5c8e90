"""How long a reader of the home page waits at a slow processor: from a press to the next picture, in milliseconds."""

import statistics
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

ROUNDS = 3
SLOWER = 4  # times: the throttling of a phone of the middle range
MOST = 50
# What the browser itself says of each press: until the next frame is presented, in steps of 8 ms.
OBSERVE = """() => {
    globalThis.waits = [];
    const note = (list) => list.getEntries().forEach(({ interactionId, duration }) => {
        if (interactionId) waits.push(duration);
    });
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""
SETTLED = 800  # milliseconds, after which what a press has begun is over
TABLE = "table[data-pledge=seoul-2024]"


def _day(page: Page) -> None:
    page.locator("select[name=day]").focus()
    page.keyboard.press("ArrowDown")


def _steps(page: Page) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "cell opened", page.locator(f"{TABLE} a.act-cell").nth(20).click
    yield "cell closed", lambda: page.keyboard.press("Escape")
    yield "sort by a column", page.locator(f"{TABLE} .act-sort").nth(2).click
    yield "filters opened", page.locator("#chooser > summary").click
    yield "filter by status", page.locator("input[name=status][value=met]").click
    yield "another day", lambda: _day(page)


def waits(browser: Browser, address: str) -> dict[str, float]:
    """The median wait for each kind of press; 16 stands for what was too short to be told."""
    found: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.evaluate(OBSERVE)
        session = page.context.new_cdp_session(page)
        for name, press in _steps(page):
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.evaluate("waits.length = 0")
            press()
            page.wait_for_timeout(SETTLED)
            found.setdefault(name, []).append(max([16, *page.evaluate("waits")]))
        page.close()
    return {name: statistics.median(each) for name, each in found.items()}
