"""Judgements on plain values: suppression, the plan's first set and drawing, needs, rhythm."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorhouse.governance.rules import dates, needs, plan, timeline
from mentorhouse.governance.rules.overview import Facts, parts, parts_of_member
from mentorhouse.governance.rules.plan import Standing
from mentorhouse.governance.rules.timeline import Span

ON = date(2026, 11, 2)


def standing(start, due, done=None):
    return plan.standing(start=start, due=due, done_on=done, on=ON)


def test_how_a_milestone_stands_on_the_days_round_its_dates():
    day = timedelta(days=1)
    assert standing(ON - day, ON) is Standing.UNDER_WAY  # the last day is in time
    assert standing(ON - day, ON - day) is Standing.OVERDUE
    assert standing(ON, ON + day) is Standing.UNDER_WAY
    assert standing(ON + day, ON + day) is Standing.TO_COME
    assert standing(ON - day, ON - day, ON) is Standing.DONE
    assert plan.late_words(ON - day, ON) == "1 day overdue"
    assert plan.late_words(ON - 30 * day, ON) == "30 days overdue"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)), st.integers(1, 60))
def test_the_first_set_is_counted_from_the_day_given_and_never_ends_before_it_begins(day, months):
    offered = plan.first_set(day, length_months=months)
    assert len({one.key for one in offered}) == len(offered) == len(plan.SEEDS)
    assert min(one.start for one in offered) == day
    assert all(one.start <= one.due for one in offered)
    run = next(one for one in offered if one.key == "run")
    assert run.due == dates.months_later(run.start, months)


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month():
    assert dates.months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert dates.months_later(date(2026, 11, 15), 3) == date(2027, 2, 15)
    assert dates.next_time("monthly", date(2026, 12, 31)) == date(2027, 1, 31)
    assert dates.next_time("once", ON) is None


def spans(*more):
    return [Span("First", date(2026, 9, 10), date(2026, 10, 1), None), *more]


def test_the_drawing_says_in_words_what_it_shows_and_names_what_is_overdue():
    drawn = timeline.drawn(spans(Span("Second", date(2026, 11, 1), date(2027, 2, 1), None)), on=ON)
    assert drawn.description == (
        "2 milestones from 10 September 2026 to 1 February 2027: 1 overdue, 1 under way. "
        "Overdue: First. The table says the same."
    )
    assert [bar.standing for bar in drawn.bars] == [Standing.OVERDUE, Standing.UNDER_WAY]
    assert drawn.bars[0].x < drawn.today < drawn.bars[1].x + drawn.bars[1].width
    assert timeline.drawn([], on=ON) is None


DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=12), DAYS)
def test_every_bar_and_tick_lies_on_the_paper(pairs, on):
    drawn = timeline.drawn([Span("x", min(p), max(p), None) for p in pairs], on=on)
    for bar in drawn.bars:
        assert 0 <= bar.x <= 100
        assert 0 < bar.width <= 100
        assert bar.x + bar.width <= 100.02
        assert bar.bar_at < drawn.height
    assert 1 <= len(drawn.ticks) <= timeline.MOST_TICKS
    assert all(0 <= tick.x <= 88 for tick in drawn.ticks)
    assert drawn.today is None or 0 <= drawn.today <= 100


def test_a_long_title_is_cut_between_words():
    assert timeline.shortened("Short", 10) == "Short"
    assert timeline.shortened("Agree purpose, goals and measures", 20) == "Agree purpose …"


def test_needs_are_summed_by_organisation_and_set_against_what_there_is():
    found = needs.needs(
        [
            needs.Statement("Trust", wanted=10, offered=1, statements=1),
            needs.Statement("Trust", wanted=5, offered=1, statements=1),
            needs.Statement("Trust", mentees=4, places=6),
            needs.Statement("Council", mentees=9, places=2),
        ]
    )
    assert [row.organisation for row in found.organisations] == ["Council", "Trust"]
    trust = found.organisations[1]
    assert (trust.wanted, trust.offered, trust.statements) == (15, 2, 2)
    assert (trust.without_place, trust.places_short) == (11, 7)
    assert (found.all.wanted, found.all.mentees, found.all.places) == (15, 13, 8)
    assert (found.all.without_place, found.all.places_short) == (2, 5)


def test_a_pasted_list_of_addresses_is_read_each_once():
    text = "Ada@example.org, bo@example.org;\n<ada@example.org>\n\n"
    assert needs.addresses_in(text) == ["ada@example.org", "bo@example.org"]


def test_the_task_list_says_what_is_late_and_gives_members_only_their_parts():
    facts = Facts(milestones=3, done=1, overdue=2, members=4, champion="Sam", obstacles=1)
    found = {part.words: part for part in parts(facts, by_nomination=True)}
    assert (found["Plan"].state, found["Plan"].colour) == ("2 overdue", "red")
    assert found["Plan"].hint == "1 of 3 milestones done"
    assert found["Needs"].state == "Not started"
    assert found["Champion and obstacles"].state == "1 obstacle"
    assert [part.words for part in parts_of_member(facts)] == [
        "Steering group", "Plan", "Figures", "Champion and obstacles",
    ]  # fmt: skip
    assert {"Policies", "Budget", "Nominations"} <= set(found)
    empty = {part.words: part.state for part in parts(Facts(), by_nomination=False)}
    assert empty["Plan"] == empty["Steering group"] == "Not started"
    assert "Nominations" not in empty
    waiting = Facts(needs_year=2027, needs_asked=2, needs_given=1, partners=2, assessments=1)
    states = {part.words: part.state for part in parts(waiting, by_nomination=False)}
    assert (states["Needs"], states["Partners"]) == ("Waiting for answers", "1 to do")
