"""A date is understood as people write it, and is never guessed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.contributing.dates import is_unknown, possible_dates, read_date
from tracker.reading.edit import EditError

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def meanings(text: str) -> list[str]:
    return [str(date) for date in possible_dates(text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", "2025"),
        ("2025-02", "2025-02"),
        ("2025-02-14", "2025-02-14"),
        ("2025/2/14", "2025-02-14"),
        ("2025.02.14", "2025-02-14"),
        ("2/2025", "2025-02"),
        ("14.2.2025", "2025-02-14"),
        ("2/14/2025", "2025-02-14"),
        ("4/4/2025", "2025-04-04"),
        ("14 February 2025", "2025-02-14"),
        ("  14\u00a0february 2025 ", "2025-02-14"),
        ("February 14, 2025", "2025-02-14"),
        ("Feb. 14th, 2025", "2025-02-14"),
        ("14-Feb-2025", "2025-02-14"),
        ("Friday, 14 February 2025", "2025-02-14"),
        ("Fri, Feb 14, 2025", "2025-02-14"),
        ("2025 February 14", "2025-02-14"),
        ("Feb 2025", "2025-02"),
        ("Sept. 2024", "2024-09"),
        ("29 February 2024", "2024-02-29"),
        ("２０２５/２/１４", "2025-02-14"),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, date: str) -> None:
    assert str(read_date(text)) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spring 2025",
        "Febtober 2025",
        "29 February 2025",
        "31.4.2025",
        "2025-13",
        "14 Feb 25",
        "14/2/25",
        "14 February",
        "Monday, 14 February 2025",  # it was a Friday
        "1 or 2 February 2025",
        "2025-02/14",
        "14. 2. 3. 2025",
        "20250214",
        "Feb Feb 2025",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(EditError, match="is not a date; write YYYY-MM-DD, or as much of it as is known"):
        read_date(text)


def test_day_and_month_are_not_guessed() -> None:
    for text in ("3.4.2025", "3/4/2025", "03-04-2025"):
        assert meanings(text) == ["2025-04-03", "2025-03-04"]
        with pytest.raises(EditError, match=f"`{text}` could be 2025-04-03 or 2025-03-04; write which one"):
            read_date(text)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_way_to_write_a_day_means_that_day(day: datetime.date) -> None:
    y, m, d, month = day.year, day.month, day.day, MONTHS[day.month - 1]
    for text in (f"{y}/{m}/{d}", f"{d} {month} {y}", f"{month[:3]} {d}, {y}", f"{y} {month} {d}"):
        assert meanings(text) == [day.isoformat()]
    assert day.isoformat() in meanings(f"{d}.{m}.{y}")
    assert day.isoformat() in meanings(f"{m}/{d}/{y}")
    assert meanings(f"{month} {y}") == meanings(f"{m}/{y}") == [f"{y}-{m:02}"]


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    for date in possible_dates(text):
        assert date.first <= date.last


@pytest.mark.parametrize("text", ["", " ", "unknown", "Unknown", "n/a", "N/A", "-", "none", "null"])
def test_an_unknown_date_may_be_said_to_be_so(text: str) -> None:
    assert is_unknown(text)


def test_a_date_is_not_unknown() -> None:
    assert not is_unknown("2025")
