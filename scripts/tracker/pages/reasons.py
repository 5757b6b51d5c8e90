"""The reasons behind the cells, in one small file: the comparison table fetches it when the first is asked for."""

import json
from collections.abc import Mapping

from tracker.pages.rendering import human_date
from tracker.status import LOOKS
from tracker.text import counted
from tracker.views.cells import Cell
from tracker.views.view import View


def reason_file(view: View) -> Mapping[str, bytes]:
    """`assets/reasons.json`: a sentence or two for each cell, by company and anchor."""
    found = {f"{cell.company.id}#{cell.anchor}": _reason(cell) for cell in view.cells}
    return {"assets/reasons.json": json.dumps(found, ensure_ascii=False).encode()}


def _reason(cell: Cell) -> str:
    latest = cell.latest
    if latest is None:
        return LOOKS[cell.status].meaning
    return f"{latest.reason} ({counted(len(latest.evidence), 'quote')}, assessed {human_date(latest.assessed)})"
