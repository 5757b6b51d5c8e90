"""The text of a PDF: page by page, in columns where it has them, and without the lines that every page repeats."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

# A document with more text than that is no document that anybody has read.
_PAGES = 1500
_CHARACTERS = 10_000_000


def pdf_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text as the file has it, and the other ways to read it; ValueError where there is none to read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"a PDF that cannot be opened: {error}") from error
    with document:
        pages, columns = _read(document)
    if not any(page.strip() for page in pages):
        raise ValueError("a PDF without text, such as a scanned one")
    readings = [_joined(_without_running_lines(pages))]
    if columns != pages:
        readings += [_joined(columns), _joined(_without_running_lines(columns))]
    return _joined(pages), tuple(readings)


def _read(document: pypdfium2.PdfDocument) -> tuple[list[str], list[str]]:
    pages, columns = [], []
    length = 0
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        columns.append(_in_columns(page, text) or pages[-1])
        length += len(pages[-1])
        page.close()
        if len(pages) >= _PAGES or length > _CHARACTERS:
            break
    return pages, columns


def _joined(pages: Sequence[str]) -> str:
    return "\n".join(page.strip() for page in pages)


def _in_columns(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> str:
    """The left column and then the right one; empty where the page is not set in two."""
    width, _height = page.get_size()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    gutter = _gutter([(left, right) for left, _bottom, right, _top in boxes], width)
    if gutter is None:
        return ""
    left = text.get_text_bounded(right=gutter, errors="replace")
    right = text.get_text_bounded(left=gutter, errors="replace")
    return f"{left}\n{right}"


def _gutter(spans: Sequence[tuple[float, float]], width: float) -> float | None:
    """A place in the middle third that hardly any line crosses, with many lines on both sides; None without one."""
    best = min(
        (sum(left < x < right for left, right in spans), abs(x - width / 2), x)
        for x in (width * share / 60 for share in range(24, 37))
    )
    crossing, _distance, x = best
    sides = sum(right <= x for _left, right in spans), sum(left >= x for left, _right in spans)
    return x if min(sides) >= 8 and crossing <= 0.1 * len(spans) else None


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """The pages without page numbers, and without the heads and feet that stand on many of them."""
    edges = Counter(line for page in pages for line in {_masked(line) for line in _edge_lines(page)})
    often = {line for line, count in edges.items() if count >= max(3, len(pages) // 4)}
    return ["\n".join(_inner_lines(page, often)) for page in pages]


def _edge_lines(page: str) -> Sequence[str]:
    lines = [line for line in page.splitlines() if line.strip()]
    return [*lines[:3], *lines[-3:]]


def _inner_lines(page: str, often: set[str]) -> Iterator[str]:
    edges = set(_edge_lines(page))
    for line in page.splitlines():
        is_number = not re.sub(r"[\s\W\d]|page|of", "", line.lower())
        if line not in edges or not (is_number or _masked(line) in often):
            yield line


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
