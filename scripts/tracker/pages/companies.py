"""The pages of the companies: what each signed, its statuses, how they changed, and what it answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Status
from tracker.pages.charts import Steps, steps_of_company
from tracker.pages.page import Page, SearchEntry, page
from tracker.records.record import answer_address
from tracker.status import label
from tracker.views.addresses import cell_address, company_address, company_feed_address
from tracker.views.changes import Direction
from tracker.views.tables import Row
from tracker.views.view import CompanyView, View


@dataclass(frozen=True)
class _Past:
    row: Row
    chart: Steps


def companies(view: View) -> Iterator[Page]:
    """The list of companies, and a page for each."""
    yield page("companies.html", "companies/", view)
    for each in view.companies:
        yield _company(view, each)


def _company(view: View, own: CompanyView) -> Page:
    directions = Counter(change.direction for change in own.changes)
    values = {
        "own": own,
        "cell_json_address": lambda cell: answer_address(f"cells/{cell.id}"),
        "source_numbers": {use.source.id: number for number, use in enumerate(own.sources, 1)},
        "pasts": [_Past(row, steps_of_company(row, view.edition.date)) for row in own.rows if row.tally.assessed],
        "directions": {each: count for each in Direction if (count := directions[each])},
        "statuses_here": [(each, label(each)) for each in Status if any(cell.status is each for cell in own.cells)],
        "replies": [(cell, reply) for cell in own.cells for reply in cell.replies],
        "last_assessed": max((cell.latest.assessed.last for cell in own.cells if cell.latest), default=None),
    }
    return page(
        "company.html",
        company_address(own.company),
        view,
        values,
        source=f"data/companies/{own.company.id}.yml",
        search=_search_entries(own),
        counts=tuple((_count_name(row), row.tally) for row in own.rows),
        feed=company_feed_address(own.company),
    )


def _count_name(row: Row) -> str:
    """What the company's card calls the counts of a pledge."""
    return f"{row.pledge.short_name} (no longer a signatory)" if row.signatory.left else row.pledge.short_name


def _search_entries(own: CompanyView) -> tuple[SearchEntry, ...]:
    company = SearchEntry(company_address(own.company), own.company.name, " ".join(own.company.other_names))
    cells = (
        SearchEntry(cell_address(cell), cell.title, f"{label(cell.status)}. {cell.latest.reason}")
        for cell in own.cells
        if cell.latest
    )
    return (company, *cells)
