"""The numbers and statuses on the built pages are those of the data."""

import gzip
import re
from collections import Counter
from pathlib import Path

import html5lib
from playwright.sync_api import expect

from tests.pages.conftest import Open, search
from tests.pages.test_links import SPACE
from tracker.model import Dataset, Status
from tracker.status import label
from tracker.views.cells import cells
from tracker.views.tables import matrix


def text(site: Path, page: str) -> str:
    tree = html5lib.parse((site / page / "index.html").read_bytes(), transport_encoding="utf-8")
    article = next(tree.iter(f"{SPACE}article"))
    return " ".join("".join(article.itertext()).split())


def test_the_table_shows_every_cell_with_its_status(site: Path, own_data: Dataset) -> None:
    tree = html5lib.parse((site / "index.html").read_bytes(), transport_encoding="utf-8")
    links = [each for each in tree.iter(f"{SPACE}a") if "cell" in each.get("class", "").split()]
    shown = {each.get("href", ""): (each.get("class", "").split()[1], each.text) for each in links}
    assert shown == {
        f"companies/{cell.company.id}/#{cell.anchor}": (str(cell.status), label(cell.status))
        for cell in cells(own_data)
    }


def test_the_home_page_counts_what_is_there(site: Path, own_data: Dataset) -> None:
    found = text(site, "")
    counted = Counter(cell.status for cell in cells(own_data))
    total = sum(counted.values())
    assert f"{counted[Status.MET]} of {total} assessed cells are met, {counted[Status.PARTIAL]} partial" in found
    quotes = sum(len(cell.assessments[-1].evidence) for cell in cells(own_data))
    assert f"{quotes:,} quotes from {sum(len(each.sources) for each in own_data.companies.values())} sources" in found


def test_the_numbers_beside_a_picture_are_those_of_the_table(site: Path, own_data: Dataset) -> None:
    found = text(site, "pictures")
    for pledge in own_data.pledges.values():
        table = matrix(own_data, pledge)
        for index, commitment in enumerate(table.commitments):
            counted = Counter(row.cells[index].status for row in table.rows)
            numbers = " ".join(f"{counted[status]} of {len(table.rows)}" for status in Status)
            assert f"{commitment.title} {numbers}".replace(" ", "") in found.replace(" ", "")


def test_a_companys_last_moment_is_its_present_count(site: Path, own_data: Dataset) -> None:
    for pledge in own_data.pledges.values():
        for row in matrix(own_data, pledge).rows:
            page = (site / "companies" / row.company.id / "index.html").read_text("utf-8")
            words = re.findall(r'role="img" aria-label="([^"]*)"', page)
            present = [f"{number} {label(each).lower()}" for each, number in row.tally.counts.items() if number]
            present[0] = present[0].replace(" ", f" of {row.tally.total} ", 1)
            assert any(word.endswith(f": {', '.join(present)}.") for word in words), row.company.id


def test_the_integrity_page_counts_second_readings_and_unread_documents(site: Path, own_data: Dataset) -> None:
    found = text(site, "integrity")
    latest = [cell.assessments[-1] for cell in cells(own_data)]
    readings = [each.second_reading for each in latest if each.second_reading]
    assert f"{len(readings)} of {len(latest)} assessed cells have a second reading" in found
    assert f"another status in {sum(not each.agreed for each in readings)} of {len(readings)}." in found
    unread = sum(len(company.unread_documents) for company in own_data.companies.values())
    assert f"{unread} newer documents are known and were not read" in found


def test_the_search_finds_the_words_of_a_quote_and_stays_small(site: Path, visit: Open) -> None:
    index = (site / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(index)) < 250 * 1024
    page = visit("").page
    search(page, "refusal behavior under safeguards is measured separately")
    found = page.locator(".md-search-result__link[href*='sources/'][href*='#xai-']")
    expect(found).not_to_have_count(0)
