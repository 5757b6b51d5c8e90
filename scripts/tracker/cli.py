"""The command line `tracker`, put together from its commands."""

import click

from tracker.commands.add import add
from tracker.commands.bundle import bundle
from tracker.commands.change import diff, due
from tracker.commands.check import check
from tracker.commands.compat import compat, outputs
from tracker.commands.fix import fix
from tracker.commands.site import build, serve

COMMANDS: tuple[click.Command, ...] = (check, fix, add, diff, due, build, serve, bundle, outputs, compat)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """The AI Commitments Tracker: check the data, build the site, read it while you write, pack a release."""


for _command in COMMANDS:
    main.add_command(_command)
