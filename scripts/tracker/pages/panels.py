"""The files from which the comparison table opens cells in place: one for each company and pledge.

Each holds parts of a page, ready and escaped, as texts in JSON: a browser that is sent there shows no page of them.
"""

import json
from collections.abc import Mapping

from tracker.pages.rendering import render
from tracker.records.record import answer_address
from tracker.views.cells import Cell
from tracker.views.view import View


def panel_address(cell: Cell) -> str:
    """Where the panel of a cell is: `panel.js` makes the same address of the ids in a cell's row and table."""
    return f"panels/{cell.company.id}/{cell.pledge.id}.json"


def panels(view: View) -> Mapping[str, bytes]:
    """Every file by its path; in it the panels are found by their commitments."""
    rows = (row for table in view.tables for row in table.rows if row.cells)
    return {
        panel_address(row.cells[0]): json.dumps(
            {cell.commitment.id: panel(view, cell) for cell in row.cells}, ensure_ascii=False
        ).encode()
        for row in rows
    }


def panel(view: View, cell: Cell) -> str:
    """The HTML of a panel; its links are as seen from its file."""
    folder = panel_address(cell).rpartition("/")[0] + "/"
    data = answer_address(f"cells/{cell.id}")
    html = render("panel.html", folder, view.edition, view=view, cell=cell, data=data)
    return "\n".join(filter(None, map(str.strip, html.splitlines())))
