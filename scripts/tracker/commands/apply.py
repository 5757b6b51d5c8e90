"""The end of every command that writes: check the result, show the change, ask, write, and answer."""

from collections.abc import Mapping
from typing import Any

import click

from tracker.commands.prompts import Conversation
from tracker.commands.writing import SoundProject, checked_change, write_changes
from tracker.contributing.unified_diff import differences


def carry_out(
    project: SoundProject,
    changes: Mapping[str, bytes],
    options: Mapping[str, Any],
    talk: Conversation,
    done: str,
) -> None:
    """Write the changed files `{path: bytes}` if they pass and are wanted, and then say what was done."""
    checked_change(project, changes)
    shown = differences(project.files, changes)
    talk.say(shown)
    is_written = not options["dry_run"] and talk.confirm("Write this?")
    if is_written:
        write_changes(project.root, changes)
    if options["dry_run"]:
        click.echo(shown)
    else:
        click.echo(done if is_written else "nothing was written")
