"""Our pictures as PNG: boxes, lines, shapes and texts are where the SVG has them, and nothing else is in the SVG."""

import io
import re

import pytest
from PIL import Image

from tests.conftest import ROOT
from tracker.model import Status
from tracker.sharing.drawing import png
from tracker.status import LOOKS

WHITE, RED, BLUE = (255, 255, 255), (255, 0, 0), (0, 0, 255)


def drawn(inner: str, scale: float = 1) -> Image.Image:
    """A picture of 100 by 50."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">{inner}</svg>'
    return Image.open(io.BytesIO(png(svg, scale))).convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around everything that is not white."""
    return Image.eval(image.convert("L"), lambda level: 255 - level).getbbox()


@pytest.mark.parametrize(
    ("inner", "scale", "box"),
    [
        ('<rect x="10" y="5" width="20" height="30" fill="#ff0000"/>', 1, (10, 5, 30, 35)),
        ('<rect x="10%" y="10%" width="50%" height="50%" fill="#ff0000"/>', 2, (20, 10, 120, 60)),
        ('<svg x="50%" y="10" width="50%"><rect x="50%" width="5" height="5" fill="#ff0000"/></svg>', 1,
         (75, 10, 80, 15)),
        ('<g transform="translate(10 5) scale(2)"><rect width="4" height="4" fill="#ff0000"/></g>', 1, (10, 5, 18, 13)),
        ('<g fill="#ff0000"><rect x="1" width="4" height="4"/></g>', 1, (1, 0, 5, 4)),
        ('<rect x="10" y="10" width="20" height="20" fill="#ff0000" stroke="#0000ff" stroke-width="2"/>', 1,
         (9, 9, 31, 31)),
        ('<line x1="10" x2="90" y1="20" y2="20" stroke="#ff0000" stroke-width="2"/>', 1, (10, 19, 90, 21)),
        ('<line x1="10" x2="10" y1="0" y2="40" stroke="#ff0000" stroke-width="2"/>', 1, (9, 0, 11, 40)),
        ('<line x1="10" x2="90" y1="20" y2="20" stroke="#ff0000"/>', 1.5, (15, 30, 135, 31)),
    ],
)  # fmt: skip
def test_everything_is_where_it_is_said_to_be(inner: str, scale: float, box: tuple[int, int, int, int]) -> None:
    assert ink(drawn(inner, scale)) == box


def test_a_box_has_its_edge_around_its_ground_and_a_hollow_one_shows_what_is_below() -> None:
    edged = drawn('<rect x="10" y="10" width="20" height="20" fill="#ff0000" stroke="#0000ff" stroke-width="2"/>')
    assert (edged.getpixel((10, 20)), edged.getpixel((20, 20))) == (BLUE, RED)
    hollow = drawn('<rect x="10" y="10" width="20" height="20" fill="none" stroke="#0000ff" stroke-width="2"/>')
    assert (hollow.getpixel((10, 20)), hollow.getpixel((20, 20))) == (BLUE, WHITE)


def test_a_broken_line_has_gaps() -> None:
    line = drawn('<line x1="5" x2="5" y1="0" y2="14" stroke="#ff0000" stroke-width="2" stroke-dasharray="4 3"/>')
    assert [line.getpixel((5, y)) == RED for y in range(14)] == [True] * 4 + [False] * 3 + [True] * 4 + [False] * 3


def test_the_corners_of_a_round_box_are_free_and_the_shape_of_a_ring_has_a_hole() -> None:
    box = drawn('<rect width="40" height="40" rx="10" fill="#ff0000"/>')
    assert (box.getpixel((0, 0)), box.getpixel((20, 0)), box.getpixel((20, 20))) == (WHITE, RED, RED)
    ring = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.5,0A0.5,0.5,0,1,0,0.5,0A0.5,0.5,0,1,0,-0.5,0Z"
    shape = drawn(f'<svg x="50" y="25"><path transform="scale(20)" d="{ring}" fill="#ff0000"/></svg>')
    assert ink(shape) == (30, 5, 70, 45)
    assert [shape.getpixel(place) for place in ((50, 25), (50, 10), (35, 25), (31, 6))] == [WHITE, RED, RED, WHITE]


@pytest.mark.parametrize("status", LOOKS)
def test_the_shape_of_every_status_is_drawn_in_its_square(status: Status) -> None:
    path = LOOKS[status].shape
    image = drawn(f'<svg x="50" y="25"><path transform="scale(20)" d="{path}" fill="#ff0000"/></svg>')
    left, top, right, bottom = ink(image) or (0, 0, 0, 0)
    assert left >= 30
    assert top >= 5
    assert right <= 71
    assert bottom <= 46
    assert right > left


@pytest.mark.parametrize(("anchor", "left", "right"), [("start", 50, 92), ("middle", 29, 71), ("end", 8, 50)])
def test_a_text_begins_ends_or_has_its_middle_where_it_is_said(anchor: str, left: int, right: int) -> None:
    image = drawn(f'<text x="50" y="30" font-size="20" text-anchor="{anchor}" fill="#ff0000">HHH</text>')
    box = ink(image)
    assert box is not None
    assert (abs(box[0] - left) <= 2, abs(box[2] - right) <= 2) == (True, True)
    assert box[3] == 30  # the baseline


def test_a_part_of_a_text_is_bold_and_lines_of_a_template_are_spaces() -> None:
    plain = drawn('<text x="5" y="30" font-size="20" fill="#000000">Met 3</text>')
    assert drawn('<text x="5" y="30" font-size="20" fill="#000000">Met\n   3</text>').tobytes() == plain.tobytes()
    bold = drawn('<text x="5" y="30" font-size="20" fill="#000000"><tspan font-weight="bold">Met</tspan> 3</text>')
    assert sum(bold.convert("L").tobytes()) < sum(plain.convert("L").tobytes())


def test_a_turned_text_is_read_from_below() -> None:
    text = '<text font-size="12" transform="rotate(-90) translate(0 4)" fill="#ff0000">HHH</text>'
    left, top, right, bottom = ink(drawn(f'<svg x="50" y="45">{text}</svg>')) or (0, 0, 0, 0)
    assert (right, bottom) == (54, 44)
    assert bottom - top > right - left


def test_the_colours_at_an_edge_lie_between_the_two_and_there_are_few() -> None:
    image = drawn('<text x="5" y="30" font-size="20" fill="#ff0000">Open</text>')
    assert {colour[0] for _count, colour in image.getcolors() or [] if isinstance(colour, tuple)} == {255}
    assert 4 < len(image.getcolors() or []) <= 16


@pytest.mark.parametrize("inner", ['<circle r="5"/>', '<g transform="skewX(3)"/>', "<image/>"])
def test_what_is_not_drawn_here_is_an_error(inner: str) -> None:
    with pytest.raises(ValueError, match="is not drawn"):
        drawn(inner)


def test_the_fonts_are_the_projects_own_with_their_licence() -> None:
    fonts = ROOT / "scripts" / "tracker" / "sharing" / "fonts"
    assert sorted(path.name for path in fonts.iterdir()) == [
        "LICENSE",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Regular.ttf",
    ]
    assert re.search("SIL OPEN FONT LICENSE Version 1.1", (fonts / "LICENSE").read_text("utf-8"))
