"""The one pipeline: files, check, view, every output; with any problem there is nothing but the problems."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from tracker.checking.check import check
from tracker.model import Edition
from tracker.pages import companies, compare, data, home, integrity, pictures, reviews, sources
from tracker.pages.discovery import crawler_files
from tracker.pages.former_addresses import former_addresses
from tracker.pages.page import Page
from tracker.pages.panels import panels
from tracker.pages.reasons import reason_file
from tracker.pages.token_styles import mark, token_styles
from tracker.problem import Problem
from tracker.records.answers import ANSWERS
from tracker.records.publish import record_files
from tracker.records.record import ROOT
from tracker.sharing.badges import badges
from tracker.sharing.calendars import calendars
from tracker.sharing.cards import cards
from tracker.sharing.charts import chart_files
from tracker.sharing.embeds import embeds
from tracker.sharing.feeds import feeds
from tracker.views.integrity import Summary
from tracker.views.view import View

PAGES: tuple[Callable[[View], Iterator[Page]], ...] = (
    home.home,
    home.pledges,
    home.codebook,
    companies.companies,
    compare.compare,
    integrity.changes,
    pictures.pictures,
    reviews.reviews,
    sources.sources,
    integrity.integrity,
    data.api,
    data.share,
)
FILES: tuple[Callable[[View], Mapping[str, bytes]], ...] = (
    record_files,
    feeds,
    calendars,
    badges,
    embeds,
    compare.documents,
    chart_files,
    reason_file,
    token_styles,
    mark,
    panels,
    crawler_files,
)


@dataclass(frozen=True)
class Site:
    """Everything that is published, pages and other files `{path: bytes}`, and the numbers behind it."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    summary: Summary


def build(files: Mapping[str, bytes], today: datetime.date, edition: Edition) -> Site | tuple[Problem, ...]:
    """The site of a tree of files `{path: bytes}`; or every problem, and then no site.

    UnfitOutput where an output would not keep its promise: a fault of the program, not of the data.
    """
    checked = check(files, today)
    if checked.dataset is None:
        return checked.problems
    view = View(dataset=checked.dataset, edition=edition)
    made = outputs(view)
    pages = (
        *chain.from_iterable(make(view) for make in PAGES),
        *data.downloads(view, made),
        *data.dictionary(view, files),
    )
    former = former_addresses(view, pages, made, [ROOT + answer.path for answer in ANSWERS])
    return Site(pages, {**made, **cards(pages, edition), **former}, view.summary)


def outputs(view: View) -> Mapping[str, bytes]:
    """Every file `{path: bytes}` that programs read; ValueError where two makers write the same path."""
    found: dict[str, bytes] = {}
    for make in FILES:
        made = make(view)
        if found.keys() & made.keys():
            raise ValueError(f"written twice: {sorted(found.keys() & made.keys())}")
        found.update(made)
    return found
