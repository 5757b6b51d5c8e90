"""The pages of the downloads list every file and explain every column and every field."""

import datetime
import json
from collections.abc import Iterator, Mapping

import html5lib
import pytest

from tests.conftest import ROOT, Tree
from tests.records.conftest import EDITION, Published
from tracker.build import Site, build
from tracker.model import Edition
from tracker.pages.data import Download
from tracker.pages.page import Page
from tracker.pages.schema_fields import SchemaField, schema_fields
from tracker.records.record import Type
from tracker.records.sql_views import SQL_VIEWS
from tracker.records.tables import TABLES
from tracker.views.citation import bibtex_dataset_citation, plain_dataset_citation

SPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def pages(valid_world: Tree, today: datetime.date) -> Mapping[str, Page]:
    outcome = build(valid_world, today, EDITION)
    assert isinstance(outcome, Site)
    return {page.address: page for page in outcome.pages}


def text(page: Page) -> str:
    return " ".join("".join(html5lib.parseFragment(page.html).itertext()).split())


def entries(page: Page) -> Iterator[tuple[str, str]]:
    """Every term of the page's lists with what stands beside it."""
    for pair in html5lib.parseFragment(page.html).iter(f"{SPACE}div"):
        term, meaning = pair.find(f"{SPACE}dt"), pair.find(f"{SPACE}dd")
        if term is not None and meaning is not None:
            yield "".join(term.itertext()), " ".join("".join(meaning.itertext()).split())


def test_every_file_is_listed_and_linked(pages: Mapping[str, Page], example: Published) -> None:
    links = [each.get("href") for each in html5lib.parseFragment(pages["downloads/"].html).iter(f"{SPACE}a")]
    names = {path.removeprefix("downloads/") for path in example.files if path.startswith("downloads/")}
    assert names <= set(links)
    assert names == {name for name, _meaning in entries(pages["downloads/"])}


def test_a_file_is_listed_with_its_rows_and_its_size(pages: Mapping[str, Page]) -> None:
    listed = dict(entries(pages["downloads/"]))
    assert listed["signatories.csv"] == (
        "One row for each company that signed a pledge, also where it has left it since; the counts are its own. "
        "4 rows, 1 kB"
    )
    assert listed["pledges.csv"].endswith("2 rows, 1 kB")
    assert "rows" not in listed["tracker.sqlite"]


@pytest.mark.parametrize(
    ("size", "expected"),
    [(1, "1 kB"), (999, "1 kB"), (1_499, "1 kB"), (290_115, "290 kB"), (1_000_000, "1.0 MB"), (6_209_536, "6.2 MB")],
)
def test_sizes_are_written_as_people_read_them(size: int, expected: str) -> None:
    assert Download("downloads/a.csv", "A file", size, 1).human_size == expected


def test_the_page_has_checksums_citation_and_limits(pages: Mapping[str, Page], example: Published) -> None:
    found = text(pages["downloads/"])
    for line in example.files["downloads/SHA256SUMS"].decode().splitlines():
        assert " ".join(line.split()) in found
    assert plain_dataset_citation(EDITION) in found
    assert " ".join(bibtex_dataset_citation(EDITION).split()) in found
    assert "No evidence is no breach" in found


def test_the_dataset_is_cited_with_its_date_and_commit() -> None:
    assert plain_dataset_citation(EDITION) == (
        "The AI Commitments Tracker contributors. AI Commitments Tracker [data set]. "
        "Data of 2026-11-22, commit 0123456789ab. https://site.example/tracker/"
    )
    assert bibtex_dataset_citation(EDITION) == (
        "@misc{ai-commitments-tracker-2026-11-22,\n"
        "  title = {AI Commitments Tracker},\n"
        "  author = {{The AI Commitments Tracker contributors}},\n"
        "  year = {2026},\n"
        "  note = {Data of 2026-11-22, commit 0123456789ab},\n"
        "  url = {https://site.example/tracker/}\n"
        "}"
    )
    bare = Edition(date=EDITION.date)
    assert plain_dataset_citation(bare).endswith("Data of 2026-11-22.")
    assert "url" not in bibtex_dataset_citation(bare)


def test_the_dictionary_explains_every_column_view_and_field(pages: Mapping[str, Page]) -> None:
    found = list(entries(pages["data-dictionary/"]))
    names = [name for name, _meaning in found]
    columns = [field.name for record in TABLES for field in record.fields]
    fields = [field.path for name in ("company", "pledge", "review") for field in fields_of(name)]
    assert names[len(Type) :] == [*columns, *(view.name for view in SQL_VIEWS), *fields]
    meanings = dict(found)
    assert meanings["is_contested"] == "Whether a dispute of the cell is not decided yet. Boolean"
    assert meanings["review_id"] == "The review's id. Text; names reviews"
    assert meanings["source_reliability"] == "How reliable it is. Text; one of high, medium, low"
    assert meanings["review_due"] == (
        "When the latest assessment is 180 days old and due for review; null where none is due any more. "
        "Day, may be empty"
    )
    assert meanings["sources.‹id›.reliability"] == (
        "high: the company's own document, a government's, or a named reviewer's own; medium: a good report or a third "
        "party's copy of one of those; low: unnamed, machine-made or second-hand. Low alone never shows a criterion. "
        "Text, required; one of high, medium, low"
    )


def fields_of(name: str) -> tuple[SchemaField, ...]:
    return schema_fields((ROOT / "schema" / f"{name}.schema.json").read_bytes()).fields


def test_the_fields_are_all_that_the_schemas_name() -> None:
    for name in ("company", "pledge", "review"):
        schema = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8"))
        assert {field.path.rpartition(".")[2] for field in fields_of(name)} == set(properties(schema))


def properties(schema: object) -> Iterator[str]:
    """Every name under `properties` anywhere in a schema, apart from its examples."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for key, value in schema.items():
            if key != "examples":
                yield from properties(list(value.values()) if key == "properties" else value)
    elif isinstance(schema, list):
        for each in schema:
            yield from properties(each)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("other_names", "list of text"),
        ("website", "address"),
        ("sources", "fields by id"),
        ("sources.‹id›.published", "date or part of a date, or null"),
        ("assessments", "list of fields by id by id"),
        ("assessments.‹id›.‹id›[].assessed", "day"),
        ("assessments.‹id›.‹id›[].evidence[].shows", "list of text"),
    ],
)
def test_a_field_says_what_it_holds(path: str, expected: str) -> None:
    assert {field.path: field.kind for field in fields_of("company")}[path] == expected
