"""Problems as text for people, as JSON for programs and as annotations for GitHub."""

import dataclasses
import json
from collections.abc import Sequence

from tracker.contributing.inert import one_line
from tracker.problem import Problem

FORMATS = ("text", "json", "github")
_MAX_LENGTH = 1000  # characters; the longest that is meant, a status with all its criteria, has some 400


def report(problems: Sequence[Problem], checked: int, form: str) -> str:
    """All problems in one of `FORMATS`; `checked` is the number of files that were looked at."""
    return {"text": _text, "json": _json, "github": _github}[form](tuple(map(_inert, problems)), checked)


def _inert(problem: Problem) -> Problem:
    """A problem that quotes the file without its powers: one line each, no escapes of terminals, of bearable length."""
    file, message, hint = (one_line(text, _MAX_LENGTH) for text in (problem.file, problem.message, problem.hint))
    return dataclasses.replace(problem, file=file, message=message, hint=hint)


def count(problems: Sequence[Problem], checked: int) -> str:
    """The last line of a report: how many problems in how many files."""
    files = f"{checked} file{'s' * (checked != 1)}"
    if not problems:
        return f"no problems in {files}"
    wrong = len({problem.file for problem in problems})
    return f"{len(problems)} problem{'s' * (len(problems) != 1)} in {wrong} of {files}"


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
