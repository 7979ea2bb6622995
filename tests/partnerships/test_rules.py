"""When a partnership can go on, and the words for when it cannot."""

import pytest

from mentorhouse.partnerships import rules
from mentorhouse.partnerships.rules import Seat
from mentorhouse.partnerships.states import Answer

HERE, FULL, GONE = (
    Seat(takes_part=True, free=1),
    Seat(takes_part=True, free=0),
    Seat(takes_part=False, free=1),
)


@pytest.mark.parametrize(
    ("seats", "complete", "words"),
    [
        ((HERE, HERE), True, ""),
        ((HERE, FULL), True, rules.PLACE_TAKEN),
        ((FULL, HERE), True, rules.PLACE_TAKEN),
        ((HERE, FULL), False, ""),
        ((HERE, GONE), False, rules.NO_LONGER_TAKES_PART),
        ((FULL, GONE), True, rules.NO_LONGER_TAKES_PART),
    ],
)
def test_why_not(seats, complete, words):
    assert rules.why_not(seats, complete=complete) == words


def test_a_declined_match_does_not_say_who_else_declined():
    assert rules.gone_for(Answer.DECLINED) == rules.YOU_DECLINED
    assert rules.gone_for(Answer.ACCEPTED) == rules.gone_for(Answer.WAITING) == rules.GONE
