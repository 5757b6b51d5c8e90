"""Answers from options, and questions, on stderr, for what is missing: stdout is for results."""

import contextlib
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import click

from tracker.checking.rules.evidence import MAX_WORDS, MIN_WORDS
from tracker.contributing.additions import one_line, read_date
from tracker.reading.edit import EditError
from tracker.text import suggestion, url_fault, word_count

T = TypeVar("T")
Accept = Callable[[str], T]


@dataclass(frozen=True)
class Question(Generic[T]):
    """One field: the option that answers it, what to ask where that is missing, and which answers are accepted.

    `choices` are shown with numbers before the question; `default` is what an empty answer means, if it means anything;
    a long text may have several lines, and its option may be `-` for the standard input or `@file`.
    """

    option: str
    text: str
    accept: Accept[T]
    default: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    is_long: bool = False


class Conversation:
    """Takes what the options say and asks for the rest; `has_asked` tells that somebody is there to answer."""

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self.has_asked = False
        self._given = given

    def answer(self, question: Question[T]) -> T:
        """The accepted answer: a refused option is a usage error, a refused answer is asked for again."""
        given = self._given.get(question.option)
        if given is not None:
            try:
                return question.accept(_content(given) if question.is_long else given)
            except EditError as refusal:
                raise click.UsageError(f"--{question.option.replace('_', '-')}: {refusal}") from None
        self.has_asked = True
        width = max(map(len, question.choices), default=0)
        for number, (name, meaning) in enumerate(question.choices.items(), start=1):
            click.echo(f"  {number:2}  {name:{width}}  {meaning}".rstrip(), err=True)
        while True:
            try:
                return question.accept(_pasted(question) if question.is_long else _typed(question))
            except EditError as refusal:
                click.echo(f"  {refusal}", err=True)

    def is_given(self, option: str) -> bool:
        """Whether an option was given."""
        return self._given.get(option) is not None

    def given_or_default(self, question: Question[T]) -> T:
        """The option's answer, else the default, without asking."""
        return self.answer(question) if self.is_given(question.option) else question.accept(question.default or "")

    def option(self, question: Question[T]) -> T:
        """The answer to what need not be told: asked for only where something else was asked, else the default."""
        if not self.is_given(question.option) and not self.has_asked:
            with contextlib.suppress(EditError):
                return question.accept(question.default or "")
        return self.answer(question)

    def say(self, text: str) -> None:
        """Tell the person at the keyboard something, where there is one."""
        if self.has_asked:
            click.echo(text, err=True)

    def confirm(self, text: str) -> bool:
        """Whether the person agrees; where nothing was asked, the options are the agreement."""
        return not self.has_asked or click.confirm(text, default=True, err=True)


def _typed(question: Question[T]) -> str:
    answer: str = click.prompt(
        question.text, default=question.default, show_default=bool(question.default), err=True, prompt_suffix=": "
    )
    return answer


def _pasted(question: Question[T]) -> str:
    """A text of several lines, ended by an empty one; at once empty, it is the default, else the editor opens."""
    at_once = "opens an editor" if question.default is None else "means none"
    click.echo(f"{question.text} (an empty line ends it, and {at_once} at once):", err=True)
    lines: list[str] = []
    while line := click.prompt("", default="", show_default=False, prompt_suffix="", err=True):
        lines.append(line)
    if lines or question.default is not None:
        return "\n".join(lines) or question.default or ""
    return (click.edit("") or "") if _is_terminal() else ""


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _content(given: str) -> str:
    """What an option says: itself, the standard input for `-`, the content of a file for `@file`."""
    try:
        if given == "-":
            return sys.stdin.read()
        return Path(given[1:]).read_text("utf-8") if given.startswith("@") else given
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{given}: {error}") from None


def one_of(choices: Mapping[str, str]) -> Accept[str]:
    """Accepts a name, the end of one behind a slash, or a number from the list."""

    def accept(text: str) -> str:
        name = one_line(text)
        if name.isdecimal() and name not in choices and 1 <= int(name) <= len(choices):
            return list(choices)[int(name) - 1]
        fitting = [each for each in choices if name in (each, each.rpartition("/")[2])]
        if len(fitting) > 1:
            raise EditError(f"`{name}` may be " + " or ".join(f"`{each}`" for each in fitting) + ": write which")
        if not fitting:
            known = choices if "/" in name else {each.rpartition("/")[2] for each in choices}
            raise EditError(f"`{name}` is not known here; {suggestion(name, known)}")
        return fitting[0]

    return accept


def some_of(choices: Mapping[str, str]) -> Accept[tuple[str, ...]]:
    """Accepts any number of names or numbers, parted by spaces or commas; each counts once."""

    def accept(text: str) -> tuple[str, ...]:
        return (
            tuple(dict.fromkeys(map(one_of(choices), re.split(r"[\s,]+", text.strip(" ,\n"))))) if text.strip() else ()
        )

    return accept


def words(text: str) -> str:
    """Accepts any text but an empty one, in one line."""
    line = one_line(text)
    if not line:
        raise EditError("this must be said")
    return line


def paragraphs(text: str) -> str:
    """Accepts any text but an empty one; an empty line parts its paragraphs, and each becomes one line."""
    return "\n\n".join(words(part) for part in re.split(r"\n\s*\n", text.strip()))


def quote(text: str) -> str:
    """Accepts a text that is long enough to mean something, and short enough to be a quote."""
    line = words(text)
    if not MIN_WORDS <= (count := word_count(line)) <= MAX_WORDS:
        raise EditError(
            f"the quote has {count} words, not {MIN_WORDS} to {MAX_WORDS}: quote those that carry the point"
        )
    return line


def address(text: str) -> str:
    """Accepts an address that can be linked."""
    url = one_line(text)
    if fault := url_fault(url):
        raise EditError(f"the address {fault}")
    return url


def some_address(text: str) -> str:
    """Accepts an address that can be linked, or nothing."""
    return address(text) if text.strip() else ""


def day(text: str) -> str:
    """Accepts a whole date."""
    if len(date(text)) != len("2025-01-31"):
        raise EditError(f"`{text}` is not a whole date; write YYYY-MM-DD")
    return date(text)


def date(text: str) -> str:
    """Accepts a date, whole or in part."""
    return str(read_date(one_line(text)))


def some_date(text: str) -> str:
    """Accepts a date, or nothing, or a word that says that none is known."""
    return "" if text.strip() in ("", "null", "unknown") else date(text)


def country(text: str) -> str:
    """Accepts two letters, as capitals."""
    return words(text).upper()


def some_day(text: str) -> str:
    """Accepts a whole date, or what `some_date` takes for none."""
    return day(text) if some_date(text) else ""


def new_id(taken: Mapping[str, object]) -> Accept[str]:
    """Accepts an id that nothing bears yet."""

    def accept(text: str) -> str:
        name = one_line(text)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise EditError(f"`{name}` cannot be an id: write lower-case words and digits joined by hyphens")
        if name in taken:
            raise EditError(f"`{name}` is taken; write another id")
        return name

    return accept
