"""Links to the repository: a form, a file or an edit only where its host has them at these addresses."""

import re

import pytest

from tests.conftest import DAY, Tree, dataset_of, pages_of
from tracker.model import Edition
from tracker.views.addresses import has_forms

HERE = "https://github.com/example/tracker"
ELSEWHERE = "https://codeberg.org/example/tracker"


def links(valid_world: Tree, repository: str) -> set[str]:
    """Every address in the repository that a company's page links to, without its query."""
    (page,) = [
        each
        for each in pages_of(dataset_of(valid_world), Edition(date=DAY, repository=repository))
        if each.address == "companies/acme/"
    ]
    found = re.findall(r'href="([^"]*)"', page.html)
    return {link.partition("?")[0].removeprefix(repository) for link in found if link.startswith(repository)}


def test_the_forms_are_linked_where_the_host_has_them(valid_world: Tree) -> None:
    assert links(valid_world, HERE) == {"/issues/new", "/blob/main/CONTRIBUTING.md"}


def test_elsewhere_the_repository_itself_is_linked(valid_world: Tree) -> None:
    assert links(valid_world, ELSEWHERE) == {""}


@pytest.mark.parametrize(
    ("repository", "known"),
    [
        ("", False),
        ("https://github.com/example/tracker", True),
        ("https://code.example.org/example/tracker", True),
        ("https://gitlab.com/example/tracker", False),
        ("https://gitlab.example.org/example/tracker", False),
        ("https://git.sr.ht/~example/tracker", False),
        ("https://github.com/codeberg.org/tracker", True),
    ],
)
def test_a_host_is_known_by_its_name(repository: str, known: bool) -> None:
    assert has_forms(repository) is known
