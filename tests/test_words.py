"""Numbers and nouns as the pages write them."""

import pytest

from tracker.pages.rendering import kind_words, number
from tracker.text import counted


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (999, "999"), (1899, "1,899"), (1234567, "1,234,567")])
def test_the_thousands_of_a_number_are_separated(count: int, words: str) -> None:
    assert number(count) == words


@pytest.mark.parametrize(
    ("count", "nouns", "words"),
    [
        (1, ("quote",), "1 quote"),
        (0, ("quote",), "0 quotes"),
        (2260, ("row",), "2,260 rows"),
        (1, ("company", "companies"), "1 company"),
        (26, ("company", "companies"), "26 companies"),
    ],
)
def test_a_noun_follows_its_number(count: int, nouns: tuple[str, ...], words: str) -> None:
    assert counted(count, *nouns) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [("policy", "Policy"), ("system-card", "System card"), ("third-party-review", "Third-party review")],
)
def test_the_kind_of_a_source_is_written_as_people_write_it(kind: str, words: str) -> None:
    assert kind_words(kind) == words
