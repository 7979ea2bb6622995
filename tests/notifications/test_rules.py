"""What may stand in the outbox, when to try again, and when clock rules are due."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from mentorhouse.notifications.rules import NotAnIdentifier, checked, latest_due, next_try


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_identifiers_pass_and_become_text():
    row = uuid.uuid4()
    assert checked({"partnership": row, "count": 3, "what": "password_changed"}) == {
        "partnership": str(row), "count": "3", "what": "password_changed",
    }  # fmt: skip


@pytest.mark.parametrize(
    "value",
    ["anwen@example.org", "Anwen Rees", "I feel unsure", "", "https://example.org", "A" * 43,
     "x" * 41, "3XxR_dFq-1", None, ["a"]],
)  # fmt: skip
def test_anything_else_is_refused_without_repeating_it(value):
    with pytest.raises(NotAnIdentifier) as refusal:
        checked({"note": value})
    if value:
        assert str(value) not in str(refusal.value)


def test_a_name_is_a_short_word():
    with pytest.raises(NotAnIdentifier):
        checked({"Anwen Rees": "1"})


@pytest.mark.parametrize(
    "attempts, minutes",
    [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720), (6, None), (7, None)],
)
def test_it_is_tried_again_after_a_growing_pause_and_then_given_up(attempts, minutes):
    expected = None if minutes is None else AT + timedelta(minutes=minutes)
    assert next_try(attempts=attempts, at=AT) == expected


@pytest.mark.parametrize(
    "rule, at, due",
    [
        ("* * * * *", utc(2026, 11, 2, 9, 30, 0), utc(2026, 11, 2, 9, 30)),
        ("* * * * *", utc(2026, 11, 2, 9, 30, 59, 999999), utc(2026, 11, 2, 9, 30)),
        ("0 8 * * *", utc(2026, 11, 2, 7, 59, 59), utc(2026, 11, 1, 8)),
        # 8 in London is 7 UTC in summer
        ("0 8 * * *", utc(2026, 7, 2, 7, 0), utc(2026, 7, 2, 7)),
        ("0 8 * * *", utc(2026, 7, 2, 6, 59), utc(2026, 7, 1, 7)),
        # the night on which the clocks go back: 1.30 comes twice, the rule once a day
        ("30 3 * * *", utc(2026, 10, 25, 12), utc(2026, 10, 25, 3, 30)),
    ],
)
def test_the_newest_due_time_is_found_in_local_time(rule, at, due):
    found = latest_due(rule, at=at, zone="Europe/London")
    assert found == due


def test_a_second_before_is_not_yet_due():
    just_before = datetime(2026, 11, 2, 7, 59, 59, 500000, tzinfo=UTC)
    assert latest_due("0 8 * * *", at=just_before, zone="UTC").day == 1
