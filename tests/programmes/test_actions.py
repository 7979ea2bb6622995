"""Deeds on programmes and on taking part."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes import actions
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(AuditEntry.objects.values_list("act", flat=True))


def test_whoever_may_starts_a_programme_and_runs_it():
    starter = make_user(may_start_programmes=True)
    programme = actions.start(complete_design(), by=starter, at=AT)
    assert coordinator_of(programme) == starter
    assert programme.state == ProgrammeState.DRAFT
    assert acts() == ["programme.started"]


def test_nobody_else_starts_a_programme():
    with pytest.raises(NotVisible):
        actions.start(complete_design(), by=make_user(), at=AT)
    assert not Programme.objects.exists()


def test_a_change_of_the_design_renames_the_programme_and_counts_up():
    programme = make_programme()
    by = coordinator_of(programme)
    changed = actions.change_design(programme, complete_design(name="New"), by=by, at=AT)
    assert (changed.name, changed.design.name, changed.design_version) == ("New", "New", 2)


def test_of_two_who_change_the_design_the_second_is_told():
    programme = make_programme()
    by = coordinator_of(programme)
    actions.change_design(programme, complete_design(purpose="One"), by=by, at=AT, version=1)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_design(programme, complete_design(purpose="Two"), by=by, at=AT, version=1)
    programme.refresh_from_db()
    assert programme.design.purpose == "One"


def test_the_smallest_group_is_only_raised_once_people_may_have_answered():
    draft = make_programme(state=ProgrammeState.DRAFT)
    running = make_programme(state=ProgrammeState.RUNNING)

    def saves(programme, least):
        design = complete_design(evaluation={"small_number": least})
        by = coordinator_of(programme)
        return actions.change_design(programme, design, by=by, at=AT)

    assert saves(draft, 2).design.evaluation.small_number == 2
    with pytest.raises(NotNow, match="no longer lowered"):
        saves(running, 2)
    assert saves(running, 9).design.evaluation.small_number == 9


def test_saving_what_is_there_already_changes_nothing():
    programme = make_programme()
    actions.change_design(programme, programme.design, by=coordinator_of(programme), at=AT)
    programme.refresh_from_db()
    assert programme.design_version == 1
    assert acts() == []


@pytest.mark.requirement("R2.06")
@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ({"purpose": ""}, "what the programme is for"),
        ({"confidentiality": {"statement": " "}}, "what stays between"),
    ],
)
def test_recruitment_stays_shut_while_something_is_missing(missing, reason):
    programme = make_programme(state=ProgrammeState.DRAFT, design=complete_design(**missing))
    with pytest.raises(actions.NotReady, match=reason):
        actions.open_recruitment(programme, by=coordinator_of(programme), at=AT)
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.DRAFT


@pytest.mark.requirement("R2.06")
def test_recruitment_opens_when_nothing_is_missing():
    programme = make_programme(state=ProgrammeState.DRAFT)
    opened = actions.open_recruitment(programme, by=coordinator_of(programme), at=AT)
    assert opened.state == ProgrammeState.RECRUITING


def test_matching_begins_once_and_after_recruitment():
    programme = make_programme()
    by = coordinator_of(programme)
    actions.start_matching(programme, by=by, at=AT)
    again = actions.start_matching(programme, by=by, at=AT)
    assert again.state == ProgrammeState.MATCHING
    assert acts() == ["programme.matching_started"]
    assert actions.mark_running(programme, by=by, at=AT).state == ProgrammeState.RUNNING


def test_a_draft_is_not_matched():
    programme = make_programme(state=ProgrammeState.DRAFT)
    with pytest.raises(NotNow, match="Open recruitment"):
        actions.start_matching(programme, by=coordinator_of(programme), at=AT)


@pytest.mark.parametrize(
    "deed",
    [
        lambda p, by: actions.open_recruitment(p, by=by, at=AT),
        lambda p, by: actions.change_design(p, complete_design(), by=by, at=AT),
        lambda p, by: actions.invite(p, by=by, at=AT),
        lambda p, by: actions.start_matching(p, by=by, at=AT),
        lambda p, by: actions.mark_running(p, by=by, at=AT),
        lambda p, by: actions.add_coordinator(p, "x@example.org", by=by, at=AT),
        lambda p, by: actions.bring_in(p, [], by=by, at=AT),
        lambda p, by: actions.note_export(p, count=0, by=by, at=AT),
    ],
)
def test_co_ordinators_of_other_programmes_may_do_nothing(deed):
    programme = make_programme(state=ProgrammeState.DRAFT)
    other = coordinator_of(make_programme())
    with pytest.raises(NotVisible):
        deed(programme, other)
    assert acts() == []


@pytest.mark.requirement("R3.10")
def test_people_brought_in_are_invited_and_nothing_is_sent():
    programme = make_programme()
    person = make_person()
    places = [Place(person.pk, "mentor", 9), Place(person.pk, "mentee", 3)]
    made = actions.bring_in(programme, places, by=coordinator_of(programme), at=AT)
    assert {(p.role, p.state, p.capacity) for p in made} == {
        ("mentor", "invited", 3),
        ("mentee", "invited", 1),
    }
    assert not OutboxLetter.objects.exists()


@pytest.mark.requirement("R3.09")
def test_bringing_the_same_people_in_again_changes_nothing():
    programme = make_programme()
    by = coordinator_of(programme)
    row = make_mentor(programme, capacity=2)
    assert actions.bring_in(programme, [Place(row.person_id, "mentor", 1)], by=by, at=AT) == []
    row.refresh_from_db()
    assert (row.capacity, row.state) == (2, "accepted")
    assert acts() == []


def test_invitations_go_once_to_those_who_have_had_none():
    programme = make_programme()
    by = coordinator_of(programme)
    waiting = make_mentee(programme, state=S.INVITED)
    make_mentor(programme, state=S.DECLINED)
    assert actions.invite(programme, by=by, at=AT) == 1
    assert actions.invite(programme, by=by, at=AT) == 0
    letter = OutboxLetter.objects.get()
    assert (letter.kind, letter.to_id) == ("programme.invitation", waiting.person_id)
    assert acts() == ["programme.invited"]


def test_no_invitation_leaves_before_recruitment_opens():
    programme = make_programme(state=ProgrammeState.DRAFT)
    make_mentee(programme, state=S.INVITED)
    with pytest.raises(NotNow, match="Open recruitment first"):
        actions.invite(programme, by=coordinator_of(programme), at=AT)
    assert not OutboxLetter.objects.exists()


@pytest.mark.requirement("R3.10")
def test_only_the_person_answers_for_themselves_and_may_change_their_mind():
    programme = make_programme()
    row = make_mentee(programme, state=S.INVITED)
    with pytest.raises(NotVisible):
        actions.answer_participation(row, accept=True, by=coordinator_of(programme), at=AT)
    me = row.person.user
    assert actions.answer_participation(row, accept=True, by=me, at=AT).state == S.ACCEPTED
    assert actions.answer_participation(row, accept=True, by=me, at=AT).state == S.ACCEPTED
    assert actions.answer_participation(row, accept=False, by=me, at=AT).state == S.DECLINED
    assert acts() == ["participation.accepted", "participation.declined"]


def test_nobody_steps_back_from_a_programme_with_a_partnership_running():
    partnership = make_partnership()
    row = Participation.objects.get(programme=partnership.programme, role="mentee")
    with pytest.raises(NotNow, match="You are in a partnership"):
        actions.answer_participation(row, accept=False, by=row.person.user, at=AT)


def test_a_mentors_places_stay_between_those_taken_and_the_limit():
    programme = make_programme()
    by = coordinator_of(programme)
    mentor = make_mentor(programme)
    make_partnership(programme, mentor)
    assert actions.set_capacity(mentor, 3, by=by, at=AT).capacity == 3
    for wrong in (4, 0):
        with pytest.raises(NotNow):
            actions.set_capacity(mentor, wrong, by=by, at=AT)
    with pytest.raises(NotVisible):
        actions.set_capacity(mentor, 2, by=mentor.person.user, at=AT)


def test_a_new_co_ordinator_gets_an_account_and_one_letter():
    programme = make_programme()
    by = coordinator_of(programme)
    added = actions.add_coordinator(programme, "New@example.org", by=by, at=AT)
    assert added.user == User.objects.get(email="new@example.org")
    assert OutboxLetter.objects.get().kind == "programme.coordinator"
    with pytest.raises(NotNow, match="already"):
        actions.add_coordinator(programme, "new@example.org", by=by, at=AT)


def test_a_co_ordinators_reading_leaves_a_trace_and_ones_own_does_not():
    programme = make_programme()
    row = make_mentee(programme)
    actions.note_reading(row, by=row.person.user, at=AT)
    assert acts() == []
    actions.note_reading(row, by=coordinator_of(programme), at=AT)
    assert acts() == ["participation.read"]
