"""Checking against other validators: whole commands, imports included."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.install import BIN, CACHE, cpp_validator
from tests.bench.measure import Entry, Limit, Run, in_turns
from tests.bench.table import Table
from tests.bench.worlds import earlier_world, own_module, tracker_at, world

OURS, VALIDATOR, LINTER = "tracker check: everything", "check-jsonschema: the schema alone", "yamllint"
NATIVE = "jsonschema in C++: the schema alone"
TRACKER = BIN / "tracker"
SCHEMA = "schema/company.schema.json"
LINTING = "{rules: {line-length: {max: 120}, document-start: disable, indentation: {indent-sequences: whatever}}}"
PEERS = Path(__file__).parent / "peers"
FEW, SLOW = 26, 1000  # up to so many companies everything takes part; from so many on what is slow runs once, or not


def checking(size: int, limit: Limit, before: Sequence[str] = ()) -> Iterator[list[str]]:
    """One size: ours, the peers on the companies' files alone, and the floors."""
    folder = world(size)
    files = sorted(path.relative_to(folder) for path in (folder / "data" / "companies").iterdir())
    weight = sum(path.stat().st_size for path in (folder / "data").rglob("*.yml")) / 1e6
    runs = in_turns(list(_entries(folder, files, size, before)), limit)
    both = f"{LINTER} and check-jsonschema, one after the other"
    if runs.get(LINTER):
        runs[both] = [_sum(one, other) for one, other in zip(runs[LINTER], runs[VALIDATOR], strict=False)]
    count = sum(1 for _path in (folder / "data").rglob("*.yml"))
    words = f"{count:,} files with {weight:,.1f} MB; the others get only the {size:,} files of companies."
    yield Table(title=f"Checking {size:,} companies", words=words, ours=OURS, runs=runs).lines()


def _entries(folder: Path, files: Sequence[Path], size: int, before: Sequence[str]) -> Iterator[Entry]:
    slow = 1 if size >= SLOW else sys.maxsize
    yield Entry(name=OURS, command=[TRACKER, "check"], folder=folder)
    if size <= SLOW:
        with_past: list[str | Path] = [TRACKER, "check", "--base", "HEAD"]
        yield Entry(name="tracker check --base: and its history", command=with_past, folder=folder, rounds=slow)
        schema_alone: list[str | Path] = [BIN / "check-jsonschema", "--schemafile", SCHEMA, *files]
        yield Entry(name=VALIDATOR, command=schema_alone, folder=folder, rounds=slow)
        with_ajv: list[str | Path] = ["node", PEERS / "ajv.mjs", SCHEMA, *files]
        environment = {"PEERS": str(CACHE)}
        yield Entry(name="ajv: the schema alone", command=with_ajv, folder=folder, environment=environment)
    if size <= FEW:
        lint: list[str | Path] = [CACHE / "venv" / "bin" / "yamllint", "-d", LINTING, *files]
        yield Entry(name=LINTER, command=lint, folder=folder)
    if size < SLOW:
        earlier = {revision: earlier_world(size, revision) for revision in before}
        yield from (tracker_at(revision, ["check"], old) for revision, old in earlier.items() if old)
    native: list[str | Path] = [cpp_validator(), "validate", SCHEMA, *files]
    yield Entry(name=NATIVE, command=native, folder=folder)
    yield own_module("floor: libyaml's events", "floors", "events", folder)
    yield own_module("floor: reading the bytes", "floors", "read", folder)


def _sum(one: Run, other: Run) -> Run:
    both = replace(one, clock=one.clock + other.clock, processor=one.processor + other.processor)
    return replace(both, memory=max(one.memory, other.memory))


def starting(size: int, limit: Limit) -> Iterator[list[str]]:
    """One file in a tree of many, and what a command takes that does nothing: in the world of that size."""
    folder = world(size)
    one = min((folder / "data" / "companies").iterdir())
    python, validator = sys.executable, BIN / "check-jsonschema"
    alone = [
        Entry(name="tracker check ONE.yml: everything", command=[TRACKER, "check", one], folder=folder),
        Entry(name=VALIDATOR, command=[validator, "--schemafile", SCHEMA, one], folder=folder),
        Entry(name=NATIVE, command=[cpp_validator(), "validate", SCHEMA, one], folder=folder),
    ]
    nothing = [
        Entry(name="tracker --help", command=[TRACKER, "--help"], folder=folder),
        Entry(name="check-jsonschema --help", command=[validator, "--help"], folder=folder),
        Entry(name="floor: Python with click", command=[python, "-c", "import click"], folder=folder),
        Entry(name="floor: Python", command=[python, "-c", "pass"], folder=folder),
    ]
    for title, entries in ((f"One file in a tree of {size:,}", alone), ("The start of a command", nothing)):
        yield Table(title=title, ours=entries[0].name, runs=in_turns(entries, limit)).lines()
