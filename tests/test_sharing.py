"""What others copy and what machines find: snippets, the page that offers them, and facts about the dataset."""

import datetime
import json

import html5lib
import markdown

from tests.conftest import Edit, dataset_of, pages_of, rows_of, view_of
from tests.test_feeds import HOSTILE
from tracker.build import outputs
from tracker.model import Dataset, Edition
from tracker.pages.data import share
from tracker.pages.discovery import crawler_files, dataset_facts
from tracker.pages.snippets import badge_html, badge_markdown, company_frame_html

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, commit="0123456789abcdef", site="https://site.example/tracker/")
BARE = Edition(date=DAY)
SPACE = "{http://www.w3.org/1999/xhtml}"
# A name that would end the words, the address and the element around it.
SHARP = "](javascript:alert(1)) *_`[ <img src=x onerror=alert(1)> \"' \\"


def test_the_snippets_hold_full_addresses_and_no_number_that_could_grow_old(world: Dataset) -> None:
    (row,) = rows_of(world, world.companies["acme"])
    assert badge_markdown(row, EDITION) == (
        "[![Acme, Example 2024: AI Commitments Tracker](https://site.example/tracker/badges/acme/example-2024.svg)]"
        "(https://site.example/tracker/companies/acme/#example-2024)"
    )
    assert badge_html(row, EDITION) == (
        '<a href="https://site.example/tracker/companies/acme/#example-2024">'
        '<img src="https://site.example/tracker/badges/acme/example-2024.svg" '
        'alt="Acme, Example 2024: AI Commitments Tracker"></a>'
    )
    assert company_frame_html(row, EDITION) == (
        '<iframe src="https://site.example/tracker/embed/acme/example-2024/" '
        'title="Acme, Example 2024: AI Commitments Tracker" width="100%" height="480" loading="lazy"></iframe>'
    )


def test_a_hostile_name_stays_the_name_of_the_picture_in_markdown_and_html(edited: Edit) -> None:
    quoted = SHARP.replace("'", "''")
    dataset = dataset_of(edited("data/companies/acme.yml", "name: Acme\n", f"name: '{quoted}'\n"))
    (row,) = rows_of(dataset, dataset.companies["acme"])
    for html in (markdown.markdown(badge_markdown(row, EDITION)), badge_html(row, EDITION)):
        elements = {each.tag: each for each in html5lib.parseFragment(html).iter() if each.tag != "DOCUMENT_FRAGMENT"}
        assert elements.keys() - {f"{SPACE}p"} == {f"{SPACE}a", f"{SPACE}img"}
        assert elements[f"{SPACE}img"].attrib == {
            "src": "https://site.example/tracker/badges/acme/example-2024.svg",
            "alt": f"{SHARP}, Example 2024: AI Commitments Tracker",
        }
    (frame,) = html5lib.parseFragment(company_frame_html(row, EDITION))
    assert frame.get("title") == f"{SHARP}, Example 2024: AI Commitments Tracker"


def test_the_page_offers_every_feed_calendar_badge_and_embed_that_there_is(world: Dataset) -> None:
    (page,) = share(view_of(world, BARE))
    links = [each.get("href") or each.get("src") or "" for each in html5lib.parseFragment(page.html).iter()]
    offered = {link.removeprefix("../") for link in links}
    made = {
        path.removesuffix("index.html")
        for path in outputs(view_of(world, BARE))
        if path.startswith(("feeds/", "calendar/", "badges/", "embed/"))
    }
    former = {path for path in made if {"acme-labs", "example", "thresholds"} & set(path.replace(".", "/").split("/"))}
    assert made - former <= offered


def test_the_snippets_that_are_shown_are_what_is_copied(world: Dataset) -> None:
    (page,) = share(view_of(world, EDITION))
    shown = ["".join(each.itertext()) for each in html5lib.parseFragment(page.html).iter(f"{SPACE}pre")]
    (row,) = rows_of(world, world.companies["acme"])
    assert {badge_markdown(row, EDITION), badge_html(row, EDITION), company_frame_html(row, EDITION)} <= set(shown)
    (bare,) = share(view_of(world, BARE))
    assert "<pre" not in bare.html
    assert "does not know the address" in bare.html


