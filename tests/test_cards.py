"""The card of each page is a picture of the right size that carries title, counts and date."""

import datetime
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.conftest import pages_of
from tracker.model import Dataset, Edition
from tracker.pages.page import Page
from tracker.pages.rendering import render
from tracker.pages.text_width import text_width
from tracker.sharing.cards import _size, cards

SVG = "{http://www.w3.org/2000/svg}"
DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, site="https://site.example/tracker/")


@pytest.fixture(scope="module")
def home(world: Dataset) -> Page:
    return next(page for page in pages_of(world, EDITION) if not page.address)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_card_has_the_size_that_networks_ask_for(home: Page) -> None:
    assert {path: size(png) for path, png in cards([home], EDITION).items()} == {"cards/index.png": (1200, 630)}


def test_a_card_shows_other_numbers_for_another_day_and_other_counts(home: Page) -> None:
    first = cards([home], EDITION)
    assert cards([home], EDITION) == first
    assert cards([home], replace(EDITION, date=datetime.date(2026, 11, 22))) != first
    assert cards([replace(home, counts=home.counts[:1])], EDITION) != first


def test_a_card_says_the_counts_with_their_denominator() -> None:
    row = {"name": "Example 2024", "words": "1 of 18 met, 2 partial", "size": 28, "parts": [], "y": 330, "bar": 44}
    svg = render("card.svg", "companies/a/", EDITION, title=["A & <B>"], rows=[row], description=[], more=0)
    assert '<tspan font-weight="bold">Example 2024:</tspan> 1 of 18 met, 2 partial</text>' in svg
    assert "A &amp; &lt;B&gt;" in svg
    assert "Data of 21 November 2026." in svg


@pytest.mark.parametrize(("words", "size"), [("Example 2024: 1 of 18 met", 28), ("x" * 90, 22)])
def test_a_line_that_is_too_long_for_the_card_is_written_smaller(words: str, size: int) -> None:
    assert _size(words) == size
    assert text_width(words, size) <= 1060


@pytest.mark.parametrize(("rows", "more"), [(1, ""), (2, ""), (3, ""), (4, ""), (7, "and 3 more")])
def test_however_many_pledges_there_are_every_row_lies_between_title_and_date(
    home: Page, monkeypatch: pytest.MonkeyPatch, rows: int, more: str
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("tracker.sharing.cards._drawn", drawn.append)
    cards([replace(home, counts=home.counts[:1] * rows)], EDITION)
    svg = ElementTree.fromstring(drawn[0])  # noqa: S314 (our own output)
    bars = svg.findall(f"{SVG}rect")[2:]
    names = [float(each.get("y", "")) for each in svg.findall(f"{SVG}text") if each.find(f"{SVG}tspan") is not None]
    assert len(names) == min(rows, 4)
    assert names[0] - 24 > 272  # the second line of the title
    assert max(float(each.get("y", "")) + float(each.get("height", "")) for each in bars) < 562  # above the date
    ends = sorted({float(each.get("y", "")) + float(each.get("height", "")) for each in bars})
    assert all(end < following - 20 for end, following in zip(ends, names[1:], strict=False))
    assert [each.text for each in svg.findall(f"{SVG}text") if each.text == more] == [more] * bool(more)


def test_without_an_address_of_the_site_there_are_no_cards(home: Page) -> None:
    assert cards([home], replace(EDITION, site="")) == {}
