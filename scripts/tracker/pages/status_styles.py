"""The style sheet of the statuses: the colours and shapes that status.py gives them, for the site and for frames."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from tracker.model import Status
from tracker.status import LOOKS, STATE_LOOKS, Look
from tracker.views.view import View

_VIEW_BOX = "-1.15 -1.15 2.3 2.3"  # a shape fills the square from -1 to 1; around it there is room for its edges
_KEPT = " '=:/.,-"  # what a URL between double quotes may hold as it is


def status_styles(view: View) -> Mapping[str, bytes]:
    """`assets/statuses.css`: colours as properties, and for `data-status` and `data-state` their ink, ground and shape.

    A page of the site says by an attribute of the theme's whether it is light or dark; a frame follows the system.
    """
    del view
    light = {name: look.light for name, look in LOOKS.items()}
    dark = {name: look.dark for name, look in LOOKS.items()}
    lines = [
        "/* Made from LOOKS in scripts/tracker/status.py. */",
        *_rule(':root,\n[data-md-color-scheme="default"]', _colours(light)),
        "@media (prefers-color-scheme: dark) {",
        *_rule(":root", _colours(dark)),
        "}",
        *_rule('[data-md-color-scheme="slate"]', _colours(dark)),
    ]
    for name, look in LOOKS.items():
        states = [f'[data-state="{state}"]' for state, other in STATE_LOOKS.items() if other is look]
        selector = ",\n".join([f'[data-status="{name}"]', *states])
        colours = [f"--ink: var(--{name})", f"--ground: var(--{name}-ground)"]
        lines += _rule(selector, [*colours, f"--shape: {_mask(look)}"])
    return {"assets/statuses.css": "\n".join([*lines, ""]).encode()}


def _rule(selector: str, declarations: list[str]) -> Iterator[str]:
    yield f"{selector} {{"
    yield from (f"  {each};" for each in declarations)
    yield "}"


def _colours(colours: Mapping[Status, tuple[str, str]]) -> list[str]:
    pairs = ((name, ink, ground or "transparent") for name, (ink, ground) in colours.items())
    return [line for name, ink, ground in pairs for line in (f"--{name}: {ink}", f"--{name}-ground: {ground}")]


def _mask(look: Look) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{_VIEW_BOX}'><path d='{look.shape}'/></svg>"
    return f'url("data:image/svg+xml,{quote(svg, safe=_KEPT)}")'
