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
from tracker.commands.fix import fix
from tracker.commands.new import new
from tracker.commands.quotes import quotes
from tracker.commands.second_reading import second_reading
from tracker.commands.show import show
from tracker.commands.sign import sign
from tracker.commands.site import build, serve
from tracker.commands.submission import submission
from tracker.files import GitError

COMMANDS: tuple[click.Command, ...] = (
    check,
    fix,
    show,
    add,
    new,
    sign,
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


class _GitFailureError(click.ClickException):
    exit_code = 2  # 1 would say that the data has problems


class _Commands(click.Group):
    """The commands; where git fails, they end with 2 and git's own words."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GitError as failure:
            raise _GitFailureError(str(failure)) from None


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
