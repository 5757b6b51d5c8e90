"""Everything that is published beside the pages: one tuple of makers, each from the dataset to files."""

from collections.abc import Callable, Mapping

from tracker.model import Dataset
from tracker.publishing.badges import badges
from tracker.publishing.calendars import calendars
from tracker.publishing.discovery import notes
from tracker.publishing.downloads import downloads
from tracker.publishing.embeds import embeds
from tracker.publishing.feeds import feeds
from tracker.publishing.page import Edition
from tracker.publishing.reasons import reason_file

Maker = Callable[[Dataset, Edition], Mapping[str, bytes]]

_MAKERS: tuple[Maker, ...] = (badges, calendars, downloads, embeds, feeds, notes, reason_file)


def outputs(dataset: Dataset, edition: Edition) -> Mapping[str, bytes]:
    """Every file `{path: bytes}` that is not a page; ValueError where two makers write the same path."""
    found: dict[str, bytes] = {}
    for make in _MAKERS:
        made = make(dataset, edition)
        if found.keys() & made.keys():
            raise ValueError(f"written twice: {sorted(found.keys() & made.keys())}")
        found.update(made)
    return found
