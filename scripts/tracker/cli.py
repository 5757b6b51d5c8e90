"""The command line `tracker`, put together from its commands; each is imported only when it is called."""

import io
import sys
from collections.abc import Mapping
from importlib import import_module

import click
from click.exceptions import NoSuchCommand

from tracker.commands.door import door

# Where each command is in `tracker.commands`, and what the list of commands says of it.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("check.check", "Report every problem of the data."),
    "fix": ("fix.fix", "Put the fields of data files in order, and fold long texts."),
    "show": ("show.show", "Show the status of a company's commitments, or one cell."),
    "add": ("add.add", "Add evidence, or an assessment, to a company's file."),
    "new": ("new.new", "Start the file of a company or of a pledge."),
    "sign": ("sign.sign", "Add a tracked company to the signatories of a pledge."),
    "leave": ("leave.leave", "Record that a company has left a pledge."),
    "decide": ("decide.decide_dispute", "Decide an open dispute of an assessment."),
    "second-reading": ("second_reading.second_reading", "Judge a cell's quotes without seeing its status."),
    "submission": ("submission.submission", "Turn the text of a filled form into a change to the data."),
    "diff": ("change.diff", "Report what a reader will see changed against a revision."),
    "due": ("change.due", "List the cells that are due for review."),
    "quotes": ("quotes.quotes", "Look quotes up in the texts that they are taken from."),
    "build": ("site.build", "Check the data and build the site into site/."),
    "serve": ("site.serve", "Serve the site, and build it again on every change."),
    "bundle": ("bundle.bundle", "Check the data and pack a release of them into dist/."),
    "contract": ("contract.contract", "Write schema/published.json again."),
    "doctor": ("doctor.doctor", "Look at the repository's settings, and say what is missing."),
}


class _Commands(click.Group):
    """The commands, behind the door."""

    def invoke(self, ctx: click.Context) -> object:
        with door():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (the signature is click's)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:  # a shell completes what is not yet a command
                return None
            raise NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module, _dot, name = COMMANDS[cmd_name][0].partition(".")
        command: click.Command = getattr(import_module(f"tracker.commands.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (as above)
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_place, summary) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """The AI Commitments Tracker: check the data, add to it, build the site, pack a release.

    To complete commands and ids in your shell: eval "$(_TRACKER_COMPLETE=bash_source tracker)" (or zsh_source).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the data has characters that not every terminal can show
