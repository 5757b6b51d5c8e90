"""Small documents for frames on other sites: a company's cells, one cell, a comparison table."""

from collections.abc import Iterator
from itertools import product, starmap

from tracker.model import Dataset, Edition
from tracker.pages.rendering import render_outside
from tracker.views.addresses import (
    cell_address,
    cell_embed_address,
    company_address,
    company_embed_address,
    pledge_address,
    pledge_embed_address,
)
from tracker.views.cells import Cell
from tracker.views.identity import under_every_id
from tracker.views.tables import Matrix, Row, company_rows, matrix


def embeds(dataset: Dataset, edition: Edition) -> dict[str, bytes]:
    """Every document by its path; each stands alone, needs no script and opens its links outside of the frame."""
    found: dict[str, bytes] = {}
    for addresses, html in _documents(dataset, edition):
        found |= dict.fromkeys((f"{address}index.html" for address in addresses), html.encode())
    return found


def _documents(dataset: Dataset, edition: Edition) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each document with its address and those that it had."""
    for company in dataset.companies.values():
        for row in company_rows(dataset, company):
            yield _company(row, edition)
            yield from (_cell(cell, edition) for cell in row.cells)
    for pledge in dataset.pledges.values():
        yield _pledge(matrix(dataset, pledge), edition)


def _company(row: Row, edition: Edition) -> tuple[tuple[str, ...], str]:
    named = product(under_every_id(row.company), under_every_id(row.pledge))
    addresses = tuple(starmap(company_embed_address, named))
    page = f"{company_address(row.company)}#{row.pledge.id}"
    return addresses, render_outside("embed_company.html", addresses[0], edition, row=row, page=page)


def _cell(cell: Cell, edition: Edition) -> tuple[tuple[str, ...], str]:
    named = product(under_every_id(cell.company), under_every_id(cell.pledge), under_every_id(cell.commitment))
    addresses = tuple(starmap(cell_embed_address, named))
    return addresses, render_outside("embed_cell.html", addresses[0], edition, cell=cell, page=cell_address(cell))


def _pledge(table: Matrix, edition: Edition) -> tuple[tuple[str, ...], str]:
    addresses = tuple(map(pledge_embed_address, under_every_id(table.pledge)))
    page = pledge_address(table.pledge)
    return addresses, render_outside("embed_pledge.html", addresses[0], edition, table=table, page=page)
