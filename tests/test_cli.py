"""The command says what is wrong and ends with 0, 1 or 2, never with a traceback."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import EXAMPLES, ROOT
from tracker.commands.project import Project
from tracker.contributing.report import FORMATS


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, with the working directory in it."""
    monkeypatch.chdir(project)
    return project


def put(project: Path, name: str) -> str:
    place = "data/pledges/example-2024.yml" if name.startswith("pledge-") else "data/companies/acme.yml"
    (project / place).write_bytes((EXAMPLES / "invalid" / f"{name}.yml").read_bytes())
    return place


@pytest.mark.usefixtures("inside")
def test_a_sound_project_ends_with_0() -> None:
    result = tracker("check")
    assert (result.exit_code, result.output) == (0, "no problems in 6 files\n")


def test_a_problem_ends_with_1_and_is_told(inside: Path) -> None:
    put(inside, "headquarters-no")
    result = tracker("check")
    assert result.exit_code == 1
    assert result.output == (
        "data/companies/acme.yml:3:15: type: `headquarters` must be text, and `NO` without quotes is read as false\n"
        '    put it in quotes: "NO"\n'
        "1 problem in 1 of 6 files\n"
    )


@pytest.mark.parametrize("named", [(), ("data/companies/acme.yml",)])
@pytest.mark.parametrize("kind", ["company", "pledge", "review"])
def test_a_missing_schema_is_the_one_problem_that_is_told(inside: Path, kind: str, named: tuple[str, ...]) -> None:
    (inside / f"schema/{kind}.schema.json").unlink()
    put(inside, "headquarters-no")
    result = tracker("check", *named)
    assert result.exit_code == 1
    assert result.output == (
        f"schema/{kind}.schema.json:1:1: missing-schema: this schema is missing, and without it no data can be read\n"
        "    put the file back\n"
        f"1 problem in 1 of {'1 file' if named else '6 files'}\n"
    )


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_1_and_the_number_of_problems(inside: Path, format: str) -> None:
    put(inside, "many-at-once")
    result = tracker("check", "--format", format)
    assert result.exit_code == 1
    if format == "json":
        assert len(json.loads(result.output)["problems"]) == 9
    else:
        assert result.output.endswith("\n9 problems in 1 of 6 files\n")


def test_a_named_file_is_reported_alone(inside: Path) -> None:
    put(inside, "headquarters-no")
    (inside / "data/companies/orbit.yml").write_text("name: Orbit\n")
    result = tracker("check", "data/companies/acme.yml")
    assert result.exit_code == 1
    assert "orbit" not in result.output
    assert result.output.endswith("1 problem in 1 of 1 file\n")
    sound = tracker("check", "data/companies/zenith.yml")
    assert (sound.exit_code, sound.output) == (0, "no problems in 1 file\n")


def test_a_file_is_found_from_any_folder_and_by_its_whole_path(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inside / "data" / "companies")
    for name in ("zenith.yml", "../companies/zenith.yml", str(inside / "data/companies/zenith.yml")):
        assert tracker("check", name).output == "no problems in 1 file\n"
    assert tracker("check").output == "no problems in 6 files\n"


def test_json_is_read_by_programs(inside: Path) -> None:
    put(inside, "headquarters-no")
    answer = json.loads(tracker("check", "--format", "json").output)
    assert answer["files"] == 6
    assert [(each["file"], each["line"], each["column"], each["rule"]) for each in answer["problems"]] == [
        ("data/companies/acme.yml", 3, 15, "type")
    ]


def test_github_gets_annotations(inside: Path) -> None:
    put(inside, "headquarters-no")
    assert tracker("check", "--format", "github").output.startswith(
        "::error file=data/companies/acme.yml,line=3,col=15,title=type::`headquarters` must be text"
    )


@pytest.mark.usefixtures("inside")
def test_an_unknown_format_ends_with_2() -> None:
    result = tracker("check", "--format", "xml")
    assert result.exit_code == 2
    assert "'xml' is not one of 'text', 'json', 'github'" in result.output


def test_outside_of_a_project_it_ends_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = tracker("check")
    assert result.exit_code == 2
    assert "there is no mkdocs.yml here or above: run this inside the project" in result.output


@pytest.mark.parametrize(
    "name", ["mkdocs.yml", "data/companies/nobody.yml", "/etc/passwd", "data", "schema/company.schema.json"]
)
@pytest.mark.usefixtures("inside")
def test_a_file_that_holds_no_data_ends_with_2(name: str) -> None:
    result = tracker("check", name)
    assert result.exit_code == 2
    assert f"{name} is not a data file of this project" in result.output


def test_a_link_is_not_followed_out_of_the_project(inside: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.yml"
    secret.write_text("name: [secret words\n")
    (inside / "data/companies/orbit.yml").unlink()
    (inside / "data/companies/orbit.yml").symlink_to(secret)
    result = tracker("check")
    assert result.exit_code == 1
    assert "data/companies/orbit.yml:1:1: top-level: the file is a list or a single value" in result.output
    assert "secret words" not in result.output


@pytest.mark.parametrize(
    ("hour", "offset", "today", "own_day"),
    [(9, 0, "2026-11-21", "2026-11-21"), (12, 0, "2026-11-22", "2026-11-21"), (22, -10, "2026-11-22", "2026-11-21")],
)
def test_a_date_of_any_time_zone_is_not_in_the_future(hour: int, offset: int, today: str, own_day: str) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=offset))
    project = Project(ROOT, datetime.datetime(2026, 11, 21, hour, tzinfo=zone))
    assert (str(project.today), project.own_day) == (today, own_day)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tracker.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_shell_sees_the_exit_codes(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    sound = run(project, "check")
    assert (sound.returncode, sound.stdout, sound.stderr) == (0, "no problems in 6 files\n", "")
    put(project, "many-at-once")
    wrong = run(project, "check")
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert wrong.stdout.endswith("9 problems in 1 of 6 files\n")
    outside = run(tmp_path_factory.mktemp("outside"), "check")
    assert (outside.returncode, outside.stdout) == (2, "")
    assert "Traceback" not in outside.stderr
