"""The style sheet of the design tokens, those of the statuses among them, for the site and for frames; the mark."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from tracker.model import Status
from tracker.pages.rendering import render
from tracker.pages.tokens import CORNERS, DARK, FONTS, LIGHT, MEASURE, REM, SPACES, TYPE
from tracker.status import LOOKS, STATE_LOOKS, Look
from tracker.views.view import View

_VIEW_BOX = "-1.15 -1.15 2.3 2.3"  # a shape fills the square from -1 to 1; around it there is room for its edges
_KEPT = " '=:/.,-"  # what a URL between double quotes may hold as it is


def token_styles(view: View) -> Mapping[str, bytes]:
    """`assets/tokens.css`: the tokens as properties, and for `data-status` and `data-state` their ink, ground, shape.

    A page of the site says by an attribute of the theme's whether it is light or dark; a frame follows the system.
    Paper is always light.
    """
    del view
    light = [*_properties(LIGHT), *_colours({name: look.light for name, look in LOOKS.items()})]
    dark = [*_properties(DARK), *_colours({name: look.dark for name, look in LOOKS.items()})]
    lines = [
        "/* Made from scripts/tracker/pages/tokens.py, and from LOOKS in scripts/tracker/status.py. */",
        *_rule(':root,\n[data-md-color-scheme="default"]', light),
        "@media screen and (prefers-color-scheme: dark) {",
        *_rule(":root", dark),
        "}",
        "@media screen {",
        *_rule('[data-md-color-scheme="slate"]', dark),
        "}",
        *_rule(":root", [*_steps("type", TYPE), *_steps("space", SPACES), *_steps("corner", CORNERS)]),
        *_rule(":root", _properties({**FONTS, "measure": f"{MEASURE / REM:g}rem"})),
    ]
    for name, look in LOOKS.items():
        states = [f'[data-state="{state}"]' for state, other in STATE_LOOKS.items() if other is look]
        selector = ",\n".join([f'[data-status="{name}"]', *states])
        colours = [f"--ink: var(--{name})", f"--ground: var(--{name}-ground)"]
        lines += _rule(selector, [*colours, f"--shape: {_mask(look)}"])
    return {"assets/tokens.css": "\n".join([*lines, ""]).encode()}


def mark(view: View) -> Mapping[str, bytes]:
    """`assets/mark.svg`, the project's own mark: in the header and as the icon of the site."""
    return {"assets/mark.svg": render("mark.svg", "assets/", view.edition).encode()}


def _rule(selector: str, declarations: list[str]) -> Iterator[str]:
    yield f"{selector} {{"
    yield from (f"  {each};" for each in declarations)
    yield "}"


def _properties(values: Mapping[str, str]) -> list[str]:
    return [f"--{name}: {value}" for name, value in values.items()]


def _steps(name: str, pixels: tuple[int, ...]) -> list[str]:
    return [f"--{name}-{step}: {each / REM:g}rem" for step, each in enumerate(pixels, 1)]


def _colours(colours: Mapping[Status, tuple[str, str]]) -> list[str]:
    pairs = ((name, ink, ground or "transparent") for name, (ink, ground) in colours.items())
    return [line for name, ink, ground in pairs for line in (f"--{name}: {ink}", f"--{name}-ground: {ground}")]


def _mask(look: Look) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{_VIEW_BOX}'><path d='{look.shape}'/></svg>"
    return f'url("data:image/svg+xml,{quote(svg, safe=_KEPT)}")'
