"""Companies beside each other: the page that asks which, and a document a company and pledge for it to fetch."""

from collections.abc import Iterator, Mapping

from tracker.pages.page import Page, page
from tracker.pages.rendering import render
from tracker.views.addresses import beside_address
from tracker.views.criteria import judged_criteria
from tracker.views.view import View


def compare(view: View) -> Iterator[Page]:
    """The page on which two to four companies are chosen and compared."""
    yield page("compare.html", "compare/", view)


def documents(view: View) -> Mapping[str, bytes]:
    """What is said of each company and pledge, criterion by criterion, by its path."""
    found = {}
    for row in (row for table in view.tables for row in table.rows):
        address = beside_address(row.company, row.pledge)
        html = render("beside.html", address, view.edition, row=row, judged=judged_criteria, view=view)
        found[f"{address}index.html"] = "\n".join(filter(None, map(str.strip, html.splitlines()))).encode()
    return found
