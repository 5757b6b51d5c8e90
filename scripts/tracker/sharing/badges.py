"""Badges: small pictures that say how many commitments of a pledge a company has met, and on which day's data."""

import datetime
from dataclasses import dataclass

from tracker.model import Edition
from tracker.pages.rendering import human_date, render_outside
from tracker.pages.snippets import badge_words
from tracker.pages.text_width import text_width
from tracker.views.addresses import badge_address
from tracker.views.tables import Row
from tracker.views.view import View

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


def _badge(row: Row, edition: Edition) -> bytes:
    texts = {"name": row.pledge.short_name, "words": badge_words(row), "date": _short(edition.date)}
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
