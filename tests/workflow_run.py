"""Runs the steps of a workflow as they stand in its file, with a GitHub that only writes down what it is asked."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"

# What GitHub would put in the place of an expression; one that is not listed here stops the test.
EXPRESSIONS = {
    (
        """contains(fromJSON('["pull_request", "merge_group", "workflow_dispatch"]'), """
        "github.event_name) && 'HEAD^1' || ''"
    ): "HEAD^1",
    "github.event.issue.created_at": "2026-11-21T01:02:03Z",
    "github.event.issue.html_url": "https://example.org/issues/7",
    "github.event.issue.number": "7",
    "github.event.repository.default_branch": "main",
    "github.event.repository.html_url": "",  # then no server is asked for anything
    "github.event.workflow_run.head_branch": "change",
    "github.event.workflow_run.head_repository.owner.login": "somebody",
    "github.event.workflow_run.head_sha": "a" * 40,
    "github.event.workflow_run.html_url": "https://example.org/runs/1001",
    "github.run_id": "1002",
    "github.repository": "example/tracker",
    "github.server_url": "https://example.org",
    "github.token": "a token",
    "needs.pull.outputs.number": "7",
    "steps.pages.outputs.base_url": "https://example.org/tracker/",
    "vars.CONTACT_EMAIL": "tracker@example.org",
}

_OUTPUT = r"steps\.\w+\.outputs\.\w+"

# What a test does in the place of a step: without the rights of root, without running the tests inside of a test, and
# without building the site again, which test_newcomer.py does by the same command in a clone.
IN_PLACE_OF = {
    "sudo .ci/install-chromium": ".ci/install-chromium",
    "make test": "make --dry-run test",
    "make soak": "make --dry-run soak",
    "make site": "make --dry-run site",
    "make preview": "make --dry-run preview",
    'make --silent quotes MINUTES=120 >"$RUNNER_TEMP/found.txt"': (
        "mkdir data/checks; echo 'sources: {}' >data/checks/acme.yml; echo '`1` found' >\"$RUNNER_TEMP/found.txt\""
    ),
}

IN_PLACE_OF["UV_EXCLUDE_NEWER=$(date --utc --date='7 days ago' +%Y-%m-%d) make --silent lock UPGRADE=yes"] = (
    "sed -i 's/^click==.*/click==99.0.0 \\\\/' requirements.txt"
)

IN_PLACE_OF['make --silent quotes BASE=HEAD MINUTES=5 >"$RUNNER_TEMP/verdicts.txt"'] = (
    'mkdir -p "$RUNNER_TEMP/copies"; make --silent quotes BASE=HEAD COPIES="$RUNNER_TEMP/copies" '
    '>"$RUNNER_TEMP/verdicts.txt"'
)

# `gh`, for as long as a test lasts: it hands out a folder, answers from a list, and writes down what it was asked.
_GH = """\
#!{python}
import json, os, pathlib, shutil, sys

arguments = sys.argv[1:]
files = [each.partition("=@")[2] for each in arguments if "=@" in each]
asked = {{"arguments": arguments, "files": [pathlib.Path(each).read_text("utf-8") for each in files]}}
with open(os.environ["GH_ASKED"], "a", encoding="utf-8") as log:
    log.write(json.dumps(asked) + "\\n")
if "GH_TOKEN" not in os.environ:
    sys.exit("gh has no token")
if arguments[:2] == ["run", "download"]:
    shutil.copytree(os.environ["GH_ARTEFACT"], arguments[arguments.index("--dir") + 1], symlinks=True)
for command, words in json.loads(os.environ["GH_REFUSALS"]).items():
    if command.split() == arguments[: len(command.split())]:
        sys.exit(words)
for address, answer in json.loads(os.environ["GH_ANSWERS"]).items():
    if address in arguments:
        print(answer)
"""


@dataclass(frozen=True)
class Job:
    """One job of a workflow file."""

    file: str
    name: str
    steps: tuple[Mapping[str, Any], ...]

    @property
    def depth(self) -> int:
        """How much of the history the job checks out; 0 where it checks out nothing."""
        checkouts = [step for step in self.steps if step.get("uses", "").startswith("actions/checkout@")]
        return int(checkouts[0]["with"].get("fetch-depth", 1)) if checkouts else 0


@dataclass(frozen=True)
class GitHub:
    """What the other side answers, by address, the folder that it hands out as an artefact, an issue's text.

    `refusals` are the words with which it refuses a command.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    artefact: Path = Path("/nonexistent")
    issue: str = ""
    refusals: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a job ended: the steps that ran, the calls of `gh` and the files that it sent, and what was printed."""

    code: int
    ran: tuple[str, ...]
    asked: tuple[Mapping[str, Any], ...]
    printed: str
    temp: Path


def jobs() -> Iterator[Job]:
    """Every job of every workflow."""
    for path in sorted(WORKFLOWS.glob("*.yml")):
        workflow = yaml.safe_load(path.read_text("utf-8"))
        for name, job in workflow["jobs"].items():
            yield Job(path.name, name, tuple(job["steps"]))


def job(file: str, name: str) -> Job:
    """One job."""
    return next(each for each in jobs() if (each.file, each.name) == (file, name))


def check_out(repository: Path, folder: Path, depth: int) -> Path:
    """A clean clone of what is checked out in a repository, as shallow as the job asks for."""
    git(folder.parent, "clone", "--quiet", f"--depth={depth}", repository.as_uri(), folder.name)
    offer_packages(folder)
    return folder


def offer_packages(clone: Path) -> None:
    """The packages are installed already, where the tests run: `make` in the clone finds nothing left to do."""
    (clone / ".venv").mkdir()
    (clone / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    for mark in (".site", ".test"):
        (clone / ".venv" / mark).touch()


def git(folder: Path, *arguments: str) -> str:
    """Git's answer, as somebody who commits at a fixed time and whose own configuration does not count."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {
            f"GIT_{who}_NAME": "A",
            f"GIT_{who}_EMAIL": "a@example.org",
            f"GIT_{who}_DATE": "1800000000 +0000",
        }
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def run(each: Job, folder: Path, temp: Path, github: GitHub = GitHub()) -> Outcome:
    """Run every step of a job that is a command, one after another, until one fails."""
    (temp / "bin").mkdir(parents=True)
    (temp / "bin" / "gh").write_text(_GH.format(python=sys.executable), "utf-8")
    (temp / "bin" / "gh").chmod(0o755)
    (temp / "event").write_text(json.dumps({"issue": {"body": github.issue}}), "utf-8")
    outputs: dict[str, str] = {}
    ran, printed, code = [], "", 0
    for number, step in enumerate(each.steps):
        if "run" not in step or (step.get("if") == "failure()") != bool(code):
            continue
        if not code and not _holds(step.get("if"), outputs):
            continue
        script = IN_PLACE_OF.get(step["run"].strip(), step["run"])
        done = _execute(script, step, folder, _environment(step, temp, github, outputs))
        ran.append(step.get("name", f"step {number}"))
        code, printed = code or done.returncode, printed + done.stdout + done.stderr
        outputs |= _outputs(step.get("id", ""), temp)
    log = temp / "asked"
    asked = tuple(json.loads(line) for line in log.read_text("utf-8").splitlines()) if log.exists() else ()
    return Outcome(code, tuple(ran), asked, printed, temp)


