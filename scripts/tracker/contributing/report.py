"""Problems as text for people, as JSON for programs and as annotations for GitHub."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tracker.contributing.escaping import inert_problem
from tracker.problem import Problem
from tracker.text import counted

FORMATS = ("text", "json", "github")
_SHOWN = 100  # of a file's problems: nobody reads more, and one fault can make thousands


def report(problems: Sequence[Problem], checked: int, format: str) -> str:
    """All problems in one of `FORMATS`; `checked` is the number of files that were looked at."""
    return {"text": _text, "json": _json, "github": _github}[format](tuple(map(inert_problem, problems)), checked)


def _first(problems: Sequence[Problem]) -> tuple[list[Problem], Mapping[str, int]]:
    """The first problems of each file, and how many more there are in each that has more."""
    numbers: Counter[str] = Counter()
    shown = []
    for problem in problems:
        numbers[problem.file] += 1
        if numbers[problem.file] <= _SHOWN:
            shown.append(problem)
    return shown, {file: number - _SHOWN for file, number in numbers.items() if number > _SHOWN}


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
    shown, more = _first(problems)
    for problem in shown:
        lines.append(f"{problem.file}:{problem.line}:{problem.column}: {problem.rule}: {problem.message}")
        if problem.hint:
            lines.append(f"    {problem.hint}")
    lines += [f"{file}: and {counted(number, 'more problem')}" for file, number in more.items()]
    return "\n".join([*lines, count(problems, checked)])


def _json(problems: Sequence[Problem], checked: int) -> str:
    shown, more = _first(problems)
    answer = {"files": checked, "problems": [problem._asdict() for problem in shown]}
    answer |= {"more": dict(more)} if more else {}
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _github(problems: Sequence[Problem], checked: int) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    lines = []
    shown, more = _first(problems)
    for problem in shown:
        place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
        message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        lines.append(f"::error {place},title={_property(problem.rule)}::{_data(message)}")
    lines += [f"::error file={_property(file)}::and {counted(number, 'more problem')}" for file, number in more.items()]
    return "\n".join([*lines, count(problems, checked)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
