"""A page of the site: its address, its ready HTML and what surrounds it."""

from dataclasses import dataclass

from tracker.status import Tally


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


@dataclass(frozen=True)
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
