"""What was measured, as tables in Markdown, and where they stand in docs/benchmarks.md."""

import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Run, times

BEGIN, END = "<!-- begin: {} -->", "<!-- end: {} -->"


@dataclass(frozen=True, kw_only=True)
class Table:
    """The runs of a comparison by name; `ours` is the name of what the others are compared with."""

    title: str
    words: str = ""
    ours: str
    runs: Mapping[str, Sequence[Run]]

    def lines(self) -> list[str]:
        """The table in Markdown."""
        head = "| what | runs | clock, s | processor, s | memory | we take: clock | processor |"
        rows = [self._row(name, runs) for name, runs in self.runs.items() if runs]
        return [f"### {self.title}", "", *([self.words, ""] if self.words else []), head, "|---" * 7 + "|", *rows, ""]

    def _row(self, name: str, runs: Sequence[Run]) -> str:
        clock = [run.clock for run in runs]
        middle = _seconds(statistics.median(clock))
        spread = f" ({_seconds(min(clock))} to {_seconds(max(clock))})" if len(runs) > 1 else ""
        processor = _seconds(statistics.median(run.processor for run in runs))
        memory = f"{max(run.memory for run in runs):,.0f} MiB"
        own = self.runs[self.ours]
        ratios = ["–", "–"] if name == self.ours else [_ratio(times(own, runs, of)) for of in ("clock", "processor")]
        bold = f"**{name}**" if name == self.ours else name
        return f"| {bold} | {len(runs)} | {middle}{spread} | {processor} | {memory} | {ratios[0]} | {ratios[1]} |"


def plain(title: str, words: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of other things than runs."""
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return [f"### {title}", "", *([words, ""] if words else []), *lines, ""]


def parts_of(page: Path) -> list[str]:
    """The names of the parts that a page has."""
    return re.findall(BEGIN.format("(.+)"), page.read_text("utf-8"))


def write(page: Path, part: str, lines: Iterable[str]) -> None:
    """Put the lines between the two marks of a part of a page."""
    before, begin, rest = page.read_text("utf-8").partition(BEGIN.format(part))
    _old, end, after = rest.partition(END.format(part))
    page.write_text("\n".join([before + begin, "", *lines, end + after]), "utf-8")


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _ratio(value: float) -> str:
    return f"{value:.2f} ×" if value < 10 else f"{value:.0f} ×"
