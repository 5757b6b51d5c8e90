"""The pages of the companies: what each signed, how it stands, how that changed, and what it answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.model import Company, Dataset, Edition
from tracker.pages.charts import over_time
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.records.api.kinds import KINDS
from tracker.status import label
from tracker.views.addresses import cell_address, company_address, company_feed_address
from tracker.views.cells import Cell, by_name
from tracker.views.changes import Change, changes
from tracker.views.reviews import company_reviews, findings
from tracker.views.tables import Row, company_rows
from tracker.views.timeline import Moment, moments


@dataclass(frozen=True)
class _Past:
    row: Row
    moments: tuple[Moment, ...]
    picture: Markup


def company_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """The list of companies, and a page for each."""
    companies = by_name(dataset.companies.values())
    listed = [(company, company_rows(dataset, company)) for company in companies]
    yield Page(
        address="companies/",
        title="Companies",
        description=f"The {len(companies)} companies that signed, and what they signed.",
        html=render_page("companies.html", "companies/", edition, companies=listed),
        is_wide=True,
    )
    found, everything = findings(dataset), changes(dataset)
    for company, signed in listed:
        changed = [each for each in everything if each.cell.company == company]
        others = {"reviews": company_reviews(dataset, company), "findings": found}
        yield _company(company, signed, edition, {**_values(signed, changed, edition), **others})


def _company(company: Company, signed: tuple[Row, ...], edition: Edition, values: dict[str, object]) -> Page:
    address = company_address(company)
    return Page(
        address=address,
        title=company.name,
        description=f"What {company.name} promised, and what public documents show: {_counts(signed)}.",
        html=render_page("company.html", address, edition, company=company, signed=signed, **values),
        headings=(
            Heading("past", "Over time"),
            *map(_heading, signed),
            Heading("replies", "Replies"),
            Heading("reviews", "What others found"),
        ),
        source=f"data/companies/{company.id}.yml",
        search=tuple(_search(company, signed)),
        counts=tuple((row.pledge.short_name, row.tally) for row in signed),
        feed=company_feed_address(company),
    )


def _values(signed: tuple[Row, ...], changed: Sequence[Change], edition: Edition) -> dict[str, object]:
    cells = [cell for row in signed for cell in row.cells]
    return {
        "data_of": _data_address,
        "changes": changed,
        "pasts": [_past(row, edition) for row in signed if row.tally.assessed],
        "replies": [(cell, reply) for cell in cells for reply in cell.replies],
        "last_assessed": max((cell.latest.assessed.last for cell in cells if cell.latest), default=None),
    }


def _data_address(cell: Cell) -> str:
    return KINDS["cell"].address(cell.company.id, cell.pledge.id, cell.commitment.id)


def _past(row: Row, edition: Edition) -> _Past:
    """From the pledge's announcement to the day of the data."""
    steps = moments(row.cells, row.pledge.announced.last, edition.date)
    return _Past(row, steps, over_time(steps))


def _counts(signed: tuple[Row, ...]) -> str:
    return "; ".join(
        f"{row.pledge.short_name}, {row.tally.assessed} of {row.tally.total} commitments assessed" for row in signed
    )


def _heading(row: Row) -> Heading:
    cells = tuple(Heading(cell.anchor, cell.commitment.title) for cell in row.cells)
    return Heading(row.pledge.id, row.pledge.short_name, cells)


def _search(company: Company, signed: tuple[Row, ...]) -> Iterator[SearchEntry]:
    yield SearchEntry(company_address(company), company.name, " ".join(company.other_names))
    for row in signed:
        for cell in row.cells:
            if cell.latest:
                yield SearchEntry(cell_address(cell), cell.title, f"{label(cell.status)}. {cell.latest.reason}")
