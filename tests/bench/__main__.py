"""Speed as ratios: how long checking and page making take against merely loading the same files, run beside them."""

import datetime
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.bench.quotes import report
from tests.conftest import pages_of, view_of
from tracker.build import outputs
from tracker.checking.check import check
from tracker.files import read_tree
from tracker.model import Edition
from tracker.reading.document import read_document

ROUNDS = 5
ROOT = Path(__file__).parents[2]
DAY = datetime.date(2100, 1, 1)  # a day after everything in the data


def seconds(work: Callable[[], object]) -> float:
    """The median time of some rounds of a piece of work."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    files = read_tree(ROOT)
    data = {path: content for path, content in files.items() if path.startswith("data/")}
    dataset = check(files, DAY).dataset
    assert dataset is not None, "the data has problems: run `make check`"
    edition = Edition(date=DAY)
    base = seconds(lambda: [yaml.load(content, yaml.CSafeLoader) for content in data.values()])
    rows = {
        "load with the stock C loader": base,
        "read with places": seconds(lambda: [read_document(path, content) for path, content in data.items()]),
        "check everything": seconds(lambda: check(files, DAY)),
        "make all pages, pictures once": seconds(lambda: pages_of(dataset, edition)),
        "make all that is not a page": seconds(lambda: outputs(view_of(dataset, edition))),
    }
    size = sum(map(len, data.values()))
    sys.stdout.write(f"{len(data)} files, {size / 1024:.0f} KiB; median of {ROUNDS} rounds\n")
    for name, took in rows.items():
        sys.stdout.write(f"{name:30} {took * 1000:8.0f} ms {took / base:7.2f} x\n")
    report(dataset)


if __name__ == "__main__":
    main()
