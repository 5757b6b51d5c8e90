"""A date as exactly as it is known."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class PartialDate:
    """A date of which the month or the day may be unknown, written YYYY, YYYY-MM or YYYY-MM-DD."""

    text: str

    @cached_property
    def first(self) -> datetime.date:
        """The earliest day that it can mean; ValueError where no such day exists."""
        year, month, day = self._parts()
        return datetime.date(year, month or 1, day or 1)

    @cached_property
    def last(self) -> datetime.date:
        """The latest day that it can mean: from then on it surely holds."""
        year, month, day = self._parts()
        month = month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])

    def _parts(self) -> tuple[int, int, int]:
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", self.text)
        if match is None:
            raise ValueError(f"not a date: {self.text}")
        year, month, day = (int(part or 0) for part in match.groups())
        return year, month, day

    def __str__(self) -> str:
        return self.text
