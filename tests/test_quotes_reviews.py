"""The quotes from reviews by others are looked up like those of companies, and counted apart from them."""

import datetime
import re
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import Tree, dataset_of, pages_of, view_of
from tracker.checking.check import check
from tracker.quotes.check import sources_to_check
from tracker.quotes.ledger import without_stale_checks
from tracker.text import fingerprint
from tracker.verdicts import Verdict

REVIEW, LEDGER = "data/reviews/example-index-2025.yml", "data/checks/reviews.yml"
ADDRESS = "https://example.org/a-report"
FIRST = "Acme and Zenith both say where they would stop."
SECOND = "Acme publishes its framework and keeps it up to date."
OTHER = f"example-index-2025-{fingerprint(ADDRESS, 8)}"


@pytest.fixture
def told_by_others(valid_world: Tree) -> Tree:
    """The valid world where the second statement of the review was read in a report of others."""
    text = valid_world[REVIEW].decode()
    quote = f"    quote: {SECOND}\n"
    assert text.count(quote) == 1
    return {**valid_world, REVIEW: text.replace(quote, f"    url: {ADDRESS}\n{quote}").encode()}


def with_ledger(tree: Tree, *quotes: str) -> Tree:
    found = "".join(f'      {fingerprint(quote)}: "0.100 9f8e7d6c"\n' for quote in quotes)
    text = f"""\
# yaml-language-server: $schema=../../schema/checks.schema.json
sources:
  example-index-2025:
    checked: 2026-11-20
    origin: copy
    address: https://example.org/library/index-2025
    text: 0123456789ab
    found:
{found}"""
    return {**tree, LEDGER: text.encode()}


def test_words_that_a_review_has_from_another_document_are_looked_for_there(told_by_others: Tree) -> None:
    works = [each for each in sources_to_check(dataset_of(told_by_others)) if each.company == "reviews"]
    assert [(each.source.id, [address for _origin, address in each.places], len(each.quotes)) for each in works] == [
        ("example-index-2025", ["https://example.org/index-2025", "https://example.org/library/index-2025"], 2),
        (OTHER, [ADDRESS], 1),
    ]


def test_reviews_are_named_like_a_company(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    saved = tmp_path / "reviews.example-index-2025.txt"
    saved.write_text(f"What we found. {FIRST} {SECOND.replace('up to date', 'unchanged')} And more than that.")
    result = tracker("quotes", "check", "reviews", "--copies", str(tmp_path), "--offline")
    assert result.exit_code == 1
    assert "3 quotes looked up\n  1 found (copy)\n  1 drifted (copy)\n  1 missing (copy)\n" in result.stdout
    assert [path.name for path in (project / "data/checks").iterdir()] == ["reviews.yml"]
    assert tracker("check").exit_code == 0
    assert tracker("quotes", "check", "nobody", "--copies", str(tmp_path), "--offline").exit_code == 2


def test_a_check_of_words_that_no_review_has_is_a_problem_and_mended(valid_world: Tree, today: datetime.date) -> None:
    tree = with_ledger(valid_world, *sorted((FIRST, "Words that are gone."), key=fingerprint))
    (problem,) = check(tree, today).problems
    assert (problem.rule, problem.message) == (
        "stale-check",
        "no review has a quote from `example-index-2025` with this hash",
    )
    assert without_stale_checks(tree) == {LEDGER: with_ledger(valid_world, FIRST)[LEDGER].replace(b'"', b"")}


def test_readers_see_what_was_found_of_a_review(told_by_others: Tree) -> None:
    dataset = dataset_of(with_ledger(told_by_others, FIRST))
    page = next(each for each in pages_of(dataset) if each.address == "reviews/example-index-2025/")
    html = " ".join(page.html.split())
    assert "Found in the copy that was read by a program on 20 November 2026." in html
    assert re.search(
        rf'Read in <a href="{ADDRESS}" rel="noopener external">another document</a>\. Never looked up', html
    )
    assert 'in <a href="https://example.org/library/index-2025" rel="noopener external">a copy</a>.' in html


def test_the_words_of_reviews_are_counted_besides(valid_world: Tree) -> None:
    without, numbers = (view_of(dataset_of(tree)).integrity for tree in (valid_world, with_ledger(valid_world, FIRST)))
    assert numbers.checks == without.checks
    assert numbers.review_checks.quotes == 3
    assert (numbers.review_checks.verdicts[Verdict.FOUND], numbers.review_checks.checked) == (1, 1)
