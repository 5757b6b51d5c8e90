"""A release holds everything that somebody needs without the site, and one commit gives one archive."""

import datetime
import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from tests.command_line import tracker
from tests.conftest import ROOT
from tests.records.conftest import EDITION, Published
from tests.workflow_run import git
from tracker.files import pack
from tracker.records.bundle import bundle
from tracker.records.tables import TABLES
from tracker.views.citation import AUTHOR, PUBLICATION

NAME = "dist/ai-commitments-tracker-2026-11-21.zip"


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, outside of git, with the working directory in it."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 21 November 2026
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    monkeypatch.setenv("SITE_URL", "https://site.example/tracker")
    (project / "CITATION.cff").write_bytes((ROOT / "CITATION.cff").read_bytes())
    (project / "LICENSE-DATA").write_text("the licence\n")
    (project / "docs").mkdir(exist_ok=True)
    (project / "docs" / "methodology.md").write_text("# Method\n")
    return project


def run() -> Result:
    return tracker("bundle")


def test_a_release_has_data_schemas_downloads_method_and_licences(inside: Path) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(inside / NAME) as archive:
        found = {name.partition("/")[2] for name in archive.namelist()}
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert tops == {"ai-commitments-tracker-2026-11-21"}
    assert found == {
        "CITATION.cff",
        "LICENSE-DATA",
        "README.md",
        "SHA256SUMS",
        "data-dictionary.md",
        "docs/methodology.md",
        "data/companies/acme.yml",
        "data/companies/orbit.yml",
        "data/companies/zenith.yml",
        "data/pledges/example-2024.yml",
        "data/pledges/other-2023.yml",
        "data/reviews/example-index-2025.yml",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "schema").rglob("*.json")),
        *(f"downloads/{record.name}.csv" for record in TABLES),
        "downloads/tracker.sqlite",
        "downloads/tracker.xlsx",
        "downloads/tracker.json",
        "downloads/datapackage.json",
        "downloads/SHA256SUMS",
    }


def test_the_command_says_what_it_wrote(inside: Path) -> None:
    output = run().output.splitlines()
    content = (inside / NAME).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        count = len(archive.namelist())
    assert output == [
        f"{NAME}: {count} files, {len(content)} bytes",
        f"sha256 {hashlib.sha256(content).hexdigest()}",
    ]


def test_two_runs_give_the_same_bytes(inside: Path) -> None:
    assert run().exit_code == 0
    first = (inside / NAME).read_bytes()
    for path in inside.rglob("*.yml"):
        path.touch()
        path.chmod(0o600)
    assert run().exit_code == 0
    assert (inside / NAME).read_bytes() == first
    assert [path.name for path in (inside / "dist").iterdir()] == [Path(NAME).name]


def test_every_member_has_one_time_and_can_be_read_by_everybody() -> None:
    with zipfile.ZipFile(io.BytesIO(pack({"b": b"2", "a/c": b"1"}))) as archive:
        members = archive.infolist()
    assert [(each.filename, each.date_time, oct(each.external_attr >> 16)) for each in members] == [
        ("a/c", (1980, 1, 1, 0, 0, 0), "0o100644"),
        ("b", (1980, 1, 1, 0, 0, 0), "0o100644"),
    ]


def test_the_checksums_are_those_of_every_other_file(example: Published) -> None:
    files = bundle({"data/a.yml": b"name: A\n"}, example.files, EDITION)
    sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items() if path != "SHA256SUMS"
    }


def test_the_citation_file_names_version_date_and_commit() -> None:
    citation = yaml.safe_load(
        bundle({"CITATION.cff": (ROOT / "CITATION.cff").read_bytes()}, {}, EDITION)["CITATION.cff"]
    )
    assert citation["version"] == "2026-11-22"
    assert citation["date-released"] == datetime.date(2026, 11, 22)
    assert citation["commit"] == "0123456789abcdef"
    assert citation["title"] == PUBLICATION
    assert citation["authors"] == [{"name": AUTHOR}]


def test_a_version_that_the_citation_file_names_itself_stays() -> None:
    own = bundle({"CITATION.cff": b"version: 1.0.0\n"}, {}, EDITION)["CITATION.cff"].decode()
    assert own == "version: 1.0.0\ndate-released: 2026-11-22\ncommit: 0123456789abcdef\n"


def test_with_a_problem_nothing_is_written_and_an_earlier_release_stays(inside: Path) -> None:
    (inside / "dist").mkdir()
    (inside / NAME).write_text("an earlier release")
    file = inside / "data/companies/acme.yml"
    file.write_text(file.read_text().replace("status: met", "status: partial", 1))
    result = run()
    assert result.exit_code == 1
    assert re.match(
        r"Error: the data has problems, so nothing was done:\n"
        r"data/companies/acme\.yml:\d+:17: status: `partial` does not follow",
        result.output,
    )
    assert (inside / NAME).read_text() == "an earlier release"


def test_what_is_in_no_commit_is_in_no_release(inside: Path) -> None:
    git(inside, "init", "--quiet")
    git(inside, "add", "--all")
    git(inside, "commit", "--quiet", "--message", "all")
    (inside / "data/companies/orbit.yml").write_text("name: Other\n")
    result = run()
    assert result.exit_code == 1
    assert result.output == "Error: there are uncommitted changes: commit them, then bundle\n"
    assert not (inside / "dist").exists()


@pytest.mark.parametrize("epoch", ["yesterday", "99999999999999999999"])
def test_with_a_wrong_date_it_ends_with_2(inside: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run()
    assert result.exit_code == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`, and not a number of seconds since 1970" in " ".join(result.output.split())
    assert not (inside / "dist").exists()


def test_without_a_commit_the_day_is_the_newest_in_the_data(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    result = run()
    assert result.exit_code == 0
    assert result.stderr == (
        "there is no git commit here, so the newest day in the data is taken as its day: 2026-11-20\n"
    )
    assert [path.name for path in (inside / "dist").iterdir()] == ["ai-commitments-tracker-2026-11-20.zip"]
