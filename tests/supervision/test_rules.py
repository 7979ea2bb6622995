"""When supervision is due, and who is told when it is late."""

from datetime import date, timedelta

import pytest

from mentorhouse.programmes.design.learning import Supervision
from mentorhouse.supervision.rules import due, may_release, tells_coordinator
from mentorhouse.supervision.states import Standing

REQUIRED = Supervision(kind="required", every_days=90, pause_after_days=30)
LAST = date(2026, 8, 1)
DUE = LAST + timedelta(days=90)


def standing(days, setting=REQUIRED, **more):
    facts = {"since": date(2026, 1, 1), "last": LAST} | more
    return due(setting, today=DUE + timedelta(days=days), **facts)


@pytest.mark.requirement("R4.07")
@pytest.mark.parametrize(
    ("days", "found"),
    [
        (-15, Standing.IN_TIME),
        (-14, Standing.DUE),
        (0, Standing.DUE),
        (1, Standing.OVERDUE),
        (30, Standing.OVERDUE),
        (31, Standing.PAUSED),
    ],
)
def test_late_supervision_warns_and_then_pauses(days, found):
    assert standing(days).standing == found
    assert standing(days).late is (days > 0)


def test_without_a_setting_for_it_nothing_pauses():
    assert standing(300, Supervision(kind="required", every_days=90)).standing == Standing.OVERDUE


def test_what_is_offered_is_never_overdue():
    assert standing(300, Supervision(kind="offered", every_days=90)).standing == Standing.DUE
    assert standing(300, Supervision(kind="offered")).on is None
    assert standing(300, Supervision(kind="off")).standing == Standing.NONE


def test_before_the_first_session_it_counts_from_the_day_on_the_register():
    assert standing(0, last=None).on == date(2026, 1, 1) + timedelta(days=90)
    assert standing(0, last=None, since=None).standing == Standing.NONE


@pytest.mark.requirement("R4.07")
def test_the_co_ordinator_is_told_two_weeks_after_the_mentor():
    for days, told in ((1, False), (13, False), (14, True), (60, True)):
        today = DUE + timedelta(days=days)
        assert tells_coordinator(standing(days), today=today) is told


@pytest.mark.parametrize(
    ("agreed", "there", "may"), [(0, 0, False), (0, 2, False), (1, 2, False), (2, 2, True)]
)
def test_themes_are_released_by_all_who_were_there(agreed, there, may):
    assert may_release(agreed, there) is may
