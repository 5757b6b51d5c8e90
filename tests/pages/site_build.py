"""Building a copy of the project as somebody else would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import EXAMPLES, ROOT

BASE = "/tracker/"
ADDRESSES = {
    "SITE_URL": f"https://site.example{BASE}",
    "REPOSITORY_URL": "https://repository.example/tracker",
    "CONTACT_EMAIL": "tracker@site.example",
}
EPOCH = "1795219200"  # 21 November 2026
PARTS = ("data", "schema", "docs", "scripts", "mkdocs.yml")


def run_build(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project's site as `make site` does, or by another command; only the given addresses are set."""
    clean = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    return subprocess.run(
        command or (sys.executable, "scripts/build.py"),
        cwd=project,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, `{path: bytes}`, with paths relative to it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def copy_project(target: Path, of: Path = ROOT) -> Path:
    """A copy of everything that a build needs, outside of git."""
    target.mkdir()
    for name in PARTS:
        source = of / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, target / name)
    return target


def copy_with_example_data(target: Path) -> Path:
    """The same with the example data, which builds in a fraction of the time."""
    copy_project(target)
    shutil.rmtree(target / "data")
    shutil.copytree(EXAMPLES / "valid" / "data", target / "data")
    # The codebook is about the project's own pledges, which the example data does not have.
    shutil.rmtree(target / "docs" / "codebook")
    for page in (target / "docs").rglob("*.md"):
        text = re.sub(r"codebook/[a-z0-9-]+\.md(#[^)]*)?", "codebook/index.md", page.read_text("utf-8"))
        page.write_text(text, "utf-8")
    return target
