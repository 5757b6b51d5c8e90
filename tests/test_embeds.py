"""Embeds stand alone on other sites: whole documents that lead back here, with one script of their own."""

import datetime
import posixpath
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.conftest import Edit, dataset_of, view_of
from tests.test_feeds import HOSTILE
from tracker.model import Dataset, Edition
from tracker.sharing.embeds import embeds
from tracker.status import label

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, commit="0" * 40, site="https://site.example/tracker/")
BARE = Edition(date=DAY, commit="0" * 40)
SPACE = "{http://www.w3.org/1999/xhtml}"


def document(content: bytes) -> Element:
    """The tree of a document without any fault."""
    parser = html5lib.HTMLParser(strict=True)
    root: Element = parser.parse(content, transport_encoding="utf-8")
    return root


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def meta(root: Element, name: str) -> str | None:
    return next((each.get("content") for each in root.iter(f"{SPACE}meta") if each.get("name") == name), None)


def test_there_is_one_for_every_company_every_cell_and_every_pledge(world: Dataset) -> None:
    made = embeds(view_of(world, EDITION))
    present = {
        f"embed/cells/{cell.company.id}/{cell.pledge.id}/{cell.commitment.id}/index.html"
        for cell in view_of(world).cells
    }
    assert present <= made.keys()
    assert {"embed/acme/example-2024/index.html", "embed/pledges/other-2023/index.html"} <= made.keys()


def test_a_company_s_table_says_how_each_cell_stands_and_since_when(world: Dataset) -> None:
    root = document(embeds(view_of(world, EDITION))["embed/acme/example-2024/index.html"])
    assert words(root.find(f".//{SPACE}h1")) == "Acme Example 2024"
    assert [" ".join(map(words, each)) for each in root.iter(f"{SPACE}tr")] == [
        "Commitment Status Since",
        "Safety framework Met March 2025",
        "Risk thresholds Partial contested 31 December 2025",
        "Outside testing Not met 2025",
        "Incident reports No evidence 20 November 2026",
        "Labels for made-up content Not applicable 20 November 2026",
        "Security of weights Not assessable 20 November 2026",
    ]


def test_a_cell_has_its_status_dates_first_words_and_their_source(world: Dataset) -> None:
    root = document(embeds(view_of(world, EDITION))["embed/cells/acme/example-2024/risk-thresholds/index.html"])
    assert words(root.find(f".//{SPACE}main")) == (
        "Acme: Risk thresholds Example 2024 Partial since 31 December 2025; assessed 20 November 2026 "
        "Contested by Acme on 21 November 2026, and not settled yet. Newsroom of Acme has replied. "
        "Thresholds are set. Whether they are explained is disputed, and examples are missing. 1 of 3 quotes "
        "危険が大きすぎるときは、訓練を止めます。 Our translation: When a danger is too large, we stop training. "
        "Shows: Sets out thresholds of intolerable risk; Explains how the thresholds were decided "
        "Acme: Acme Safety Framework, section 2 Policy, high reliability. Published 7 August 2024; "
        "read 1 September 2024 in a copy. Archived copy. Machine translation from Japanese. "
        "Never looked up by a program."
    )


def test_a_cell_that_nobody_assessed_says_so(world: Dataset) -> None:
    root = document(embeds(view_of(world, EDITION))["embed/cells/orbit/example-2024/risk-thresholds/index.html"])
    assert words(root.find(f".//{SPACE}main")) == (
        "Orbit: Risk thresholds Example 2024 Not assessed Nobody has assessed it here yet."
    )


def test_every_table_agrees_with_the_views(own_data: Dataset) -> None:
    view = view_of(own_data, EDITION)
    made = embeds(view)
    for company in view.companies:
        for row in company.rows:
            root = document(made[f"embed/{row.company.id}/{row.pledge.id}/index.html"])
            shown = [words(each.find(f"{SPACE}td")) for each in root.findall(f".//{SPACE}tbody/{SPACE}tr")]
            assert shown == [label(cell.status) for cell in row.cells]


