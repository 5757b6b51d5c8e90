"""The records as one workbook for people who double-click: a sheet for each record, and nothing that would run."""

import datetime
from collections.abc import Iterable
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracker.files import in_memory
from tracker.records.record import Filled

# What a cell of a workbook can hold, and what is written behind a text that is longer.
_LONGEST = 32_767
_CUT = " [... cut here: the CSV file has the whole text]"
_WIDEST, _NARROWEST = 60, 8


def workbook(tables: Iterable[Filled], day: datetime.date) -> bytes:
    """The workbook; the same rows always give the same bytes. Dates are text: a part of a date is no day."""

    def write(file: IO[bytes]) -> None:
        made = Workbook(file, {"in_memory": True})
        made.set_properties({"created": datetime.datetime(day.year, day.month, day.day)})  # noqa: DTZ001 (a bare day)
        bold = made.add_format({"bold": True})
        for each in tables:
            sheet = made.add_worksheet(each.record.name)
            sheet.freeze_panes(1, 1)
            sheet.write_row(0, 0, [field.name for field in each.record.fields], bold)
            _fill(sheet, each)
        made.close()

    return in_memory(write)


def _fill(sheet: Worksheet, filled: Filled) -> None:
    widths = [len(field.name) + 1 for field in filled.record.fields]
    for number, row in enumerate(filled.flat, 1):
        for column, value in enumerate(row):
            if value is not None:
                _write(sheet, number, column, value)
                widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))


def _write(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, fitting(value))


def fitting(text: str) -> str:
    """The text, or as much of it as a cell can hold, and then it says so."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
