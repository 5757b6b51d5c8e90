"""The card of each page is a picture of the right size that carries title, counts and date."""

import datetime
import struct
from dataclasses import replace

import pytest

from tests.conftest import pages_of
from tracker.model import Dataset, Edition
from tracker.pages.page import Page
from tracker.pages.rendering import render
from tracker.sharing.cards import cards

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
    row = {"name": "Example 2024", "words": "1 of 18 met, 2 partial", "parts": []}
    svg = render("card.svg", "companies/a/", EDITION, title=["A & <B>"], rows=[row], description=[])
    assert '<tspan font-weight="bold">Example 2024:</tspan> 1 of 18 met, 2 partial</text>' in svg
    assert "A &amp; &lt;B&gt;" in svg
    assert "Data of 21 November 2026." in svg


def test_without_an_address_of_the_site_there_are_no_cards(home: Page) -> None:
    assert cards([home], replace(EDITION, site="")) == {}
