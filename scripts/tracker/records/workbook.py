"""The records as one workbook for people who double-click: a sheet for each record, and nothing that would run."""

import datetime
import re
from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from markupsafe import escape

from tracker.files import pack
from tracker.records.record import Filled

# What a cell of a workbook can hold, and what is written behind a text that is longer.
_LONGEST = 32_767
_CUT = " [... cut here: the CSV file has the whole text]"
_WIDEST, _NARROWEST, _PADDING = 60, 8, 0.71
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
    '<xf fontId="1" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/></cellStyles></styleSheet>'
)
_PANES = (
    '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
    'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
)
# What XML cannot hold is written as its number, and what looks like such a number so that it stays a text.
_ODD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")

Cell = str | int | None
_Texts = dict[str, int]  # every text of the workbook once, with its place: sheets name it by that


def workbook(tables: Iterable[Filled], day: datetime.date) -> bytes:
    """The workbook; the same rows always give the same bytes. Dates are text: a part of a date is no day."""
    texts: _Texts = {}
    sheets = {each.record.name: _sheet(each, texts) for each in tables}
    names = list(enumerate(sheets, 1))
    parts = [(f"worksheets/sheet{number}.xml", "worksheet") for number, _name in names]
    parts += [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations([("xl/workbook.xml", f"{_OFFICE}/officeDocument"), ("docProps/core.xml", _CORE)]),
        "docProps/core.xml": _properties(day),
        "xl/_rels/workbook.xml.rels": _relations([(path, f"{_OFFICE}/{kind}") for path, kind in parts]),
        "xl/sharedStrings.xml": "".join(_shared(texts)),
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in names)
        + "</sheets></workbook>",
        **{f"xl/worksheets/sheet{number}.xml": sheets[name] for number, name in names},
    }
    return pack({path: f"{_HEAD}{text}\n".encode() for path, text in files.items()})


_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


def _content_types(parts: Iterable[tuple[str, str]]) -> str:
    kinds = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml")]
    kinds += [(f"/xl/{path}", f"{_TYPE}.{kind}+xml") for path, kind in parts]
    kinds.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    inner = "".join(f'<Override PartName="{path}" ContentType="{kind}"/>' for path, kind in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{path}"/>'
        for number, (path, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _properties(day: datetime.date) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dcterms:created {moment}created><dcterms:modified {moment}modified></cp:coreProperties>"
    )


def _sheet(filled: Filled, texts: _Texts) -> str:
    names = [field.name for field in filled.record.fields]
    letters, widths = [*map(_letters, range(len(names)))], [len(name) + 1 for name in names]
    rows = [_row(letters, 1, names, texts, ' s="1"')]
    for number, row in enumerate(filled.flat, 2):
        rows.append(_row(letters, number, row, texts, ""))
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, row, strict=True)]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{min(max(width, _NARROWEST), _WIDEST) + _PADDING}" '
        'customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    inner = "".join(rows)
    return f'<worksheet xmlns="{_MAIN}">{_PANES}<cols>{columns}</cols><sheetData>{inner}</sheetData></worksheet>'


def _row(letters: list[str], number: int, values: Iterable[Cell], texts: _Texts, style: str) -> str:
    cells = "".join(
        f'<c r="{letter}{number}"{style}{_value(value, texts)}</v></c>'
        for letter, value in zip(letters, values, strict=True)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _value(value: str | int, texts: _Texts) -> str:
    if isinstance(value, str):
        return f' t="s"><v>{texts.setdefault(value, len(texts))}'
    kind = ' t="b"' if isinstance(value, bool) else ""
    return f"{kind}><v>{int(value)}"


def _shared(texts: _Texts) -> Iterator[str]:
    yield f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">'
    for each in texts:
        yield f'<si><t xml:space="preserve">{_ODD.sub(_as_number, str(escape(fitting(each))))}</t></si>'
    yield "</sst>"


def _as_number(odd: re.Match[str]) -> str:
    return f"_x{ord(odd[0]):04X}_"


def _letters(column: int) -> str:
    """The name of a column, of which there are never more than two letters' worth."""
    first, second = divmod(column, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]


def fitting(text: str) -> str:
    """The text, or as much of it as a cell can hold, and then it says so."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
