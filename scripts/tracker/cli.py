"""The command line `tracker`, put together from its commands."""

import io
import sys

import click

from tracker.commands.add import add
from tracker.commands.archive import archive
from tracker.commands.bundle import bundle
from tracker.commands.change import diff, due
from tracker.commands.check import check
from tracker.commands.contract import contract
from tracker.commands.decide import decide_dispute
from tracker.commands.doctor import doctor
from tracker.commands.door import door
from tracker.commands.fix import fix
from tracker.commands.leave import leave
from tracker.commands.new import new
from tracker.commands.quotes import quotes
from tracker.commands.second_reading import second_reading
from tracker.commands.show import show
from tracker.commands.sign import sign
from tracker.commands.site import build, serve
from tracker.commands.submission import submission

COMMANDS: tuple[click.Command, ...] = (
    check,
    fix,
    show,
    add,
    new,
    sign,
    leave,
    decide_dispute,
    second_reading,
    submission,
    diff,
    due,
    quotes,
    build,
    serve,
    bundle,
    contract,
    doctor,
)


class _Commands(click.Group):
    """The commands, behind the door."""

    def invoke(self, ctx: click.Context) -> object:
        with door():
            return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """The AI Commitments Tracker: check the data, add to it, build the site, pack a release.

    To complete commands and ids in your shell: eval "$(_TRACKER_COMPLETE=bash_source tracker)" (or zsh_source).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the data has characters that not every terminal can show


quotes.add_command(archive)
for _command in COMMANDS:
    main.add_command(_command)
