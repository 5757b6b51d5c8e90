"""The status: how a cell stood on a day, since when it is late, and shares with their one denominator."""

import datetime
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tracker.model import Assessment, CriterionState, Deadline, Status
from tracker.partial_date import PartialDate
from tracker.status import (
    LOOKS,
    SHOWN,
    STATE_LOOKS,
    WRITTEN,
    Share,
    Timing,
    assessment_on,
    late_since,
    latest_status,
    status_on,
    tally,
    timing,
)

DEADLINE = Deadline(date=PartialDate("2025-02-10"), event="The summit")


def assessment(since: str, status: Status, change: str = "") -> Assessment:
    return Assessment(
        since=PartialDate(since),
        assessed=PartialDate("2026-11-21"),
        change=change,
        status=status,
        reason="What the documents show.",
        evidence=(),
        searched=(),
    )


def history(*steps: tuple[str, Status]) -> tuple[Assessment, ...]:
    return tuple(
        assessment(since, status, "correction" if index else "") for index, (since, status) in enumerate(steps)
    )


DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
PARTS = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: str(pair[0])[: pair[1]])
HISTORIES = st.lists(st.tuples(PARTS, st.sampled_from(WRITTEN)), max_size=6).map(lambda steps: history(*steps))


@given(HISTORIES, DAYS)
def test_on_a_day_the_last_assessment_whose_since_has_come_holds(
    past: Sequence[Assessment], day: datetime.date
) -> None:
    come = [each for each in past if each.since.last <= day]
    assert assessment_on(past, day) is (come[-1] if come else None)
    assert status_on(past, day) is (come[-1].status if come else Status.NOT_ASSESSED)


@given(HISTORIES)
def test_what_is_late_is_shown_after_the_deadline_and_not_on_it(past: Sequence[Assessment]) -> None:
    late = late_since(past, DEADLINE)
    due = DEADLINE.date.last
    if late is not None:
        assert late.first > due
        assert status_on(past, due) not in SHOWN
        assert status_on(past, late.last) in SHOWN
        earlier = [each.since.last for each in past if due < each.since.last < late.last]
        assert [day for day in earlier if status_on(past, day) in SHOWN] == []
    elif status_on(past, due) not in SHOWN:
        after = [each for each in past if each.since.first > due]
        shown = [each for each in after if assessment_on(past, each.since.last) is each and each.status in SHOWN]
        in_doubt = [each for each in past if each.since.first <= due < each.since.last]
        assert shown == [] or in_doubt != []


def test_what_is_shown_from_a_month_that_begins_with_the_deadline_is_not_surely_late() -> None:
    due = Deadline(date=PartialDate("2025-02-01"), event="Summit")
    assert late_since(history(("2025-02", Status.PARTIAL)), due) is None
    assert late_since(history(("2025-03", Status.PARTIAL)), due) == PartialDate("2025-03")


@pytest.mark.parametrize(
    ("past", "late"),
    [
        ([("2025-02-10", Status.PARTIAL)], None),
        ([("2025-02", Status.PARTIAL)], None),
        ([("2025-02-11", Status.PARTIAL)], "2025-02-11"),
        ([("2025-03-01", Status.NO_EVIDENCE), ("2025-06-01", Status.MET)], "2025-06-01"),
        ([("2025-03-01", Status.NOT_MET)], None),
        # A correction proves that the company was in time.
        ([("2025-03-01", Status.PARTIAL), ("2025-01-15", Status.PARTIAL)], None),
        # A correction takes back what was thought to have been shown in time; something is shown later.
        (
            [("2025-01-15", Status.MET), ("2025-01-15", Status.NO_EVIDENCE), ("2025-05-01", Status.PARTIAL)],
            "2025-05-01",
        ),
        # A correction takes back what was thought to have been shown late.
        ([("2025-03-01", Status.PARTIAL), ("2025-02-20", Status.NO_EVIDENCE)], None),
    ],
)
def test_late_follows_corrections_in_both_directions(past: list[tuple[str, Status]], late: str | None) -> None:
    assert late_since(history(*past), DEADLINE) == (PartialDate(late) if late else None)


def test_now_is_what_the_latest_assessment_says() -> None:
    assert latest_status(()) is Status.NOT_ASSESSED
    assert latest_status(history(("2025-01-01", Status.MET), ("2024-01-01", Status.PARTIAL))) is Status.PARTIAL


