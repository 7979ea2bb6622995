"""First talks: inviting, agreeing a time, meeting, choosing, confirming, releasing."""

from datetime import timedelta

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import inviting
from mentorhouse.matching.actions.inviting.asking import AlreadyTalking
from mentorhouse.matching.models import (
    Invitation,
    MatchRun,
    OfferedTime,
    Shortlist,
    ShortlistPlace,
    Wish,
)
from mentorhouse.matching.queries.inviting.fit import reasons_for
from mentorhouse.matching.rules.inviting import CannotInvite, TooManyOpen
from mentorhouse.matching.states.inviting import OPEN, TALK, TalkMove, TalkState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Skill
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from tests.factories import AT, coordinator_of, make_partnership
from tests.matching.talks import (
    AFTER,
    SOON,
    agreed,
    ask,
    chosen,
    mentee_in,
    mentor_in,
    met,
    user,
    world,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
S = TalkState


def state_of(talk):
    return Invitation.objects.get(pk=talk.pk).state


def letters(kind):
    return set(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.mark.requirement("R5.07")
def test_a_fourth_is_refused_while_three_are_open_and_met_ones_count():
    _, mentors, (mentee,) = world()
    met(mentee, mentors[0])
    ask(mentee, mentors[1])
    third = ask(mentee, mentors[2])
    with pytest.raises(TooManyOpen, match="You already talk with 3 mentors"):
        ask(mentee, mentors[3])
    inviting.decline(third, by=user(mentors[2]), at=AT)
    ask(mentee, mentors[3])
    assert Invitation.objects.filter(slot__isnull=False).count() == 3


def test_two_open_talks_with_one_mentor_are_one():
    _, mentors, (mentee,) = world(mentors=1)
    talk = ask(mentee, mentors[0])
    with pytest.raises(AlreadyTalking) as refusal:
        ask(mentee, mentors[0])
    assert refusal.value.talk_id == talk.pk


@pytest.mark.requirement("R5.07")
def test_a_mentor_accepts_a_time_proposes_others_or_declines():
    _, (mentor, other, *_), (mentee,) = world()
    talk = agreed(mentee, mentor)
    assert (talk.state, talk.starts_at) == (S.AGREED, SOON)
    assert letters("talk.agreed") == {mentor.person_id, mentee.person_id}
    second = ask(mentee, other)
    later = SOON + timedelta(days=1)
    with pytest.raises(NotNow, match="You proposed times already"):
        inviting.propose(second, [later], way="video", by=user(mentee), at=AT)
    inviting.propose(second, [later], way="telephone", by=user(other), at=AT)
    assert state_of(second) == S.ANSWERED
    time = second.times.get()
    with pytest.raises(NotNow, match="You proposed these times"):
        inviting.pick(second, time.pk, by=user(other), at=AT)
    inviting.pick(second, time.pk, by=user(mentee), at=AT)
    assert Invitation.objects.get(pk=second.pk).starts_at == later
    inviting.propose(second, [SOON], way="video", by=user(mentee), at=AT)  # moved
    assert state_of(second) == S.SENT
    assert Invitation.objects.get(pk=second.pk).starts_at is None


def test_a_time_that_has_passed_cannot_be_agreed_and_missed_talks_go_on():
    _, (mentor, *_), (mentee,) = world()
    talk = ask(mentee, mentor)
    with pytest.raises(NotNow, match="This time has passed"):
        inviting.pick(talk, talk.times.get().pk, by=user(mentor), at=AFTER)
    talk = inviting.pick(talk, talk.times.get().pk, by=user(mentor), at=AT)
    with pytest.raises(NotNow, match="still to come"):
        inviting.note_meeting(talk, met=True, by=user(mentee), at=AT)
    inviting.note_meeting(talk, met=False, by=user(mentor), at=AFTER)
    assert state_of(talk) == S.SENT


@pytest.mark.requirement("R5.08")
def test_choosing_releases_nobody_until_the_mentor_confirms_then_others_are_thanked():
    _, (first, second, third, _), (mentee,) = world()
    released = met(mentee, second)
    unanswered = ask(mentee, third)
    talk = chosen(mentee, first)
    assert {state_of(released), state_of(unanswered)} == {S.MET, S.SENT}
    assert letters("talk.chosen") == {first.person_id}
    inviting.confirm(talk, by=user(first), at=AFTER)
    assert {state_of(released), state_of(unanswered)} == {S.RELEASED}
    assert letters("talk.released") == {second.person_id, third.person_id}
    partnership = Partnership.objects.get()
    assert partnership.state == "active"
    assert Invitation.objects.get(pk=talk.pk).partnership == partnership
    assert letters("partnership.began") == {first.person_id, mentee.person_id}
    assert not Invitation.objects.filter(slot__isnull=False)


@pytest.mark.requirement("R5.08", "R5.12")
def test_the_last_place_goes_to_one_of_two_who_chose_it_and_the_other_is_told_kindly():
    programme, (mentor, *_), (one, other) = world(mentees=2)
    first, second = chosen(one, mentor), chosen(other, mentor)
    inviting.confirm(first, by=user(mentor), at=AFTER)
    assert state_of(second) == S.LAPSED
    assert letters("talk.lapsed") == {other.person_id}
    with pytest.raises(NotNow, match="moved on"):
        inviting.confirm(second, by=user(mentor), at=AFTER)
    mentor.refresh_from_db()
    assert mentor.places_taken == 1
    ask(other, mentor_in(programme))  # the slot is free again


def test_confirming_twice_is_confirming_once():
    _, (mentor, *_), (mentee,) = world()
    talk = chosen(mentee, mentor)
    for _ in range(2):
        inviting.confirm(talk, by=user(mentor), at=AFTER)
    assert Partnership.objects.count() == 1


@pytest.mark.requirement("R5.12")
def test_a_place_that_another_way_took_is_not_taken_again():
    programme, (mentor, *_), (mentee,) = world()
    talk = chosen(mentee, mentor)
    make_partnership(programme, mentor, mentee_in(programme))
    with pytest.raises(NotNow, match="It is nothing that you did"):
        inviting.confirm(talk, by=user(mentor), at=AFTER)
    assert state_of(talk) == S.LAPSED
    mentor.refresh_from_db()
    assert mentor.places_taken == 1


@pytest.mark.requirement("R5.08")
def test_nobody_has_to_go_on_and_declining_twice_is_declining_once():
    _, (mentor, other, *_), (mentee,) = world()
    talk = met(mentee, mentor)
    inviting.withdraw(talk, by=user(mentee), at=AFTER)
    inviting.decline(talk, by=user(mentor), at=AFTER)  # came second: nothing left to decline
    assert state_of(talk) == S.WITHDRAWN
    second = ask(mentee, other)
    inviting.decline(second, by=user(other), at=AT)
    with pytest.raises(CannotInvite):  # nobody is asked again and again
        ask(mentee, other)


@pytest.mark.requirement("R5.04")
@pytest.mark.parametrize("why", ["manager", "forbidden", "earlier", "full", "left", "paused"])
def test_a_pair_that_a_rule_excludes_is_refused_in_one_sentence_for_all_causes(why):
    programme, (mentor, *_), (mentee,) = world()
    person = mentee.person
    if why == "manager":
        person.line_manager_email = user(mentor).email.upper()
        person.save()
    elif why == "forbidden":
        Wish.objects.create(
            programme=programme, kind="forbidden", mentor=mentor, mentee=mentee,
            by=coordinator_of(programme), at=AT,
        )  # fmt: skip
    elif why == "earlier":
        make_partnership(programme, mentor, mentee)
        Partnership.objects.update(state="declined")
        Participation.objects.update(places_taken=0)
    elif why == "full":
        make_partnership(programme, mentor, mentee_in(programme))
    elif why == "left":
        Participation.objects.filter(pk=mentor.pk).update(state=ParticipationState.DECLINED)
    else:
        mentor.register_entry.state = "paused"
        mentor.register_entry.save()
    with pytest.raises(CannotInvite) as refusal:
        ask(mentee, mentor)
    assert "nobody is told that you asked" in str(refusal.value)
    assert not Invitation.objects.exists()


@pytest.mark.requirement("R5.04")
def test_hard_rules_of_the_design_hold_for_invitations_too():
    rule = {"rule": "different", "field": "organisation"}
    _, (mentor, *_), (mentee,) = world(matching={"hard_rules": [rule]})
    assert ask(mentee, mentor)
    inviting.withdraw(Invitation.objects.get(), by=user(mentee), at=AT)
    mentee.person.organisation = mentor.person.organisation
    mentee.person.save()
    with pytest.raises(CannotInvite):
        ask(mentee, mentor)


def test_oneself_and_people_of_other_programmes_cannot_be_invited():
    programme, (mentor, *_), (mentee,) = world()
    _, (foreign, *_), (stranger,) = world()
    with pytest.raises(NotVisible):
        ask(mentee, foreign)
    with pytest.raises(NotVisible):
        inviting.invite(
            mentee, mentor, inviting.Aims("x"), origin="search", by=user(stranger), at=AT
        )
    mine = mentor_in(programme)
    mine.person_id = mentee.person_id
    Participation.objects.filter(pk=mine.pk).update(person=mentee.person_id)
    with pytest.raises(CannotInvite):
        ask(mentee, mine)


def test_a_mentee_without_a_place_or_in_a_closed_programme_is_told_so():
    programme, (mentor, other, *_), (mentee,) = world()
    make_partnership(programme, mentor, mentee)
    with pytest.raises(NotNow, match="You have a mentor in this programme"):
        ask(mentee, other)
    programme.state = ProgrammeState.CLOSED.value
    programme.save()
    with pytest.raises(NotNow):
        ask(mentee_in(programme), other)


def test_a_mentor_who_pauses_is_not_chosen_meanwhile():
    _, (mentor, *_), (mentee,) = world()
    talk = met(mentee, mentor)
    mentor.register_entry.state = "paused"
    mentor.register_entry.save()
    with pytest.raises(NotNow, match="It is nothing that you did"):
        inviting.choose(talk, by=user(mentee), at=AFTER)
    assert state_of(talk) == S.LAPSED
    assert letters("talk.lapsed") == {mentor.person_id}


@pytest.mark.requirement("R5.17")
def test_in_an_introduction_one_mentor_is_written_to_and_both_confirm():
    _, (mentor, other, *_), (mentee,) = world("open_mentoring")
    talk = ask(mentee, mentor)
    assert talk.kind == "introduction"
    with pytest.raises(TooManyOpen, match="You already talk with one mentor"):
        ask(mentee, other)
    talk = inviting.pick(talk, talk.times.get().pk, by=user(mentor), at=AT)
    inviting.note_meeting(talk, met=True, by=user(mentor), at=AFTER)
    inviting.choose(talk, by=user(mentee), at=AFTER)
    assert not Partnership.objects.exists()
    inviting.confirm(talk, by=user(mentor), at=AFTER)
    assert Partnership.objects.get().state == "active"


def test_without_a_first_meeting_the_mentors_yes_begins_the_partnership():
    _, (mentor, *_), (mentee,) = world("learning_contract")
    talk = ask(mentee, mentor)
    assert (talk.kind, talk.state) == ("direct", S.CHOSEN)
    inviting.confirm(talk, by=user(mentor), at=AT)
    assert Partnership.objects.count() == 1


@pytest.mark.requirement("R5.06")
def test_a_time_that_a_mentor_offers_is_booked_once_and_free_again_when_the_talk_ends():
    _, (mentor, *_), (one, other) = world(mentees=2)
    later = SOON + timedelta(hours=1)
    offered = inviting.offer_times(
        mentor, [SOON, later, SOON, AT], way="telephone", joining="Ring 1", by=user(mentor), at=AT
    )
    assert offered == 2  # past times are not offered, and none twice
    time = OfferedTime.objects.get(starts_at=SOON)
    aims = inviting.Aims("Hello")
    talk = inviting.book(one, time, aims, origin="search", by=user(one), at=AT)
    assert (talk.state, talk.starts_at, talk.way) == (S.AGREED, SOON, "telephone")
    with pytest.raises(NotNow, match="just been taken"):
        inviting.book(other, time, aims, origin="search", by=user(other), at=AT)
    with pytest.raises(NotNow, match="Somebody has booked"):
        inviting.take_time_back(time, by=user(mentor), at=AT)
    inviting.withdraw(talk, by=user(one), at=AT)
    inviting.book(other, time, aims, origin="search", by=user(other), at=AT)
    inviting.take_time_back(OfferedTime.objects.get(starts_at=later), by=user(mentor), at=AT)
    assert OfferedTime.objects.count() == 1


@pytest.mark.requirement("R5.20")
def test_whoever_has_to_answer_is_reminded_once_and_then_the_talk_ends_and_frees_its_slot():
    _, (mentor, *_), (mentee,) = world()
    talk = ask(mentee, mentor)
    assert inviting.remind(at=AT + timedelta(days=6)) == 0
    for _ in range(2):
        inviting.remind(at=AT + timedelta(days=8))
    assert letters("talk.reminded") == {mentor.person_id}
    assert inviting.end_overdue(at=AT + timedelta(days=13)) == 0
    assert inviting.end_overdue(at=AT + timedelta(days=15)) == 1
    assert state_of(talk) == S.EXPIRED
    assert letters("talk.expired") == {mentor.person_id, mentee.person_id}
    ask(mentee, mentor, at=AT + timedelta(days=16), starts=())


@pytest.mark.requirement("R5.20")
def test_talks_that_cannot_go_on_end_by_the_clock():
    programme, (mentor, other, *_), (mentee,) = world()
    stays, goes = ask(mentee, other), ask(mentee, mentor)
    make_partnership(programme, mentor, mentee_in(programme))
    assert inviting.let_go(at=AT) == 1
    assert (state_of(goes), state_of(stays)) == (S.LAPSED, S.SENT)


def test_those_whom_the_mentee_has_met_do_not_expire_while_the_chosen_one_answers():
    _, (first, second, *_), (mentee,) = world()
    kept = met(mentee, second)
    talk = chosen(mentee, first)
    end = Invitation.objects.get(pk=talk.pk).answer_by
    assert Invitation.objects.get(pk=kept.pk).answer_by > end


@pytest.mark.requirement("R5.03")
def test_why_two_fit_is_said_in_words_with_what_is_missing():
    _, (mentor, *_), (mentee,) = world()
    Skill.objects.create(person=mentor.person, kind="offered", text="Chairing", folded="chairing")
    for text in ("Chairing", "Budgets"):
        Skill.objects.create(person=mentee.person, kind="developing", text=text, folded=text)
    reasons = reasons_for(mentee, mentor)
    assert any("1 of 2 areas to develop met: chairing" in reason.words for reason in reasons)
    assert sum(reason.most for reason in reasons) == 10000
    assert any(reason.points == 0 for reason in reasons)


def test_the_table_of_a_talk_leads_from_every_open_state_to_an_end():
    for move in (TalkMove.DECLINE, TalkMove.WITHDRAW, TalkMove.EXPIRE, TalkMove.LAPSE):
        assert TALK[move].sources == OPEN
    assert not {step.target for step in TALK.values()} - set(TalkState)


def listed(mentee, *mentors):
    """A shortlist that is offered to a mentee."""
    run = MatchRun.objects.create(
        programme=mentee.programme, design_data=mentee.programme.design_data,
        made_by=coordinator_of(mentee.programme), made_at=AT, state="published",
    )  # fmt: skip
    row = Shortlist.objects.create(
        run=run, mentee=mentee, state="open", offered_at=AT, answer_by=AT.date() + timedelta(14)
    )
    for mentor in mentors:
        ShortlistPlace.objects.create(shortlist=row, mentor=mentor, score=1, parts=[])


@pytest.mark.requirement("R5.05")
@pytest.mark.requirement("R5.06")
def test_a_mentee_books_short_calls_with_the_mentors_of_the_shortlist_then_chooses_one():
    rules = {"hard_rules": []}
    _, (first, second, third, stranger), (mentee,) = world("health_talent", matching=rules)
    listed(mentee, first, second, third)
    talks = []
    for number, mentor in enumerate((first, second, third)):
        start = SOON + timedelta(hours=number)
        inviting.offer_times(mentor, [start], way="video", joining="", by=user(mentor), at=AT)
        time = OfferedTime.objects.get(mentor=mentor)
        aims = inviting.Aims("")
        talks.append(inviting.book(mentee, time, aims, origin="shortlist", by=user(mentee), at=AT))
    assert {(talk.kind, talk.minutes, talk.state) for talk in talks} == {("call", 15, S.AGREED)}
    for origin in ("shortlist", "search"):  # who is on no list, and a way that is off
        with pytest.raises(CannotInvite):
            ask(mentee, stranger, origin=origin)
    inviting.note_meeting(talks[0], met=True, by=user(first), at=AFTER)
    inviting.choose(talks[0], by=user(mentee), at=AFTER)
    inviting.confirm(talks[0], by=user(first), at=AFTER)
    assert [state_of(talk) for talk in talks] == [S.CONFIRMED, S.RELEASED, S.RELEASED]
