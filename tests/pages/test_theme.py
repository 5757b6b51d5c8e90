"""What is around the pages: six tabs in one row, the way to each page, our mark, and few changes to the theme."""

import re
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.pages.conftest import Open


def address_of(source: str) -> str:
    """The address of the page that is made of a file."""
    return re.sub(r"(index)?\.md$", "", source).rstrip("/") + "/"


TABS = ["Tracker", "Companies", "Pledges", "Changes", "Data", "About"]
# The first page of each part of the site, the part's name, and all its pages.
NAVIGATION = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
LISTED = {
    address_of(next(iter(pages[0].values()))): (part, [name for each in pages for name in each])
    for entry in NAVIGATION
    for part, pages in entry.items()
    if isinstance(pages, list)
}
BELOW = {
    "companies/naver/": ("Companies", ["Tracker", "Companies"]),
    "pledges/seoul-2024/": ("Pledges", ["Tracker", "Pledges"]),
    "pledges/seoul-2024/risk-thresholds/": (
        "Pledges",
        ["Tracker", "Pledges", "Frontier AI Safety Commitments (Seoul 2024)"],
    ),
    "reviews/midas-seoul-tracker-2025-02/": ("Companies", ["Tracker", "Companies", "What others found"]),
    "sources/publishers/": ("Data", ["Tracker", "Data", "Sources"]),
    "codebook/seoul-2024/": ("About", ["Tracker", "About", "Codebook"]),
    "decisions/append-only/": ("About", ["Tracker", "About", "Decisions"]),
}


@pytest.mark.parametrize("width", [1400, 1024, 960])
def test_on_a_laptop_the_head_is_one_row_of_six_tabs_between_the_mark_and_the_search(visit: Open, width: int) -> None:
    page = visit("companies/", viewport={"width": width, "height": 800}).page
    tabs = page.locator(".md-tabs__link")
    assert [text.strip() for text in tabs.all_text_contents()] == TABS
    head = page.locator(".md-header").bounding_box()
    assert head is not None
    assert head["height"] <= 49
    edge = 0.0
    for each in (".md-logo img", ".md-header__title", *(f".md-tabs__item >> nth={n}" for n in range(6)), ".md-search"):
        box = page.locator(f".md-header {each}").bounding_box()
        assert box is not None
        assert box["x"] >= edge - 1, each
        assert 0 <= box["y"] < box["y"] + box["height"] <= head["height"], each
        edge = box["x"] + box["width"]
    assert edge <= width


@pytest.mark.parametrize("path", ["", *LISTED, *BELOW])
def test_one_tab_says_in_which_part_of_the_site_a_page_is(visit: Open, path: str) -> None:
    part = {**LISTED, **BELOW}.get(path, ("Tracker", []))[0]
    active = visit(path).page.locator(".md-tabs__item--active")
    expect(active).to_have_count(1)
    expect(active).to_have_text(part)


@pytest.mark.parametrize("path", LISTED)
def test_the_pages_of_a_part_are_listed_on_each_of_them(visit: Open, path: str) -> None:
    part, names = LISTED[path]
    page = visit(path).page
    links = page.get_by_role("navigation", name=f"In this part: {part}").get_by_role("link")
    assert links.all_text_contents() == names
    expect(page.locator(".act-part [aria-current=page]")).to_have_text(names[0])
    for name in names[1:]:
        page.get_by_role("navigation", name=f"In this part: {part}").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".act-part [aria-current=page]")).to_have_text(name)


@pytest.mark.parametrize("path", BELOW)
def test_a_page_that_is_not_listed_says_below_which_it_is(visit: Open, path: str) -> None:
    where = visit(path).page.get_by_role("navigation", name="Where you are").get_by_role("link")
    assert where.all_text_contents() == BELOW[path][1]


def test_light_and_dark_follow_the_system_until_the_reader_chooses_and_the_choice_stays(visit: Open) -> None:
    page = visit("404.html", color_scheme="dark").page
    body, scheme = page.locator("body"), page.locator("meta[name=color-scheme]")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    page.locator("label[title='Switch to light mode']").click()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(scheme).to_have_attribute("content", "light")
    page.get_by_role("radio", name="Switch to dark mode").focus()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Switch to system preference")).to_be_focused()
    page.keyboard.press("Enter")
    expect(scheme).to_have_attribute("content", "light dark")


def test_the_site_has_its_own_mark_in_its_own_colours(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    assert re.findall(r'<link rel="icon" href="([^"]+)"', text) == ["assets/mark.svg"]
    mark = (site / "assets" / "mark.svg").read_text("utf-8")
    assert mark.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" ')
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', mark)) == {"#2f6fb7", "#ffffff"}


def test_every_file_that_takes_the_place_of_one_of_the_theme_s_is_listed_with_its_reason() -> None:
    theme = ROOT / "scripts" / "tracker" / "pages" / "theme"
    files = {path.relative_to(theme).as_posix() for path in theme.rglob("*") if path.is_file()}
    listed = re.findall(
        r"^\| `([\w./]+)` \| \w", (ROOT / "docs" / "decisions" / "look.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(files)
    assert len(listed) <= 12
