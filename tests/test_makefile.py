"""The Makefile on machines that are not the developers'."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def older_python(tmp_path: Path) -> Path:
    """A folder with a `python3.10`: the Python of the tests, which says that it is an older one."""
    program = tmp_path / "bin" / "python3.10"
    program.parent.mkdir()
    pretence = "import sys; sys.version_info = (3, 10, 12, 'final', 0); exec(sys.argv[2])"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{pretence}" "$@"\n')
    program.chmod(0o755)
    return program.parent


@pytest.mark.parametrize("python", ["python3.10", "python9"])
def test_an_older_or_missing_python_gets_one_sentence(tmp_path: Path, older_python: Path, python: str) -> None:
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith("MAKE")
        },  # of the make that runs us
        "PATH": f"{older_python}:{os.environ['PATH']}",
        "LC_ALL": "C",
    }
    command = ["make", f"PYTHON={python}", "site"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    sentence, end = done.stderr.splitlines()
    assert sentence == (
        f"Python 3.11 or newer is needed, and {python} is older or missing: "
        "install a newer one, or name it, as in make PYTHON=python3.12 site"
    )
    assert end.startswith("make: *** ")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / ".venv").exists()
