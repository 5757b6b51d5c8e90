"""Badges say what the views say, with denominator and date, in a picture that fits its words."""

import datetime
from xml.etree import ElementTree

import pytest

from tests.conftest import Edit, dataset_of, view_of
from tests.test_feeds import HOSTILE
from tracker.model import Dataset, Edition, Status
from tracker.pages.snippets import badge_words, count_words
from tracker.pages.text_width import text_width
from tracker.sharing.badges import badges
from tracker.status import tally

EDITION = Edition(date=datetime.date(2026, 11, 21), commit="0" * 40, site="https://site.example/tracker/")
SVG = "{http://www.w3.org/2000/svg}"


def picture(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 (our own output)


def texts(content: bytes) -> list[str]:
    return [each.text or "" for each in picture(content).iter(f"{SVG}text")]


def test_a_badge_names_the_pledge_the_numbers_and_the_day_of_the_data(world: Dataset) -> None:
    content = badges(view_of(world, EDITION))["badges/acme/example-2024.svg"]
    assert texts(content) == ["Example 2024", "1 of 5 met, 1 partial", "21 Nov 2026"]
    assert picture(content).findtext(f"{SVG}title") == (
        "Acme, Example 2024: 1 of 5 met, 1 partial (data of 21 November 2026)"
    )


def test_there_is_a_badge_for_every_company_and_pledge(world: Dataset) -> None:
    made = badges(view_of(world, EDITION))
    assert list(made) == [
        "badges/acme/example-2024.svg",
        "badges/orbit/example-2024.svg",
        "badges/zenith/example-2024.svg",
        "badges/zenith/other-2023.svg",
    ]


M, P, N, X, U = (
    Status.MET,
    Status.PARTIAL,
    Status.NO_EVIDENCE,
    Status.NOT_APPLICABLE,
    Status.NOT_ASSESSED,
)


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([M] * 9 + [P] * 5 + [N] * 3, "9 of 17 met, 5 partial"),
        ([N, N], "0 of 2 met, 0 partial"),
        ([M, X, P], "1 of 2 met, 1 partial"),
        ([M, U, U], "1 of 3 met, 0 partial, 2 not assessed"),
        ([U, U], "not assessed"),
        ([U, X], "0 of 1 met, 0 partial, 1 not assessed"),
        ([X, X], "not applicable"),
        ([], "not applicable"),
    ],
)
def test_the_words_give_every_number_with_its_denominator(statuses: list[Status], words: str) -> None:
    assert count_words(tally(statuses)) == words


def test_the_numbers_of_every_badge_are_those_of_the_table(own_data: Dataset) -> None:
    view = view_of(own_data, EDITION)
    made = badges(view)
    rows = [row for company in view.companies for row in company.rows]
    assert len(made) == len(rows)
    for row in rows:
        words = badge_words(row)
        assert words.startswith("no longer a signatory: ") == bool(row.signatory.left)
        assert texts(made[f"badges/{row.company.id}/{row.pledge.id}.svg"])[1] == words
        assert not row.tally.assessed or f"{row.tally.counts[M]} of {row.tally.applicable} met" in words


def test_a_badge_is_a_picture_with_a_name_and_nothing_that_acts(own_data: Dataset) -> None:
    for content in badges(view_of(own_data, EDITION)).values():
        svg = picture(content)
        title = svg.find(f"{SVG}title")
        assert title is not None
        assert svg.get("role") == "img"
        assert svg.get("aria-labelledby") == title.get("id")
        assert {each.tag.removeprefix(SVG) for each in svg.iter()} == {"svg", "title", "rect", "g", "text"}


@pytest.mark.parametrize("name", ["Seoul 2024", "Ω€", "コミットメント", "W" * 30, "e\u0301"])
def test_every_text_lies_within_its_own_box_whatever_its_script(edited: Edit, name: str) -> None:
    tree = edited("data/pledges/example-2024.yml", "short_name: Example 2024", f"short_name: {name}")
    svg = picture(badges(view_of(dataset_of(tree), EDITION))["badges/acme/example-2024.svg"])
    boxes = svg.findall(f"{SVG}rect")[:3]
    written = list(svg.iter(f"{SVG}text"))
    assert written[0].text == name
    end = 0.0
    for box, text in zip(boxes, written, strict=True):
        left, width = float(box.get("x", "")), float(box.get("width", ""))
        middle, length = float(text.get("x", "")), float(text.get("textLength", ""))
        assert left == end
        assert left + 6 <= middle - length / 2
        assert middle + length / 2 <= left + width - 6
        end = left + width
    assert end == float(svg.get("width", ""))


def test_the_width_of_a_text_is_that_of_helvetica() -> None:
    # 667 + 222 + 3 * 556 thousandths of 100 pixels, rounded up.
    assert text_width("Ai100", 100) == 256
    assert text_width("条約", 11) == 22


def test_hostile_text_is_written_as_its_characters(edited: Edit) -> None:
    tree = edited("data/companies/acme.yml", "name: Acme\n", f"name: '{HOSTILE}'\n")
    content = badges(view_of(dataset_of(tree), EDITION))["badges/acme/example-2024.svg"]
    assert b"<script" not in content
    assert (picture(content).findtext(f"{SVG}title") or "").startswith(f"{HOSTILE}, Example 2024: ")


def test_the_same_data_give_the_same_bytes(world: Dataset) -> None:
    assert badges(view_of(world, EDITION)) == badges(view_of(world, EDITION))
