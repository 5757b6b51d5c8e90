"""Answers from options, and questions, on stderr, for what is missing: stdout is for results."""

import contextlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

import click

from tracker.checking.rules.evidence import MAX_WORDS, MIN_WORDS
from tracker.commands.completion import Complete
from tracker.commands.voice import inert, say
from tracker.contributing.additions import one_line
from tracker.contributing.dates import is_unknown, read_date
from tracker.reading.edit import EditError
from tracker.text import nearest, proposed_id, suggestion, url_fault, word_count

T = TypeVar("T")
Accept = Callable[[str], T]
Command = Callable[..., Any]


@dataclass(frozen=True)
class Prompt(Generic[T]):
    """One thing that a command has to know: its option, the words that ask for it, and which answers are accepted.

    `default` is what an empty answer means, if it means anything; `choices` are listed with numbers before the
    question. A long text may have several lines, and its option may be `-` for the standard input or `@file`.
    `complete` gives what a shell offers for the option.
    """

    option: str
    text: str
    accept: Accept[T]
    default: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    is_long: bool = False
    complete: Complete | None = None

    @property
    def flag(self) -> str:
        """The option as people type it."""
        return f"--{self.option.replace('_', '-')}"

    def among(self: "Prompt[str]", choices: Mapping[str, str], ids: Mapping[str, str] | None = None) -> "Prompt[str]":
        """The prompt for one of the choices, which map names to what they mean; `ids` are as in `one_of`."""
        return replace(self, accept=one_of(choices, ids), choices=choices)

    def new_id(self: "Prompt[str]", name: str, taken: Mapping[str, object]) -> "Prompt[str]":
        """The prompt for an id that is not taken yet; by default one that is made of a name."""
        return replace(self, accept=new_id(taken), default=proposed_id(name, taken) or None)


def options(*prompts: Prompt[Any]) -> Callable[[Command], Command]:
    """Gives a command an option for each prompt."""

    def decorate(command: Command) -> Command:
        for prompt in reversed(prompts):
            source = "; - reads the standard input, @file a file" if prompt.is_long else ""
            command = click.option(prompt.flag, shell_complete=prompt.complete, help=f"{prompt.text}{source}.")(command)
        return command

    return decorate


class Conversation:
    """Takes what the options say and asks for the rest; `has_asked` says whether somebody is there to answer.

    `is_trial` says that nothing is to be written.
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        self.has_asked = False
        self.is_trial = given.get("dry_run") is True
        several = {name: "\n".join(value) for name, value in given.items() if isinstance(value, tuple) and value}
        self._given = {name: value for name, value in {**given, **several}.items() if isinstance(value, str)}

    def is_given(self, prompt: Prompt[Any]) -> bool:
        """Whether the option was given."""
        return prompt.option in self._given

    def ask(self, prompt: Prompt[T]) -> T:
        """The accepted answer: a refused option is a usage error, a refused answer is asked for again."""
        if self.is_given(prompt):
            given = self._given[prompt.option]
            return accepted(prompt.accept, _content(given) if prompt.is_long else given, prompt.flag)
        self.has_asked = True
        with _unless_the_input_ends(f"the answer that `{prompt.flag}` gives too: {prompt.text.splitlines()[-1]}"):
            return self._asked(prompt)

    def _asked(self, prompt: Prompt[T]) -> T:
        width = max(map(len, prompt.choices), default=0)
        for number, (name, meaning) in enumerate(prompt.choices.items(), start=1):
            say(f"  {number:2}  {name:{width}}  {meaning}".rstrip(), err=True)
        if prompt.is_long:
            return _pasted(prompt)
        return click.prompt(
            inert(prompt.text),
            default=prompt.default,
            show_default=bool(prompt.default),
            err=True,
            value_proc=lambda text: accepted(prompt.accept, text),
        )

    def ask_along(self, prompt: Prompt[T]) -> T:
        """The answer that is asked for only where something else was asked too; else the default, if it is accepted."""
        if not self.is_given(prompt) and not self.has_asked:
            with contextlib.suppress(EditError):
                return prompt.accept(prompt.default or "")
        return self.ask(prompt)

    def take(self, prompt: Prompt[T]) -> T:
        """The option's answer, else the default, without asking."""
        return self.ask(prompt) if self.is_given(prompt) else prompt.accept(prompt.default or "")

    def say(self, text: str) -> None:
        """Say something to the person at the keyboard, where there is one."""
        if self.has_asked:
            say(text, err=True)

    def confirm(self, text: str) -> bool:
        """Whether the person agrees; where nothing was asked, the options are the agreement."""
        return not self.has_asked or confirmed(text, default=True)


def confirmed(text: str, *, default: bool) -> bool:
    """Whether the person says yes."""
    with _unless_the_input_ends(f"the question was answered: {text}"):
        return click.confirm(inert(text), default=default, err=True)


@contextlib.contextmanager
def _unless_the_input_ends(what: str) -> Iterator[None]:
    """A usage error that says what was missing where the input ends; a key that interrupts still does."""
    try:
        yield
    except click.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            say(err=True)
            raise click.UsageError(f"nothing was written: the input ended before {what}") from None
        raise


def accepted(accept: Accept[T], text: str, name: str | None = None) -> T:
    """What a text means; where it is refused, a usage error, with the name of the option or argument that it is for."""
    try:
        return accept(text)
    except EditError as refusal:
        raise click.BadParameter(inert(str(refusal)), param_hint=name) from None


