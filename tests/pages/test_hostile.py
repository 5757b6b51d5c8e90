"""Text from data is inert: whatever stands in a field, it shows as those characters and changes nothing around them."""

import copy
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Tree, in_form, pages_of
from tests.pages import SPACE
from tests.pages.site_build import copy_with_example_data, run_build
from tracker.checking.check import check
from tracker.model import Edition
from tracker.reading.document import read_document

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, commit="0" * 40, repository="https://repository.example/tracker")
FRAGMENTS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style>",
    "<!--",
    "]]>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#60;",
    "<a href='javascript:alert(1)'>",
    "![x](https://foreign.example/x.png)",
    "<iframe src=//foreign.example>",
    "# heading",
    "`*_~|",
    "<https://foreign.example>",
    "::: x",
]
# Prose fields are Markdown: there a text may make a list or emphasis, but nothing that acts.
PROSE = {"text", "preamble", "summary"}


def documents(world: Tree) -> dict[str, Any]:
    return {path: read_document(path, content).value for path, content in world.items() if path.startswith("data/")}


def schema_of(path: str, field: tuple[str | int, ...]) -> dict[str, Any]:
    """The part of the schema that describes a field."""
    name = {"pledges": "pledge", "companies": "company", "reviews": "review"}[path.split("/")[1]]
    root: dict[str, Any] = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text())
    found = root
    for part in field:
        properties = found.get("properties", {})
        found = found["items"] if isinstance(part, int) else properties.get(part) or found["additionalProperties"]
        if "$ref" in found:
            found = root["$defs"][found["$ref"].rpartition("/")[2]]
    return found


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, (dict, list)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    elif isinstance(value, str):
        yield path


def free_fields(world: Tree) -> list[tuple[str, tuple[str | int, ...]]]:
    """Every field of every file that may hold any text."""
    return [
        (path, field)
        for path, document in documents(world).items()
        for field in leaves(document)
        if {"enum", "format"}.isdisjoint(schema := schema_of(path, field))
        and schema.get("pattern", r"^\S(.*\S)?$")[1] == "\\"
    ]


def with_text(world: Tree, path: str, field: tuple[str | int, ...], text: str) -> Tree:
    document = copy.deepcopy(documents(world)[path])
    place = document
    for part in field[:-1]:
        place = place[part]
    place[field[-1]] = text
    return in_form({**world, path: json.dumps(document, ensure_ascii=False).encode()})  # JSON is YAML


def built(world: Mapping[str, bytes]) -> dict[str, str]:
    """The HTML of every page made of the data, by address."""
    checked = check(world, DAY)
    assert checked.dataset is not None, checked.problems
    return {page.address: page.html for page in pages_of(checked.dataset, EDITION)}


def elements_of(html: str) -> list[Element]:
    return list(html5lib.parseFragment(html).iter())


def skeleton(elements: list[Element]) -> Counter[tuple[str, ...]]:
    """How often each element with its attributes' names stands in a page; a new name may change the order of a list."""
    return Counter((str(each.tag), *sorted(map(str, each.keys()))) for each in elements)


def assert_nothing_acts(elements: list[Element]) -> None:
    for element in elements:
        name = str(element.tag).removeprefix(SPACE)
        assert name not in {"script", "iframe", "object", "embed", "style", "base", "meta"}
        if name == "img":
            assert re.fullmatch(r"(\.\./)+badges/[a-z0-9-]+/[a-z0-9-]+\.svg", element.get("src", ""))
        for attribute, value in element.items():
            assert not str(attribute).startswith("on")
            if attribute == "href":
                assert urlsplit(value).scheme in ("", "http", "https")


def test_the_fields_that_are_tried_are_all_that_hold_free_text(valid_world: Tree) -> None:
    names = {field[-1] for _path, field in free_fields(valid_world)}
    assert {"name", "title", "publisher", "quote", "reason", "locator", "note", "translation", "place", "text"} <= names
    assert len(free_fields(valid_world)) > 40


