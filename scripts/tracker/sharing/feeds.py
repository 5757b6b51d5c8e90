"""Atom feeds of what changed: everything, by company and by commitment."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product, starmap

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from tracker.model import Dataset, Edition
from tracker.pages.rendering import full_address, render_outside
from tracker.status import word
from tracker.views.addresses import (
    cell_address,
    changes_feed_address,
    commitment_address,
    commitment_feed_address,
    company_address,
    company_feed_address,
)
from tracker.views.changes import Change, changes
from tracker.views.citation import PUBLICATION
from tracker.views.identity import first_id, stable_uuid, under_every_id
from tracker.views.tables import company_rows

_NEWEST = 100  # in the feed of all changes; those of a company and of a commitment are whole
_RIGHTS = "Data under CC BY 4.0; official texts and quotes under their own terms."


@dataclass(frozen=True)
class _Channel:
    """One feed: where it stands, what it is called, the page that shows the same, and its changes.

    The first address is the present one, the others are former; `names` are first ids; `start` is its day while there
    are no changes.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    page: str
    start: datetime.date
    changes: tuple[Change, ...]


def feeds(dataset: Dataset, edition: Edition) -> dict[str, bytes]:
    """Every feed by its path, also those of companies and commitments of which nothing has changed yet."""
    found: dict[str, bytes] = {}
    for channel in _channels(dataset, edition):
        found |= dict.fromkeys(channel.addresses, _atom(channel, edition))
    return found


def _channels(dataset: Dataset, edition: Edition) -> Iterator[_Channel]:
    # Readers show what is new to them, so that the day of the assessment comes before the day from which it holds.
    found = tuple(sorted(changes(dataset), key=lambda each: each.assessed.last, reverse=True))
    pledges = dataset.pledges.values()
    start = max((pledge.announced.last for pledge in pledges), default=edition.date)
    yield _Channel((changes_feed_address(),), (), "Changes", "changes/", start, found[:_NEWEST])
    for company in dataset.companies.values():
        yield _Channel(
            tuple(map(company_feed_address, under_every_id(company))),
            (first_id(company),),
            f"Changes: {company.name}",
            company_address(company),
            max((row.pledge.announced.last for row in company_rows(dataset, company)), default=start),
            tuple(each for each in found if each.cell.company == company),
        )
    for pledge in pledges:
        for commitment in pledge.commitments.values():
            named = product(under_every_id(pledge), under_every_id(commitment))
            yield _Channel(
                tuple(starmap(commitment_feed_address, named)),
                (first_id(pledge), first_id(commitment)),
                f"Changes: {commitment.title}, {pledge.short_name}",
                commitment_address(pledge, commitment),
                pledge.announced.last,
                tuple(each for each in found if (each.cell.pledge, each.cell.commitment) == (pledge, commitment)),
            )


def _atom(channel: _Channel, edition: Edition) -> bytes:
    address = channel.addresses[0]
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
    entry.id(stable_uuid("change", *names, str(change.place)).urn)
    entry.title(f"{cell.title}: {_step(change)}")
    entry.updated(_instant(change.assessed.last))
    entry.link(href=full_address(edition, folder, cell_address(cell)), rel="alternate")
    entry.category(term=change.reason, label=change.reason.replace("-", " ").capitalize())
    entry.content(render_outside("feed_entry.html", folder, edition, change=change), type="html")
    return entry


def _step(change: Change) -> str:
    after = word(change.after)
    return f"{after} as before" if change.before == change.after else f"{after}, was {word(change.before)}"


def _instant(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
