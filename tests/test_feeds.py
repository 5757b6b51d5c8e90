"""Feeds tell what changed, with its words; their ids last, and no text in them acts."""

import datetime
import re
from collections.abc import Mapping
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest

from tests.conftest import Edit, Tree, dataset_of, view_of
from tracker.model import Dataset, Edition
from tracker.sharing.feeds import feeds

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, commit="0" * 40, site="https://site.example/tracker/")
BARE = Edition(date=DAY, commit="0" * 40)
ATOM = "{http://www.w3.org/2005/Atom}"
HTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = ']]></title><script>alert(1)</script> & "x" one two שלום'


def root(made: Mapping[str, bytes], path: str) -> ElementTree.Element:
    return ElementTree.fromstring(made[path])  # noqa: S314 (our own output)


def entry_ids(made: Mapping[str, bytes]) -> dict[str, list[str]]:
    return {path: [each.text or "" for each in root(made, path).iter(f"{ATOM}id")] for path in made}


def test_there_is_a_feed_of_everything_and_one_for_each_company_and_commitment(
    world: Dataset,
) -> None:
    made = feeds(view_of(world, EDITION))
    assert [path for path in made if "commitments" not in path] == [
        "feeds/changes.xml",
        "feeds/companies/acme.xml",
        "feeds/companies/orbit.xml",
        "feeds/companies/zenith.xml",
    ]
    assert {
        "feeds/commitments/example-2024/risk-thresholds.xml",
        "feeds/commitments/other-2023/testing.xml",
    } <= made.keys()


def test_an_entry_says_from_what_to_what_since_when_why_and_by_which_words(world: Dataset) -> None:
    feed = feedparser.parse(feeds(view_of(world, EDITION))["feeds/companies/acme.xml"])
    assert feed.bozo == 0
    assert feed.version == "atom10"
    assert feed.feed.title == "AI Commitments Tracker: Changes: Acme"
    assert feed.feed.updated == "2025-04-01T00:00:00+00:00"
    (entry,) = feed.entries
    assert entry.title == "Acme: Safety framework (Example 2024): met, was partial"
    assert entry.updated == "2025-04-01T00:00:00+00:00"
    assert entry.link == "https://site.example/tracker/companies/acme/#example-2024-safety-framework"
    assert [tag.term for tag in entry.tags] == ["company-acted"]
    text = html5lib.parseFragment(entry.content[0].value)
    words = " ".join("".join(text.itertext()).split())
    assert words == (
        "Met since March 2025, was partial. Company acted; assessed 1 April 2025. "
        "The second edition promises a yearly update. "
        "Now shown: Keeps the framework up to date "
        "This is the safety framework of Acme. "
        "Acme: Acme Safety Framework, title page. Published 7 August 2024; read 1 September 2024. "
        "Shows: Publishes a safety framework. "
        "We bring this framework up to date each year. "
        "Acme: Acme Safety Framework, second edition. Published March 2025; read 1 April 2025. "
        "Shows: Keeps the framework up to date. "
        "The cell with all its quotes, how a status follows from the evidence."
    )


def test_a_first_assessment_is_not_a_change_and_an_empty_feed_bears_the_day_of_the_pledge(world: Dataset) -> None:
    feed = feedparser.parse(feeds(view_of(world, EDITION))["feeds/companies/zenith.xml"])
    assert feed.entries == []
    assert feed.feed.updated == "2024-05-21T00:00:00+00:00"


def test_the_ids_are_these_for_good(world: Dataset) -> None:
    ids = entry_ids(feeds(view_of(world, EDITION)))
    assert ids["feeds/changes.xml"] == [
        "urn:uuid:80210f04-7952-5aba-b2e8-c04ff9b1de7e",
        "urn:uuid:360b9fdf-b63f-58bf-a2be-fdc70964f6f4",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/companies/acme.yml", "name: Acme\n", "name: Another name\n"),
        ("data/pledges/example-2024.yml", "title: Safety framework\n", "title: Another title\n"),
        ("data/pledges/example-2024.yml", "short_name: Example 2024\n", "short_name: Another short name\n"),
        ("data/companies/acme.yml", "reason: The second edition promises a yearly update.", "reason: Other words."),
        (
            "data/companies/acme.yml",
            "followed_by: 2025-04-01\n      - since: 2025-03\n        assessed: 2025-04-01",
            "followed_by: 2025-04-02\n      - since: 2025-03\n        assessed: 2025-04-02",
        ),
    ],
)
def test_no_other_name_title_text_date_or_site_changes_an_id(
    world: Dataset, edited: Edit, path: str, old: str, new: str
) -> None:
    ids = entry_ids(feeds(view_of(world, EDITION)))
    assert entry_ids(feeds(view_of(dataset_of(edited(path, old, new)), EDITION))) == ids
    assert entry_ids(feeds(view_of(world, BARE))) == ids