def _execute(
    script: str, step: Mapping[str, Any], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    file = Path(environment["RUNNER_TEMP"]) / "step"
    file.write_text(script, "utf-8")
    command = [sys.executable, str(file)] if step.get("shell") == "python" else ["bash", "-e", str(file)]
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _environment(step: Mapping[str, Any], temp: Path, github: GitHub, outputs: Mapping[str, str]) -> dict[str, str]:
    """Little more than what the step itself names: of the machine's own environment it gets the way to programs."""
    own = {name: _filled(str(value), outputs) for name, value in step.get("env", {}).items()}
    return {
        "PATH": f"{temp / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": "scripts",  # the package is installed from another folder
        "RUNNER_TEMP": str(temp),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "GITHUB_EVENT_PATH": str(temp / "event"),
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_REPOSITORY": "example/tracker",
        "GH_ASKED": str(temp / "asked"),
        "GH_ARTEFACT": str(github.artefact),
        "GH_ANSWERS": json.dumps(github.answers),
        "GH_REFUSALS": json.dumps(github.refusals),
        **own,
    }


def _filled(text: str, outputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: _value(match[1], outputs), text)


def _value(expression: str, outputs: Mapping[str, str]) -> str:
    known = {**EXPRESSIONS, **outputs}
    # What a step has not put out is empty, as on GitHub.
    return known.get(expression, "") if re.fullmatch(_OUTPUT, expression) else known[expression]


def _holds(condition: str | None, outputs: Mapping[str, str]) -> bool:
    if condition in (None, "${{ !cancelled() }}"):
        return True
    assert re.fullmatch(_OUTPUT, condition), condition
    return bool(outputs.get(condition))


def _outputs(id: str, temp: Path) -> dict[str, str]:
    file = temp / "output"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {f"steps.{id}.outputs.{name}": value for name, _, value in (line.partition("=") for line in lines)}


def copy_of_the_project(folder: Path) -> Path:
    """A repository with one commit: the project's files as they stand, without those that git would not keep."""
    made = shutil.ignore_patterns(".git", ".venv", "site", ".*cache", ".hypothesis", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=made, symlinks=True, dirs_exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=base")
    return folder
