"""The end of every command that writes: check the result, show the change, ask, write, and answer."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from tracker.commands.prompts import Conversation
from tracker.commands.writing import SoundProject, checked_change, echo_json, write_changes
from tracker.contributing.unified_diff import differences
from tracker.model import Dataset


def carry_out(
    project: SoundProject,
    changes: Mapping[str, bytes],
    options: Mapping[str, Any],
    talk: Conversation,
    answer: Callable[[Dataset], tuple[Mapping[str, Any], str]],
) -> None:
    """Write the changed files `{path: bytes}` if they pass and are wanted.

    `answer` makes of the dataset with the change what programs are told, and what people are.
    """
    dataset = checked_change(project, changes)
    shown = differences(project.files, changes)
    talk.say(shown)
    is_written = not options["dry_run"] and talk.confirm("Write this?")
    if is_written:
        write_changes(project.root, changes)
    values, words = answer(dataset)
    if options["as_json"]:
        echo_json({**values, "written": is_written, "difference": shown})
    elif options["dry_run"]:
        click.echo(shown)
    else:
        click.echo(words if is_written else "nothing was written")
