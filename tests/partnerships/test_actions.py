"""Offering, accepting and declining matches."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mentorhouse.access.policy import POLICY_VERSION
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions, queries, rules
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, TakingPartFirst
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db
OFFERED = PartnershipState.OFFERED


def letters(kind):
    return sorted(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


def acts():
    return list(AuditEntry.objects.values_list("act", flat=True))


def people(partnership):
    return sorted(m.participation.person_id for m in partnership.members.all())


def offered(**more):
    return make_partnership(state=OFFERED, **more)


def accept(partnership, role):
    return actions.accept(partnership, by=user_of(partnership, role), at=AT)


def decline(partnership, role):
    return actions.decline(partnership, by=user_of(partnership, role), at=AT)


def test_offering_makes_partnerships_with_members_letters_and_one_entry():
    programme = make_programme(
        design=complete_design(
            confidentiality={"statement": "Ours.", "coordinator_reads_content": True}
        )
    )
    pairs = [(make_mentor(programme), make_mentee(programme)) for _ in range(3)]
    made = actions.offer(programme, pairs, by=coordinator_of(programme), at=AT)
    assert [p.state for p in made] == [OFFERED] * 3
    assert all(p.coordinator_reads_content and p.policy_version == POLICY_VERSION for p in made)
    for partnership, pair in zip(made, pairs, strict=True):
        held = {m.role: (m.participation_id, m.answer) for m in partnership.members.all()}
        assert held == {p.role: (p.pk, Answer.WAITING) for p in pair}
    assert letters("partnership.offered") == sorted(p.person_id for pair in pairs for p in pair)
    assert acts() == ["partnership.offered"]
    assert AuditEntry.objects.get().detail == {"count": 3}


def test_an_offer_is_an_invitation_for_those_who_had_none():
    programme = make_programme()
    pair = (make_mentor(programme), make_mentee(programme, state=ParticipationState.INVITED))
    bystander = make_mentee(programme, state=ParticipationState.INVITED)
    actions.offer(programme, [pair], by=coordinator_of(programme), at=AT)
    rows = {row.pk: row.invited_at for row in programme.participations.all()}
    assert rows == {pair[0].pk: None, pair[1].pk: AT, bystander.pk: None}


def test_offering_costs_the_same_for_one_pair_and_for_twenty():
    programme = make_programme()
    counted = []
    for many in (1, 1, 20):  # the very first deed also begins the trail
        pairs = [(make_mentor(programme), make_mentee(programme)) for _ in range(many)]
        with CaptureQueriesContext(connection) as queries:
            actions.offer(programme, pairs, by=coordinator_of(programme), at=AT)
        counted.append(len(queries))
    assert counted[1] == counted[2]


def test_only_a_co_ordinator_of_the_programme_offers():
    programme = make_programme()
    pair = (make_mentor(programme), make_mentee(programme))
    for stranger in (make_user(), coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            actions.offer(programme, [pair], by=stranger, at=AT)
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.12")
def test_the_last_acceptance_begins_the_partnership_and_takes_a_place_of_each():
    partnership = offered()
    assert accept(partnership, "mentor").state == OFFERED
    assert letters("partnership.began") == []
    row = accept(partnership, "mentee")
    assert (row.state, row.began_at) == (PartnershipState.ACTIVE, AT)
    assert set(Participation.objects.values_list("places_taken", flat=True)) == {1}
    assert letters("partnership.began") == people(partnership)
    assert acts() == ["partnership.accepted"] * 2


@pytest.mark.requirement("R3.10")
@pytest.mark.parametrize("state", [ParticipationState.INVITED, ParticipationState.DECLINED])
def test_nobody_accepts_a_match_before_they_accept_taking_part(state):
    programme = make_programme()
    partnership = offered(programme=programme, mentee=make_mentee(programme, state=state))
    with pytest.raises(TakingPartFirst):
        accept(partnership, "mentee")
    assert partnership.members.get(role="mentee").answer == Answer.WAITING


def test_accepting_twice_is_accepting_once():
    partnership = offered()
    accept(partnership, "mentee")
    accept(partnership, "mentee")
    accept(partnership, "mentor")
    assert accept(partnership, "mentor").state == PartnershipState.ACTIVE
    assert acts() == ["partnership.accepted"] * 2
    assert set(Participation.objects.values_list("places_taken", flat=True)) == {1}


@pytest.mark.requirement("R5.08")
def test_declining_tells_the_other_once_and_nobody_else():
    partnership = offered()
    decline(partnership, "mentee")
    decline(partnership, "mentee")
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.DECLINED
    assert letters("partnership.declined") == [user_of(partnership, "mentor").pk]
    assert acts() == ["partnership.declined"]


def test_who_accepted_may_still_decline_while_the_other_thinks():
    partnership = offered()
    accept(partnership, "mentor")
    assert decline(partnership, "mentor").state == PartnershipState.DECLINED


@pytest.mark.parametrize(
    ("role", "words"), [("mentee", rules.YOU_DECLINED), ("mentor", rules.GONE)]
)
def test_a_declined_match_cannot_be_accepted_any_more(role, words):
    partnership = offered()
    decline(partnership, "mentee")
    with pytest.raises(MatchGone, match=words[:30]):
        accept(partnership, role)


def test_a_partnership_that_began_is_not_declined():
    partnership = make_partnership()
    with pytest.raises(NotNow, match="already begun"):
        decline(partnership, "mentee")
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.ACTIVE


@pytest.mark.parametrize("deed", [actions.accept, actions.decline])
def test_strangers_and_co_ordinators_answer_for_nobody(deed):
    partnership = offered()
    for who in (make_user(), coordinator_of(partnership.programme), user_of(offered(), "mentor")):
        with pytest.raises(NotVisible):
            deed(partnership, by=who, at=AT)
    assert acts() == []


@pytest.mark.requirement("R5.08", "R5.12")
def test_the_last_place_taken_lets_the_other_offers_go_and_tells_everyone_in_them():
    programme = make_programme()
    mentor = make_mentor(programme)
    first, second = (offered(programme=programme, mentor=mentor) for _ in range(2))
    bystander = offered(programme=programme)
    for partnership in (first, second):
        accept(partnership, "mentor")
    accept(first, "mentee")
    for row, state in ((first, "active"), (second, "lapsed"), (bystander, "offered")):
        row.refresh_from_db()
        assert row.state == state
    assert letters("partnership.lapsed") == people(second)
    with pytest.raises(NoPlaceLeft, match="nothing that you did"):
        accept(second, "mentee")


def test_a_mentor_with_another_place_keeps_the_other_offer():
    programme = make_programme()
    mentor = make_mentor(programme, capacity=2)
    first, second = (offered(programme=programme, mentor=mentor) for _ in range(2))
    for partnership in (first, second):
        accept(partnership, "mentor")
        accept(partnership, "mentee")
    mentor.refresh_from_db()
    assert mentor.places_taken == 2
    assert letters("partnership.lapsed") == []


def test_a_place_lost_while_the_offer_stood_lapses_it_when_it_is_accepted():
    programme = make_programme()
    mentor = make_mentor(programme)
    partnership = offered(programme=programme, mentor=mentor)
    accept(partnership, "mentor")
    Participation.objects.filter(pk=mentor.pk).update(places_taken=1)
    with pytest.raises(NoPlaceLeft):
        accept(partnership, "mentee")
    partnership.refresh_from_db()
    assert partnership.state == PartnershipState.LAPSED
    assert letters("partnership.lapsed") == people(partnership)
    assert acts()[-1] == "partnership.lapsed"


def test_who_answers_a_match_whose_other_side_left_the_programme_is_told():
    partnership = offered()
    Participation.objects.filter(role="mentor").update(state=ParticipationState.DECLINED)
    with pytest.raises(NoPlaceLeft, match="take part any more"):
        accept(partnership, "mentee")


def test_offers_to_somebody_who_left_are_let_go_without_waiting_for_an_answer():
    stays, goes = offered(), offered()
    mentor = goes.members.get(role="mentor").participation
    Participation.objects.filter(pk=mentor.pk).update(state=ParticipationState.DECLINED)
    assert actions.let_go(at=AT) == 1
    assert actions.let_go(at=AT) == 0
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.state, stays.state) == ("lapsed", "offered")
    assert letters("partnership.lapsed") == people(goes)


@pytest.mark.requirement("R5.20")
def test_a_match_of_two_that_nobody_answers_is_reminded_of_once_and_then_ends():
    row, answered = offered(), offered()
    accept(row, "mentor")
    for part in ("mentor", "mentee"):
        accept(answered, part)
    assert actions.remind_of_matches(at=AT + timedelta(days=6)) == 0
    late = AT + timedelta(days=80)  # the clock stood still meanwhile
    assert actions.go_on(at=late) == 0  # nobody loses a match without a reminder
    assert [actions.remind_of_matches(at=late) for _ in range(2)] == [1, 0]
    assert letters("partnership.reminded") == [user_of(row, "mentee").pk]
    assert actions.go_on(at=late + timedelta(days=7)) == 0
    assert actions.go_on(at=late + timedelta(days=8)) == 1
    row.refresh_from_db()
    answered.refresh_from_db()
    assert (row.state, answered.state) == ("lapsed", "active")
    assert letters("partnership.lapsed") == people(row)
    mentor = row.members.get(role="mentor").participation_id
    assert queries.disappointed(row.programme) == {mentor: 1}  # and not who let the day pass


@pytest.mark.requirement("R5.12")
def test_the_database_itself_refuses_one_place_too_many():
    mentor = make_mentor(make_programme())
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=mentor.pk).update(places_taken=2)
