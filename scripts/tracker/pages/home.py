"""The home page, the pages of the pledges with their official words, and the list of the codebook's pages."""

from collections.abc import Iterator

from tracker.pages.charts import bar_of_commitment
from tracker.pages.discovery import dataset_facts
from tracker.pages.page import Page, page
from tracker.pages.standouts import main_first, pledge_lines, standouts
from tracker.views.addresses import commitment_address, commitment_feed_address, pledge_address
from tracker.views.criteria import SideBySide
from tracker.views.tables import Column
from tracker.views.view import View


def home(view: View) -> Iterator[Page]:
    """What was found, and the comparison tables of all pledges."""
    tables = main_first(view.tables)
    counts = tuple((table.pledge.short_name, table.tally) for table in tables)
    values = {"tables": tables, "lines": tuple(pledge_lines(view)), "standouts": standouts(view)}
    yield page("home.html", "", view, values, counts=counts, facts=dataset_facts(view))


def pledges(view: View) -> Iterator[Page]:
    """The list of pledges, a page for each, and one for each commitment."""
    yield page("pledges.html", "pledges/", view)
    for table in view.tables:
        pledge, source = table.pledge, f"data/pledges/{table.pledge.id}.yml"
        counts = ((pledge.short_name, table.tally),)
        yield page("pledge.html", pledge_address(pledge), view, {"table": table}, source=source, counts=counts)
        for column in table.columns:
            yield _commitment(view, column, source)


def codebook(view: View) -> Iterator[Page]:
    """The list of the codebook's pages, which are written by hand: a pledge may have one."""
    yield page("codebook.html", "codebook/", view)


def _commitment(view: View, column: Column, source: str) -> Page:
    pledge, commitment = column.pledge, column.commitment
    related = [view.columns[name] for name in commitment.related]
    values = {"column": column, "related": related, "bar": bar_of_commitment(column)}
    values["side_by_side"] = SideBySide(column)
    return page(
        "commitment.html",
        commitment_address(pledge, commitment),
        view,
        values,
        source=source,
        counts=((f"{len(column.counted)} companies", column.tally),),
        feed=commitment_feed_address(pledge, commitment),
    )
