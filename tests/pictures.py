"""The picture of the comparison table that README.md shows, taken from the built site."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.pages.conftest import launch
from tests.pages.site_build import copy_project, run_build
from tests.pages.site_host import hosted

PICTURE = Path(__file__).parents[1] / "docs" / "assets" / "table.png"

# The whole table, and nothing that stands over it.
STYLE = """
    .act-scroller { max-height: none !important; }
    .md-header, .act-chooser, .act-key { display: none !important; }
"""


def main() -> None:
    """Build the site, open it as a reader does, and keep its first table."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        done = run_build(project)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        with hosted(project / "site") as address, sync_playwright() as playwright, launch(playwright) as browser:
            page = browser.new_page(
                viewport={"width": 1000, "height": 1130},
                color_scheme="light",
                bypass_csp=True,  # which else forbids the style of the picture too
            )
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.locator("section.act-first").screenshot(path=PICTURE, style=STYLE)
    sys.stdout.write(f"{PICTURE.name}: {PICTURE.stat().st_size / 1024:.0f} KiB\n")


if __name__ == "__main__":
    main()
