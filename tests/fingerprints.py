"""The hash of everything that is published of the example world, for a test that makes it under other circumstances."""

import datetime
import hashlib
import json
import sys

from tests import EXAMPLES, ROOT
from tracker.build import Site, build
from tracker.files import read_matching
from tracker.model import Edition


def main() -> None:
    """Print `{path: hash}`; with an argument the files are read in the reverse order."""
    day = datetime.date(2026, 11, 21)
    files = {**read_matching(EXAMPLES / "valid", ["data/*/*.yml"]), **read_matching(ROOT, ["schema/*.json"])}
    ordered = dict(reversed(files.items())) if sys.argv[1:] else files
    site = build(ordered, day, Edition(date=day, commit="a" * 40, site="https://site.example/tracker/"))
    assert isinstance(site, Site), site
    made = {f"{page.address}index.html": page.html.encode() for page in site.pages} | dict(site.files)
    json.dump({path: hashlib.sha256(content).hexdigest() for path, content in made.items()}, sys.stdout)


if __name__ == "__main__":
    main()
