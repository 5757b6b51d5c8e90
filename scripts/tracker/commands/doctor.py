"""`tracker doctor`: whether the repository has the settings that it needs."""

import subprocess
import sys

import click

from tracker.commands.project import Project, pass_project
from tracker.commands.voice import say
from tracker.contributing.settings import findings
from tracker.files import read_matching

_MARKS = {True: "ok", False: "missing", None: "not told"}


@click.command()
@click.option("--repository", required=True, help="owner/name, on GitHub.")
@pass_project
def doctor(project: Project, repository: str) -> None:
    """Look at the settings of the repository on GitHub, and say for each that is missing what to do.

    Needs `gh`, the command of GitHub, signed in as a maintainer. Exits with 1 where something is missing.

    \b
    Example: tracker doctor --repository example/ai-commitments-tracker
    """

    def ask(place: str, query: str) -> str | None:
        command = ["gh", "api", "--paginate", f"repos/{repository}/{place}", "--jq", query]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError:
            raise click.UsageError("this needs `gh`, the command of GitHub: https://cli.github.com") from None
        if done.returncode == 4:
            raise click.UsageError("`gh` is not signed in: run `gh auth login`")
        return done.stdout if done.returncode == 0 else None

    found = list(findings(ask, read_matching(project.root, [".github/CODEOWNERS"])))
    for each in found:
        say(f"{_MARKS[each.is_right]:9} {each.name}")
        if not each.is_right:
            say(f"          {each.remedy}")
    sys.exit(1 if any(each.is_right is False for each in found) else 0)
