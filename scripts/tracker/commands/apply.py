"""How every command that changes the data ends: check the result, show it, ask, write, and say what was done."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from tracker.commands.project import Project
from tracker.commands.prompts import Conversation
from tracker.contributing.unified_diff import unified_diffs
from tracker.reading.edit import EditError
from tracker.replacing import replace_files


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """An EditError ends the command with 1 and its message, before anything is written."""
    try:
        yield
    except EditError as refusal:
        raise click.ClickException(f"nothing was written: {refusal}") from None


def carry_out(
    project: Project, changes: Mapping[str, bytes], talk: Conversation, *, done: str, follows: Sequence[str] = ()
) -> None:
    """Write the changed files `{path: bytes}` if they pass the check and the person agrees; then say what was done.

    Before that a person sees the difference, and below it the lines that say what `follows` from it. A line that `done`
    holds is said once, where nobody is asked.
    """
    project.check_change(changes)
    diff = unified_diffs(project.files, changes)
    talk.say(f"{diff}\n" if follows else diff)
    is_shown = talk.has_asked or talk.is_trial
    for line in follows if is_shown else [each for each in follows if each not in done]:
        click.echo(line, err=True)
    if talk.is_trial:
        click.echo(diff)
    elif talk.confirm("Write this?"):
        write_changes(project.root, changes)
        click.echo(done)
    else:
        click.echo("nothing was written")


def write_changes(root: Path, changes: Mapping[str, bytes]) -> None:
    """Write the files as a whole; on an error they stay as they were."""
    replace_files({root / path: content for path, content in changes.items()})
