"""Goals, plans and notes: kept, changed, closed, and nothing new after the end."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import goals, notes, plans
from mentorhouse.development.actions.goals import Aim
from mentorhouse.development.actions.plans import PlanFacts
from mentorhouse.development.models import Goal, Note, Notebook
from mentorhouse.development.queries import goals as goal_queries
from mentorhouse.development.queries import goals_under_review, have_goals
from mentorhouse.development.queries import notes as note_queries
from mentorhouse.development.queries import plans as plan_queries
from mentorhouse.development.states import GoalMove
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row
from tests.development.conftest import AT, WORDS, Pair
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_together,
    user_of,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
BOTH = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
FACTS = PlanFacts(date(2026, 11, 1), date(2027, 5, 1), date(2027, 1, 15))
PLAN = {"long_term_goal": "Run a service", "short_term_goals": "One\nTwo\nThree"}


def end(pair, **more):
    Partnership.objects.filter(pk=pair.id).update(
        state=PartnershipState.ENDED.value, ending=Ending.PLANNED.value, ended_at=AT, **more
    )


@pytest.mark.requirement("R8.01")
def test_a_goal_keeps_what_it_said_and_what_became_of_it(pair):
    goal = pair.goal()
    goals.move_on(goal, GoalMove.PROGRESS, "Shadowed two", revision=1, by=pair.mentor, at=AT)
    later = Aim("medium", date(2027, 6, 1))
    goals.write_goal(
        goal, later, WORDS | {"statement": "Lead two"}, based_on=1, by=pair.mentor, at=AT
    )
    goals.move_on(goal, GoalMove.REACH, "", revision=3, by=pair.mentee, at=AT)
    row = goal_queries.goal_for(pair.mentee, pair.row(), goal.pk)
    history = goal_queries.history_of(pair.mentee, row, at=AT)
    told = [(h.change.kind, h.change.by_id, h.texts["statement"], h.texts["note"]) for h in history]
    assert told == [
        ("reached", pair.mentee.pk, "", ""),
        ("words", pair.mentor.pk, "Lead two", ""),
        ("progress", pair.mentor.pk, "", "Shadowed two"),
        ("words", pair.mentee.pk, "Lead a ward round", ""),
    ]
    assert history[3].change.due_on == date(2027, 3, 1)
    assert (row.state, row.term, row.closed_at) == ("reached", "medium", AT)
    with pytest.raises(NotNow):  # a goal is not reached twice
        goals.move_on(row, GoalMove.REACH, "", revision=4, by=pair.mentor, at=AT)
    goals.move_on(row, GoalMove.TAKE_UP, "", revision=4, by=pair.mentor, at=AT)
    with pytest.raises(ChangedMeanwhile):
        goals.write_goal(row, later, WORDS, based_on=1, by=pair.mentee, at=AT)


def test_sub_goals_stand_under_a_goal_and_the_same_form_sets_one(pair):
    goal, once = pair.goal(), uuid4()
    small = Aim("short", parent=goal.pk)
    first, second = (
        goals.set_goal(pair.row(), small, WORDS, once=once, by=pair.mentee, at=AT) for _ in "ab"
    )
    assert first.pk == second.pk
    assert first.parent_id == goal.pk
    with pytest.raises(NotVisible):  # one level only
        pair.goal(parent=first.pk)
    assert [g.pk for g in goals_under_review(pair.mentor, pair.row(pair.mentor))] == [goal.pk]
    assert have_goals([pair.id]) == {pair.id}


@pytest.mark.requirement("R9.02")
def test_in_a_group_private_goals_of_one_are_unseen_by_the_others():
    programme = make_programme(state=ProgrammeState.RUNNING)
    row = make_together([make_mentor(programme)], [make_mentee(programme), make_mentee(programme)])
    first, second = (m.participation.person.user for m in row.members.filter(role="mentee"))
    pair = Pair.__new__(Pair)
    pair.id, pair.mentee = row.pk, first
    private, shared = pair.goal(private=True), pair.goal()
    for other in (second, user_of(row, "mentor")):
        seen = goal_queries.goals_of(other, pair.row(other))
        assert [g.pk for g in seen] == [shared.pk]
        with pytest.raises(NotVisible):
            goal_queries.goal_for(other, pair.row(other), private.pk)
        with pytest.raises(NotVisible):
            goals.move_on(private, GoalMove.REACH, "", revision=1, by=other, at=AT)
        with pytest.raises(NotVisible):
            open_row(other, private.changes.get(), at=AT, purpose="look at it")
    assert have_goals([row.pk]) == {row.pk}
    mine = goal_queries.goals_of(first, pair.row(first))
    assert {g.pk for g in mine} == {private.pk, shared.pk}
    given = goals.share_goal(private, by=first, at=AT)
    read = goal_queries.read_goals(second, [given], pair.row(second), at=AT)
    assert [one.texts["statement"] for one in read] == [WORDS["statement"]]
    assert not Goal.objects.filter(pk=private.pk).exists()


@pytest.mark.requirement("R8.03")
def test_goals_are_put_past_their_neighbour_once(pair):
    first, second, third = (pair.goal(statement=name) for name in ("a", "b", "c"))
    for _ in range(2):  # a second press would move it back
        goals.put_past(third, second.pk, up=True, by=pair.mentee, at=AT)
    order = [g.pk for g in goal_queries.goals_of(pair.mentee, pair.row())]
    assert order == [first.pk, third.pk, second.pk]


@pytest.mark.requirement("R8.15")
def test_a_revision_says_what_changed_and_earlier_versions_stay(pair):
    plans.write_plan(pair.row(), FACTS, PLAN, based_on=0, by=pair.mentee, at=AT)
    sheet = {"what_changed": "The end", "why_changed": "A longer project"}
    later = replace(FACTS, ends_on=date(2027, 9, 1))
    plans.write_plan(pair.row(), later, PLAN | sheet, based_on=1, by=pair.mentor, at=AT)
    plan = plan_queries.plan_of(pair.mentee, pair.row())
    first, second = (plan_queries.version_of(plan, number) for number in (1, 2))
    assert (first.ends_on, second.ends_on) == (date(2027, 5, 1), date(2027, 9, 1))
    read = plan_queries.read_version(pair.mentor, second, at=AT)
    assert (read["what_changed"], read["why_changed"]) == ("The end", "A longer project")
    old = plan_queries.read_version(pair.mentor, first, at=AT)
    assert (old["long_term_goal"], old["what_changed"]) == ("Run a service", "")
    assert plan_queries.next_review(plan, today=AT.date()) == date(2027, 1, 15)


@BOTH
def test_of_two_who_write_one_plan_or_reach_one_goal_one_is_told(pair):
    goal, row = pair.goal(), pair.row()
    both = (pair.mentee, pair.mentor)

    def write(by):
        return lambda: plans.write_plan(row, FACTS, PLAN, based_on=0, by=by, at=AT)

    def reach(by):
        return lambda: goals.move_on(goal, GoalMove.REACH, "", revision=1, by=by, at=AT)

    for deed, refusal in ((write, ChangedMeanwhile), (reach, NotNow)):
        ends = at_once(*(deed(by) for by in both))
        assert sorted(isinstance(one, refusal) for one in ends) == [False, True], ends


@pytest.mark.requirement("R6.13")
def test_private_notes_are_read_by_their_author_alone_and_go_with_their_key(pair):
    note = notes.write_note(pair.row(), "Ask about nights", once=uuid4(), by=pair.mentee, at=AT)
    _, book = note_queries.own_place(pair.mentee, pair.id)
    assert note_queries.read_notes(pair.mentee, book, [note], at=AT) == [(note, "Ask about nights")]
    assert note_queries.own_place(pair.mentor, pair.id)[1] is None
    with pytest.raises(NotVisible):
        note_queries.own_place(coordinator_of(pair.programme), pair.id)
    for other in (pair.mentor, coordinator_of(pair.programme)):
        with pytest.raises(NotVisible):
            open_row(other, note, at=AT, purpose="look at it")
        with pytest.raises(NotVisible):
            notes.change_note(note, "Mine", based_on=1, by=other, at=AT)
        with pytest.raises(NotVisible):
            notes.delete_note(note, by=other, at=AT)
    notes.change_note(note, "Ask about days", based_on=1, by=pair.mentee, at=AT)
    with pytest.raises(ChangedMeanwhile):
        notes.change_note(note, "Lost", based_on=1, by=pair.mentee, at=AT)
    end(pair)
    with pytest.raises(NotVisible):  # nothing new after the end
        notes.write_note(pair.row(), "More", once=uuid4(), by=pair.mentee, at=AT)
    kept = Note.objects.select_related("notebook__partnership").get()
    assert notes.forget_notebooks(at=AT) == 0
    end(pair, content_gone_at=AT)
    assert notes.forget_notebooks(at=AT) == 1
    assert not Notebook.objects.exists()
    with pytest.raises(Destroyed):  # an older backup holds nothing that opens
        open_row(pair.mentee, kept, at=AT, purpose="look at it")


def test_after_the_end_goals_and_plan_are_read_and_nothing_is_written(pair):
    goal = pair.goal()
    end(pair)
    deeds = (
        pair.goal,
        lambda: goals.move_on(goal, GoalMove.REACH, "", revision=1, by=pair.mentee, at=AT),
        lambda: plans.write_plan(pair.row(), FACTS, PLAN, based_on=0, by=pair.mentee, at=AT),
    )
    for deed in deeds:
        with pytest.raises(NotVisible):
            deed()
    row = goal_queries.kept(pair.mentee, pair.id, goal_queries.Capability.READ_GOAL)
    (read,) = goal_queries.read_goals(pair.mentee, [goal], row, at=AT)
    assert read.texts["statement"] == WORDS["statement"]
    end(pair, content_gone_at=AT)
    with pytest.raises(NotVisible):
        goal_queries.kept(pair.mentee, pair.id, goal_queries.Capability.READ_GOAL)


def test_a_coordinator_reads_only_where_the_pair_was_told_before_accepting():
    for told in (False, True):
        pair = Pair(make_partnership())
        Partnership.objects.filter(pk=pair.id).update(coordinator_reads_content=told)
        reader = coordinator_of(pair.programme)
        shared, private = pair.goal(), pair.goal(private=True)
        change = shared.changes.select_related("goal__partnership", "goal__notebook").get()
        if told:
            words = open_row(reader, change, at=AT, purpose="read goals")
            assert words["statement"] == WORDS["statement"]
        else:
            with pytest.raises(NotVisible):
                open_row(reader, change, at=AT, purpose="read goals")
        with pytest.raises(NotVisible):
            open_row(reader, private.changes.get(), at=AT, purpose="read goals")
