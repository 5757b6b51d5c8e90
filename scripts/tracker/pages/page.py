"""A page of the site: its address, its ready HTML and what surrounds it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from tracker.pages.rendering import relative, render_module
from tracker.status import Tally
from tracker.views.view import View


@dataclass(frozen=True)
class Heading:
    """An entry of a page's own table of contents; `title` is plain text."""

    id: str
    title: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class SearchEntry:
    """What the search finds: an address with anchor, a title and the words worth finding, all plain text."""

    location: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page; `address` is relative to the site and ends with a slash, the home page's is empty.

    `title` and `description` are plain text, `html` is ready to be shown, `source` is the data file behind the page,
    `counts` the numbers that its card shows, each under a name, `feed` the address of the feed of its changes, `facts`
    what it is about as JSON-LD that cannot end a script element.
    """

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...] = ()
    source: str = ""
    is_wide: bool = False
    search: tuple[SearchEntry, ...] = ()
    counts: tuple[tuple[str, Tally], ...] = ()
    feed: str = ""
    facts: str = ""


def page(template: str, address: str, view: View, values: Mapping[str, object] | None = None, **about: object) -> Page:
    """The page that a template makes of a view; in the template `link` turns a site address into a relative one.

    The template sets `title`, `description` and, where the search should find the page, `search`; `is_wide` where it
    needs no column beside it. `about` are further fields of the page, `search` its entries after its own.
    """
    names = {"address": address, "link": partial(relative, address), "edition": view.edition, "view": view}
    module = render_module(template, {**names, **(values or {})})
    html, title = str(module), _plain(module, "title")
    words = _plain(module, "search")
    entries: Iterable[SearchEntry] = about.pop("search", ())  # type: ignore[assignment]
    return Page(
        address=address,
        title=title,
        description=_plain(module, "description"),
        html=html,
        headings=headings(html),
        is_wide=getattr(module, "is_wide", False),
        search=(*([SearchEntry(address, title, words)] if words else ()), *entries),
        **about,  # type: ignore[arg-type]
    )


def _plain(module: object, name: str) -> str:
    text = getattr(module, name, "")
    return " ".join((text.unescape() if isinstance(text, Markup) else str(text)).split())


# Safe on our own templates alone: no text of the data can hold a tag.
_HEADING = re.compile(r'<h([23])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ASIDE = re.compile(r'<small>.*?</small>|<span class="[^"]*\bbadge\b[^>]*>.*?</span>', re.DOTALL)


def headings(html: str) -> tuple[Heading, ...]:
    """The table of contents of a page: its second-level headings with the third-level ones below each."""
    entries: list[tuple[Heading, list[Heading]]] = []
    for level, id, inner in _HEADING.findall(html):
        title = " ".join(Markup(_ASIDE.sub("", inner)).striptags().split())  # noqa: S704 (only read, never shown)
        if level == "2" or not entries:
            entries.append((Heading(id, title), []))
        else:
            entries[-1][1].append(Heading(id, title))
    return tuple(Heading(head.id, head.title, tuple(below)) for head, below in entries)
