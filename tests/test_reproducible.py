"""The same data and commit give the same bytes, pictures too, whatever machine makes them."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# Nothing but a folder without fonts: as on a machine that has none.
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


def published(*arguments: str, umask: int = -1, **environment: str) -> dict[str, str]:
    """The hash of every published file by its path, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fingerprints", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "scripts", **environment},
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_zone_locale_umask_hash_seed_order_of_files_and_fonts_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path))
    here = published(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    there = published(
        "reversed",
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="4242",
        HOME="/nonexistent",
        FONTCONFIG_FILE=str(tmp_path / "fonts.conf"),
    )
    kinds = {Path(path).suffix for path in here}
    assert {".html", ".json", ".csv", ".xlsx", ".sqlite", ".svg", ".png", ".ics", ".xml"} <= kinds
    assert sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path)) == []
