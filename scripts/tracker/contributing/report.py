"""Problems as text for people, as JSON for programs and as annotations for GitHub."""

import dataclasses
import json
from collections.abc import Iterable, Sequence

from tracker.contributing.escaping import inert_problem
from tracker.problem import Problem
from tracker.text import counted

FORMATS = ("text", "json", "github")


def report(problems: Sequence[Problem], checked: int, format: str) -> str:
    """All problems in one of `FORMATS`; `checked` is the number of files that were looked at."""
    return {"text": _text, "json": _json, "github": _github}[format](tuple(map(inert_problem, problems)), checked)


def report_of_tree(problems: Sequence[Problem], files: Iterable[str]) -> str:
    """All problems of a tree of files as text."""
    return report(problems, sum(path.startswith("data/") for path in files), "text")


def count(problems: Sequence[Problem], checked: int) -> str:
    """The last line of a report: how many problems in how many files."""
    files = counted(checked, "file")
    if not problems:
        return f"no problems in {files}"
    wrong = len({problem.file for problem in problems})
    return f"{counted(len(problems), 'problem')} in {wrong} of {files}"


def _text(problems: Sequence[Problem], checked: int) -> str:
    lines = []
    for problem in problems:
        lines.append(f"{problem.file}:{problem.line}:{problem.column}: {problem.rule}: {problem.message}")
        if problem.hint:
            lines.append(f"    {problem.hint}")
    return "\n".join([*lines, count(problems, checked)])


def _json(problems: Sequence[Problem], checked: int) -> str:
    answer = {"files": checked, "problems": [dataclasses.asdict(problem) for problem in problems]}
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _github(problems: Sequence[Problem], checked: int) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    lines = []
    for problem in problems:
        place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
        message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        lines.append(f"::error {place},title={_property(problem.rule)}::{_data(message)}")
    return "\n".join([*lines, count(problems, checked)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
