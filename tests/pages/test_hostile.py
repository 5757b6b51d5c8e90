"""Text from data is inert: whatever stands in a field, it shows as those characters and changes nothing around them."""

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
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Tree, in_form, pages_of, view_of
from tests.pages import SPACE
from tests.pages.site_build import copy_with_example_data, run_build
from tracker.checking.check import check
from tracker.checking.rules import RULES
from tracker.model import Edition
from tracker.pages.panels import panel, panel_address
from tracker.reading.parser import read_document

Field = tuple[str, tuple[str | int, ...]]  # a file, and the way to a value in it
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


def _is_dropped_quote(field: tuple[str | int, ...]) -> bool:
    return "dropped" in field and field[-1] == "quote"


def _place(document: Any, field: tuple[str | int, ...]) -> Any:  # noqa: ANN401 (a mapping or a list)
    for part in field[:-1]:
        document = document[part]
    return document


def free_fields(world: Tree) -> list[Field]:
    """Every field of every file that may hold any text; a dropped quote goes with the one that it repeats."""
    return [
        (path, field)
        for path, document in documents(world).items()
        for field in leaves(document)
        if {"enum", "format"}.isdisjoint(schema := schema_of(path, field))
        and schema.get("pattern", r"^\S(.*\S)?$")[1] == "\\"
        and not _is_dropped_quote(field)
    ]


def with_texts(world: Tree, texts: Mapping[Field, str]) -> Tree:
    """The world with other texts in some of its fields."""
    changed = documents(world)
    quotes = {}
    for (path, field), text in texts.items():
        place = _place(changed[path], field)
        quotes[place[field[-1]]] = text
        place[field[-1]] = text
    for document in changed.values():
        for field in filter(_is_dropped_quote, leaves(document)):
            place = _place(document, field)
            place["quote"] = quotes.get(place["quote"], place["quote"])
    paths = {path for path, _field in texts}
    as_json = {path: json.dumps(changed[path], ensure_ascii=False).encode() for path in paths}  # JSON is YAML
    return in_form({**world, **as_json})


def fitting(field: Field, text: str, words: str) -> str:
    """A text as a field takes it: without spaces around it, no longer than allowed, a quote with enough words."""
    path, place = field
    end = f" {words}" if place[-1] == "quote" else ""
    limit = schema_of(path, place).get("maxLength", 1000)
    return (" ".join(text.split())[: limit - len(end)] + end).strip()


def built(world: Mapping[str, bytes]) -> dict[str, str]:
    """The HTML of every page and panel, by address; neither relies on what the check refuses in a quote."""
    checked = check(world, DAY, [rule for rule in RULES if rule.__name__ not in ("no_residue", "translated")])
    assert checked.dataset is not None, checked.problems
    view = view_of(checked.dataset, EDITION)
    pages = {page.address: page.html for page in pages_of(checked.dataset, EDITION)}
    return pages | {f"{panel_address(cell)}#{cell.commitment.id}": panel(view, cell) for cell in view.cells}


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


@pytest.fixture(scope="module")
def calm(valid_world: Tree) -> Mapping[str, Counter[tuple[str, ...]]]:
    """The elements of each page, by address, with a harmless text in every field."""
    texts = {
        field: fitting(field, f"{number} plain", "one two three four five")
        for number, field in enumerate(free_fields(valid_world))
        if field[1][-1] not in PROSE
    }
    return {address: skeleton(elements_of(html)) for address, html in built(with_texts(valid_world, texts)).items()}


def test_the_fields_that_are_tried_are_all_that_hold_free_text(valid_world: Tree) -> None:
    names = {field[-1] for _path, field in free_fields(valid_world)}
    assert {"name", "title", "publisher", "quote", "reason", "locator", "note", "translation", "place", "text"} <= names
    assert len(free_fields(valid_world)) > 40


TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text("abc<>&\"'é", max_size=8)), min_size=1, max_size=4)


@settings(max_examples=settings().max_examples // 10)  # each fills every field
@given(data=st.data())
def test_no_text_in_any_field_acts_or_changes_what_is_around_it(
    valid_world: Tree, calm: Mapping[str, Counter[tuple[str, ...]]], data: st.DataObject
) -> None:
    fields = free_fields(valid_world)
    texts = {
        field: fitting(field, f"{number} {' '.join(data.draw(TEXTS))}", "one two three four five")
        for number, field in enumerate(fields)
    }
    plain = {field: text for field, text in texts.items() if field[1][-1] not in PROSE}
    pages = {address: elements_of(html) for address, html in built(with_texts(valid_world, plain)).items()}
    assert pages.keys() == calm.keys()
    for address, elements in pages.items():
        assert_nothing_acts(elements)
        assert skeleton(elements) == calm[address], address
    for html in built(with_texts(valid_world, texts)).values():
        assert_nothing_acts(elements_of(html))


NAMES = {"acme": "<script>alert(1)</script>", "zenith": "[x](javascript:alert(1))"}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, valid_world: Tree) -> Path:
    """A whole site whose companies have hostile names, built as the real one is."""
    project = copy_with_example_data(tmp_path_factory.mktemp("hostile") / "project")
    world = valid_world
    for id, name in NAMES.items():
        world = with_texts(world, {(f"data/companies/{id}.yml", ("name",)): name})
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