@given(data=st.data())
def test_no_text_in_any_field_acts_or_changes_what_is_around_it(valid_world: Tree, data: st.DataObject) -> None:
    path, field = data.draw(st.sampled_from(free_fields(valid_world)))
    limit = schema_of(path, field).get("maxLength", 1000)
    pieces = data.draw(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text("abc<>&\"'é", max_size=8)), min_size=1))
    text = " ".join(" ".join(pieces).split())[:limit].strip() or "x"
    filler = " one two three four five" if field[-1] == "quote" else ""
    hostile = built(with_text(valid_world, path, field, (text + filler)[-limit:].strip()))
    calm = built(with_text(valid_world, path, field, "plain" + filler))
    assert hostile.keys() == calm.keys()
    for address in hostile:
        if hostile[address] == calm[address]:
            continue  # the field does not stand on this page
        elements = elements_of(hostile[address])
        assert_nothing_acts(elements)
        if field[-1] not in PROSE:
            assert skeleton(elements) == skeleton(elements_of(calm[address]))


NAMES = {"acme": "<script>alert(1)</script>", "zenith": "[x](javascript:alert(1))"}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, valid_world: Tree) -> Path:
    """A whole site whose companies have hostile names, built as the real one is."""
    project = copy_with_example_data(tmp_path_factory.mktemp("hostile") / "project")
    world = valid_world
    for id, name in NAMES.items():
        world = with_text(world, f"data/companies/{id}.yml", ("name",), name)
    for name, content in world.items():
        if name.startswith("data/"):
            (project / name).write_bytes(content)
    done = run_build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.mark.parametrize("id", NAMES)
def test_a_hostile_name_shows_as_its_characters_everywhere(hostile_site: Path, id: str) -> None:
    page = html5lib.parse((hostile_site / "companies" / id / "index.html").read_bytes(), transport_encoding="utf-8")
    name = NAMES[id]
    assert page.findtext(f".//{SPACE}title") == f"{name} - AI Commitments Tracker"
    assert "".join(next(page.iter(f"{SPACE}h1")).itertext()) == name
    description = next(each for each in page.iter(f"{SPACE}meta") if each.get("name") == "description")
    assert name in description.get("content", "")
    home = html5lib.parse((hostile_site / "index.html").read_bytes(), transport_encoding="utf-8")
    assert name in ["".join(each.itertext()) for each in home.iter(f"{SPACE}th")]


def test_no_page_holds_an_inline_script_a_handler_or_a_script_address(hostile_site: Path) -> None:
    for path in hostile_site.rglob("*.html"):
        for element in html5lib.parse(path.read_bytes(), transport_encoding="utf-8").iter():
            if element.tag == f"{SPACE}script" and element.get("type") not in (
                "application/json",
                "application/ld+json",
            ):
                assert element.get("src"), path
                assert not "".join(element.itertext()).strip(), path
            for attribute, value in element.items():
                assert not str(attribute).startswith("on"), path
                assert not value.strip().lower().startswith("javascript:"), path


def test_the_policy_of_every_page_allows_no_inline_and_no_foreign_script(hostile_site: Path) -> None:
    for path in hostile_site.rglob("*.html"):
        page = html5lib.parse(path.read_bytes(), transport_encoding="utf-8")
        policy = next(each for each in page.iter(f"{SPACE}meta") if each.get("http-equiv") == "Content-Security-Policy")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.get("content", "").split(";"))
        assert rules["script-src"] in ("'self'", "'none'"), path
        assert rules["default-src"] == "'none'", path


def test_the_search_index_holds_hostile_names_escaped(hostile_site: Path) -> None:
    entries = json.loads((hostile_site / "search" / "search_index.json").read_text())["docs"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in [entry["title"] for entry in entries]
    assert not any("<script" in entry["title"] + entry["text"] for entry in entries)
