"""Badges and embeds as they are met on another site, and the facts about the dataset as a browser takes them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.accessibility import faults
from tests.pages.conftest import Open
from tests.pages.site_build import ADDRESSES
from tests.pages.site_host import hosted
from tracker.model import Dataset

EMBEDS = {
    "company": "embed/anthropic/seoul-2024/",
    "cell": "embed/cells/naver/seoul-2024/risk-thresholds/",
    "pledge": "embed/pledges/seoul-2024/",
}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def other_site(tmp_path: Path, address: str) -> Iterator[str]:
    """A plain page of another origin with a badge and every kind of embed."""
    frames = "".join(f'<iframe src="{address}{path}" title="{name}"></iframe>' for name, path in EMBEDS.items())
    badge = f'<img src="{address}badges/anthropic/seoul-2024.svg" alt="badge">'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Another site</title>{badge}{frames}")
    with hosted(tmp_path) as other:
        yield other


@pytest.fixture
def without_scripts(browser: Browser, other_site: str) -> Iterator[Page]:
    """The page of the other site in a browser that runs no script of any page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(other_site)
    yield page
    context.close()


@pytest.mark.parametrize("name", EMBEDS)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark"), (320, "light"), (1280, "dark")])
def test_an_embed_is_accessible_quiet_and_as_wide_as_its_frame(
    visit: Open, address: str, name: str, width: int, scheme: str
) -> None:
    opened = visit(EMBEDS[name], viewport={"width": width, "height": 480}, color_scheme=scheme)
    assert faults(opened.page) == []
    assert opened.messages == []
    assert [request for request in opened.requests if not request.startswith((address, "data:"))] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_embeds_show_in_frames_of_another_site_without_scripts(without_scripts: Page) -> None:
    for name, heading in (
        ("company", "Anthropic Seoul 2024"),
        ("cell", "Naver: Risk thresholds Seoul 2024"),
        ("pledge", "Frontier AI Safety Commitments Seoul 2024"),
    ):
        frame = without_scripts.frame_locator(f"[title={name}]")
        assert frame.get_by_role("heading", level=1).inner_text() == heading
    styled = without_scripts.frame_locator("[title=company]").locator(".act-badge").first
    assert styled.bounding_box()
    assert without_scripts.locator("img").bounding_box() is not None


HEIGHT = 480  # pixels, as in the snippets that other sites copy
REST = "() => [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
INSIDE = """() => [...document.querySelectorAll("main, .act-scroller")].reduce(
    (sum, box) => sum + box.scrollHeight - box.clientHeight, 0)"""


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", EMBEDS)
def test_an_embed_fits_480_pixels_by_scrolling_inside_with_its_footer_in_view(
    visit: Open, name: str, width: int, has_scripts: bool
) -> None:
    page = visit(EMBEDS[name], viewport={"width": width, "height": HEIGHT}, java_script_enabled=has_scripts).page
    assert page.evaluate(REST) == [0, 0]
    expect(page.locator("footer")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", EMBEDS)
def test_with_the_script_of_the_share_page_a_frame_gets_the_height_of_its_document(
    visit: Open, browser: Browser, address: str, tmp_path: Path, name: str
) -> None:
    snippets = visit("share/").page.locator("pre").all_inner_texts()
    (script,) = [each for each in snippets if "addEventListener" in each]
    assert 'if (origin !== "https://site.example" ||' in script
    script = script.replace("https://site.example", address.removesuffix("/tracker/"))
    frame = f'<iframe src="{address}{EMBEDS[name]}" title="{name}" width="100%" height="{HEIGHT}"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Another site</title>{frame}{script}")
    with hosted(tmp_path) as other:
        page = browser.new_page(viewport={"width": 700, "height": 900})
        page.goto(other)
        expect(page.locator("iframe")).not_to_have_attribute("height", str(HEIGHT))
        (_, inner) = page.frames
        inner.evaluate("async () => { await document.fonts.ready }")
        inner.wait_for_function(f"() => ({INSIDE})() === 0")
        assert inner.evaluate(REST) == [0, 0]
        assert inner.evaluate("innerHeight - document.body.getBoundingClientRect().height") < 1
        page.close()


def test_a_link_in_a_frame_opens_outside_of_it_at_the_site_s_own_address(without_scripts: Page) -> None:
    asked: list[str] = []

    def answer(route: object) -> None:
        asked.append(route.request.url)  # type: ignore[attr-defined]
        route.fulfill(body="arrived")  # type: ignore[attr-defined]

    without_scripts.route(f"{ADDRESSES['SITE_URL']}**", answer)
    without_scripts.frame_locator("[title=company]").get_by_role("link", name="Risk thresholds").press("Enter")
    without_scripts.wait_for_url(f"{ADDRESSES['SITE_URL']}**")
    assert asked == [f"{ADDRESSES['SITE_URL']}companies/anthropic/"]


def test_the_facts_about_the_dataset_are_a_block_of_data_that_the_policy_lets_stand(visit: Open) -> None:
    opened = visit("")
    text = opened.page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(text or "")["url"] == ADDRESSES["SITE_URL"]
    assert opened.messages == []


def test_a_page_names_its_canonical_address_and_the_feeds_of_its_changes(visit: Open) -> None:
    opened = visit("companies/naver/")
    links = opened.page.locator("link[rel=alternate], link[rel=canonical]")
    assert [(each.get_attribute("title"), each.get_attribute("href")) for each in links.all()] == [
        (None, f"{ADDRESSES['SITE_URL']}companies/naver/"),
        ("All changes", "../../feeds/changes.xml"),
        ("Changes: Naver", "../../feeds/companies/naver.xml"),
    ]
    assert [request for request in opened.requests if "sitemap" in request] == []


def test_the_list_of_addresses_holds_every_page_that_may_be_found_with_the_day_of_the_data(site: Path) -> None:
    entries = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 (our own output)
    listed = [entry.findtext(f"{SITEMAP}loc", "") for entry in entries]
    pages = {
        f"{ADDRESSES['SITE_URL']}{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for path in site.rglob("index.html")
        if not re.search(rb'http-equiv="refresh"|<meta name="robots" content="noindex">', path.read_bytes())
    }
    assert set(listed) == pages
    assert listed == sorted(listed)
    assert {entry.findtext(f"{SITEMAP}lastmod") for entry in entries} == {"2026-11-21"}


def test_every_link_of_the_note_for_language_models_leads_somewhere(site: Path, own_data: Dataset) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text())
    assert len(links) == 13 + len(own_data.pledges)
    for link in links:
        path = site / link.removeprefix(ADDRESSES["SITE_URL"])
        assert (path / "index.html" if path.is_dir() else path).is_file(), link
