"""The numbers and statuses on the built pages are those of the data."""

import gzip
import re
from collections import Counter
from pathlib import Path

import html5lib
from playwright.sync_api import expect

from tests.conftest import view_of
from tests.pages import SPACE
from tests.pages.conftest import Open, search
from tracker.model import Dataset, Status
from tracker.pages.rendering import tally_words
from tracker.status import label
from tracker.views.tables import table


def text(site: Path, page: str) -> str:
    tree = html5lib.parse((site / page / "index.html").read_bytes(), transport_encoding="utf-8")
    article = next(tree.iter(f"{SPACE}article"))
    return " ".join("".join(article.itertext()).split())


def test_the_table_shows_every_cell_with_its_status(site: Path, own_data: Dataset) -> None:
    tree = html5lib.parse((site / "index.html").read_bytes(), transport_encoding="utf-8")
    links = [each for each in tree.iter(f"{SPACE}a") if each.get("class") == "act-cell"]
    shown = {each.get("href", ""): (each.get("data-status"), each.text) for each in links}
    assert shown == {
        f"companies/{cell.company.id}/#{cell.anchor}": (str(cell.status), label(cell.status))
        for cell in view_of(own_data).cells
    }


def test_the_home_page_counts_what_is_there_in_one_line(site: Path, own_data: Dataset) -> None:
    cells = view_of(own_data).cells
    latest = [cell.assessments[-1] for cell in cells if cell.assessments]
    quotes = sum(len(each.evidence) for each in latest)
    sources = sum(len(each.sources) for each in own_data.companies.values())
    words = f"{quotes:,} quotes from {sources} sources. Data of"
    counted = [cell for cell in cells if not cell.left]
    assessed = sum(bool(cell.assessments) for cell in counted)
    assert re.search(rf"{assessed} of {len(counted)} cells assessed, the latest on [^;]*; {words}", text(site, ""))


def test_the_foot_of_a_table_counts_who_meets_each_commitment(site: Path, own_data: Dataset) -> None:
    tree = html5lib.parse((site / "index.html").read_bytes(), transport_encoding="utf-8")
    for each in tree.iter(f"{SPACE}table"):
        columns = [
            column for column in view_of(own_data).columns.values() if column.pledge.id == each.get("data-pledge")
        ]
        (foot,) = each.iter(f"{SPACE}tfoot")
        found = [" ".join("".join(place.itertext()).split()) for place in foot.iter(f"{SPACE}td")]
        met = [sum(cell.status is Status.MET for cell in column.counted) for column in columns]
        whole = [sum(cell.status is not Status.NOT_APPLICABLE for cell in column.counted) for column in columns]
        some = [any(cell.assessments for cell in column.counted) for column in columns]
        shares = [f"{met[i]} of {whole[i]}" if some[i] else "–" for i in range(len(columns))]
        assert found == [*shares, f"{sum(met)} of {sum(whole)}" if any(some) else "not assessed"]


def test_the_numbers_beside_a_picture_are_those_of_the_table(site: Path, own_data: Dataset) -> None:
    found = text(site, "pictures")
    for column in view_of(own_data).columns.values():
        counted = Counter(cell.status for cell in column.cells if not cell.left)
        applicable = sum(counted.values()) - counted[Status.NOT_APPLICABLE]
        shares = {status: f"{counted[status]} of {applicable}" for status in Status}
        numbers = " ".join({**shares, Status.NOT_APPLICABLE: str(counted[Status.NOT_APPLICABLE])}.values())
        assert f"{column.name} {numbers}".replace(" ", "") in found.replace(" ", "")


def test_a_companys_last_moment_is_its_present_count(site: Path, own_data: Dataset) -> None:
    for pledge in own_data.pledges.values():
        for row in table(own_data, pledge).rows:
            page = (site / "companies" / row.company.id / "index.html").read_text("utf-8")
            words = re.findall(r'role="img" aria-label="([^"]*)"', page)
            if row.tally.assessed:
                assert any(word.endswith(f": {tally_words(row.tally)}.") for word in words), row.company.id


def test_every_place_counts_a_company_alike(site: Path, own_data: Dataset) -> None:
    home = (site / "index.html").read_text("utf-8")
    found = [row for each in view_of(own_data).companies for row in each.rows if row.tally.counts[Status.MET]]
    partly = [row for row in found if row.tally.not_applicable]
    for row in partly or found[:1]:
        share, place = str(row.tally.share(Status.MET)), (row.company.id, row.pledge.id)
        assert f"Met {share}" in text(site, f"companies/{row.company.id}"), place
        assert f"{share} met" in (site / "badges" / row.company.id / f"{row.pledge.id}.svg").read_text("utf-8"), place
        table = home.partition(f'data-pledge="{row.pledge.id}"')[2].partition("</table>")[0]
        line = re.search(rf'<tr data-company="{row.company.id}".*?</tr>', table, re.DOTALL)
        assert line is not None, place
        assert share in line[0], place
    assert found


def test_the_integrity_page_counts_second_readings_and_unread_documents(site: Path, own_data: Dataset) -> None:
    found = text(site, "integrity")
    latest = [cell.assessments[-1] for cell in view_of(own_data).cells if cell.assessments]
    readings = [each.second_reading for each in latest if each.second_reading]
    assert f"{len(readings)} of {len(latest)} assessed cells have a second reading" in found
    assert f"a different status in {sum(not each.agreed for each in readings)} of {len(readings)}." in found
    unread = sum(len(each.documents) for each in view_of(own_data).unread_documents)
    assert f"{unread} newer documents from" in found


def test_the_search_finds_the_words_of_a_quote_stays_small_and_is_fetched_for_whoever_searches(
    site: Path, visit: Open
) -> None:
    index = (site / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(index)) < 250 * 1024
    opened = visit("")
    page = opened.page
    assert [each for each in opened.requests if "/search/" in each and each.endswith(".json")] == []
    search(page, "refusal behavior under safeguards is measured separately")
    found = page.locator(".md-search-result__link[href*='sources/'][href*='#xai-']")
    expect(found).not_to_have_count(0)