def test_a_share_leaves_out_what_does_not_apply_and_says_its_denominator() -> None:
    counted = tally([Status.MET, Status.MET, Status.PARTIAL, Status.NOT_APPLICABLE, Status.NOT_ASSESSED])
    assert (counted.total, counted.applicable, counted.assessed, counted.not_applicable) == (5, 4, 4, 1)
    assert counted.share(Status.MET) == Share(2, 4)
    assert str(counted.share(Status.MET)) == "2 of 4"
    assert str(Share(1899, 2260)) == "1,899 of 2,260"
    assert Status.NOT_APPLICABLE not in counted.shares
    assert sum(share.number for share in counted.shares.values()) == counted.applicable


def test_people_may_write_every_status_but_the_one_that_is_worked_out() -> None:
    schema = json.loads((ROOT / "schema" / "company.schema.json").read_text("utf-8"))
    assert schema["$defs"]["assessment"]["properties"]["status"]["enum"] == [str(each) for each in WRITTEN]
    assert set(Status) - set(WRITTEN) == {Status.NOT_ASSESSED}


def test_every_status_looks_like_no_other() -> None:
    assert set(LOOKS) == set(Status)
    assert set(STATE_LOOKS) == set(CriterionState)
    for part in ("meaning", "light", "dark", "shape", "glyph"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(LOOKS), part


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("scheme", "page"), [("light", "#ffffff"), ("dark", "#1e2129")])
def test_every_ink_can_be_read_on_its_ground_and_on_the_page(status: Status, scheme: str, page: str) -> None:
    ink, ground = getattr(LOOKS[status], scheme)
    for behind in (ground or page, page):
        lighter, darker = sorted((_luminance(ink), _luminance(behind)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@given(HISTORIES, DAYS)
def test_the_timing_agrees_with_the_status_the_deadline_and_the_day_of_being_late(
    past: Sequence[Assessment], day: datetime.date
) -> None:
    status, due = status_on(past, day), DEADLINE.date.last
    found = timing(past, DEADLINE, day, status)
    assert (found is Timing.UPCOMING) == (status not in SHOWN and day <= due)
    assert (found is Timing.OVERDUE) == (status in {Status.NOT_MET, Status.NO_EVIDENCE} and day > due)
    if found is Timing.LATE:
        assert status in SHOWN
        assert day > due
        assert late_since(past, DEADLINE) is not None
    if found is Timing.IN_TIME:
        assert status in SHOWN
        assert status_on(past, min(day, due)) in SHOWN


@pytest.mark.parametrize(
    ("past", "day", "expected"),
    [
        ([], "2025-02-10", "upcoming"),
        ([], "2025-02-11", None),
        ([("2024-06-01", Status.NO_EVIDENCE)], "2025-02-10", "upcoming"),
        ([("2024-06-01", Status.NO_EVIDENCE)], "2025-02-11", "overdue"),
        ([("2024-06-01", Status.NOT_MET)], "2025-02-11", "overdue"),
        ([("2024-06-01", Status.NOT_APPLICABLE)], "2025-02-11", None),
        ([("2024-06-01", Status.NOT_ASSESSABLE)], "2025-02-11", None),
        ([("2024-06-01", Status.PARTIAL)], "2025-02-10", "in-time"),
        ([("2025-02-10", Status.MET)], "2026-01-01", "in-time"),
        ([("2024-06-01", Status.NOT_MET), ("2025-03-01", Status.MET)], "2025-02-28", "overdue"),
        ([("2024-06-01", Status.NOT_MET), ("2025-03-01", Status.MET)], "2025-03-01", "late"),
        # Nobody can say on which side of the deadline it was.
        ([("2025-02", Status.PARTIAL)], "2025-03-01", None),
        ([("2025-01", Status.PARTIAL)], "2025-03-01", "in-time"),
        ([("2025-03", Status.PARTIAL)], "2025-03-31", "late"),
    ],
)
def test_what_is_due_is_upcoming_in_time_late_or_overdue(
    past: list[tuple[str, Status]], day: str, expected: str | None
) -> None:
    on = datetime.date.fromisoformat(day)
    found = timing(history(*past), DEADLINE, on, status_on(history(*past), on))
    assert found == (Timing(expected) if expected else None)
