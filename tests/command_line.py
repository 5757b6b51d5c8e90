"""The command `tracker` as a person calls it, on the day of the examples."""

import datetime
from pathlib import Path

from click.testing import CliRunner, Result

from tests.conftest import DAY
from tracker.cli import main
from tracker.commands.project import Project
from tracker.files import find_root

# In UTC; the whole Earth has the same date then, or an earlier one.
NOW = datetime.datetime.combine(DAY, datetime.time(9), datetime.UTC)


def tracker(*arguments: str, text: str | bytes | None = None) -> Result:
    """What the command prints and how it ends, which is never with a traceback; `text` is the standard input."""
    root = find_root(Path.cwd())
    result = CliRunner().invoke(main, arguments, input=text, obj=Project(root, NOW) if root else None)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "this is a fault of the tracker" not in result.output
    return result
