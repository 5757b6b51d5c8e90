"""Building against other generators: the whole site step by step, and the frame around the same finished pages."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.checking import SLOW, TRACKER
from tests.bench.install import CACHE, MODULES, hugo
from tests.bench.measure import ONCE, OUTPUT, Entry, Limit, ends_well, in_turns, run
from tests.bench.reading import WAYS
from tests.bench.table import Table, plain
from tests.bench.worlds import own_module, own_world, tracker_at, world
from tests.pages.site_build import ADDRESSES, EPOCH

WHOLE = "tracker build: everything"
FRAME = "ours: MkDocs with our theme and search"
_KINDS = ("html", "json", "svg", "png", "csv")
CONFIGURATION = """\
INHERIT: mkdocs.yml
docs_dir: frames/empty
site_dir: frames/own
hooks: [frame_hook.py]
"""


def building(size: int, limit: Limit, before: Sequence[str] = ()) -> Iterator[list[str]]:
    """One size, in the world that the checking left: the whole build, its steps, what it weighs, and the frame."""
    folder = world(size)
    run(own_module("the steps", "stages", "all" if size < SLOW else "pages", folder))
    yield _whole(folder, size, limit, before).lines()
    yield _steps(json.loads((folder / ".bench-stages").read_text("utf-8")), size)
    yield _weight(folder / "site", size)
    yield _frames(folder, size, limit).lines()


def beside_earlier(before: Sequence[str], limit: Limit) -> Iterator[list[str]]:
    """The own data, checked and built; beside earlier revisions, each with its own data, which were fewer."""
    now, then = own_world(), {revision: own_world(revision) for revision in before}
    for command in ("check", "build"):
        ours = replace(_build(now), name=f"tracker {command}", command=[TRACKER, command])
        entries = [ours, *(tracker_at(revision, [command], folder) for revision, folder in then.items())]
        title = f"The project's own data: `tracker {command}` now and before"
        runs = in_turns(entries, limit)
        yield Table(title=title, words="Each with the data of its time.", ours=ours.name, runs=runs).lines()


def _build(folder: Path) -> Entry:
    environment = {**ADDRESSES, "SOURCE_DATE_EPOCH": EPOCH}
    return Entry(name=WHOLE, command=[TRACKER, "build"], folder=folder, environment=environment)


def _whole(folder: Path, size: int, limit: Limit, before: Sequence[str]) -> Table:
    entries = [_build(folder)]
    for revision in before if size < SLOW else ():
        old = CACHE / f"world-{size}-{revision}"
        if ends_well(tracker_at(revision, ["check"], old)):
            entries.append(tracker_at(revision, ["build"], old))
    runs = in_turns(entries, limit)
    copied = in_turns([own_module("floor: writing the same files", "floors", "write", folder)], ONCE)
    return Table(title=f"Building {size:,} companies", ours=WHOLE, runs=runs | copied)


def _steps(seconds: dict[str, float], size: int) -> list[str]:
    rows = [[name, f"{took:.2f}", f"{1000 * took / size:.1f} ms"] for name, took in seconds.items() if took >= 0.005]
    words = "Seconds of processor for what the build makes before the frame, measured one by one in one process."
    return plain(f"The steps of a build of {size:,} companies", words, ("step", "seconds", "a company"), rows)


def _weight(site: Path, size: int) -> list[str]:
    files = [path for path in site.rglob("*") if path.is_file()]
    kinds = {f"*.{suffix}": [path for path in files if path.suffix == f".{suffix}"] for suffix in _KINDS}
    search = [path for path in files if path.parent.name == "search"]
    rows = []
    for name, paths in {"everything": files, **kinds, "search": search}.items():
        weight = sum(path.stat().st_size for path in paths)
        each = weight / max(1, len(paths))
        rows.append([name, f"{len(paths):,}", f"{weight / 1e6:,.1f} MB", f"{each / 1e3:,.1f} kB"])
    return plain(f"The site of {size:,} companies", "", ("what", "files", "weight", "a file"), rows)


def _frames(folder: Path, size: int, limit: Limit) -> Table:
    runs = in_turns(list(_framers(folder, size)), limit)
    pages = list((folder / "frames" / "jinja" / "content").rglob("*.html"))
    weight = sum(path.stat().st_size for path in pages) / 1e6
    title = f"The frame around the finished pages of {size:,} companies"
    words = f"{len(pages):,} pages with {weight:,.1f} MB of HTML, the same for all."
    return Table(title=title, words=words, ours=FRAME, runs=runs)


def _framers(folder: Path, size: int) -> Iterator[Entry]:
    frames, mkdocs = folder / "frames", [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    (folder / "frame.yml").write_text(CONFIGURATION, "utf-8")
    (frames / "empty").mkdir(exist_ok=True)
    shutil.copy(Path(__file__).with_name("frame_hook.py"), folder)
    environment = {"PYTHONPATH": str(folder / "scripts"), **ADDRESSES}
    own = [*mkdocs, "--config-file", "frame.yml"]
    yield Entry(name=FRAME, command=own, folder=folder, environment=environment)
    yield Entry(name="Hugo", command=[hugo(), "--quiet"], folder=frames / "hugo")
    eleventy: list[str | Path] = ["node", MODULES / "@11ty" / "eleventy" / "cmd.cjs", "--quiet"]
    yield Entry(name="Eleventy", command=eleventy, folder=frames / "eleventy")
    if size < SLOW:
        yield Entry(name="stock MkDocs: the companies as Markdown", command=mkdocs, folder=frames / "markdown")
    yield own_module("floor: bare templates", "floors", "templates", folder)


def reading(size: int, limit: Limit) -> Iterator[list[str]]:
    """One question to the published files, in the formats in which others publish."""
    folder = world(size)
    downloads = folder / "site" / "downloads"
    if not downloads.is_dir():
        run(_build(folder))
    run(own_module("writing Parquet", "reading", "parquet", downloads))
    entries = [own_module(way, "reading", way, downloads) for way in WAYS]
    answers: dict[str, str] = {}
    for entry in entries:
        run(entry)
        answers[entry.name] = (downloads / OUTPUT).read_text("utf-8")
    assert len(set(answers.values())) == 1, answers
    title, words = f"How many cells have each status, of {size:,} companies", "Whole commands, imports included."
    yield Table(title=title, words=words, ours=entries[0].name, runs=in_turns(entries, limit)).lines()