def _content(given: str) -> str:
    """What an option says: itself, the standard input for `-`, the content of a file for `@file`."""
    if given != "-" and not given.startswith("@"):
        return given
    try:
        with click.open_file(given.removeprefix("@"), encoding="utf-8") as file:
            return str(file.read())
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{given}: {error}") from None


def _pasted(prompt: Prompt[T]) -> T:
    """A text of several lines, ended by an empty one; without any, it is the default, else the editor opens."""
    at_once = "opens an editor" if prompt.default is None else "means none"
    say(f"{prompt.text} (an empty line ends it; an empty first line {at_once}):", err=True)
    return _line(lambda first: accepted(prompt.accept, _whole(first, prompt.default)))


def _whole(first: str, default: str | None) -> str:
    lines = [first]
    while lines[-1]:
        lines.append(_line(str))
    if first or default is not None:
        return "\n".join(lines).strip("\n") or default or ""
    return (click.edit("") or "") if _is_terminal() else ""


def _line(value_proc: Accept[T]) -> T:
    return click.prompt("", default="", show_default=False, prompt_suffix="", err=True, value_proc=value_proc)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def one_of(choices: Mapping[str, str], ids: Mapping[str, str] | None = None) -> Accept[str]:
    """Accepts a choice, the end of one behind a slash, or a number from the list.

    `ids` are further names, in lower case, each with the choice that it leads to, or with the end of one.
    """
    names = ids or {}

    def accept(text: str) -> str:
        name = one_line(text)
        if name.isdecimal() and name not in choices and 1 <= int(name) <= len(choices):
            return list(choices)[int(name) - 1]
        fitting = _fitting(name, choices) or _fitting(names.get(_bare(name), ""), choices)
        if len(fitting) > 1:
            raise EditError(
                f"`{name}` may be " + " or ".join(f"`{choice}`" for choice in fitting) + "; write which one"
            )
        if not fitting:
            raise EditError(f"`{name}` is not known here; {_proposal(name, choices, names)}")
        return fitting[0]

    return accept


def _fitting(name: str, choices: Mapping[str, str]) -> list[str]:
    """The choice of this name, or all that end with it."""
    return [choice for choice in choices if name and name in (choice, choice.rpartition("/")[2])]


def _bare(name: str) -> str:
    return re.sub(r"\s*/\s*", "/", name.casefold())


def _proposal(name: str, choices: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The id to write in place of an unknown name: the nearest one, also by its other names, else all of them."""
    known = set(choices if "/" in name else (choice.rpartition("/")[2] for choice in choices))
    others = {other: id for other, id in names.items() if _fitting(id, choices)}
    near = nearest(_bare(name), {*known, *others})
    return f"did you mean `{near if near in known else others[near]}`?" if near else suggestion(name, known)


def some_of(choices: Mapping[str, str]) -> Accept[tuple[str, ...]]:
    """Accepts any number of names or numbers, separated by spaces or commas; each counts once."""

    def accept(text: str) -> tuple[str, ...]:
        names = filter(None, re.split(r"[\s,]+", text))
        return tuple(dict.fromkeys(map(one_of(choices), names)))

    return accept


def optional(accept: Accept[str]) -> Accept[str]:
    """Accepts what `accept` does, and nothing, or a word for it, as nothing."""
    return lambda text: "" if is_unknown(text) else accept(text)


def line(text: str) -> str:
    """Accepts any text but an empty one, in one line."""
    words = one_line(text)
    if not words:
        raise EditError("an answer is needed here")
    return words


def paragraphs(text: str) -> str:
    """Accepts any text but an empty one; an empty line separates its paragraphs, and each becomes one line."""
    return "\n\n".join(line(part) for part in re.split(r"\n\s*\n", text.strip()))


def quote(text: str) -> str:
    """Accepts a text that is long enough to mean something, and short enough to be a quote."""
    words = line(text)
    if not MIN_WORDS <= (count := word_count(words)) <= MAX_WORDS:
        raise EditError(
            f"the quote has {count} words, not {MIN_WORDS} to {MAX_WORDS}: quote those that carry the point"
        )
    return words


def address(text: str) -> str:
    """Accepts an address that can be linked."""
    url = one_line(text)
    if fault := url_fault(url):
        raise EditError(f"the address {fault}")
    return url


def date(text: str) -> str:
    """Accepts a date, whole or in part, as the data writes it."""
    return str(read_date(one_line(text)))


def day(text: str) -> str:
    """Accepts a whole date."""
    whole = date(text)
    if len(whole) != len("2025-01-31"):
        raise EditError(f"`{text}` is not a whole date; write YYYY-MM-DD")
    return whole


def joining(text: str) -> str:
    """Accepts a whole date, or `by` in front of one, where it is only known that something had happened by then."""
    first, _space, rest = one_line(text).partition(" ")
    return f"by {day(rest)}" if first.casefold() == "by" else day(text)


def country(text: str) -> str:
    """Accepts two letters, as capitals."""
    return line(text).upper()


def new_id(taken: Mapping[str, object]) -> Accept[str]:
    """Accepts an id that is not taken yet."""

    def accept(text: str) -> str:
        name = one_line(text)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise EditError(f"`{name}` cannot be an id: write lower-case words and digits joined by hyphens")
        if name in taken:
            raise EditError(f"`{name}` is taken; write another id")
        return name

    return accept
