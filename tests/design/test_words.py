"""Dates, times and numbers as people in the UK read them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from mentorhouse.design import words

WINTER = datetime(2026, 11, 3, 14, 30, tzinfo=UTC)
SUMMER = datetime(2026, 6, 30, 23, 5, tzinfo=UTC)


def test_days_are_local():
    assert words.day(WINTER) == "3 November 2026"
    assert words.day(SUMMER) == "1 July 2026"
    assert words.day(date(2026, 1, 9)) == "9 January 2026"
    assert words.short_day(SUMMER) == "1 Jul 2026"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (WINTER, "2.30pm"),
        (SUMMER, "12.05am"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 1), "12.01pm"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_times_are_said_as_people_say_them(shown, expected):
    assert words.clock(shown) == expected


def test_moments_name_the_weekday():
    assert words.moment(WINTER) == "Tuesday 3 November 2026 at 2.30pm"
    assert words.date_and_time(WINTER) == "3 November 2026, 2.30pm"


def test_counting():
    assert words.pluralise(1, "mentor") == "1 mentor"
    assert words.pluralise(0, "mentor") == "0 mentors"
    assert words.pluralise(12345, "person", "people") == "12,345 people"


def test_money_is_in_pounds_and_pence():
    shown = [words.pounds(Decimal(typed)) for typed in ("1250.00", "12.50", "0.00", "-5.00")]
    assert shown == ["£1,250", "£12.50", "£0", "−£5"]
