"""Everything that is published beside the pages: one tuple of makers, each from the dataset to files."""

from collections.abc import Callable, Mapping

from tracker.model import Dataset, Edition
from tracker.pages.discovery import notes
from tracker.pages.reasons import reason_file
from tracker.pages.redirects import redirects
from tracker.records.api import api_files
from tracker.records.downloads import downloads
from tracker.sharing.badges import badges
from tracker.sharing.calendars import calendars
from tracker.sharing.embeds import embeds
from tracker.sharing.feeds import feeds

Maker = Callable[[Dataset, Edition], Mapping[str, bytes]]

_MAKERS: tuple[Maker, ...] = (badges, calendars, downloads, embeds, feeds, notes, reason_file, redirects)


def outputs(dataset: Dataset, edition: Edition, schemas: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Every file `{path: bytes}` that is not a page; `schemas` is the tree of files in which the API's schemas stand.

    UnfitOutput where something does not fit its schema, ValueError where two makers write the same path.
    """
    found = dict(api_files(dataset, edition, schemas))
    for make in _MAKERS:
        made = make(dataset, edition)
        if found.keys() & made.keys():
            raise ValueError(f"written twice: {sorted(found.keys() & made.keys())}")
        found.update(made)
    return found
