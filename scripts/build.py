"""Check the data and build the site: `python scripts/build.py`."""

import sys

from tracker.__main__ import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
