"""Atom feeds of what changed: everything, by company and by commitment."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from tracker.model import Edition
from tracker.pages.rendering import full_address, render_outside
from tracker.sharing.identity import first_id, stable_uuid
from tracker.status import word
from tracker.views.addresses import (
    CHANGES_FEED,
    cell_address,
    commitment_address,
    commitment_feed_address,
    company_address,
    company_feed_address,
)
from tracker.views.cells import commitment_name
from tracker.views.changes import Change
from tracker.views.citation import PUBLICATION
from tracker.views.view import View

_NEWEST = 100  # in the feed of all changes; those of a company and of a commitment are whole
_RIGHTS = "Data under CC BY 4.0; official texts and quotes under their own terms."


@dataclass(frozen=True, kw_only=True)
class _Channel:
    """One feed: its address and title, the page that shows the same, and its changes.

    `names` are first ids; `start` is its day while there are no changes.
    """

    address: str
    title: str
    page: str
    start: datetime.date
    changes: tuple[Change, ...]
    names: tuple[str, ...] = ()


def feeds(view: View) -> dict[str, bytes]:
    """Every feed by its path, also those of companies and commitments of which nothing has changed yet."""
    return {channel.address: _atom(channel, view.edition) for channel in _channels(view)}


def _channels(view: View) -> Iterator[_Channel]:
    # Readers show what is new to them, so that the day of the assessment comes before the day from which it holds.
    found = tuple(sorted(view.changes, key=lambda change: change.assessed.last, reverse=True))
    start = max((table.pledge.announced.last for table in view.tables), default=view.edition.date)
    yield _Channel(address=CHANGES_FEED, title="Changes", page="changes/", start=start, changes=found[:_NEWEST])
    for own in view.companies:
        yield _Channel(
            address=company_feed_address(own.company),
            names=(first_id(own.company),),
            title=f"Changes: {own.company.name}",
            page=company_address(own.company),
            start=max((row.pledge.announced.last for row in own.rows), default=start),
            changes=tuple(change for change in found if change.cell.company is own.company),
        )
    for column in view.columns.values():
        pledge, commitment = column.pledge, column.commitment
        yield _Channel(
            address=commitment_feed_address(pledge, commitment),
            names=(first_id(pledge), first_id(commitment)),
            title=f"Changes: {commitment_name(pledge, commitment)}, {pledge.short_name}",
            page=commitment_address(pledge, commitment),
            start=pledge.announced.last,
            changes=tuple(change for change in found if change.cell.commitment is commitment),
        )


def _atom(channel: _Channel, edition: Edition) -> bytes:
    address = channel.address
    folder = address.rpartition("/")[0] + "/"
    feed = FeedGenerator()
    feed.id(stable_uuid("feed", *channel.names).urn)
    feed.title(f"{PUBLICATION}: {channel.title}")
    feed.updated(_instant(max((each.assessed.last for each in channel.changes), default=channel.start)))
    feed.author(name=f"{PUBLICATION} contributors")
    feed.rights(_RIGHTS)
    feed.language("en")
    feed.generator("")  # the library's own name and version would change the bytes with every release of it
    feed.link(href=full_address(edition, folder, channel.page), rel="alternate", type="text/html")
    if edition.site:
        feed.link(href=edition.site + address, rel="self", type="application/atom+xml")
    for change in channel.changes:
        feed.add_entry(_entry(change, folder, edition), order="append")
    return bytes(feed.atom_str(pretty=True))


def _entry(change: Change, folder: str, edition: Edition) -> FeedEntry:
    cell = change.cell
    names = (first_id(cell.company), first_id(cell.pledge), first_id(cell.commitment))
    entry = FeedEntry()
    entry.id(stable_uuid("change", *names, str(change.number)).urn)
    entry.title(f"{cell.title}: {_step(change)}")
    entry.updated(_instant(change.assessed.last))
    entry.link(href=full_address(edition, folder, cell_address(cell)), rel="alternate")
    entry.category(term=change.kind, label=change.kind.replace("-", " ").capitalize())
    entry.content(render_outside("feed_entry.html", folder, edition, change=change), type="html")
    return entry


def _step(change: Change) -> str:
    after = word(change.after)
    return f"{after} as before" if change.before == change.after else f"{after}, was {word(change.before)}"


def _instant(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
