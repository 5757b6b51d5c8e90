"""A company that leaves a pledge, one that joined by a day, and one that ended: what changes, and what stays."""

import datetime
from collections.abc import Callable

import pytest

from tests.conftest import DAY, Edit, Tree, dataset_of, pages_of, view_of
from tracker.checking.check import check
from tracker.membership import Signatory
from tracker.model import Dataset, Status
from tracker.reading.values import read_value
from tracker.sharing.badges import badges
from tracker.sharing.embeds import embeds
from tracker.status import status_on, tally
from tracker.views.tables import counted_on, moments
from tracker.views.view import View

LEFT = datetime.date(2026, 3, 1)
SENTENCE = (
    'left on 1 March 2026 (Example News: <a href="https://example.org/news/acme-leaves" rel="noopener external">'
    "Acme leaves the Example Commitments</a>, 2 March 2026)."
)


@pytest.fixture(scope="module")
def moved(moved_world: Tree) -> Dataset:
    return dataset_of(moved_world)


@pytest.fixture(scope="module")
def view(moved: Dataset) -> View:
    return view_of(moved)


@pytest.fixture(scope="module")
def page(moved: Dataset) -> Callable[[str], str]:
    """A function that gives the words of a page in one line."""
    html = {each.address: " ".join(each.html.split()) for each in pages_of(moved)}
    return html.__getitem__


def test_a_day_of_joining_may_be_written_alone() -> None:
    assert read_value(Signatory, "2024-05-21") == read_value(Signatory, {"joined": "2024-05-21"})
    assert read_value(Signatory, None) == Signatory()


def test_a_company_counts_until_the_day_on_which_it_left_and_no_longer_on_that_day(view: View) -> None:
    table = view.tables[0]
    assert [row.company.id for row in table.rows] == ["acme", "orbit", "zenith"]
    assert [row.company.id for row in table.members] == ["orbit", "zenith"]
    assert (table.tally.total, table.tally.assessed) == (12, 0)
    before, on = (counted_on(table.cells, day) for day in (LEFT - datetime.timedelta(days=1), LEFT))
    assert (len(before), len(on)) == (18, 12)


def test_counts_over_time_are_those_of_the_signatories_of_each_day(view: View) -> None:
    table = view.tables[0]
    found = moments(table.cells, datetime.date(2024, 5, 21), DAY)
    for each in found:
        assert each.tally == tally(status_on(cell.assessments, each.day) for cell in counted_on(table.cells, each.day))
    totals = {each.day: each.tally.total for each in found}
    assert totals[datetime.date(2025, 12, 31)] == 18
    assert totals[LEFT] == 12
    assert totals[DAY] == 12


def test_the_past_of_a_company_on_its_own_page_ends_with_its_last_day(view: View) -> None:
    row = view.tables[0].rows[0]
    assert row.last_day(DAY) == datetime.date(2026, 2, 28)
    assert row.last_day(datetime.date(2025, 1, 1)) == datetime.date(2025, 1, 1)
    last = moments(row.cells, datetime.date(2024, 5, 21), row.last_day(DAY))[-1]
    assert (last.tally.total, last.tally.counts[Status.MET]) == (6, 1)


def test_nothing_is_due_of_a_company_that_has_left_or_ended(view: View, world: Dataset) -> None:
    assert {each.cell.company.id for each in view_of(world).due_days} == {"acme", "zenith"}
    assert view.due_days == ()
    assert [each.company.id for each in view_of(world).unread_documents] == ["acme"]
    assert view.unread_documents == ()


def test_tables_hide_the_row_for_days_before_and_say_who_left(page: Callable[[str], str]) -> None:
    for address in ("", "pledges/example-2024/"):
        assert page(address).count('data-left="2026-03-01" hidden>') == 1
        assert page(address).count(f"{SENTENCE} Tables of earlier days show it.") == 1
    assert "2 signatories, 6 commitments" in page("pledges/")


def test_every_page_of_the_company_says_that_it_left_and_keeps_its_past(page: Callable[[str], str]) -> None:
    own = page("companies/acme/")
    assert f"<b>No longer a signatory:</b> {SENTENCE}" in own
    assert "The second edition promises a yearly update." in own
    assert "<b>Due for review.</b>" not in own
    assert "21 May 2024; left on 1 March 2026</td>" in page("companies/")
    assert f"joined 21 May 2024; {SENTENCE}</li>" in page("pledges/example-2024/")
    assert f"No longer a signatory: {SENTENCE}" in page("pledges/example-2024/safety-framework/")


