"""The views on the example world, with numbers worked out by hand."""

import dataclasses
import datetime

import pytest

from tracker.model import Dataset, PartialDate, Status
from tracker.status import latest_status, status_on
from tracker.views.cells import cell, cells
from tracker.views.changes import by_reason, changes
from tracker.views.due import due_cells
from tracker.views.integrity import integrity
from tracker.views.reviews import Agreement, company_reviews, comparisons, findings
from tracker.views.sources import by_company, by_publisher
from tracker.views.summary import summary
from tracker.views.tables import matrix
from tracker.views.timeline import moments


def test_every_cell_is_counted_once_and_has_a_standing(world: Dataset) -> None:
    numbers = summary(world)
    signed = sum(len(pledge.commitments) * len(pledge.signatories) for pledge in world.pledges.values())
    assert numbers.tally.total == signed == len(list(cells(world)))
    assert numbers.tally.assessed == sum(bool(each.assessments) for each in cells(world))
    assert sum(numbers.tally.counts.values()) == signed


def test_moments_are_the_days_on_which_a_count_changed(world: Dataset) -> None:
    acme = matrix(world, world.pledges["example-2024"]).rows[0]
    found = moments(acme.cells[:1], datetime.date(2024, 5, 21), datetime.date(2026, 11, 21))
    assert [
        (each.day.isoformat(), next(name for name, number in each.tally.counts.items() if number)) for each in found
    ] == [
        ("2024-05-21", "not-assessed"),
        ("2024-08-07", "partial"),
        ("2025-03-31", "met"),
        ("2026-11-21", "met"),
    ]


def test_integrity_counts_what_is_on_record(world: Dataset) -> None:
    numbers = integrity(world, datetime.date(2026, 11, 21))
    assert (numbers.read_twice, numbers.disagreed, numbers.contested, numbers.replies) == (1, 1, 1, 1)
    assert (numbers.quotes_checked, numbers.oldest_check) == (0, None)
    assert (numbers.unread, numbers.companies_with_unread, numbers.due) == (1, 1, 1)


def test_a_cell_is_due_when_its_latest_assessment_is_older_than_180_days(world: Dataset) -> None:
    assert [
        (each.cell.company.id, each.cell.anchor, each.due.isoformat())
        for each in due_cells(world, datetime.date(2025, 9, 28))
    ] == []
    found = due_cells(world, datetime.date(2025, 9, 29))
    assert [(each.cell.anchor, each.due.isoformat()) for each in found] == [
        ("example-2024-safety-framework", "2025-09-28")
    ]


def test_what_does_not_apply_is_left_out_of_the_denominator(world: Dataset) -> None:
    table = matrix(world, world.pledges["example-2024"])
    row = next(each for each in table.rows if each.company.id == "acme")
    assert row.tally.counts[Status.NOT_APPLICABLE] == 1
    assert row.tally.applicable == row.tally.total - 1


def test_a_cell_shows_its_latest_assessment_and_the_earlier_ones_newest_first(world: Dataset) -> None:
    found = next(each for each in cells(world) if len(each.assessments) > 1)
    assert found.current is not None
    assert found.current.assessment == found.assessments[-1]
    assert [each.assessment for each in found.earlier] == list(reversed(found.assessments[:-1]))


def test_on_a_day_a_cell_stands_as_the_last_assessment_until_then_says(world: Dataset) -> None:
    found = next(each for each in cells(world) if len(each.assessments) > 1).assessments
    before = found[0].since.last - datetime.timedelta(days=1)
    assert status_on(found, before) is Status.NOT_ASSESSED
    assert status_on(found, found[0].since.last) == Status(found[0].status)
    assert status_on(found, found[-1].since.last) == latest_status(found)


def test_a_review_stands_beside_the_cells_that_it_speaks_of(world: Dataset) -> None:
    found = findings(world)
    thresholds = found["acme", "example-2024/risk-thresholds"]
    assert [(each.score, bool(each.statement)) for each in thresholds] == [("", True), ("4", False)]
    assert ("zenith", "example-2024/risk-thresholds") in found
    (scored,) = company_reviews(world, world.companies["acme"])
    assert (scored.score.overall, scored.parts) == ("3.5", (("Thresholds", "4"), ("Style", "3")))


def test_words_of_others_are_compared_with_our_status_of_that_day(world: Dataset) -> None:
    (found,) = comparisons(world)
    assert (found.cell.company.id, found.cell.commitment.id) == ("acme", "safety-framework")
    assert (found.status, found.agreement) == (Status.MET, Agreement.AGREE)


def test_every_source_is_listed_once_with_its_company_and_its_publisher(world: Dataset) -> None:
    listed = [use.source for _company, uses in by_company(world) for use in uses]
    assert len(listed) == sum(len(company.sources) for company in world.companies.values())
    assert sorted(use.source.id for uses in by_publisher(world).values() for use in uses) == sorted(
        source.id for source in listed
    )


@pytest.mark.parametrize(("since", "late"), [("2025-02-10", None), ("2025-02", None), ("2025-02-11", "2025-02-11")])
def test_late_is_what_is_first_shown_after_the_deadline(world: Dataset, since: str, late: str | None) -> None:
    found = cell(world, "acme", "example-2024", "safety-framework")
    moved = dataclasses.replace(found.assessments[0], since=PartialDate(since))
    assert dataclasses.replace(found, assessments=(moved,)).late == (PartialDate(late) if late else None)


def test_where_nothing_is_shown_nothing_is_late(world: Dataset) -> None:
    assert cell(world, "zenith", "example-2024", "safety-framework").late is None


def test_a_change_says_from_what_to_what_and_which_criteria_came(world: Dataset) -> None:
    (found,) = changes(world)
    assert (found.cell.company.id, found.cell.commitment.id) == ("acme", "safety-framework")
    assert (found.before, found.after, found.since) == (Status.PARTIAL, Status.MET, PartialDate("2025-03"))
    assert (found.gained, found.lost) == (
        (world.pledges["example-2024"].commitments["safety-framework"].criteria["kept-current"],),
        (),
    )
    assert list(by_reason((found,)).values()) == [1]
