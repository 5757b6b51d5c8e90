"""Calendars: whole days, ids that last, and numbers that the views have too."""

import datetime
import re

import icalendar

from tests.conftest import Edit, dataset_of, view_of
from tracker.model import Dataset, Edition
from tracker.sharing.calendars import calendars

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY, commit="0" * 40, site="https://site.example/tracker/")
BARE = Edition(date=DAY, commit="0" * 40)
DEADLINES, REVIEWS = "calendar/deadlines.ics", "calendar/reviews.ics"


def events(dataset: Dataset, path: str, edition: Edition = EDITION) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(calendars(view_of(dataset, edition))[path]).events)


def test_announcements_and_deadlines_are_whole_days_with_their_pages(world: Dataset) -> None:
    found = events(world, DEADLINES)
    assert [
        (str(each["summary"]), each.start, each.end, str(each["description"]), str(each["url"])) for each in found
    ] == [
        (
            "Example 2024 announced",
            datetime.date(2024, 5, 21),
            datetime.date(2024, 5, 22),
            "Example Commitments on Careful AI, issued by: Governments of two made-up countries",
            "https://site.example/tracker/pledges/example-2024/",
        ),
        (
            "Example 2024: Safety framework due",
            datetime.date(2025, 2, 10),
            datetime.date(2025, 2, 11),
            "Example Summit",
            "https://site.example/tracker/pledges/example-2024/safety-framework/",
        ),
        (
            "Other 2023 announced",
            datetime.date(2023, 7, 21),
            datetime.date(2023, 7, 22),
            "Other Commitments, issued by: Government of a made-up country",
            "https://site.example/tracker/pledges/other-2023/",
        ),
    ]


def test_reviews_that_fall_due_on_one_day_are_one_entry(world: Dataset) -> None:
    found = events(world, REVIEWS)
    assert [(str(each["summary"]), each.start, each.end) for each in found] == [
        ("Review due: 1 cell of 1 company", datetime.date(2025, 9, 28), datetime.date(2025, 9, 29)),
        ("Review due: 6 cells of 2 companies", datetime.date(2027, 5, 19), datetime.date(2027, 5, 20)),
    ]
    assert str(found[1]["description"]) == (
        "The latest assessments of these cells are 180 days old.\nAcme: 5\nZenith: 1"
    )


def test_every_assessed_cell_is_counted_on_its_day(own_data: Dataset) -> None:
    counted = {each.start: int(str(each["summary"]).split()[2]) for each in events(own_data, REVIEWS)}
    days = [each.due for each in view_of(own_data).due_days]
    assert counted == {day: days.count(day) for day in days}


def test_an_entry_bears_the_day_of_the_data_and_takes_nobody_s_time(own_data: Dataset) -> None:
    for path in (DEADLINES, REVIEWS):
        for each in events(own_data, path):
            assert each.stamp == datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
            assert str(each["transp"]) == "TRANSPARENT"


def test_the_ids_are_these_for_good_whatever_the_names_and_the_site(world: Dataset, edited: Edit) -> None:
    expected = [
        "7f35f640-9ab9-5d88-a893-6955f179ecdb",
        "f9f8e18b-02cb-5eb6-97ce-fbdae0a0fe10",
        "5e4f708e-8e0c-5ece-acc2-f9fa6ada29a6",
    ]
    assert [str(each["uid"]) for each in events(world, DEADLINES)] == expected
    renamed = dataset_of(edited("data/pledges/example-2024.yml", "short_name: Example 2024", "short_name: Renamed"))
    assert [str(each["uid"]) for each in events(renamed, DEADLINES, BARE)] == expected


def test_without_a_site_there_is_no_address(world: Dataset) -> None:
    for path in (DEADLINES, REVIEWS):
        assert [each for each in events(world, path, BARE) if "url" in each] == []


def test_hostile_text_stays_within_its_line(edited: Edit) -> None:
    name = 'A; B,\\nEND:VEVENT "x" <s>'
    tree = edited("data/pledges/example-2024.yml", "short_name: Example 2024", f"short_name: '{name}'")
    found = events(dataset_of(tree), DEADLINES)
    assert [str(each["summary"]) for each in found] == [
        f"{name} announced",
        f"{name}: Safety framework due",
        "Other 2023 announced",
    ]


def test_lines_end_and_fold_as_rfc_5545_says(own_data: Dataset) -> None:
    for content in calendars(view_of(own_data, EDITION)).values():
        lines = content.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert lines[-2:] == [b"END:VCALENDAR", b""]
        assert max(map(len, lines)) <= 75
        assert re.search(rb"(?<!\r)\n", content) is None


def test_the_same_data_give_the_same_bytes(world: Dataset) -> None:
    assert calendars(view_of(world, EDITION)) == calendars(view_of(world, EDITION))
