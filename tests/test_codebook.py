"""The codebook in the check: a pledge needs no page, but what there is of a page is whole and true."""

import datetime

import pytest

from tests.conftest import Tree, view_of
from tracker.checking.check import check
from tracker.pages.home import codebook, pledges

PAGE, PLEDGE = "docs/codebook/other-2023.md", "data/pledges/other-2023.yml"
TEXT = """\
# Codebook: Other 2023

### Tests systems before release {#testing-tested}

**Shown by** an account of tests. *Example:* Zenith, "We tested this system [...] before we released it." (Test report).

**Not shown by** a plan. *Example:* tests in the next year.
"""


def problems(world: Tree, text: str, today: datetime.date) -> list[tuple[str, int, str, str, str]]:
    found = check({**world, PAGE: text.encode()}, today).problems
    return [(each.file, each.line, each.rule, each.message, each.hint) for each in found]


def test_a_whole_page_has_no_problem_and_no_page_neither(valid_world: Tree, today: datetime.date) -> None:
    assert problems(valid_world, TEXT, today) == []
    assert check(valid_world, today).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Tests systems before release {",
            "Tests systems {",
            (
                PLEDGE,
                24,
                "codebook-entry",
                "the codebook has no entry for `tested` under its sentence",
                "write `### Tests systems before release {#testing-tested}` in docs/codebook/other-2023.md",
            ),
        ),
        (
            "**Not shown by** a plan. ",
            "",
            (
                PAGE,
                3,
                "codebook-entry",
                "the entry `testing-tested` is not whole",
                "it has one **Shown by** and one **Not shown by**, each with an *Example:*",
            ),
        ),
        (
            "We tested this",
            "We tried this",
            (
                PAGE,
                5,
                "codebook-example",
                "no quote of `Zenith` on this pledge has the words of this example",
                "write the words as the company's file has them, and its name or one of `other_names`",
            ),
        ),
    ],
)
def test_what_is_missing_or_untrue_is_reported_at_its_place(
    valid_world: Tree, today: datetime.date, old: str, new: str, problem: tuple[str, int, str, str, str]
) -> None:
    assert TEXT.count(old) == 1
    assert problems(valid_world, TEXT.replace(old, new), today) == [problem]


def test_a_page_about_no_pledge_is_refused(valid_world: Tree, today: datetime.date) -> None:
    world = {**valid_world, "docs/codebook/other-2024.md": b"# Codebook\n"}
    assert [(each.file, each.message, each.hint) for each in check(world, today).problems] == [
        ("docs/codebook/other-2024.md", "`other-2024` is not a pledge", "did you mean `other-2023`?")
    ]


def test_only_a_pledge_with_a_page_links_to_it(valid_world: Tree, today: datetime.date) -> None:
    dataset = check({**valid_world, PAGE: TEXT.encode()}, today).dataset
    assert dataset is not None
    view = view_of(dataset)
    html = {page.address: page.html for page in pledges(view)}
    assert 'href="../../../codebook/other-2023/#testing-tested"' in html["pledges/other-2023/testing/"]
    assert "codebook/" not in html["pledges/example-2024/outside-testing/"]
    (index,) = codebook(view)
    assert '<li><a href="other-2023/">Other 2023</a>: Other Commitments</li>' in index.html.replace("../codebook/", "")
    assert "Example 2024: Example Commitments on Careful AI. Its criteria are read as they are written" in index.html
