"""Calendars: when pledges were announced and due, and when assessments fall due for review."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from icalendar import Calendar, Event

from tracker.model import Edition, Pledge
from tracker.sharing.identity import first_id, stable_uuid
from tracker.status import due_days
from tracker.text import counted
from tracker.views.addresses import (
    DEADLINES_CALENDAR,
    REVIEWS_CALENDAR,
    commitment_address,
    pledge_address,
)
from tracker.views.cells import commitment_name
from tracker.views.citation import PUBLICATION
from tracker.views.due import REVIEW_AFTER, DueCell
from tracker.views.view import View

_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class _Day:
    """An entry of a calendar, a whole day long; `page` tells more."""

    uid: UUID
    date: datetime.date
    summary: str
    text: str
    page: str


def calendars(view: View) -> dict[str, bytes]:
    """Both calendars by their paths."""
    deadlines = (day for pledge in view.dataset.pledges.values() for day in _pledge_days(pledge))
    by_day = groupby(view.due_days, key=lambda each: each.due)
    reviews = (_review_day(day, list(cells)) for day, cells in by_day)
    return {
        DEADLINES_CALENDAR: _ical("pledges and deadlines", deadlines, view.edition),
        REVIEWS_CALENDAR: _ical("reviews due", reviews, view.edition),
    }


def _pledge_days(pledge: Pledge) -> Iterator[_Day]:
    yield _Day(
        stable_uuid("announced", first_id(pledge)),
        pledge.announced.last,
        f"{pledge.short_name} announced",
        f"{pledge.name}, issued by: {pledge.issued_by}",
        pledge_address(pledge),
    )
    for deadline, commitments in due_days(pledge).items():
        for commitment in commitments:
            yield _Day(
                stable_uuid("deadline", first_id(pledge), first_id(commitment)),
                deadline.date.last,
                f"{pledge.short_name}: {commitment_name(pledge, commitment)} due",
                deadline.event,
                commitment_address(pledge, commitment),
            )


def _review_day(day: datetime.date, cells: list[DueCell]) -> _Day:
    # One entry a day: many cells are assessed on the same day, and an entry for each would flood a calendar.
    companies = Counter(each.cell.company.name for each in cells)
    listed = "\n".join(f"{name}: {companies[name]}" for name in sorted(companies, key=str.casefold))
    return _Day(
        stable_uuid("reviews", str(day)),
        day,
        f"Review due: {counted(len(cells), 'cell')} of {counted(len(companies), 'company', 'companies')}",
        f"The latest assessments of these cells are {REVIEW_AFTER.days} days old.\n{listed}",
        "companies/",
    )


def _ical(name: str, days: Iterable[_Day], edition: Edition) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{PUBLICATION}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", f"{PUBLICATION}: {name}")
    calendar.add("x-wr-calname", f"{PUBLICATION}: {name}")  # the name that most programs still look for
    for day in days:
        calendar.add_component(_event(day, edition))
    return bytes(calendar.to_ical())


def _event(day: _Day, edition: Edition) -> Event:
    event = Event()
    event.add("uid", str(day.uid))
    event.add("dtstamp", datetime.datetime.combine(edition.date, datetime.time(), datetime.UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + _A_DAY)  # the day after: the end of an event lies outside of it
    event.add("summary", day.summary)
    event.add("description", day.text)
    event.add("transp", "TRANSPARENT")
    if edition.site:
        event.add("url", edition.site + day.page)
    return event
