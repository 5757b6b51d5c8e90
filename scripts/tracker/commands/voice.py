"""The one way to a terminal: every word of a command passes here, and nothing that a terminal obeys gets through."""

import re

import click

from tracker.text import without_refused

_COLOUR = re.compile(r"(\x1b\[\d+m)")


def say(text: str = "", *, err: bool = False, nl: bool = True, painted: bool = False) -> None:
    """Print a text; `painted` leaves the colours in it that the program itself has put there."""
    parts = _COLOUR.split(text) if painted else [text]
    words = "".join(part if number % 2 else inert(part) for number, part in enumerate(parts))
    click.echo(words, err=err, nl=nl, color=painted or None)


def inert(text: str) -> str:
    """The text without what a terminal obeys; lines and tabs stay."""
    return "\t".join(map(without_refused, text.split("\t")))
