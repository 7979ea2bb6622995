"""Clocks that skip and repeat an hour, notice, and guidance."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.design import clocks
from mentorhouse.meetings import rules

LONDON = "Europe/London"
AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "day, clock, hour",
    [
        (date(2027, 1, 5), time(9, 30), 9),
        (date(2027, 7, 5), time(9, 30), 8),
        (date(2027, 3, 28), time(0, 59), 0),
        (date(2027, 3, 28), time(2, 0), 1),
        (date(2026, 10, 25), time(0, 59), 23),
        (date(2026, 10, 25), time(2, 0), 2),
    ],
)
def test_summer_time(day, clock, hour):
    moment = clocks.instant(day, clock, LONDON)
    assert (moment.hour, moment.tzinfo) == (hour, UTC)


def test_the_missing_hour_in_march_is_told_kindly():
    for minute in (0, 30, 59):
        with pytest.raises(clocks.NoSuchTime, match="clocks go forward on 28 March 2027"):
            clocks.instant(date(2027, 3, 28), time(1, minute), LONDON)


def test_the_doubled_hour_in_october_is_told_kindly():
    for minute in (0, 30, 59):
        with pytest.raises(clocks.DoubledTime, match="clocks go back on 25 October 2026"):
            clocks.instant(date(2026, 10, 25), time(1, minute), LONDON)


@given(
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.times(),
    st.sampled_from([LONDON, "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_a_moment_that_is_taken_shows_the_time_that_was_typed(day, clock, zone):
    try:
        moment = clocks.instant(day, clock, zone)
    except (clocks.NoSuchTime, clocks.DoubledTime):
        return
    shown = moment.astimezone(ZoneInfo(zone))
    assert (shown.date(), shown.time()) == (day, clock)


def test_times_in_the_past_and_far_away_are_not_offered():
    assert "past" in rules.why_not_offer(AT, at=AT)
    assert rules.why_not_offer(AT + timedelta(minutes=1), at=AT) == ""
    assert "year" in rules.why_not_offer(AT + timedelta(days=800), at=AT)


def test_notice_is_late_below_the_hours_asked_for():
    assert not rules.is_late(AT + timedelta(hours=24), at=AT, notice_hours=24)
    assert rules.is_late(AT + timedelta(hours=23, minutes=59), at=AT, notice_hours=24)


def test_a_long_meeting_is_warned_of():
    assert rules.length_warning(120, longest=120) == ""
    assert "121 minutes" in rules.length_warning(121, longest=120)


def test_the_rhythm_suggests_a_day_that_is_not_past():
    today = date(2026, 11, 3)
    assert rules.suggested_day(None, days_between=31, today=today) is None
    assert rules.suggested_day(date(2026, 11, 1), days_between=31, today=today) == date(2026, 12, 2)
    assert rules.suggested_day(date(2026, 1, 1), days_between=31, today=today) == today


def test_whoever_wrote_last_does_not_confirm():
    assert not rules.may_confirm(written_by=1, viewer=1)
    assert rules.may_confirm(written_by=1, viewer=2)
