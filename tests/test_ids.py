"""Addresses and anchors are made of ids, and cannot meet, whatever the check accepts."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DAY, ROOT, Edit, Tree, in_form, pages_of, view_of
from tracker.checking.check import check
from tracker.checking.rules.ids import RESERVED
from tracker.records.publish import record_files
from tracker.sharing.embeds import embeds

PLEDGE, OTHER = "data/pledges/example-2024.yml", "data/pledges/other-2023.yml"
TEMPLATES = ROOT / "scripts" / "tracker" / "pages" / "templates"


def renamed(world: Tree, ids: Mapping[str, str]) -> dict[str, bytes]:
    """The world with other ids, in the names of files too."""
    pattern = re.compile(rb"(?<![\w-])(?:" + b"|".join(re.escape(old.encode()) for old in ids) + rb")(?![\w-])")

    def new(match: re.Match[bytes]) -> bytes:
        return ids[match[0].decode()].encode()

    data = {path: content for path, content in world.items() if path.startswith("data/")}
    others = {path: content for path, content in world.items() if not path.startswith("data/")}
    return {pattern.sub(new, path.encode()).decode(): pattern.sub(new, text) for path, text in data.items()} | others


def told(tree: Tree) -> list[str]:
    return [f"{each.file}: {each.rule}: {each.message}" for each in check(in_form(tree), DAY).problems]


def test_two_cells_with_one_anchor_are_refused(valid_world: Tree) -> None:
    # As `seoul` with `2024-risk-thresholds` beside `seoul-2024` with `risk-thresholds`.
    ids = {"other-2023": "example", "testing": "2024-risk-thresholds"}
    tree = renamed(valid_world, ids)
    tree[PLEDGE] = tree[PLEDGE].replace(b"former_ids: [example]\n", b"")
    (problem,) = told(tree)
    assert problem == (
        "data/pledges/example.yml: one-anchor: "
        "the commitment `2024-risk-thresholds` of `example` would have the anchor `example-2024-risk-thresholds`, "
        "which the commitment `risk-thresholds` of `example-2024` has"
    )


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("acme", "pledges", "data/companies/pledges.yml"),
        ("other-2023", "changes", "data/pledges/changes.yml"),
        ("other-2023", "top", "data/pledges/top.yml"),
        ("other-2023", "title-example-2024", "data/pledges/title-example-2024.yml"),
        ("other-2023", "reviews", "data/pledges/reviews.yml"),
        ("example-index-2025", "index", "data/reviews/index.yml"),
        ("risk-thresholds", "criteria", PLEDGE),
    ],
)
def test_an_id_that_takes_the_place_of_a_page_or_a_heading_is_refused(
    valid_world: Tree, old: str, new: str, file: str
) -> None:
    problems = told(renamed(valid_world, {old: new}))
    assert f"{file}: reserved-id: `{new}` is the name of a page or a heading of the site" in problems


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("data/companies/acme.yml", "former_ids: [acme-labs]", "former_ids: [pledges]", 4),
        (PLEDGE, "former_ids: [example]", "former_ids: [changes]", 4),
        (PLEDGE, "    former_ids: [thresholds]", "    former_ids: [criteria]", 54),
    ],
)
def test_a_former_id_that_would_take_such_a_place_is_refused_too(
    edited: Edit, file: str, old: str, new: str, line: int
) -> None:
    tree = edited(file, f"{old}\n", f"{new}\n")
    name = new.partition("[")[2].rstrip("]")
    assert (file, line, f"`{name}` is the name of a page or a heading of the site") in {
        (each.file, each.line, each.message) for each in check(tree, DAY).problems if each.rule == "reserved-id"
    }


def test_a_source_whose_anchor_is_that_of_another_company_is_refused(valid_world: Tree) -> None:
    problems = told(renamed(valid_world, {"orbit": "acme-framework-2024"}))
    assert (
        "data/companies/acme.yml: one-anchor: the source `framework-2024` of `acme` would have the anchor "
        "`acme-framework-2024`, which the company `acme-framework-2024` has"
    ) in problems


def test_the_headings_of_the_templates_are_reserved() -> None:
    ids = {
        id
        for template in TEMPLATES.glob("*.html")
        for id in re.findall(r'<(?:h[1-6]|details|section|input)[^>]* id="([a-z-]+)"', template.read_text("utf-8"))
    }
    assert len(ids) > 30
    assert ids - RESERVED == set()


def test_the_ids_of_the_data_are_free(own_files: Tree) -> None:
    rules = {problem.rule for problem in check(own_files, DAY).problems}
    assert rules & {"reserved-id", "one-anchor"} == set()


WORDS = st.lists(st.sampled_from(["a", "b", "y2024", "title", "cells"]), min_size=1, max_size=3).map("-".join)


@given(ids=st.lists(WORDS, min_size=6, max_size=6, unique=True))
def test_whatever_ids_the_check_accepts_no_two_things_meet(valid_world: Tree, ids: list[str]) -> None:
    old = ["acme", "orbit", "example-2024", "other-2023", "risk-thresholds", "testing"]
    dataset = check(in_form(renamed(valid_world, dict(zip(old, ids, strict=True)))), DAY).dataset
    if dataset is None:
        return
    pages = pages_of(dataset)
    repeated = [each for each, number in Counter(page.address for page in pages).items() if number > 1]
    assert repeated == []
    for page in pages:
        anchors = Counter(re.findall(r'\sid="([^"]+)"', page.html))
        assert [anchor for anchor, number in anchors.items() if number > 1] == [], page.address
    made = {*record_files(view_of(dataset)), *embeds(view_of(dataset))}
    assert not {f"{page.address}index.html" for page in pages} & made


def test_most_generated_ids_are_accepted(valid_world: Tree) -> None:
    old = ["acme", "orbit", "example-2024", "other-2023", "risk-thresholds", "testing"]
    new = ["a", "a-b", "y2024", "y2024-a", "b", "a-y2024"]
    assert told(renamed(valid_world, dict(zip(old, new, strict=True)))) == []
