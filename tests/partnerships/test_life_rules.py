"""The judgements on a partnership's life: plain values in, words and days out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentorhouse.partnerships.rules import drift, farewell, last_day, phases, reviews
from mentorhouse.partnerships.rules.keeping import is_over
from mentorhouse.programmes.design import shipped_design, shipped_designs
from mentorhouse.programmes.design.learning import Records

D = date(2026, 11, 2)
DAY = timedelta(days=1)
DESIGN = shipped_design()


def with_timing(**changes):
    timing = DESIGN.timing.model_copy(update=changes)
    return DESIGN.model_copy(update={"timing": timing})


@pytest.mark.requirement("R10.01")
def test_every_reference_programme_has_five_phases_with_what_happens_and_prompts():
    for shipped in shipped_designs():
        found = shipped.design.phases
        assert len(found) == 5
        assert all(phase.what and phase.prompts and phase.checklist for phase in found)
        assert [phases.is_winding_up(found, phase.key) for phase in found] == (
            [False, False, False, True, True]
        )


@pytest.mark.requirement("R10.01")
def test_signs_suggest_the_next_phase_and_nothing_moves_by_itself():
    quiet = phases.Signs(3, 2, 1, 5, began_on=D, ends_on=D + 200 * DAY, today=D + 20 * DAY)
    assert phases.suggestion(quiet) == ""
    assert "ready to move on" in phases.suggestion(replace(quiet, ticked_by_all=3))
    assert "wind up" in phases.suggestion(replace(quiet, today=D + 180 * DAY))
    assert "beginning" in phases.suggestion(replace(quiet, place=0, today=D + 110 * DAY))
    assert phases.suggestion(replace(quiet, place=4, ticked_by_all=3)) == ""
    assert phases.item_key("We  have met") == phases.item_key("we have met")


@pytest.mark.requirement("R10.03")
def test_the_last_day_follows_the_setting():
    assert last_day.first_last_day(DESIGN, began_on=date(2026, 8, 31)) == date(2027, 2, 28)
    assert last_day.first_last_day(with_timing(length_months=None), began_on=D) is None
    assert last_day.first_last_day(with_timing(end_set_at_start=False), began_on=D) is None
    capped = with_timing(ends_on=date(2027, 1, 31))
    assert last_day.first_last_day(capped, began_on=D) == date(2027, 1, 31)
    assert last_day.days(DESIGN) == timedelta(days=28)


@pytest.mark.requirement("R10.03")
@pytest.mark.parametrize(
    ("day", "design", "by_pair", "words"),
    [
        (D - DAY, DESIGN, True, "is over"),
        (D + 4000 * DAY, DESIGN, True, "ten years"),
        (D + 90 * DAY, DESIGN, True, "last day already"),
        (D + 95 * DAY, with_timing(pair_may_extend=False), True, "ask your co-ordinator"),
        (D + 95 * DAY, with_timing(pair_may_extend=False), False, ""),
        (D + 80 * DAY, with_timing(pair_may_extend=False), True, ""),
        (D + 95 * DAY, with_timing(ends_on=D + 91 * DAY), False, "programme ends before"),
    ],
)
def test_a_last_day_is_refused_with_what_to_do(day, design, by_pair, words):
    found = last_day.problem(last_day.Wanted(day, D + 90 * DAY, D, by_pair=by_pair), design)
    assert words in found if words else found == ""


def test_the_first_review_comes_as_the_programme_says():
    ends = D + 180 * DAY
    assert reviews.first_review(DESIGN, began_on=D, ends_on=ends) == D + 90 * DAY
    assert reviews.first_review(DESIGN, began_on=D, ends_on=None) == D + 182 * DAY
    assert reviews.next_review(DESIGN, today=ends - 9 * DAY, ends_on=ends) is None
    assert "after today" in reviews.day_problem(D, today=D)
    assert reviews.all_are_done({1, 2}, {1}) is False


FACTS = drift.Facts(began_on=D, days_between=31, agrees=True)


@pytest.mark.requirement("R10.09")
def test_drift_has_reasons_is_relaxed_at_the_end_and_told_late():
    today = D + 40 * DAY
    kinds = [sign.kind for sign in drift.signs(FACTS, today=today)]
    assert kinds == [drift.Drift.NO_MEETING]
    assert drift.signs(FACTS, today=D + 37 * DAY) == ()
    assert drift.signs(replace(FACTS, next_on=today), today=today) == ()
    assert drift.signs(replace(FACTS, winding_up=True), today=today) == ()
    unsigned = replace(FACTS, last_met_on=today, second_met_on=today, goals=True)
    assert [s.kind for s in drift.signs(unsigned, today=today)] == [drift.Drift.UNSIGNED]
    assert drift.signs(replace(unsigned, signed=True), today=today) == ()
    assert drift.signs(replace(unsigned, winding_up=True), today=today) == ()
    aimless = replace(unsigned, signed=True, goals=False)
    assert [s.kind for s in drift.signs(aimless, today=today)] == [drift.Drift.NO_GOALS]
    assert drift.signs(replace(aimless, winding_up=True), today=today) == ()
    often = replace(FACTS, last_met_on=today, put_off=3, put_off_on=today)
    assert [s.kind for s in drift.signs(often, today=today)] == [drift.Drift.PUT_OFF]
    assert all(sign.words and sign.help for sign in drift.signs(often, today=today))
    late = replace(FACTS, last_met_on=today, overdue_on=today - 8 * DAY)
    assert [s.kind for s in drift.signs(late, today=today)] == [drift.Drift.OVERDUE]
    assert drift.signs(replace(late, overdue_on=today - 7 * DAY), today=today) == ()
    signs = drift.signs(FACTS, today=D + 60 * DAY)
    assert drift.needs_a_word_since(signs, today=D + 51 * DAY) is None
    assert drift.needs_a_word_since(signs, today=D + 52 * DAY) == D + 52 * DAY


def test_content_is_kept_as_long_as_the_programme_says():
    months = Records(months=12)
    assert not is_over(months, ended_on=D, today=date(2027, 11, 2), evaluated=True)
    assert is_over(months, ended_on=D, today=date(2027, 11, 3), evaluated=False)
    until = Records(keep="until_evaluated")
    assert is_over(until, ended_on=D, today=D, evaluated=True)
    assert not is_over(until, ended_on=D, today=date(2036, 1, 1), evaluated=False)


def test_the_way_through_the_end_asks_each_thing_once():
    boxes = [name for step in farewell.STEPS for name in step.boxes]
    assert {*boxes} == farewell.TOLD | farewell.ALONE
    assert len(boxes) == len({*boxes})
    assert farewell.after(farewell.STEPS[-1].key) == ""
    assert farewell.touch_words(["yes", "no"]) == ""
