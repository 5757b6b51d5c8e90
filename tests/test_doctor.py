"""The settings of a repository are looked at one by one, each with its remedy."""

import json
import sys
from pathlib import Path

import pytest
import yaml

from tests.command_line import tracker
from tests.conftest import ROOT
from tracker.contributing.settings import LABELS, REQUIRED_CHECK

GH = """#!{python}
import json, sys
answers = json.loads({answers!r})
place = next(each for each in sys.argv if each.startswith("repos/")).split("/", 3)[3]
if answers is None:
    sys.exit(4)
if place not in answers:
    sys.exit("gh: Not Found (HTTP 404)")
print(answers[place])
"""
WHOLE = {
    "labels?per_page=100": "\n".join((*LABELS, "bug")),
    "actions/permissions/workflow": "true",
    "pages": "workflow",
    "rules/branches/main": "make test",
    "private-vulnerability-reporting": "true",
    "actions/variables/CONTACT_EMAIL": "tracker@example.org",
}


def told(project: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, str] | None) -> tuple[int, str]:
    folder = project.parent / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "gh").write_text(GH.format(python=sys.executable, answers=json.dumps(answers)))
    (folder / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.chdir(project)
    result = tracker("doctor", "--repository", "example/tracker")
    return result.exit_code, result.output


def test_a_repository_that_has_all_is_well(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / ".github").mkdir()
    (project / ".github" / "CODEOWNERS").write_text("# who\n* @somebody\n")
    code, output = told(project, monkeypatch, WHOLE)
    assert (code, {line.split()[0] for line in output.splitlines()}) == (0, {"ok"})


def test_on_the_first_day_each_missing_setting_has_its_remedy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = {"labels?per_page=100": "bug", "actions/permissions/workflow": "false", "rules/branches/main": ""}
    code, output = told(project, monkeypatch, fresh)
    assert code == 1
    lines = output.splitlines()
    assert lines[:2] == ["missing   the label `accepted`", "          gh label create accepted"]
    assert "missing   GitHub Actions may open pull requests" in lines
    assert '          in the settings under Pages, set the source to "GitHub Actions"' in lines
    assert "not told  vulnerabilities can be reported in private" in lines
    assert "          gh variable set CONTACT_EMAIL --body tracker@example.org" in lines
    assert "          name maintainers in .github/CODEOWNERS, as its comments say" in lines


def test_without_the_command_or_a_login_it_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, output = told(project, monkeypatch, None)
    assert (code, "`gh` is not signed in: run `gh auth login`" in output) == (2, True)
    monkeypatch.setenv("PATH", str(project / "nothing"))
    result = tracker("doctor", "--repository", "example/tracker")
    assert (result.exit_code, "this needs `gh`" in result.output) == (2, True)


def test_the_settings_are_those_that_the_workflows_and_forms_need() -> None:
    forms = [yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    assert {label for form in forms for label in form.get("labels", ())} | {"accepted"} == set(LABELS)
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]
    assert [job["name"] for job in jobs.values()] == [REQUIRED_CHECK]
