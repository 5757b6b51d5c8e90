"""Words from anybody, made inert for a terminal, a log or a comment."""

import re
from collections.abc import Callable, Sequence

from tracker.problem import Problem
from tracker.text import shown, without_refused
from tracker.views.cells import Cell

_BREAK = "&#8203;"  # no width: it is not seen, and breaks what a program would take for a link
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {character: f"&#{ord(character)};" for character in "[]*_`\\|~$"}
# Mentions, references to issues, addresses and pictures by name.
_LINKING = re.compile(r"[@#:](?=\S)|www(?=\.)|gh(?=-\d)", re.IGNORECASE)
_OPENING = re.compile(r"[-+#=]|\d+[.)]")  # what makes a list or a heading where it begins a line
_LONGEST = 300  # characters of a name, a reason or a quote
_LONGEST_SPAN = 80
_LONGEST_OF_A_PROBLEM = 1000  # the longest that is meant, a status with all its criteria, has some 400

Escape = Callable[[str], str]


def markdown(text: str, longest: int = _LONGEST) -> str:
    """The text as Markdown that shows its characters and does nothing: no markup, no HTML, no link, no mention."""
    parts = _LINKING.split(line := shown(text, longest))
    linking = [match.group() for match in _LINKING.finditer(line)]
    plain = ["".join(_ENTITIES.get(character, character) for character in part) for part in parts]
    begin = _BREAK if _OPENING.match(line) else ""
    return begin + plain[0] + "".join(f"{mark}{_BREAK}{part}" for mark, part in zip(linking, plain[1:], strict=True))


def span(text: str) -> str:
    """The text as code within a sentence in Markdown, character for character, cut where it is too long for one."""
    line = shown(text, _LONGEST_SPAN)
    fence = "`" * (_longest_run(line) + 1)
    padding = " " * (len(fence) > 1)
    return f"{fence}{padding}{line}{padding}{fence}"


def block(text: str, language: str = "text") -> str:
    """The text as a block of code in Markdown, whole, in a fence that nothing inside of it can close."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{without_refused(text)}\n{fence}"


def cell_name(cell: Cell, escape: Escape) -> str:
    """Company, commitment and pledge of a cell, each made inert by `escape`."""
    return f"{escape(cell.company.name)} / {escape(cell.commitment.title)} ({escape(cell.pledge.short_name)})"


def inert_problem(problem: Problem) -> Problem:
    """A problem with inert texts: one line each, no terminal escapes, of bearable length."""
    quoted = (problem.file, problem.message, problem.hint)
    file, message, hint = (shown(text, _LONGEST_OF_A_PROBLEM) for text in quoted)
    return problem._replace(file=file, message=message, hint=hint)


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def within(entries: Sequence[str], room: int) -> list[str]:
    """The first entries of a Markdown list that fit into `room` characters; one more counts the others."""
    kept: list[str] = []
    for entry in entries:
        room -= len(entry) + 1
        if room < 0:
            return [*kept, f"- ... and {len(entries) - len(kept)} more"]
        kept.append(entry)
    return kept
