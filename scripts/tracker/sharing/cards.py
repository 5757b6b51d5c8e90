"""The card of each page, for those who share its address: title, counts and date, so that a picture carries its day."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tracker.drawing import png
from tracker.model import Edition
from tracker.pages.page import Page
from tracker.pages.rendering import render, tally_words
from tracker.pages.text_width import text_width
from tracker.pages.tokens import LIGHT, TYPE
from tracker.status import LOOKS, Tally

_LEFT, _WIDTH = 70, 1060  # pixels of a picture that is 1200 wide
_TOP, _BOTTOM, _STEP, _BAR = 310, 562, 112, 44  # between title and date; from one name to the next; the bar below it
_MOST_ROWS = 4
_BOLD = 4  # spaces by which a bold name is wider at most
_TITLE_LETTERS, _TITLE_LINES = 28, 2
_TEXT_LETTERS, _TEXT_LINES = 58, 4


def card_address(page: str) -> str:
    """Where the card of the page at an address stands."""
    return f"cards/{page.rstrip('/') or 'index'}.png"


def cards(pages: Iterable[Page], edition: Edition) -> Mapping[str, bytes]:
    """A PNG for each page, 1200 by 630; none where the site has no address, by which alone a card can be found."""
    return {card_address(page.address): _card(page, edition) for page in pages} if edition.site else {}


def _card(page: Page, edition: Edition) -> bytes:
    svg = render(
        "card.svg",
        page.address,
        edition,
        title=_lines(page.title, _TITLE_LETTERS, _TITLE_LINES),
        description=_lines(page.description, _TEXT_LETTERS, _TEXT_LINES),
        rows=_rows(page.counts),
        more=max(0, len(page.counts) - _MOST_ROWS),
    )
    return _drawn(svg)


@lru_cache(maxsize=200)  # while the site is served and built again, most cards stay as they are
def _drawn(svg: str) -> bytes:
    return png(svg)


def _rows(counts: Sequence[tuple[str, Tally]]) -> list[dict[str, object]]:
    """Name, words and bar of each of the first counts, closer together the more there are."""
    shown = counts[:_MOST_ROWS]
    step = min(_STEP, (_BOTTOM - _TOP) // max(1, len(shown)))
    top = _TOP + (20 if step == _STEP else 0)
    return [
        {
            "name": name,
            "words": tally_words(tally),
            "size": _size(f"{name}: {tally_words(tally)}"),
            "parts": list(_parts(tally)),
            "y": top + number * step,
            "bar": min(_BAR, step - 44),
        }
        for number, (name, tally) in enumerate(shown)
    ]


def _size(text: str) -> int:
    """The size of type at which a text fits on its line: as on pages, twice as large, or what there is room for."""
    usual = 2 * TYPE[1]
    return min(usual, usual * _WIDTH // text_width(f"{text}{' ' * _BOLD}", usual))


def _lines(text: str, letters: int, lines: int) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")


def _parts(tally: Tally) -> Iterator[dict[str, object]]:
    x = float(_LEFT)
    for status, number in tally.counts.items():
        if number:
            width = _WIDTH * number / tally.total
            ink, ground = LOOKS[status].light  # a picture cannot follow the reader's scheme
            yield {"x": x, "width": width, "number": number, "ink": ink, "ground": ground or LIGHT["page"]}
            x += width