@pytest.mark.parametrize("edition", [EDITION, BARE])
def test_every_document_is_whole_and_names_method_date_and_licence(world: Dataset, edition: Edition) -> None:
    for path, content in embeds(view_of(world, edition)).items():
        root = document(content)
        assert root.get("lang") == "en"
        assert meta(root, "robots") == "noindex"
        assert meta(root, "description")
        assert [each.attrib for each in root.iter(f"{SPACE}base")] == [{"target": "_top"}]
        (script,) = root.iter(f"{SPACE}script")
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), script.get("src", ""))) == "assets/frame.js"
        footer = root.find(f".//{SPACE}footer")
        assert words(footer) == (
            "AI Commitments Tracker. Data of 21 November 2026. How a status follows from the evidence. "
            "Data under CC BY 4.0; quotes under their own terms."
        )
        assert footer is not None
        method = footer.findall(f".//{SPACE}a")[1].get("href", "")
        assert posixpath.normpath(posixpath.join(edition.site or posixpath.dirname(path), method)).endswith(
            "methodology"
        )


def test_with_a_site_every_link_is_absolute_and_the_whole_page_is_named_as_the_canonical_one(world: Dataset) -> None:
    root = document(embeds(view_of(world, EDITION))["embed/cells/acme/example-2024/risk-thresholds/index.html"])
    links = {each.get("rel"): each.get("href") for each in root.iter(f"{SPACE}link")}
    assert links == {
        "canonical": "https://site.example/tracker/companies/acme/",
        "stylesheet": "../../../../../assets/embed.css",
    }
    assert {urlsplit(each.get("href", "")).netloc for each in root.iter(f"{SPACE}a")} == {
        "site.example",
        "example.org",
        "library.example.org",
        "web.archive.org",
        "creativecommons.org",
    }


def test_without_a_site_links_are_relative_and_there_is_no_canonical_address(world: Dataset) -> None:
    root = document(embeds(view_of(world, BARE))["embed/acme/example-2024/index.html"])
    assert [(each.get("rel"), each.get("href")) for each in root.iter(f"{SPACE}link")] == [
        ("stylesheet", "../../../assets/tokens.css"),
        ("stylesheet", "../../../assets/parts.css"),
        ("stylesheet", "../../../assets/embed.css"),
    ]
    assert root.findall(f".//{SPACE}a")[0].get("href") == "../../../companies/acme/#example-2024"


def test_the_policy_allows_our_own_script_alone_and_may_be_framed(world: Dataset) -> None:
    for content in embeds(view_of(world, EDITION)).values():
        (policy,) = [each for each in document(content).iter(f"{SPACE}meta") if each.get("http-equiv")]
        assert policy.get("content", "").split("; ") == [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]


@pytest.mark.parametrize(
    "field",
    [
        "name: Acme\n",
        "reason: Thresholds are set. Whether they are explained is disputed, and examples are missing.\n",
        "quote: 危険が大きすぎるときは、訓練を止めます。\n",
        "title: Acme Safety Framework\n",
        "locator: section 2\n",
    ],
)
def test_hostile_text_shows_as_its_characters_and_does_nothing(edited: Edit, field: str) -> None:
    name = field.partition(":")[0]
    made = embeds(view_of(dataset_of(edited("data/companies/acme.yml", field, f"{name}: '{HOSTILE}'\n")), EDITION))
    root = document(made["embed/cells/acme/example-2024/risk-thresholds/index.html"])
    assert HOSTILE in "".join(root.itertext())
    assert ["".join(each.itertext()) for each in root.iter(f"{SPACE}script")] == [""]


def test_the_same_data_give_the_same_bytes(world: Dataset) -> None:
    assert embeds(view_of(world, EDITION)) == embeds(view_of(world, EDITION))
