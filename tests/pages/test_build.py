"""The build: one commit gives one output, and with any problem nothing is published."""

import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, MakeOnce
from tests.pages.site_build import contents, copy_with_example_data, run_build
from tests.workflow_run import git
from tracker.commands.site import linked_to_files
from tracker.model import Dataset


@pytest.fixture(scope="module")
def example_project(make_once: MakeOnce) -> Path:
    """The example data with the site that is built from them, without addresses."""

    def build(folder: Path) -> None:
        assert run_build(copy_with_example_data(folder)).returncode == 0

    return make_once("example project with its site", build)


def test_a_build_takes_the_place_of_the_earlier_site_and_in_any_folder_gives_the_same_bytes(
    tmp_path: Path, example_project: Path, world: Dataset
) -> None:
    again = copy_with_example_data(tmp_path / "another place")
    (again / "site").mkdir()
    (again / "site" / "stale.html").write_text("an earlier site")
    done = run_build(again)
    assert done.returncode == 0
    assert done.stdout == f"the site is in {again / 'site'}\n"
    assert f"{len(world.companies)} companies, {len(world.pledges)} pledges" in done.stderr
    assert [path.name for path in again.iterdir() if path.name.startswith(".site")] == []
    first, second = contents(example_project / "site"), contents(again / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("command", [("-m", "mkdocs", "build", "--strict"), ("scripts/build.py",)])
def test_with_a_problem_nothing_is_published_and_the_earlier_site_stays(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    project = copy_with_example_data(tmp_path / "project")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("an earlier site")
    file = project / "data" / "companies" / "acme.yml"
    file.write_text(file.read_text().replace("status: partial", "status: met", 1))
    done = run_build(project, sys.executable, *command)
    assert done.returncode == 1
    assert re.search(r"data/companies/acme\.yml:\d+:\d+: status: `met` does not follow", done.stderr + done.stdout)
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == {"index.html": b"an earlier site"}
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


def test_with_a_warning_the_earlier_site_stays(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    (project / "site").mkdir()
    (project / "docs" / "methodology.md").write_text("# Method\n\n[nowhere](no-such-page.md)\n")
    assert run_build(project).returncode == 1
    assert contents(project / "site") == {}
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


def test_outside_of_git_a_build_takes_the_newest_day_in_the_data_and_says_so(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    done = run_build(project, SOURCE_DATE_EPOCH="", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "there is no git commit here, so the newest day in the data is taken as its day: 2026-11-20" in done.stderr
    assert "Data of 20 November 2026" in (project / "site" / "index.html").read_text("utf-8")


def test_a_build_in_a_checkout_of_somebody_else_ends_with_git_s_words_and_remedy(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    git(project, "init", "--quiet")
    done = run_build(project, SOURCE_DATE_EPOCH="", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert done.returncode == 2
    assert "detected dubious ownership in repository at " in done.stderr
    assert f"git config --global --add safe.directory {project}" in done.stderr
    assert "Traceback" not in done.stderr


def test_opened_from_the_disk_a_page_leads_to_the_others(tmp_path: Path, browser: Browser) -> None:
    project = copy_with_example_data(tmp_path / "project")
    (project / "docs" / "methodology.md~").write_text("a backup")
    command = "from tracker.cli import main; main(['build', '--from-disk'])"
    assert run_build(project, sys.executable, "-c", command, PYTHONPATH="scripts").returncode == 0
    page = browser.new_page()
    page.goto((project / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Acme", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme")
    assert page.url.endswith("/site/companies/acme/index.html")
    page.get_by_role("link", name="About", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Method")
    page.close()
    assert not (project / "site" / "methodology.md~").exists()


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("companies/", "companies/index.html"),
        ("../../companies/acme/#example-2024-risk", "../../companies/acme/index.html#example-2024-risk"),
        ("../?on=2025-02-10#table", "../index.html?on=2025-02-10#table"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("downloads/cells.csv", "downloads/cells.csv"),
        ("?on=2025-02-10", "?on=2025-02-10"),
        ("#top", "#top"),
        ("", ""),
        ("/tracker/", "/tracker/"),
        ("//example.org/a/", "//example.org/a/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_of_the_site_leads_to_the_page_in_it(link: str, wanted: str) -> None:
    page = '<a class="x" href="{0}">{0}</a> href="{0}"'
    assert linked_to_files(page.format(link).encode()).decode().startswith(f'<a class="x" href="{wanted}">{link}</a>')


def test_without_addresses_there_are_no_edit_links_rather_than_dead_ones(example_project: Path) -> None:
    text = (example_project / "site" / "companies" / "acme" / "index.html").read_text()
    assert 'rel="edit"' not in text
    assert "/edit/main/" not in text
    assert "repository.example" not in text


def test_the_pages_bear_the_date_of_the_data_and_never_speak_of_today(site: Path) -> None:
    home = (site / "index.html").read_text()
    assert "Data of 21 November 2026" in home
    assert not re.search(r"\btoday\b", re.sub(r"<[^>]*>", " ", home))


def test_the_license_of_the_data_is_named_on_every_page(site: Path) -> None:
    assert (ROOT / "LICENSE-DATA").is_file()
    for page in site.rglob("*.html"):
        assert "CC BY 4.0" in page.read_text("utf-8"), page
