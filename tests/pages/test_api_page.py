"""The page of the API answers in the browser, moved addresses lead on, and an unfit output stops the build."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import DAY, ROOT, Tree
from tests.pages.conftest import Open
from tests.pages.site_build import copy_with_example_data, run_build
from tests.pages.site_host import hosted
from tracker.build import Site, build
from tracker.model import Edition


def test_an_example_can_be_tried_on_the_page(visit: Open) -> None:
    visit_api = visit("api/")
    page = visit_api.page
    page.get_by_role("button", name="Try it: api/v1/integrity.json").click()
    shown = page.locator("section:has(#integrity) .act-answer pre")
    shown.wait_for()
    assert json.loads(shown.inner_text())["schema_version"] == "1.0.0"
    assert visit_api.messages == []


def test_any_address_of_the_api_can_be_tried_and_no_other(visit: Open) -> None:
    page = visit("api/").page
    field, told = page.get_by_label("Address below"), page.locator("form + .act-answer p")
    field.fill("integrity.json")
    field.press("Enter")
    expect(told).to_contain_text("characters.")
    for address, words in (
        ("companies/nobody.json", "There is nothing at this address (404)."),
        ("../../search/search_index.json", "This address lies outside of the API."),
        ("https://foreign.example/", "This address lies outside of the API."),
    ):
        field.fill(address)
        field.press("Enter")
        expect(told).to_have_text(words)
    field.fill("sources.json")
    field.press("Enter")
    expect(told).to_contain_text("the first 20,000 are shown")
    assert len(page.locator("form + .act-answer pre").text_content() or "") == 20_000


def test_without_scripts_every_example_is_a_plain_link(visit: Open) -> None:
    page = visit("api/", java_script_enabled=False).page
    assert not page.locator("form[data-root]").is_visible()
    assert page.get_by_role("button", name="Try it").count() == 0
    assert page.get_by_role("link", name="api/v1/cells.json").get_attribute("href") == "v1/cells.json"


@pytest.fixture
def example_address(tmp_path: Path, valid_world: Tree) -> Iterator[str]:
    """The example world's files and bare pages, served: enough to see where an address leads."""
    site = build(valid_world, DAY, Edition(date=DAY))
    assert isinstance(site, Site)
    pages = {f"{page.address}index.html": page.html.encode() for page in site.pages}
    moved = (ROOT / "docs" / "assets" / "moved.js").read_bytes()
    for path, content in {**pages, **site.files, "assets/moved.js": moved}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with hosted(tmp_path) as address:
        yield address


@pytest.mark.parametrize(
    ("has_scripts", "end"),
    [(True, "companies/acme/?on=2024-09-01#example-2024-thresholds"), (False, "companies/acme/")],
)
def test_an_address_that_has_moved_leads_on(
    browser: Browser, example_address: str, has_scripts: bool, end: str
) -> None:
    page = browser.new_page(java_script_enabled=has_scripts)
    page.goto(f"{example_address}companies/acme-labs/?on=2024-09-01#example-2024-thresholds")
    page.wait_for_url(f"{example_address}{end}")
    assert page.locator("h1").inner_text() == "Acme"
    page.close()


def test_an_output_that_is_not_what_was_declared_stops_the_build_and_the_earlier_site_stays(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("an earlier site")
    declarations = project / "scripts" / "tracker" / "records" / "fields.py"
    declarations.write_text(declarations.read_text().replace('    "policy",\n', ""))
    done = run_build(project, PYTHONPATH=str(project / "scripts"))
    assert done.returncode == 1
    assert "nothing was built:\nevidence: " in done.stderr
    assert "source_kind is none of system-card, announcement, " in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []
