"""Small documents for frames on other sites: a company's cells, one cell, a comparison table."""

from tracker.pages.rendering import render_outside
from tracker.views.addresses import (
    cell_address,
    cell_embed_address,
    company_address,
    company_embed_address,
    pledge_address,
    pledge_embed_address,
)
from tracker.views.view import View


def embeds(view: View) -> dict[str, bytes]:
    """Every document by its path; each is whole without its script and opens its links outside of the frame."""
    found: dict[str, bytes] = {}

    def add(template: str, address: str, **values: object) -> None:
        found[f"{address}index.html"] = render_outside(template, address, view.edition, **values).encode()

    for table in view.tables:
        pledge = table.pledge
        add("embed_pledge.html", pledge_embed_address(pledge), table=table, page=pledge_address(pledge))
        for row in table.rows:
            page = f"{company_address(row.company)}#{pledge.id}"
            add("embed_company.html", company_embed_address(row.company, pledge), row=row, page=page)
            for cell in row.cells:
                add("embed_cell.html", cell_embed_address(cell), cell=cell, page=cell_address(cell))
    return found