def test_what_others_embed_says_that_the_company_left(view: View) -> None:
    made = {path: " ".join(content.decode().split()) for path, content in embeds(view).items()}
    for place in ("embed/acme/example-2024", "embed/cells/acme/example-2024/safety-framework"):
        assert f"No longer a signatory: {SENTENCE}" in made[f"{place}/index.html"]
    assert "No longer a signatory" not in made["embed/orbit/example-2024/index.html"]


def test_the_badge_and_the_card_say_that_the_company_left(view: View, moved: Dataset) -> None:
    made = badges(view)
    assert "no longer a signatory: 1 of 5 met, 1 partial" in made["badges/acme/example-2024.svg"].decode()
    assert "no longer a signatory" not in made["badges/orbit/example-2024.svg"].decode()
    names = {each.address: [name for name, _tally in each.counts] for each in pages_of(moved)}
    assert names["companies/acme/"] == ["Example 2024 (no longer a signatory)"]
    assert names["companies/orbit/"] == ["Example 2024"]


def test_a_day_by_which_a_company_had_joined_is_told_in_these_words(page: Callable[[str], str]) -> None:
    assert "Joined by 7 February 2025;" in page("companies/orbit/")
    assert "joined by 7 February 2025</li>" in page("pledges/example-2024/")
    assert "by 7 February 2025</td>" in page("companies/")


def test_where_no_day_is_known_the_pages_say_so(world: Dataset) -> None:
    html = {each.address: " ".join(each.html.split()) for each in pages_of(world)}
    assert "Joined on a day that was not published;" in html["companies/orbit/"]


def test_the_page_of_a_company_says_when_it_ended_and_who_carries_on(page: Callable[[str], str]) -> None:
    assert (
        '<b>Ended:</b> October 2026; its successor is <a href="../orbit/">Orbit</a> (Example News: '
        '<a href="https://example.org/news/orbit-takes-over-zenith" rel="noopener external">Orbit takes over Zenith'
        "</a>, 20 September 2026). What was assessed stays as it was, and is not due for review.</p>"
    ) in page("companies/zenith/")
    assert "Zenith</a> (ended October 2026)</th>" in page("companies/")
    assert "We tested this system for six weeks" in page("companies/zenith/")


def test_a_successor_that_is_not_tracked_has_a_name_and_a_link(moved_world: Tree) -> None:
    path = "data/companies/zenith.yml"
    other = b"  successor: {name: Pioneer, url: https://example.org/pioneer}\n"
    tree = {**moved_world, path: moved_world[path].replace(b"  successor: orbit\n", other)}
    html = {each.address: " ".join(each.html.split()) for each in pages_of(dataset_of(tree))}
    assert (
        'its successor is <a href="https://example.org/pioneer" rel="noopener external">Pioneer</a> (Example News'
    ) in html["companies/zenith/"]


def test_what_a_company_left_before_a_deadline_was_never_due(edited: Edit) -> None:
    old = "  orbit: null\n"
    left = (
        '  orbit: {left: {date: 2025-02-10, source: {title: Orbit leaves, url: "https://example.org/o", '
        "publisher: Example News, published: null}}}\n"
    )
    cells = {each.id: each for each in view_of(dataset_of(edited("data/pledges/example-2024.yml", old, left))).cells}
    assert cells["orbit/example-2024/safety-framework"].deadline is None
    assert cells["orbit/example-2024/safety-framework"].timing is None
    assert cells["zenith/example-2024/safety-framework"].deadline is not None


def test_a_status_on_record_that_began_after_a_company_left_can_be_corrected(moved_world: Tree) -> None:
    path = "data/companies/acme.yml"
    late = moved_world[path].replace(
        b'since: "2025"\n', b"since: 2026-06-01\n        since_reason: A reader told us so then.\n"
    )
    (found,) = check({**moved_world, path: late}, DAY).problems
    assert (found.rule, found.message) == (
        "since-after-leaving",
        "since 2026-06-01 is not before 2026-03-01, when the company left the pledge",
    )
    correction = b"""\
      - since: 2025-12-31
        assessed: 2026-11-21
        change: correction
        status: not-met
        reason: The review of 2025 says it; the earlier assessment began after the company had left.
        evidence:
          - source: review
            quote: Nobody outside of Acme has ever tested its systems.
            refutes: [tested]
    incident-reports:
"""
    assert check({**moved_world, path: late.replace(b"    incident-reports:\n", correction)}, DAY).problems == ()
