"""The views on the example world, with numbers worked out by hand."""

import dataclasses
import datetime
from typing import Any

import pytest

from tests.conftest import DAY, Edit, Tree, dataset_of, pages_of, view_of
from tracker.build import build
from tracker.model import Dataset, Edition, Status
from tracker.pages.rendering import tally_words
from tracker.partial_date import PartialDate
from tracker.status import due_days, tally
from tracker.text import fingerprint
from tracker.verdicts import Checks, Origin, SourceCheck, Verdict
from tracker.views.cells import Cell, cell
from tracker.views.reviews import Agreement
from tracker.views.sources import by_publisher
from tracker.views.tables import moments, table
from tracker.views.view import View


@pytest.fixture(scope="module")
def view(world: Dataset) -> View:
    return view_of(world)


def test_a_build_makes_each_cell_once(valid_world: Tree, world: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = Cell.__init__

    def count(self: Cell, *arguments: Any) -> None:  # noqa: ANN401 (whatever a cell is made of)
        make(self, *arguments)
        made.append(self.id)

    monkeypatch.setattr(Cell, "__init__", count)
    site = build(valid_world, DAY, Edition(date=DAY))
    signed = sum(len(pledge.commitments) * len(pledge.signatories) for pledge in world.pledges.values())
    assert not isinstance(site, tuple)
    assert len(made) == len(set(made)) == signed == site.summary.tally.total


def test_every_cell_is_counted_once_and_has_a_status(view: View, world: Dataset) -> None:
    signed = sum(len(pledge.commitments) * len(pledge.signatories) for pledge in world.pledges.values())
    assert view.summary.tally.total == signed == len(view.cells) == len(view.cells_by_id)
    assert view.summary.tally.assessed == sum(bool(each.assessments) for each in view.cells)
    assert sum(view.summary.tally.counts.values()) == signed


def test_rows_and_columns_share_their_cells(view: View) -> None:
    for each in view.tables:
        assert [cell for column in each.columns for cell in column.cells] == [
            row.cells[index] for index in range(len(each.columns)) for row in each.rows
        ]
        assert sum(len(cells) for row in each.rows for _group, cells in row.groups) == len(each.cells)
        assert sum(len(columns) for _group, columns in each.groups) == len(each.columns)


def test_moments_are_the_days_on_which_a_count_changed(world: Dataset) -> None:
    acme = table(world, world.pledges["example-2024"]).rows[0]
    found = moments(acme.cells[:1], datetime.date(2024, 5, 21), datetime.date(2026, 11, 21))
    assert [
        (each.day.isoformat(), next(name for name, number in each.tally.counts.items() if number)) for each in found
    ] == [
        ("2024-05-21", "not-assessed"),
        ("2024-08-07", "partial"),
        ("2025-03-31", "met"),
        ("2026-11-21", "met"),
    ]


def test_integrity_counts_what_is_on_record(view: View) -> None:
    numbers = view.integrity
    assert (numbers.read_twice, numbers.disagreed, numbers.contested, numbers.replies) == (1, 1, 1, 1)
    assert (numbers.quotes_checked, numbers.oldest_check) == (0, None)
    assert [len(each.documents) for each in view.unread_documents] == [1]


def test_a_check_of_a_quote_counts_from_the_ledger(view: View, world: Dataset) -> None:
    item = next(each.latest.evidence[0] for each in view.cells if each.latest and each.latest.evidence)
    owner = next(each for each in view.cells if each.latest and item in each.latest.evidence)
    check = SourceCheck(checked="2026-11-30", origin=Origin.COPY, found={fingerprint(item.quote): "0.500 9f8e7d6c"})
    checks = {owner.company.id: Checks(id=owner.company.id, sources={item.source: check})}
    numbers = View(dataset=dataclasses.replace(world, checks=checks), edition=view.edition).integrity
    assert (numbers.verdicts[Verdict.FOUND], numbers.quotes_checked) == (1, 1)
    assert numbers.verdicts[Verdict.NEVER_CHECKED] == numbers.quotes_total - 1
    assert numbers.oldest_check == datetime.date(2026, 11, 30)


def test_a_cell_is_due_when_its_latest_assessment_is_older_than_180_days(view: View) -> None:
    assert view.due(datetime.date(2025, 9, 28)) == ()
    found = view.due(datetime.date(2025, 9, 29))
    assert [(each.cell.anchor, each.due.isoformat()) for each in found] == [
        ("example-2024-safety-framework", "2025-09-28")
    ]


def test_what_does_not_apply_is_left_out_of_the_denominator(world: Dataset) -> None:
    rows = table(world, world.pledges["example-2024"]).rows
    row = next(each for each in rows if each.company.id == "acme")
    assert row.tally.counts[Status.NOT_APPLICABLE] == 1
    assert row.tally.applicable == row.tally.total - 1


def test_a_cell_shows_its_latest_assessment_and_the_earlier_ones_newest_first(view: View) -> None:
    found = next(each for each in view.cells if len(each.assessments) > 1)
    assert found.current is not None
    assert found.current.assessment == found.assessments[-1]
    assert found.current.is_current
    assert [each.assessment for each in found.earlier] == list(reversed(found.assessments[:-1]))
    assert [each.number for each in found.views] == list(range(1, len(found.assessments) + 1))


def test_a_review_is_shown_beside_the_cells_that_it_speaks_of(view: View) -> None:
    thresholds = view.findings["acme", "example-2024/risk-thresholds"]
    assert [(each.score, bool(each.statement)) for each in thresholds] == [("", True), ("4", False)]
    assert ("zenith", "example-2024/risk-thresholds") in view.findings
    (scored,) = next(each.reviews for each in view.companies if each.company.id == "acme")
    assert (scored.score.overall, scored.parts) == ("3.5", (("Thresholds", "4"), ("Style", "3")))


def test_words_of_others_are_compared_with_our_status_of_that_day(view: View) -> None:
    (found,) = view.comparisons
    assert (found.cell.company.id, found.cell.commitment.id) == ("acme", "safety-framework")
    assert (found.status_then, found.agreement) == (Status.MET, Agreement.AGREE)


def test_every_source_is_listed_once_with_its_company_and_its_publisher(view: View, world: Dataset) -> None:
    uses = [use for each in view.companies for use in each.sources]
    assert len(uses) == sum(len(company.sources) for company in world.companies.values())
    assert sorted(use.id for group in by_publisher(uses).values() for use in group) == sorted(use.id for use in uses)


def test_only_the_commitment_with_the_deadline_can_be_late(world: Dataset) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    first = dataclasses.replace(found.assessments[0], since=PartialDate("2025-02-11"))
    moved = {**found.company.assessments, "example-2024": dict.fromkeys(found.pledge.commitments, (first,))}
    company = dataclasses.replace(found.company, assessments=moved)
    late = {each.id: Cell(company, found.pledge, each).late_since for each in found.pledge.commitments.values()}
    assert {id: str(day) for id, day in late.items() if day} == {"safety-framework": "2025-02-11"}


def test_each_commitment_has_a_deadline_of_its_own(edited: Edit) -> None:
    old = "  safety-framework: {date: 2025-02-10, event: Example Summit}\n"
    new = old + (
        "  outside-testing: {date: 2027-01-31, event: Second summit}\n"
        "  incident-reports: {date: 2025-02-10, event: Example Summit}\n"
    )
    dataset = dataset_of(edited("data/pledges/example-2024.yml", old, new))
    due = {
        str(deadline.date): [each.id for each in commitments]
        for deadline, commitments in due_days(dataset.pledges["example-2024"]).items()
    }
    assert due == {"2025-02-10": ["safety-framework", "incident-reports"], "2027-01-31": ["outside-testing"]}
    acme = {cell.commitment.id: cell.timing for cell in view_of(dataset).cells if cell.company.id == "acme"}
    assert {id: timing and str(timing) for id, timing in acme.items()} == {
        "safety-framework": "in-time",
        "risk-thresholds": None,
        "outside-testing": "upcoming",
        "incident-reports": "overdue",
        "content-labels": None,
        "weight-security": None,
    }
    html = {page.address: page.html for page in pages_of(dataset)}
    page = " ".join(html["companies/acme/"].split())
    assert "<b>Overdue:</b> the documents do not show it; it was due by 10 February 2025 (Example Summit)." in page
    assert "Due by 31 January 2027 (Second summit)." in page
    assert 'href="?on=2027-01-31' not in page
    pledge = " ".join(html["pledges/example-2024/"].split())
    assert "Safety framework, Incident reports due by 10 February 2025 (Example Summit)." in pledge
    assert "Outside testing due by 31 January 2027 (Second summit)." in pledge


def test_a_day_later_than_that_of_the_documents_has_its_reason_beside_it(world: Dataset) -> None:
    (html,) = (page.html for page in pages_of(world) if page.address == "companies/acme/")
    assert (
        "Since 31 December 2025; assessed 20 November 2026. Why not earlier: The review, which says what is missing, "
        "has no more exact date than its year.</p>"
    ) in " ".join(html.split())
    assert html.count("Why not earlier") == 1


def test_where_nothing_is_shown_nothing_is_late(world: Dataset) -> None:
    assert cell(world, "zenith", "example-2024", "safety-framework").late_since is None


def test_a_change_says_from_what_to_what_and_which_criteria_came(view: View, world: Dataset) -> None:
    (found,) = view.changes
    assert (found.cell.company.id, found.cell.commitment.id) == ("acme", "safety-framework")
    assert (found.before, found.after, found.since) == (Status.PARTIAL, Status.MET, PartialDate("2025-03"))
    assert (found.kind, found.number) == ("company-acted", 1)
    assert (found.gained, found.lost) == (
        (world.pledges["example-2024"].commitments["safety-framework"].criteria["kept-current"],),
        (),
    )


def test_counts_in_words_leave_out_what_does_not_apply_and_say_so() -> None:
    counted = tally([Status.MET, Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE])
    assert tally_words(counted) == "2 of 3 met, 1 not met; 1 not applicable"
    assert tally_words(tally([Status.NOT_APPLICABLE])) == "1 not applicable"
    assert tally_words(tally([])) == "nothing"
