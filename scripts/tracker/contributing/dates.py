"""Dates as people write them, read as the dates of the data; what could be two days is not guessed."""

import re
import unicodedata

from tracker.partial_date import PartialDate
from tracker.reading.edit import EditError

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {name: n for n, month in enumerate(_MONTHS, start=1) for name in (month, month[:3])} | {"sept": 9}
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})([-/.]))?([0-9]{1,2})(?(2)\2|[-/.])([0-9]{4})")
# Year, month, day and weekday in the orders in which they are written when the month is a word.
_ORDERS = frozenset({"dmy", "mdy", "my", "ym", "ymd", "wdmy", "wmdy"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def is_unknown(text: str) -> bool:
    """Whether an answer says that there is nothing to answer."""
    return text.strip().casefold() in ("", "-", "n/a", "none", "null", "unknown")


def read_date(text: str) -> PartialDate:
    """The one date that a text writes, whole or in part; EditError where it writes none, or could mean two."""
    dates = possible_dates(text)
    if len(dates) > 1:
        raise EditError(f"`{text}` could be {' or '.join(map(str, dates))}; write which one")
    if not dates:
        raise EditError(f"`{text}` is not a date; write YYYY-MM-DD, or as much of it as is known")
    return dates[0]


def possible_dates(text: str) -> tuple[PartialDate, ...]:
    """What a text can mean as a date, each once: `14 February 2025`, `Feb 2025` and `2025/2/14` mean one date each.

    Of numbers with the year at the end, day and month may be in either order.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if match := _YEAR_FIRST.fullmatch(plain):
        year, _separator, month, day = match.groups()
        orders = [(year, month, day)]
    elif match := _YEAR_LAST.fullmatch(plain):
        first, _separator, second, year = match.groups()
        orders = [(year, second, first), (year, first, second)] if first else [(year, second, None)]
    else:
        return _in_words(plain)
    return tuple(dict.fromkeys(date for order in orders for date in _dates(*order)))


def _in_words(plain: str) -> tuple[PartialDate, ...]:
    """The date whose month is a word; none where its weekday is another one."""
    words = [re.sub(r"(?<=[0-9])(st|nd|rd|th)$", "", word) for word in re.split(r"[\s,./-]+", plain)]
    parts = {_kind(word): word for word in words}
    if "".join(map(_kind, words)) not in _ORDERS:
        return ()
    dates = _dates(parts["y"], str(_MONTH_NUMBERS[parts["m"]]), parts.get("d"))
    weekday = parts.get("w", "")
    return tuple(date for date in dates if _WEEKDAYS[date.first.weekday()].startswith(weekday))


def _kind(word: str) -> str:
    """A letter for what a word can be in a date: y, m, d, w (a weekday), or a question mark."""
    if word.isdecimal() and len(word) in (1, 2, 4):
        return "y" if len(word) == 4 else "d"
    if word in _MONTH_NUMBERS:
        return "m"
    return "w" if len(word) > 2 and any(day.startswith(word) for day in _WEEKDAYS) else "?"


def _dates(year: str, month: str | None, day: str | None) -> tuple[PartialDate, ...]:
    """The date of that year, month and day, of which the last may be unknown; none where no such day exists."""
    date = PartialDate("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))
    try:
        date.first  # noqa: B018 (it raises ValueError where no such day exists)
    except ValueError:
        return ()
    return (date,)
