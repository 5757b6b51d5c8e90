"""The pictures of our templates as PNG: the part of SVG that they are written in, and an error for any other."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree import ElementTree

from tracker.sharing.canvas import Canvas, Outline, Point

_SVG = "{http://www.w3.org/2000/svg}"
_INHERITED = ("fill", "font-size", "font-weight")
_COMMAND = re.compile(r"([MLHVAZ])([^MLHVAZ]*)")
_NUMBER = re.compile(r"-?[0-9.]+")
_TURN = math.pi / 24  # of an arc, from one point to the next


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """Where an element's own coordinates lie: their zero in pixels, how large one is, and of what 100 % is taken."""

    x: float
    y: float
    scale: float
    width: float
    height: float
    style: Mapping[str, str]

    def across(self, value: str) -> float:
        return self.x + self.scale * _length(value, self.width)

    def down(self, value: str) -> float:
        return self.y + self.scale * _length(value, self.height)


def png(svg: str, scale: float = 1) -> bytes:
    """A picture of ours, drawn `scale` times as large; ValueError where it holds what is not drawn here."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own template)
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    canvas = Canvas(math.ceil(width * scale), math.ceil(height * scale))
    _draw_all(canvas, root, _Frame(x=0, y=0, scale=scale, width=width, height=height, style={}))
    return canvas.png()


def _draw_all(canvas: Canvas, parent: ElementTree.Element, frame: _Frame) -> None:
    for element in parent:
        name = element.tag.removeprefix(_SVG)
        if name not in _DRAWN:
            raise ValueError(f"a picture with <{name}> is not drawn")
        style = {**frame.style, **{key: element.attrib[key] for key in _INHERITED if key in element.attrib}}
        _DRAWN[name](canvas, element, _moved(replace(frame, style=style), element.get("transform", "")))


def _moved(frame: _Frame, transform: str) -> _Frame:
    """The frame after translate() and scale(); a text that is turned deals with that itself."""
    for name, inner in [] if "rotate" in transform else re.findall(r"(\w+)\(([^)]*)\)", transform):
        numbers = _numbers(inner)
        if name == "translate":
            frame = replace(frame, x=frame.x + frame.scale * numbers[0], y=frame.y + frame.scale * numbers[1])
        elif name == "scale":
            frame = replace(frame, scale=frame.scale * numbers[0])
        else:
            raise ValueError(f"a picture with {name}() is not drawn")
    return frame


def _group(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    _draw_all(canvas, element, frame)


def _part(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    inner = replace(
        frame,
        x=frame.across(element.get("x", "0")),
        y=frame.down(element.get("y", "0")),
        width=_length(element.get("width", "100%"), frame.width),
        height=_length(element.get("height", "100%"), frame.height),
    )
    _draw_all(canvas, element, inner)


def _box(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    left, top = frame.across(element.get("x", "0")), frame.down(element.get("y", "0"))
    width = frame.scale * _length(element.get("width", ""), frame.width)
    height = frame.scale * _length(element.get("height", ""), frame.height)
    stroke, fill, radius = element.get("stroke"), frame.style["fill"], frame.scale * float(element.get("rx", 0))
    pen = _pen(element, frame) if stroke else 0

    def grown(by: float) -> tuple[float, float, float, float]:
        return (left - by, top - by, left + width + by, top + height + by)

    if stroke:
        is_hollow = fill == "none"
        edge = radius + pen / 2 if radius else 0
        canvas.box(grown(pen / 2), stroke, radius=edge, hollow=pen if is_hollow else 0)
    if fill != "none":
        canvas.box(grown(-pen / 2), fill, radius=max(0, radius - pen / 2))


def _pen(element: ElementTree.Element, frame: _Frame) -> int:
    """How many whole pixels a line is wide: a hairline stays one."""
    return max(1, math.ceil(frame.scale * float(element.get("stroke-width", 1)) - 0.5))


def _line(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    (left, right), (top, bottom) = (
        (place(element.get(f"{axis}1", "")), place(element.get(f"{axis}2", "")))
        for axis, place in (("x", frame.across), ("y", frame.down))
    )
    pen = _pen(element, frame)
    is_flat = top == bottom
    x, y = (left, round(top - pen / 2)) if is_flat else (round(left - pen / 2), top)
    begin, end = (left, right) if is_flat else (top, bottom)
    for start, stop in _dashes(begin, end, element.get("stroke-dasharray", ""), frame.scale):
        box = (start, y, stop, y + pen) if is_flat else (x, start, x + pen, stop)
        canvas.box(box, element.get("stroke", ""))


def _dashes(begin: float, end: float, pattern: str, scale: float) -> Iterator[tuple[float, float]]:
    if not pattern:
        yield begin, end
        return
    dash, gap = (scale * each for each in _numbers(pattern))
    while begin < end:
        yield begin, min(begin + dash, end)
        begin += dash + gap


def _path(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    canvas.shape(_outlines(element.get("d", ""), frame.scale), (frame.x, frame.y), frame.style["fill"])


def _text(canvas: Canvas, element: ElementTree.Element, frame: _Frame) -> None:
    weight = frame.style.get("font-weight", "")
    runs = [(element.text or "", weight)]
    for each in element:
        runs += [(each.text or "", each.get("font-weight", weight)), (each.tail or "", weight)]
    found = tuple((re.sub(r"\s+", " ", words), of == "bold") for words, of in runs if words)
    x, y = frame.across(element.get("x", "0")), frame.down(element.get("y", "0"))
    turned = element.get("transform", "").startswith("rotate(-90)")
    if turned:  # and then moved: across in its own direction, which is up
        across, down = _numbers(element.get("transform", "").partition("translate")[2])
        x, y = x + frame.scale * down, y - frame.scale * across
    size = frame.scale * float(frame.style["font-size"])
    canvas.text(found, (x, y), frame.style["fill"], (size, element.get("text-anchor", "start"), turned))


def _words_for_readers(_canvas: Canvas, _element: ElementTree.Element, _frame: _Frame) -> None:
    """The title of a picture is read, not drawn."""


_DRAWN = {
    "g": _group,
    "line": _line,
    "path": _path,
    "rect": _box,
    "svg": _part,
    "text": _text,
    "title": _words_for_readers,
}


def _length(value: str, whole: float) -> float:
    return float(value[:-1]) * whole / 100 if value.endswith("%") else float(value)


def _numbers(text: str) -> list[float]:
    return [float(each) for each in _NUMBER.findall(text)]


@lru_cache(maxsize=100)
def _outlines(path: str, scale: float) -> tuple[Outline, ...]:
    """The corners of each closed part of a path of lines and circular arcs."""
    found: list[list[Point]] = []
    for command, inner in _COMMAND.findall(path):
        numbers = _numbers(inner)
        if command == "M":
            found.append([(numbers[0], numbers[1])])
        elif command == "L":
            found[-1].append((numbers[0], numbers[1]))
        elif command == "H":
            found[-1].append((numbers[0], found[-1][-1][1]))
        elif command == "V":
            found[-1].append((found[-1][-1][0], numbers[0]))
        elif command == "A":
            found[-1] += _arc(found[-1][-1], numbers)
    return tuple(tuple((x * scale, y * scale) for x, y in outline) for outline in found)


def _arc(begin: Point, numbers: list[float]) -> Iterator[Point]:
    """Points of a circular arc after its first: from its radius, which way it goes, and its end."""
    radius, _same, _turned, is_large, is_clockwise, *end = numbers
    (x1, y1), (x2, y2) = begin, end
    chord = math.dist(begin, end)
    away = math.sqrt(max(0, radius**2 - chord**2 / 4)) / chord * (-1 if is_large == is_clockwise else 1)
    x, y = (x1 + x2) / 2 - away * (y2 - y1), (y1 + y2) / 2 + away * (x2 - x1)
    first, last = math.atan2(y1 - y, x1 - x), math.atan2(y2 - y, x2 - x)
    if is_clockwise and last <= first:
        last += 2 * math.pi
    elif not is_clockwise and last >= first:
        last -= 2 * math.pi
    count = max(1, math.ceil(abs(last - first) / _TURN))
    for step in range(1, count + 1):
        angle = first + (last - first) * step / count
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)
