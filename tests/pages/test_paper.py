"""The tables on paper: nothing of them is cut off."""

import re

from pypdfium2 import PdfDocument

from tests.pages.conftest import Open


def test_each_table_of_the_home_page_is_on_paper_to_its_last_column(visit: Open) -> None:
    page = visit("").page
    page.evaluate("async () => { await document.fonts.ready }")
    sheets_of_paper = PdfDocument(page.pdf(format="A4", print_background=True))
    ends: list[float] = []
    for sheet in sheets_of_paper:
        text = sheet.get_textpage()
        shares = re.finditer(r"\b\d+ of (17|8|10)\b", text.get_text_range())
        ends += [text.get_charbox(found.end() - 1)[2] for found in shares]
    assert len(ends) > 40  # one for each row
    assert max(ends) < sheets_of_paper[0].get_width()
