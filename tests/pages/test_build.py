"""The build: one commit gives one output, and with any problem nothing is published."""

import re
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pages.site_build import ADDRESSES, copy_project, copy_with_example_data, run_build
from tracker.model import Dataset


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_build_takes_the_place_of_the_earlier_site_and_in_any_folder_gives_the_same_bytes(
    site: Path, tmp_path: Path, own_data: Dataset
) -> None:
    again = copy_project(tmp_path / "another place")
    (again / "site").mkdir()
    (again / "site" / "stale.html").write_text("an earlier site")
    done = run_build(again, sys.executable, "scripts/build.py", **ADDRESSES)
    assert done.returncode == 0
    assert f"{len(own_data.companies)} companies, {len(own_data.pledges)} pledges" in done.stderr
    assert [path.name for path in again.iterdir() if path.name.startswith(".site")] == []
    first, second = contents(site), contents(again / "site")
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


def test_outside_of_git_a_build_asks_for_its_date(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    done = run_build(project, SOURCE_DATE_EPOCH="", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_addresses_there_are_no_edit_links_rather_than_dead_ones(tmp_path: Path) -> None:
    project = copy_with_example_data(tmp_path / "project")
    assert run_build(project).returncode == 0
    text = (project / "site" / "companies" / "acme" / "index.html").read_text()
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
