"""Badges: small pictures that say how many commitments of a pledge a company has met, and on which day's data."""

import datetime
import unicodedata
from dataclasses import dataclass

from tracker.model import Edition
from tracker.pages.rendering import human_date, render_outside
from tracker.pages.snippets import badge_words
from tracker.views.addresses import badge_address
from tracker.views.tables import Row
from tracker.views.view import View

# Thousandths of the type's size that the letters of Helvetica take, and those of the fonts cut to its measure
# (Arial, Liberation Sans). Letters that are not here count as an average one, or as a full square in East Asia.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        556: "#$0123456789?L_abdeghnopqu",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}
_AVERAGE, _SQUARE = 600, 1000
_SIZE = 11
_MARGIN = 6


@dataclass(frozen=True)
class _Part:
    """A piece of a badge in pixels: its box from `left`, `width` wide, and its text `length` wide in the middle."""

    kind: str
    text: str
    left: int
    width: int
    length: int


def badges(view: View) -> dict[str, bytes]:
    """A picture for every company and every pledge that it signed, by its path."""
    rows = (row for table in view.tables for row in table.rows)
    return {badge_address(row.company, row.pledge): _badge(row, view.edition) for row in rows}


def text_width(text: str, size: int) -> int:
    """About how many pixels a text takes; the picture makes it take exactly that, in whatever font."""
    return -(-sum(map(_letter_width, text)) * size // 1000)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDTHS.get(letter, _SQUARE if unicodedata.east_asian_width(letter) in "WF" else _AVERAGE)


def _badge(row: Row, edition: Edition) -> bytes:
    texts = {"name": row.pledge.short_name, "words": badge_words(row.tally), "date": _short(edition.date)}
    parts: list[_Part] = []
    for kind, text in texts.items():
        left = parts[-1].left + parts[-1].width if parts else 0
        length = text_width(text, _SIZE)
        parts.append(_Part(kind, text, left, length + 2 * _MARGIN, length))
    title = f"{row.company.name}, {texts['name']}: {texts['words']} (data of {human_date(edition.date)})"
    width = parts[-1].left + parts[-1].width
    return render_outside("badge.svg", "", edition, parts=parts, title=title, width=width, size=_SIZE).encode()


def _short(day: datetime.date) -> str:
    number, month, year = human_date(day).split()
    return f"{number} {month[:3]} {year}"
