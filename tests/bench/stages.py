"""Our build step by step (all steps, or those to the pages): seconds of processor for each, in `.bench-stages`.

It leaves the finished pages beside the project, for those who only put them into a frame: `.bench-pages` for our own
hook, and `frames/` for others.
"""

import json
import pickle
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TypeVar

from tests.bench.frames import write_frames
from tests.pages.site_build import ADDRESSES
from tracker.build import FILES, PAGES, Site
from tracker.checking.check import check
from tracker.commands.project import today
from tracker.files import read_tree
from tracker.model import Edition
from tracker.sharing.cards import cards
from tracker.views.view import View

Made = TypeVar("Made")


def main() -> None:
    root = Path.cwd()
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Made]) -> Made:
        start = time.process_time()
        made = work()
        seconds[name] = seconds.get(name, 0) + time.process_time() - start
        return made

    files = timed("read and check", lambda: check(read_tree(root), today())).dataset
    assert files is not None, "the record has problems"
    edition = Edition(date=today(), site=ADDRESSES["SITE_URL"], repository=ADDRESSES["REPOSITORY_URL"])
    view = timed("view", lambda: View(dataset=files, edition=edition))
    pages = timed("bodies of the pages", lambda: tuple(chain.from_iterable(make(view) for make in PAGES)))
    for make in FILES if sys.argv[1] == "all" else ():
        timed(f"{make.__module__.removeprefix('tracker.')}.{make.__name__}", lambda make=make: make(view))  # type: ignore[misc]
    if sys.argv[1] == "all":
        timed("pictures of the pages (cards)", lambda: cards(pages, edition))
    site = Site(pages, {}, view.summary)
    (root / ".bench-pages").write_bytes(pickle.dumps((edition, site)))
    write_frames(root, pages)
    (root / ".bench-stages").write_text(json.dumps(seconds), "utf-8")


if __name__ == "__main__":
    main()
