"""Pictures of the counts: Vega-Lite draws them as SVG in the colours of the page, so they follow light and dark."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import vl_convert
from markupsafe import Markup

from tracker.model import Status
from tracker.status import LOOKS, Tally, label
from tracker.views.tables import Moment, Table

_Spec = dict[str, Any]
_Row = Mapping[str, object]

# Pixels. Every place is fixed: a layout that measures texts would differ with the fonts of the machine.
_WIDTH, _AREA_HEIGHT, _BAR_STEP, _CELL_STEP = 490, 170, 26, 24
_NAMES, _SLANTED_NAMES, _WORDS, _EDGE = 220, 150, 130, 20
_TEXT, _QUIET, _LINE = "currentColor", "var(--ink-2)", "var(--line)"
_CONFIG: _Spec = {
    "aria": False,  # the page gives the picture its words
    "mark": {"aria": False},
    "autosize": "none",
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "labelColor": _TEXT,
        "titleColor": _QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,
        "labelOverlap": False,
        "domainColor": _LINE,
        "tickColor": _LINE,
        "gridColor": _LINE,
    },
}


def status_bars(rows: Iterable[tuple[str, Tally]]) -> Markup:
    """A bar for each named tally, its parts in the order of the statuses, each with its number."""
    values = [{"name": name, **part} for name, tally in rows for part in _stack(tally) if part["number"]]
    names = list(dict.fromkeys(str(value["name"]) for value in values))
    place: _Spec = {"y": {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": {"ticks": False}}}
    x: _Spec = {"field": "from", "type": "quantitative", "title": None, "axis": None}
    bars = {
        "mark": {"type": "bar", "strokeWidth": 1, "height": {"band": 0.78}},
        "encoding": {**place, "x": x, "x2": {"field": "to"}, **_colours()},
    }
    numbers = {
        "mark": {"type": "text", "fontSize": 11, "fontWeight": "bold"},
        "encoding": {**place, "x": {**x, "field": "middle"}, "text": {"field": "number"}, "color": _scale("")},
    }
    size = {
        "width": _WIDTH,
        "height": len(names) * _BAR_STEP,
        "padding": _padding(left=_NAMES if any(names) else _EDGE),
    }
    return _draw({**size, "data": {"values": values}, "layer": [bars, numbers]})


def over_time(moments: Iterable[Moment], deadline: datetime.date | None = None) -> Markup:
    """How many cells stood how from day to day, one step for each change, with the deadline as a line."""
    found = list(moments)
    first, last, total = found[0].day, found[-1].day, found[0].tally.total
    reached = {each for moment in found for each, number in moment.tally.counts.items() if number}
    shown = reached - {Status.NOT_ASSESSED}
    values = [
        {"day": moment.day.isoformat(), **part}
        for moment in found
        for part in _stack(moment.tally)
        if part["status"] in shown
    ]
    x: _Spec = {"field": "day", "type": "temporal", "scale": {"type": "utc"}, "title": None}
    x["axis"] = {"format": "%b %Y", "grid": False, "values": _half_years(first, last)}
    y: _Spec = {"field": "from", "type": "quantitative", "scale": {"domain": [0, total]}, "title": f"{total} in all"}
    y["axis"] = {"tickMinStep": 1, "tickCount": 5}
    areas: _Spec = {
        "data": {"values": values},
        "mark": {"type": "area", "interpolate": "step-after", "strokeWidth": 1},
        "encoding": {"x": x, "y": y, "y2": {"field": "to"}, "detail": {"field": "status"}, **_colours()},
    }
    ends = [value for value in values if value["day"] == last.isoformat() and value["number"]]
    words = {
        "data": {"values": ends},
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "fontWeight": "bold"},
        "encoding": {"x": x, "y": {**y, "field": "middle"}, "text": {"field": "label"}, "color": _scale("")},
    }
    layers = [areas, words, *(_deadline(deadline, x) if deadline else ())]
    size = {"width": _WIDTH, "height": _AREA_HEIGHT, "padding": _padding(left=50, right=_WORDS, bottom=30)}
    return _draw({**size, "layer": layers})


def _half_years(first: datetime.date, last: datetime.date) -> list[str]:
    days = (datetime.date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 7))
    return [day.isoformat() for day in days if first <= day <= last]


def _deadline(day: datetime.date, x: _Spec) -> Iterator[_Spec]:
    data = {"values": [{"day": day.isoformat(), "label": "deadline"}]}
    yield {
        "data": data,
        "mark": {"type": "rule", "stroke": _TEXT, "strokeDash": [4, 3]},
        "encoding": {"x": x},
    }
    yield {
        "data": data,
        "mark": {"type": "text", "y": -9, "fill": _TEXT, "fontSize": 12},
        "encoding": {"x": x, "text": {"field": "label"}},
    }


def heat_map(table: Table) -> Markup:
    """Every cell of a pledge as a coloured square with the shape of its status."""
    titles = [column.name for column in table.columns]
    companies = [row.company.name for row in table.members]
    values = [
        {"company": row.company.name, "commitment": title, "status": cell.status}
        for row in table.members
        for title, cell in zip(titles, row.cells, strict=True)
    ]
    x: _Spec = {"field": "commitment", "type": "nominal", "sort": titles, "title": None}
    x["axis"] = {"orient": "top", "labelAngle": -60, "ticks": False, "domain": False}
    y: _Spec = {"field": "company", "type": "nominal", "sort": companies, "title": None}
    y["axis"] = {"ticks": False, "domain": False}
    squares = {
        "mark": {"type": "rect", "width": {"band": 0.9}, "height": {"band": 0.9}, "cornerRadius": 3},
        "encoding": {"x": x, "y": y, "fill": _scale("-ground")},
    }
    names = list(Status)
    shapes: _Spec = {"domain": names, "range": [LOOKS[name].shape for name in names]}
    marks = {
        "mark": {"type": "point", "size": 42, "opacity": 1, "strokeWidth": 0},
        "encoding": {
            "x": x,
            "y": y,
            "fill": _scale(""),
            "shape": {"field": "status", "scale": shapes, "legend": None},
        },
    }
    padding = _padding(left=_NAMES, top=_SLANTED_NAMES, right=_SLANTED_NAMES // 2)
    size = {"width": len(titles) * _CELL_STEP, "height": len(companies) * _CELL_STEP, "padding": padding}
    layers = {"data": {"values": values}, "layer": [squares, marks], "resolve": {"scale": {"fill": "independent"}}}
    return _draw({**size, **layers})


def _padding(*, left: int, top: int = _EDGE, right: int = _EDGE, bottom: int = _EDGE) -> _Spec:
    return {"left": left, "top": top, "right": right, "bottom": bottom}


def _stack(tally: Tally) -> Iterator[_Row]:
    """Where the part of each status begins and ends when they are laid one after another, in numbers of cells."""
    begin = 0
    for status, number in tally.counts.items():
        end = begin + number
        place = {"from": begin, "to": end, "middle": (begin + end) / 2}
        yield {"status": status, "number": number, "label": f"{label(status)} {number}", **place}
        begin = end


def _colours() -> _Spec:
    return {"fill": _scale("-ground"), "stroke": _scale("")}


def _scale(part: str) -> _Spec:
    names = list(Status)
    scale = {"domain": names, "range": [f"var(--{name}{part})" for name in names]}
    return {"field": "status", "type": "nominal", "scale": scale, "legend": None}


def _draw(spec: _Spec) -> Markup:
    return _drawn(json.dumps({**spec, "config": _CONFIG}))


@lru_cache(maxsize=1000)  # while the site is served and built again, most pictures stay as they are
def _drawn(spec: str) -> Markup:
    return Markup(vl_convert.vegalite_to_svg(spec, vl_version="6.4"))  # noqa: S704 (Vega escapes every text)
