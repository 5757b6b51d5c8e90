"""The small files that the comparison table opens in place: one a cell.

Each holds a part of a page, ready and escaped, as a text in JSON: a browser that is sent there shows no page of it.
"""

import json
from collections.abc import Mapping

from tracker.pages.rendering import render
from tracker.records.record import answer_address
from tracker.views.cells import Cell
from tracker.views.view import View


def panel_address(cell: Cell) -> str:
    """Where the panel of a cell is: `panel.js` makes the same address of the ids in a cell's row and column."""
    return f"panels/{cell.id}.json"


def panels(view: View) -> Mapping[str, bytes]:
    """Every panel by its path."""
    return {
        panel_address(cell): json.dumps({"html": panel(view, cell)}, ensure_ascii=False).encode() for cell in view.cells
    }


def panel(view: View, cell: Cell) -> str:
    """The HTML of a panel; its links are as seen from its file."""
    path = panel_address(cell)
    folder = path.rpartition("/")[0] + "/"
    data = answer_address(f"cells/{cell.id}")
    html = render("panel.html", folder, view.edition, view=view, cell=cell, data=data)
    return "\n".join(filter(None, map(str.strip, html.splitlines())))
