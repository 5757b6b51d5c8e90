"""Readers see what became of looking up a quote: beside it, in numbers, and on the list of what is due."""

import dataclasses
import datetime

import pytest

from tests.conftest import DAY, pages_of, view_of
from tracker.contributing.due_report import render
from tracker.model import Dataset
from tracker.pages.rendering import check_words
from tracker.quotes.ledger import Check
from tracker.text import fingerprint
from tracker.verdicts import Checks, Difference, NearMatch, Origin, SourceCheck, Verdict

UPDATED = fingerprint("We bring this framework up to date each year.")
TITLE = fingerprint("This is the safety framework of Acme.")
TESTED = fingerprint("Nobody outside of Acme has ever tested its systems.")
ON = "on 21 November 2026"
CHANGED = "the text has \u201cwhen we like\u201d for \u201ceach year\u201d"
GONE = "the document is no longer there"
NEAR = NearMatch(
    place="0.400 9f8e7d6c",
    similarity="0.76",
    passage="We bring this framework up to date when we like.",
    differences=(Difference(quote="each year", text="when we like"),),
)


@pytest.fixture
def looked_up(world: Dataset) -> Dataset:
    """The world after a check: a quote found in a copy, one drifted, a document gone, and the rest never checked."""
    sources = {
        "framework-2024": SourceCheck(checked="2026-11-20", origin=Origin.COPY, found={TITLE: "0.100 9f8e7d6c"}),
        "framework-2025": SourceCheck(checked="2026-11-20", origin=Origin.LIVE, drifted={UPDATED: NEAR}),
        "review": SourceCheck(checked="2026-11-20", origin=Origin.LIVE, gone="HTTP 404", missing=(TESTED,)),
        "rumour": SourceCheck(checked="2026-11-20", not_reached={"live": "HTTP 403"}),
    }
    return dataclasses.replace(world, checks={"acme": Checks(id="acme", sources=sources)})


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (None, "Never looked up by a program."),
        (
            Check(verdict=Verdict.FOUND, origin=Origin.LIVE, day=DAY),
            "Found at its address by a program on 21 November 2026.",
        ),
        (
            Check(verdict=Verdict.FOUND, origin=Origin.COPY, day=DAY, reasons={"live": "HTTP 403"}),
            "Found in the copy that was read by a program on 21 November 2026: live not reached: HTTP 403.",
        ),
        (
            Check(verdict=Verdict.DRIFTED, origin=Origin.ARCHIVED, day=DAY, near=NEAR),
            f"Drifted: a program found other words in the stored copy {ON}: {CHANGED}.",
        ),
        (
            Check(verdict=Verdict.MISSING, origin=Origin.LIVE, day=DAY, gone="HTTP 410"),
            f"Not found at its address by a program {ON}: the address answers HTTP 410: {GONE}.",
        ),
        (
            Check(verdict=Verdict.UNREACHABLE, origin=None, day=DAY, reasons={"live": "HTTP 503"}),
            "Not reached by a program on 21 November 2026: live not reached: HTTP 503.",
        ),
    ],
)
def test_each_outcome_is_said_in_words(check: Check | None, words: str) -> None:
    assert check_words(check) == words


def test_numbers_have_their_denominators_by_company_and_by_place(looked_up: Dataset) -> None:
    numbers = view_of(looked_up).integrity
    acme = next(counts for company, counts in numbers.checks_by_company if company.id == "acme")
    assert sum(counts.quotes for _company, counts in numbers.checks_by_company) == numbers.quotes_total
    assert sum(numbers.verdicts.values()) == numbers.quotes_total
    assert sum(acme.found.values()) == acme.verdicts[Verdict.FOUND]
    assert acme.found[Origin.LIVE] == 0
    assert numbers.live_checks == acme.verdicts[Verdict.DRIFTED] + acme.verdicts[Verdict.MISSING]
    assert numbers.oldest_check == datetime.date(2026, 11, 20)


def test_a_cell_is_due_when_one_of_its_quotes_was_not_found_again(looked_up: Dataset) -> None:
    view = view_of(looked_up)
    doubtful = {each.cell.id: [item.check for item in each.quotations] for each in view.doubtful_cells}
    assert doubtful
    assert all(
        check and check.verdict in (Verdict.DRIFTED, Verdict.MISSING)
        for checks in doubtful.values()
        for check in checks
    )
    text = render((), (), DAY, "text", view.doubtful_cells)
    assert "on quotes that were not found again." in text
    assert "(missing: the address answers HTTP 404: the document is no longer there)" in text


def test_the_pages_show_each_outcome_and_nothing_unreached_as_found(looked_up: Dataset) -> None:
    pages = {page.address: page.html for page in pages_of(looked_up)}
    acme = pages["companies/acme/"]
    assert "Found in the copy that was read by a program on 20 November 2026." in acme
    assert "Never looked up by a program." in acme
    assert "Not reached by a program on 20 November 2026: live not reached: HTTP 403." in acme
    assert "Found at its address" not in acme
    assert "The oldest of these checks is of 20 November 2026." in pages["integrity/"]
    assert "the text has \u201cwhen we like\u201d for \u201ceach year\u201d" in pages["due/"]
    assert "Quotes: 1 found, 1 never checked." in " ".join(pages["sources/"].split())


def test_as_long_as_nothing_was_checked_live_the_page_says_exactly_that(world: Dataset, looked_up: Dataset) -> None:
    only_copies = dataclasses.replace(
        world,
        checks={
            "acme": Checks(id="acme", sources={"framework-2024": looked_up.checks["acme"].sources["framework-2024"]})
        },
    )
    sentence = "None was looked up at the source's own address so far"
    shown = {
        name: next(page.html for page in pages_of(dataset) if page.address == "integrity/")
        for name, dataset in (("none", world), ("copies", only_copies), ("live", looked_up))
    }
    assert [name for name, html in shown.items() if sentence in html] == ["none", "copies"]