def test_the_home_page_bears_the_facts_and_companies_and_commitments_their_feed(world: Dataset) -> None:
    found = {page.address: page for page in pages_of(world, EDITION)}
    assert json.loads(found[""].facts)["@type"] == "Dataset"
    assert [address for address, page in found.items() if page.facts] == [""]
    assert found["companies/acme/"].feed == "feeds/companies/acme.xml"
    assert found["pledges/example-2024/risk-thresholds/"].feed == "feeds/commitments/example-2024/risk-thresholds.xml"
    files = outputs(view_of(world, EDITION))
    assert [page.feed for page in found.values() if page.feed and page.feed not in files] == []


def test_the_facts_are_those_of_the_dataset(world: Dataset) -> None:
    assert json.loads(dataset_facts(view_of(world, EDITION))) == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": "https://site.example/tracker/#dataset",
        "name": "AI Commitments Tracker",
        "description": (
            "What 3 AI companies promised in 2 public pledges and what public documents show of it: "
            "7 of 19 cells, each one company and one commitment, with a dated status, "
            "the quotes that it follows from, and where they were read."
        ),
        "url": "https://site.example/tracker/",
        "creator": {"@type": "Organization", "name": "AI Commitments Tracker contributors"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "dateModified": "2026-11-21",
        "temporalCoverage": "2023-07-21/2026-11-21",
        "keywords": ["artificial intelligence", "AI safety", "voluntary commitments", "accountability"],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": "Example Commitments on Careful AI",
                "url": "https://example.org/commitments",
            },
            {"@type": "CreativeWork", "name": "Other Commitments", "url": "https://example.org/other"},
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"https://site.example/tracker/downloads/{name}",
                "encodingFormat": kind,
            }
            for name, kind in (
                ("datapackage.json", "application/json"),
                ("tracker.json", "application/json"),
                ("tracker.sqlite", "application/vnd.sqlite3"),
                ("tracker.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            )
        ],
        "variableMeasured": "status of each company on each commitment",
        "version": "0123456789abcdef",
    }


def test_every_download_that_the_facts_name_is_there(world: Dataset) -> None:
    facts = json.loads(dataset_facts(view_of(world, EDITION)))
    named = {each["contentUrl"].removeprefix(EDITION.site) for each in facts["distribution"]}
    assert named <= outputs(view_of(world, EDITION)).keys()


def test_without_a_site_and_a_commit_none_is_made_up(world: Dataset) -> None:
    assert {"@id", "url", "version", "distribution"} & json.loads(dataset_facts(view_of(world, BARE))).keys() == set()
    assert "sitemap" not in crawler_files(view_of(world, BARE))["robots.txt"].decode().lower()
    assert "://" not in crawler_files(view_of(world, BARE))["llms.txt"].decode()


def test_no_text_can_end_the_element_around_the_facts(edited: Edit) -> None:
    field = "name: Example Commitments on Careful AI\n"
    dataset = dataset_of(edited("data/pledges/example-2024.yml", field, f"name: '</script>{HOSTILE}<!--'\n"))
    facts = dataset_facts(view_of(dataset, EDITION))
    assert set("<>&") & set(facts) == set()
    assert json.loads(facts)["isBasedOn"][0]["name"] == f"</script>{HOSTILE}<!--"


def test_crawlers_are_let_in_and_told_where_the_list_of_addresses_stands(world: Dataset) -> None:
    assert crawler_files(view_of(world, EDITION))["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://site.example/tracker/sitemap.xml\n"
    )


def test_the_note_for_language_models_is_short_and_says_what_there_is(world: Dataset) -> None:
    text = crawler_files(view_of(world, BARE))["llms.txt"].decode()
    assert text.startswith("# AI Commitments Tracker\n\n> What 3 AI companies promised in 2 public pledges")
    assert "7 of 19 cells" in text
    assert len(text) < 4000
