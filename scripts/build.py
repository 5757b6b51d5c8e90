"""Check the data and build the site: `python scripts/build.py`."""

from tracker.commands.site import build

if __name__ == "__main__":
    build()
