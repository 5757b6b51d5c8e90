"""Pictures from drawings, with the fonts that the library brings along and none of the machine's."""

import os
from functools import cache
from pathlib import Path

import vl_convert

_ONLY_ITS_OWN = Path(__file__).with_name("own_fonts.conf")
_NAME = "FONTCONFIG_FILE"


def png(svg: str, scale: float = 1) -> bytes:
    """The picture of an SVG document."""
    _choose_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def _choose_fonts() -> None:
    """Make the library look for fonts, which it does once, where there are none; other programs are not told so."""
    before = os.environ.get(_NAME)
    os.environ[_NAME] = str(_ONLY_ITS_OWN)
    try:
        vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>a</text></svg>')
    finally:
        del os.environ[_NAME]
        if before is not None:
            os.environ[_NAME] = before
