"""On another day and back: the pages keep each status as data, whatever becomes of the words."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT, pages_of, view_of
from tests.pages.conftest import Open
from tests.pages.site_host import hosted
from tracker.model import Dataset
from tracker.pages.reasons import reason_file
from tracker.pages.token_styles import token_styles
from tracker.status import status_on

DAY = datetime.date(2025, 2, 10)
# What a browser does to a page that it translates: every text gets an element around it, and other words.
TRANSLATE = """() => {
    const walker = document.createTreeWalker(document.querySelector(".act"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
        const font = document.createElement("font");
        font.textContent = `x ${text.data.split("").reverse().join("")}`;
        text.replaceWith(font);
    }
}"""
STATUSES = """cells => Object.fromEntries(cells.map(cell => [
    `${cell.closest("tr").dataset.company}${cell.hash}`, cell.dataset.status
]))"""
# The theme's parts of a page that the scripts ask for, around the bare HTML of a page.
BARE = """<!doctype html><meta charset="utf-8"><title>Bare</title>
<link rel="stylesheet" href="{root}assets/tokens.css"><link rel="stylesheet" href="{root}assets/parts.css">
<p class="act-age" hidden><span></span></p><div class="act">{html}</div>
<script type="module" src="{root}assets/tracker.js"></script>"""


def on_day(data: Dataset, day: datetime.date) -> dict[str, str]:
    """The status of every cell on a day, by company and anchor."""
    return {f"{cell.company.id}#{cell.anchor}": str(status_on(cell.assessments, day)) for cell in view_of(data).cells}


def shown(page: Page) -> dict[str, str]:
    """The status that every cell of the tables shows, in the same form."""
    statuses: dict[str, str] = page.locator("a.act-cell").evaluate_all(STATUSES)
    return statuses


@pytest.fixture
def example(tmp_path: Path, world: Dataset) -> Iterator[str]:
    """The pages of the example world without the theme around them, served with their scripts and styles."""
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "assets")
    view = view_of(world)
    files = {**reason_file(view), **token_styles(view)}
    for page in pages_of(world):
        root = "../" * page.address.count("/")
        files[f"{page.address}index.html"] = BARE.format(root=root, html=page.html).encode()
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with hosted(tmp_path) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def mark(cell: Locator) -> str:
    """What is drawn in the corner of a cell."""
    content: str = cell.evaluate("cell => getComputedStyle(cell, '::after').content")
    return content


def test_in_a_translated_page_a_day_and_the_way_back_show_every_status(visit: Open, own_data: Dataset) -> None:
    page = visit("").page
    latest = shown(page)
    page.locator("#chooser > summary").click()
    page.evaluate(TRANSLATE)
    page.locator("input[name=on]").fill(str(DAY))
    expect(page.locator("a.act-cell[data-past]")).not_to_have_count(0)
    assert shown(page) == on_day(own_data, DAY)
    page.locator("input[name=on]").fill("")
    expect(page.locator("a.act-cell[data-past]")).to_have_count(0)
    assert shown(page) == latest == on_day(own_data, datetime.date.max)


def test_in_a_translated_page_the_companies_keep_their_order(visit: Open) -> None:
    page = visit("").page
    rows = page.locator("table[data-pledge=seoul-2024] tbody tr")
    order = rows.evaluate_all("rows => rows.map(row => row.dataset.company)")
    page.locator("#chooser > summary").click()
    page.evaluate(TRANSLATE)
    for way in ("met", ""):
        page.locator("select[name=sort]").select_option(way)
    assert rows.evaluate_all("rows => rows.map(row => row.dataset.company)") == order


def test_on_a_day_before_everything_no_company_is_assessed(visit: Open) -> None:
    page = visit("?on=2023-01-01").page
    sums = page.locator("td.act-sum")
    expect(sums.first).to_have_text("not assessed")
    assert {text.strip() for text in sums.all_text_contents()} == {"not assessed"}


def test_the_mark_of_a_dispute_goes_with_the_day_and_comes_back(page: Page, example: str) -> None:
    page.goto(example)
    page.locator("#chooser > summary").click()
    cell = page.locator("tr[data-company=acme] a.act-cell[href$='#example-2024-risk-thresholds']")
    assert mark(cell) == '""'
    for day, name, drawn in (
        ("2025-06-01", "Not assessed", "none"),
        ("2026-01-01", "Partial, contested", '""'),
        ("2025-12-30", "Not assessed", "none"),
        ("", "Partial, contested", '""'),
    ):
        page.locator("input[name=on]").fill(day)
        expect(cell).to_have_accessible_name(name)
        assert mark(cell) == drawn


def test_a_cell_without_a_dispute_is_called_by_its_status_alone(page: Page, example: str) -> None:
    page.goto(f"{example}?on=2024-12-01")
    cell = page.locator("tr[data-company=acme] a.act-cell[href$='#example-2024-safety-framework']")
    expect(cell).to_have_accessible_name("Partial")
    page.locator("input[name=on]").fill("")
    expect(cell).to_have_accessible_name("Met")


@pytest.mark.parametrize(
    ("query", "assessed", "counts"),
    [
        (
            "",
            "6 of 6",
            [
                "Met 1 of 5",
                "Partial 1 of 5",
                "Not met 1 of 5",
                "No evidence 1 of 5",
                "Not assessable 1 of 5",
                "Not applicable 1 more, left out",
            ],
        ),
        ("?on=2025-12-31", "3 of 6", ["Met 1 of 6", "Partial 1 of 6", "Not met 1 of 6", "Not assessed 3 of 6"]),
        ("?on=2024-08-06", "0 of 6", ["Not assessed 6 of 6"]),
    ],
)
def test_a_company_is_counted_on_a_day_as_it_is_today(
    page: Page, example: str, query: str, assessed: str, counts: list[str]
) -> None:
    page.goto(f"{example}companies/acme/{query}")
    expect(page.locator("[data-assessed=example-2024]")).to_have_text(assessed)
    items = page.locator(".act-counts[data-pledge=example-2024] li:visible")
    assert [" ".join(text.split()) for text in items.all_inner_texts()] == counts


def test_what_does_not_apply_is_counted_beside_the_others(page: Page, example: str) -> None:
    page.goto(f"{example}companies/acme/")
    item = page.locator(".act-counts[data-pledge=example-2024] [data-count=not-applicable]")
    expect(item).to_have_text("Not applicable 1 more, left out")
    page.goto(f"{example}companies/acme/?on=2026-11-19")
    expect(item).to_be_hidden()
    page.goto(f"{example}companies/acme/?on=2026-11-20")
    expect(item).to_have_text("Not applicable 1 more, left out")


def test_what_else_an_address_holds_is_kept_and_opens_nothing(page: Page, example: str) -> None:
    page.goto(f"{example}?source=newsletter")
    expect(page.locator("#chooser")).not_to_have_attribute("open", "")
    page.locator("#chooser > summary").click()
    page.locator("select[name=sort]").select_option("met")
    page.wait_for_url("**/?source=newsletter&sort=met")
