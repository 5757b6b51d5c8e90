"""`make bench`: how fast and how lean we are beside others, run in turns; printed as Markdown."""

import argparse
import datetime
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from tests.bench.building import beside_earlier, building, reading
from tests.bench.checking import SLOW, checking, starting
from tests.bench.install import ROOT, install, versions
from tests.bench.measure import ONCE, Limit
from tests.bench.table import parts_of, plain, write

PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = (26, 200, SLOW)
HUGE = 10_000
Lines = list[str]


def parts(before: list[str], *, once: bool, sizes: list[int]) -> Mapping[str, Callable[[], Iterator[Lines]]]:
    """Everything that can be measured, by name, in the order in which it is."""
    few, many, most = (ONCE if once else each for each in (Limit(9, 45, least=3), Limit(5, 90), Limit(3, 120)))
    limits = {size: few if size < 100 else many if size < SLOW else most for size in sizes}
    return {
        "machine": _machine,
        **{f"checking-{size}": partial(checking, size, limits[size], before) for size in sizes},
        "starting": partial(starting, sizes[-1], few),
        **{f"building-{size}": partial(building, size, limits[size], before) for size in sizes},
        "before": partial(beside_earlier, before, few),
        "reading": partial(reading, sizes[len(sizes) // 2], few),
        "quotes": _quotes,
        f"checking-{HUGE}": partial(checking, HUGE, ONCE),
    }


def _quotes() -> Iterator[Lines]:
    """Measured by a process of its own: what is large here would count as memory of the others."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.quotes"], capture_output=True, text=True, check=True)
    yield done.stdout.splitlines()


def _machine() -> Iterator[Lines]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    own = {
        "processors": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()}, {platform.machine()}",
    }
    yield plain("The machine and the programs", "", ("what", "version"), {**own, **versions()}.items())


def _revision() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help="names of parts, such as checking-26; all where none is given")
    parser.add_argument("--sizes", default=" ".join(map(str, SIZES)), help="how many companies, from few to many")
    parser.add_argument("--before", default="", help="earlier revisions to compare with, too")
    parser.add_argument("--once", action="store_true", help="one round of everything, to try it out")
    parser.add_argument("--write", action="store_true", help=f"write into {PAGE.relative_to(ROOT)}, too")
    given = parser.parse_args()
    os.chdir(ROOT)
    known = parts(given.before.split(), once=given.once, sizes=[int(size) for size in given.sizes.split()])
    chosen = given.only.split() or list(known)
    if unknown := set(chosen) - (known.keys() & set(parts_of(PAGE)) if given.write else known.keys()):
        parser.error(f"no such part to measure or to write: {', '.join(sorted(unknown))}")
    install()
    for name in chosen:
        lines = [f"*Measured on {datetime.datetime.now(datetime.UTC).date()}, at revision {_revision()}.*", ""]
        for table in known[name]():
            lines += table
            sys.stdout.write("\n".join(table) + "\n")
            sys.stdout.flush()
        if given.write:
            write(PAGE, name, lines)


if __name__ == "__main__":
    main()
