"""A record as CSV for spreadsheets and programs: UTF-8, RFC 4180, and no cell that a spreadsheet would run."""

import csv
import re

from tracker.records.record import Filled

# What spreadsheets take for a formula, with the apostrophes that an earlier writer may have put in front of it.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\0\t\r\n]")


def csv_file(filled: Filled) -> bytes:
    """The table below a line of field names; lines end with CR LF, an empty cell is null, no byte order mark."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(field.name for field in filled.record.fields)
    writer.writerows(map(_cell, row) for row in filled.flat)
    return "".join(lines).encode()


class _Lines(list[str]):
    """What the CSV writer writes to."""

    write = list.append


def _cell(value: str | int | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    return inert(value)


def inert(text: str) -> str:
    """A text with an apostrophe in front where a spreadsheet would run it; taking one away gives the text again."""
    return f"'{text}" if _FORMULA.match(text) else text
