"""Commands in turns, each in a process of its own: how long they take, and how much memory."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RUNNER = Path(__file__).with_name("runner.py")
OUTPUT = ".bench-output"  # in the folder of a command: what it said


@dataclass(frozen=True, kw_only=True)
class Run:
    """Seconds on the clock, seconds of processor (of all processes and threads), and the most memory in MiB."""

    clock: float
    processor: float
    memory: float


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A command that takes part, under a name; it ends with 0, or nothing was measured."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    rounds: int = sys.maxsize  # at most


@dataclass(frozen=True)
class Limit:
    """So many rounds at most; and after the least number only as many as end within that time by all expectation.

    What runs once in any case does not count.
    """

    rounds: int
    seconds: float
    least: int = 1


ONCE = Limit(1, 0)


def run(entry: Entry) -> Run:
    """Run a command once; where it fails, its last words end the benchmark."""
    code, measured = _run(entry)
    if code:
        said = (entry.folder / OUTPUT).read_text("utf-8", "replace")
        sys.exit(f"{entry.name} ended with {code}:\n{said[-2000:]}")
    sys.stderr.write(f"{entry.name}: {measured.clock:.2f} s\n")
    return measured


def ends_well(entry: Entry) -> bool:
    """Whether a command ends with 0."""
    return _run(entry)[0] == 0


def _run(entry: Entry) -> tuple[int, Run]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **entry.environment}
    answer = entry.folder / ".bench-result"
    command = [sys.executable, "-I", "-S", RUNNER, entry.folder / OUTPUT, answer, *entry.command]
    subprocess.run([str(part) for part in command], cwd=entry.folder, env=environment, check=True)
    code, clock, processor, memory = map(float, answer.read_text("utf-8").split())
    return int(code), Run(clock=clock, processor=processor, memory=memory / 1024)


def in_turns(entries: Sequence[Entry], limit: Limit) -> dict[str, list[Run]]:
    """Rounds in each of which every entry runs once, so that what else the machine does meets all alike."""
    runs: dict[str, list[Run]] = {entry.name: [] for entry in entries}
    spent = 0.0
    for number in range(limit.rounds):
        taking = [entry for entry in entries if number < entry.rounds]
        if number >= limit.least and spent + sum(runs[entry.name][-1].clock for entry in taking) > limit.seconds:
            break
        for entry in taking:
            runs[entry.name].append(run(entry))
            spent += runs[entry.name][-1].clock if entry.rounds > 1 else 0
    return runs


def times(ours: Sequence[Run], theirs: Sequence[Run], what: str) -> float:
    """How many times as much of something we need as another one: the median of the rounds in which both ran."""
    pairs = zip(ours, theirs, strict=False)
    return float(statistics.median(getattr(own, what) / max(getattr(other, what), 0.001) for own, other in pairs))
