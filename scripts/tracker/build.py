"""The one pipeline: files, check, views, pages; with any problem there is nothing but the problems."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.checking.check import check
from tracker.model import Edition
from tracker.outputs import outputs
from tracker.pages.dictionary import dictionary_pages
from tracker.pages.downloads import download_pages
from tracker.pages.home import pages
from tracker.pages.page import Page
from tracker.problem import Problem
from tracker.sharing.cards import cards
from tracker.views.summary import Summary, summary


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
    dataset = checked.dataset
    made = outputs(dataset, edition, files)
    shown = (
        *pages(dataset, edition),
        *download_pages(edition, made),
        *dictionary_pages(edition, files),
    )
    return Site(shown, {**made, **cards(shown, edition)}, summary(dataset))