def test_the_id_of_a_change_outlives_a_new_id_of_its_company(world: Dataset, valid_world: Tree) -> None:
    renamed = dict(valid_world)
    company = renamed.pop("data/companies/acme.yml").decode()
    renamed["data/companies/acme-ai.yml"] = company.replace("[acme-labs]", "[acme-labs, acme]").encode()
    for path in ("data/pledges/example-2024.yml", "data/reviews/example-index-2025.yml"):
        renamed[path] = re.sub(rb"\bacme\b(?=[:,\]])", b"acme-ai", renamed[path])
    made = feeds(view_of(dataset_of(renamed), EDITION))
    assert (
        entry_ids(made)["feeds/companies/acme-ai.xml"]
        == entry_ids(feeds(view_of(world, EDITION)))["feeds/companies/acme.xml"]
    )


def test_the_feed_of_all_changes_holds_every_change_of_the_views_with_the_day_it_was_assessed(
    own_data: Dataset,
) -> None:
    found = view_of(own_data).changes
    entries = feedparser.parse(feeds(view_of(own_data, EDITION))["feeds/changes.xml"]).entries
    assert len(entries) == min(len(found), 100)
    days = [entry.updated[:10] for entry in entries]
    assert days == sorted((str(each.assessed) for each in found), reverse=True)[:100]


def test_the_feeds_of_companies_and_of_commitments_each_hold_every_change_once(own_data: Dataset) -> None:
    made = feeds(view_of(own_data, EDITION))
    for kind in ("companies", "commitments"):
        ids = [id for path in made if path.startswith(f"feeds/{kind}/") for id in entry_ids(made)[path][1:]]
        assert len(ids) == len(set(ids)) == len(view_of(own_data).changes)


ONCE = {f"{ATOM}{name}" for name in ("id", "title", "updated", "author", "rights", "content")}
OF_FEED = ONCE - {f"{ATOM}content"} | {f"{ATOM}link", f"{ATOM}entry"}
OF_ENTRY = {f"{ATOM}{name}" for name in ("id", "title", "updated", "link", "category", "content")}


@pytest.mark.parametrize("edition", [EDITION, BARE])
def test_every_feed_keeps_the_constraints_of_rfc_4287(own_data: Dataset, edition: Edition) -> None:
    made = feeds(view_of(own_data, edition))
    for path in made:
        feed = root(made, path)
        assert feed.tag == f"{ATOM}feed"
        assert {each.tag for each in feed} <= OF_FEED
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        entries = feed.findall(f"{ATOM}entry")
        ids = [each.findtext(f"{ATOM}id") for each in entries]
        assert len(ids) == len(set(ids))
        for part in (feed, *entries):
            tags = [each.tag for each in part]
            assert all(tags.count(name) == 1 for name in (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"))
            assert all(tags.count(name) <= 1 for name in ONCE)
            assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", part.findtext(f"{ATOM}id", ""))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+00:00", part.findtext(f"{ATOM}updated", ""))
            assert [each.get("href") for each in part.findall(f"{ATOM}link") if each.get("rel") != "self"].count(
                None
            ) == 0
            assert (
                len([each for each in part.findall(f"{ATOM}link") if each.get("rel", "alternate") == "alternate"]) == 1
            )
        for entry in entries:
            assert {each.tag for each in entry} == OF_ENTRY
            content = entry.find(f"{ATOM}content")
            assert content is not None
            assert content.get("type") == "html"
            assert len(content) == 0


def test_without_a_site_links_are_relative_to_the_feed_and_no_address_is_made_up(world: Dataset) -> None:
    made = feeds(view_of(world, BARE))
    feed = root(made, "feeds/companies/acme.xml")
    assert [each.attrib for each in feed.iter(f"{ATOM}link")] == [
        {"href": "../../companies/acme/", "rel": "alternate", "type": "text/html"},
        {"href": "../../companies/acme/#example-2024-safety-framework"},
    ]
    assert "site.example" not in b"".join(made.values()).decode()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("data/companies/acme.yml", "name: Acme\n"),
        ("data/companies/acme.yml", "reason: The second edition promises a yearly update.\n"),
        ("data/companies/acme.yml", "quote: We bring this framework up to date each year.\n"),
        ("data/companies/acme.yml", "title: Acme Safety Framework, second edition\n"),
        ("data/pledges/example-2024.yml", "title: Safety framework\n"),
        ("data/pledges/example-2024.yml", "kept-current: Keeps the framework up to date\n"),
    ],
)
def test_hostile_text_shows_as_its_characters_and_does_nothing(edited: Edit, path: str, field: str) -> None:
    name = field.partition(":")[0]
    made = feeds(view_of(dataset_of(edited(path, field, f"{name}: '{HOSTILE}'\n")), EDITION))
    (entry,) = root(made, "feeds/companies/acme.xml").findall(f"{ATOM}entry")
    content = html5lib.parseFragment(entry.findtext(f"{ATOM}content", ""))
    shown = entry.findtext(f"{ATOM}title", "") + "".join(content.itertext())
    assert HOSTILE in shown
    assert {each.tag for each in content.iter()} - {"DOCUMENT_FRAGMENT"} <= {
        f"{HTML}{name}" for name in ("p", "b", "a", "blockquote")
    }
    assert {key for each in content.iter() for key in each.attrib} <= {"href", "dir"}


def test_the_same_data_give_the_same_bytes(world: Dataset) -> None:
    assert feeds(view_of(world, EDITION)) == feeds(view_of(world, EDITION))
