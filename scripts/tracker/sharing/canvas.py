"""A picture of few colours, on which boxes, shapes and texts are laid in one colour each, with smooth edges."""

import math
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageChops, ImageDraw, ImageFont

from tracker.files import in_memory

Point = tuple[float, float]
Outline = tuple[Point, ...]
Colour = tuple[int, int, int]
Runs = tuple[tuple[str, bool], ...]

_FONTS = files("tracker.sharing") / "fonts"  # our own: those of a machine would give other pictures on each
_FINE = 4  # how many times larger a shape is drawn before its edges are made smooth
_STEPS = 15  # between two colours, at an edge
_COLOURS = 256


class Canvas:
    """A picture of `width` by `height` pixels in one colour, to be drawn on."""

    def __init__(self, width: int, height: int, ground: str = "#ffffff") -> None:
        self._image = Image.new("L", (width, height))  # its values are places in the list of colours
        self._colours: list[Colour] = []
        self._places: dict[Colour, int] = {}
        self._edges: dict[tuple[int, int], list[int]] = {}
        self._laid: dict[tuple[int, int, int], tuple[Image.Image, Image.Image]] = {}
        self._place(_colour(ground))

    def png(self) -> bytes:
        """The picture as a file."""
        image = self._image.copy()
        image.putpalette([part for colour in self._colours for part in colour])
        return in_memory(lambda file: image.save(file, "PNG", compress_level=3))

    def box(self, box: tuple[float, float, float, float], colour: str, *, radius: float = 0, hollow: int = 0) -> None:
        """A box (left, top, right, bottom) that fills whole pixels; `hollow` is the width of its edge, if it is one."""
        left, top, right, bottom = (_nearest(each) for each in box)
        if right <= left or bottom <= top:
            return
        if radius or hollow:
            self._lay(_rounded(right - left, bottom - top, round(radius, 2), hollow), (left, top), colour)
        else:
            self._image.paste(self._place(_colour(colour)), (left, top, right, bottom))

    def shape(self, outlines: tuple[Outline, ...], at: Point, colour: str) -> None:
        """A shape around a point."""
        x, y = (math.floor(each * _FINE) / _FINE for each in at)
        left, top = math.floor(x), math.floor(y)
        mask, moved = _drawn(outlines, (x - left, y - top))
        self._lay(mask, (left + moved[0], top + moved[1]), colour)

    def text(self, runs: Runs, at: Point, colour: str, look: tuple[float, str, bool]) -> None:
        """A line of text from its baseline, in runs that are bold or not.

        `look` is its size, its anchor (start, middle or end), and whether it stands upright, read from below.
        """
        size, anchor, is_upright = look
        before = _text_length(runs, size) * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        x, y = at
        along, across = (y + before, round(x)) if is_upright else (x - before, round(y))
        place = _nearest(along)
        mask, (left, rise) = _written(runs, size)
        if is_upright:
            mask = mask.transpose(Image.Transpose.ROTATE_90)
            self._lay(mask, (across - rise, place - mask.height + left), colour)
        else:
            self._lay(mask, (place - left, across - rise), colour)

    def _lay(self, mask: Image.Image, at: tuple[int, int], colour: str) -> None:
        """Colour what a mask covers, the more the fuller it is there."""
        box = (*at, at[0] + mask.width, at[1] + mask.height)
        ground, ink = self._image.crop(box), self._place(_colour(colour))
        found = [int(below) for _count, below in ground.getcolors() or []]  # type: ignore[arg-type]  # each has one part
        for below in found:
            where = None if len(found) == 1 else ground.point([255 * (each == below) for each in range(_COLOURS)])
            self._image.paste(self._coloured(mask, below, ink), box, where)

    def _coloured(self, mask: Image.Image, below: int, ink: int) -> Image.Image:
        key = (id(mask), below, ink)
        if key not in self._laid:
            self._laid[key] = (mask.point(self._edge(below, ink)), mask)  # which is kept, and with it its id
        return self._laid[key][0]

    def _edge(self, below: int, ink: int) -> list[int]:
        """For each fullness of a mask the place of the colour in between."""
        if (below, ink) not in self._edges:
            ends = list(zip(self._colours[below], self._colours[ink], strict=True))
            between = [
                tuple(round(low + (high - low) * step / _STEPS) for low, high in ends) for step in range(_STEPS + 1)
            ]
            places = [self._place(each) for each in between]  # type: ignore[arg-type]  # three parts as before
            self._edges[below, ink] = [each for each in places for _level in range(_COLOURS // (_STEPS + 1))]
        return self._edges[below, ink]

    def _place(self, colour: Colour) -> int:
        """Where a colour is in the list; where the list is full, the nearest one."""
        if colour not in self._places:
            if len(self._colours) == _COLOURS:
                return min(range(_COLOURS), key=lambda each: math.dist(self._colours[each], colour))
            self._places[colour] = len(self._colours)
            self._colours.append(colour)
        return self._places[colour]


def _nearest(number: float) -> int:
    return math.floor(number + 0.5)


@lru_cache(maxsize=1000)
def _colour(text: str) -> Colour:
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


@lru_cache(maxsize=100)
def _font(is_bold: bool, size: float) -> ImageFont.FreeTypeFont:
    name = f"LiberationSans-{'Bold' if is_bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1000)
def _text_length(runs: Runs, size: float) -> float:
    return sum(_font(is_bold, size).getlength(words) for words, is_bold in runs)


@lru_cache(maxsize=1000)  # a day and a name stand on every picture
def _written(runs: Runs, size: float) -> tuple[Image.Image, tuple[int, int]]:
    """The mask of a line of text, and where in it the line begins."""
    rise, fall = math.ceil(size * 1.1), math.ceil(size * 0.4)
    mask = Image.new("L", (math.ceil(_text_length(runs, size)) + 2 * fall, rise + fall))
    pen, place = ImageDraw.Draw(mask), float(fall)
    for words, is_bold in runs:
        font = _font(is_bold, size)
        pen.text((place, rise), words, font=font, anchor="ls", fill=255)
        place += font.getlength(words)
    return mask, (fall, rise)


@lru_cache(maxsize=1000)
def _rounded(width: int, height: int, radius: float, hollow: int) -> Image.Image:
    mask = Image.new("L", (width * _FINE, height * _FINE))
    pen, far = ImageDraw.Draw(mask), (width * _FINE - 1, height * _FINE - 1)
    pen.rounded_rectangle((0, 0, *far), radius * _FINE, fill=255)
    if hollow:
        inner, edge = max(0, radius - hollow) * _FINE, hollow * _FINE
        pen.rounded_rectangle((edge, edge, far[0] - edge, far[1] - edge), inner, fill=0)
    return mask.reduce(_FINE)


@lru_cache(maxsize=1000)
def _drawn(outlines: tuple[Outline, ...], at: Point) -> tuple[Image.Image, tuple[int, int]]:
    """The mask of a shape around a point, and where its corner is; an outline inside of another is a hole in it."""
    points = [point for outline in outlines for point in outline]
    left, top = (math.floor(min(point[axis] for point in points) + at[axis]) for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in points) + at[axis]) + 1 for axis in (0, 1))
    size = ((right - left) * _FINE, (bottom - top) * _FINE)
    mask = Image.new("1", size)
    for outline in outlines:
        own = Image.new("1", size)
        ImageDraw.Draw(own).polygon(
            [((x + at[0] - left) * _FINE - 0.5, (y + at[1] - top) * _FINE - 0.5) for x, y in outline], fill=1
        )
        is_hole = 2 * ImageChops.logical_and(mask, own).histogram()[255] > own.histogram()[255]
        mask = (ImageChops.logical_xor if is_hole else ImageChops.logical_or)(mask, own)
    return mask.convert("L").reduce(_FINE), (left, top)
