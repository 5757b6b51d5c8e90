"""Charts as files: a picture that says of which day and from where it is, as SVG and PNG, and its numbers as CSV."""

import csv
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracker.drawing import png
from tracker.model import Edition, Status
from tracker.pages.charts import HEIGHT, Bars, Cells, Steps, all_charts
from tracker.pages.rendering import human_date, render, text_height
from tracker.pages.text_width import text_width
from tracker.pages.tokens import LIGHT, TYPE
from tracker.records.csv_file import inert
from tracker.status import LOOKS, Tally, label
from tracker.views.cells import Cell
from tracker.views.citation import PUBLICATION
from tracker.views.tables import counted
from tracker.views.view import View

# Pixels.
_WIDTH, _EDGE, _TITLE_LINE, _FOOT = 960, 30, 28, 76
_BAR, _BAR_STEP, _STRIP = 34, 44, 22
_LETTERS = 85  # of a title on one line
_CHARTS_A_BUILD = 1000

AnyChart = Bars | Cells | Steps


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A bar, or a strip of cells, with its name."""

    name: str
    y: int
    height: int
    tally: Tally
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class _Key:
    status: Status
    x: int


def chart_files(view: View) -> Mapping[str, bytes]:
    """Three files for each chart, by their paths."""
    found: dict[str, bytes] = {}
    for chart in all_charts(view):
        svg = _svg(chart, view.edition)
        found[f"{chart.file}.svg"] = svg.encode()
        found[f"{chart.file}.png"] = _png(svg)
        found[f"{chart.file}.csv"] = _csv(chart)
    return found


@lru_cache(maxsize=_CHARTS_A_BUILD)  # while the site is served and built again, most charts stay as they are
def _png(svg: str) -> bytes:
    return png(svg, scale=1.5)


def _svg(chart: AnyChart, edition: Edition) -> str:
    title = textwrap.wrap(chart.title, _LETTERS, max_lines=3, placeholder=" …")
    top = 40 + _TITLE_LINE * len(title) + 24
    heads = text_height(column.name for column in chart.table.columns) if isinstance(chart, Cells) else 0
    rows = tuple(_rows(chart, heads))
    body = HEIGHT if isinstance(chart, Steps) else max(row.y + row.height for row in rows)
    names = max((text_width(row.name, TYPE[0]) for row in rows), default=0)
    source = f"{PUBLICATION}, {edition.site}{chart.place}" if edition.site else PUBLICATION
    return render(
        "chart.svg",
        chart.file,
        edition,
        chart=chart,
        title=title,
        legend=list(_legend(chart.statuses)),
        rows=rows,
        heads=heads,
        width=_WIDTH,
        height=top + body + (24 if isinstance(chart, Steps) else 0) + _FOOT,
        top=top,
        body=body,
        edge=_EDGE,
        left=_EDGE + (names + 10 if names else 34 if isinstance(chart, Steps) else 0),
        right=_EDGE + (48 if isinstance(chart, Steps) else 0),
        caption=[f"Data of {human_date(edition.date)}. CC BY 4.0.", source],
        colour=_colour,
    )


def _rows(chart: AnyChart, heads: int) -> Iterator[_Row]:
    if isinstance(chart, Bars):
        for place, column in enumerate(chart.columns):
            name = column.name if len(chart.columns) > 1 else ""
            yield _Row(name=name, y=place * _BAR_STEP, height=_BAR, tally=column.tally)
    elif isinstance(chart, Cells):
        for place, row in enumerate(chart.table.members):
            y = heads + place * _STRIP
            yield _Row(name=row.company.name, y=y, height=_STRIP, tally=row.tally, cells=row.cells)


def _legend(statuses: Iterable[Status]) -> Iterator[_Key]:
    x = _EDGE
    for status in statuses:
        yield _Key(status, x)
        x += 18 + text_width(label(status), TYPE[1]) + 22


def _colour(name: str) -> str:
    """The colour of a token or of a status on light ground: a picture cannot follow the reader's choice."""
    status, _, part = name.partition("-ground")
    if name in LIGHT:
        return LIGHT[name]
    ink, ground = LOOKS[Status(status)].light
    return (ground or LIGHT["page"]) if name != status or part else ink


def _csv(chart: AnyChart) -> bytes:
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(_table(chart))
    return "".join(lines).encode()


class _Lines(list[str]):
    """What the CSV writer writes to."""

    write = list.append


def _table(chart: AnyChart) -> Iterator[list[str | int]]:
    counts = [status.replace("-", "_") for status in Status]
    if isinstance(chart, Bars):
        yield ["pledge", "commitment", "title", *counts]
        for column in chart.columns:
            yield [column.pledge.id, column.commitment.id, inert(column.name), *column.tally.counts.values()]
    elif isinstance(chart, Steps):
        yield ["date", *counts]
        for moment in chart.moments:
            yield [str(moment.day), *moment.tally.counts.values()]
    else:
        yield ["company", "pledge", "commitment", "status"]
        for cell in counted(chart.table.cells):
            yield [cell.company.id, cell.pledge.id, cell.commitment.id, cell.status]
