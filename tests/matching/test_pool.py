"""Who is in a run, with which places, and what the engine learns of them."""

import pytest

from mentorhouse.matching.models import Wish
from mentorhouse.matching.queries.pool import NEVER, pool_of, request_for, waiting_of
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.states import ParticipationState
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
)
from tests.matching.worlds import Kind, drafted, programme_of, tell_identity

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def asked(programme):
    return request_for(programme, programme.design, pool_of(programme, at=AT), seed=0, at=AT)


@pytest.mark.requirement("R3.10")
def test_who_declined_taking_part_is_out_and_who_was_invited_is_in():
    programme = make_programme()
    states = {state: make_mentee(programme, state=state) for state in ParticipationState}
    found = {entry.participation for entry in pool_of(programme, at=AT).mentees}
    assert found == {states[ParticipationState.INVITED].pk, states[ParticipationState.ACCEPTED].pk}


@pytest.mark.requirement("R1.03")
def test_the_run_knows_what_a_profile_says_and_no_way_to_contact():
    programme = make_programme()
    said = {
        "grade": "SEO", "profession": "Nursing", "location": "Whitby", "job_title": "Ward sister",
        "work_role": "I lead a ward", "languages": "Cymraeg, English", "team": "Stroke unit",
        "ways": "video",
    }  # fmt: skip
    hidden = {"contact": "0161 496 0123", "pronouns": "ze/zir"}
    make_mentor(programme, make_person(organisation="Harbour Trust", **said, **hidden))
    (entry,) = pool_of(programme, at=AT).mentors
    assert entry.values == said | {"organisation": "Harbour Trust"}


@pytest.mark.requirement("R5.12")
def test_places_are_what_is_neither_taken_nor_on_offer():
    programme = make_programme()
    mentor = make_mentor(programme, capacity=4)
    full = make_mentor(programme)
    make_partnership(programme, mentor)
    make_partnership(programme, mentor, state=PartnershipState.OFFERED)
    make_partnership(programme, mentor, state=PartnershipState.DECLINED)
    make_partnership(programme, full, state=PartnershipState.OFFERED)
    pool = pool_of(programme, at=AT)
    assert {e.participation: e.places for e in pool.mentors} == {mentor.pk: 2}
    # The mentees who are partners or have an offer are out; the one whose match was declined is in.
    assert len(pool.mentees) == 1


def test_people_of_other_programmes_are_not_in_it():
    programme_of()
    pool = pool_of(make_programme(), at=AT)
    assert (pool.mentors, pool.mentees, pool.places) == ((), (), 0)


@pytest.mark.requirement("R5.04")
@pytest.mark.parametrize("state", PartnershipState)
def test_two_who_were_offered_to_each_other_are_not_offered_again_unless_a_place_was_missing(state):
    programme = make_programme()
    mentor, mentee = make_mentor(programme, capacity=3), make_mentee(programme)
    mentee.capacity = 3
    mentee.save()
    make_partnership(programme, mentor, mentee, state=state)
    pool = pool_of(programme, at=AT)
    forbidden = {pair for pair, _ in pool.forbidden}
    assert forbidden == (set() if state is PartnershipState.LAPSED else {(mentor.pk, mentee.pk)})


def test_wishes_are_told_to_the_engine_while_both_are_in_the_run():
    programme = programme_of(2, 2)
    mentors = list(programme.participations.filter(role="mentor"))
    mentees = list(programme.participations.filter(role="mentee"))
    by = coordinator_of(programme)
    for kind, number in ((Wish.Kind.LOCKED, 0), (Wish.Kind.FORBIDDEN, 1)):
        Wish.objects.create(
            programme=programme,
            kind=kind,
            mentor=mentors[number],
            mentee=mentees[number],
            by=by,
            at=AT,
        )
    pool = pool_of(programme, at=AT)
    assert pool.locked == ((mentors[0].pk, mentees[0].pk),)
    assert pool.forbidden == (((mentors[1].pk, mentees[1].pk), NEVER),)
    programme.participations.update(state=ParticipationState.DECLINED)
    assert (pool_of(programme, at=AT).locked, pool_of(programme, at=AT).forbidden) == ((), ())


@pytest.mark.requirement("R5.20")
def test_waiting_grows_with_every_round_that_left_somebody_out():
    programme = programme_of(1, 2)
    run = drafted(programme)
    left = run.unmatched.get(participation__role="mentee").participation
    assert waiting_of(programme) == {}, "a draft is not a round"
    run.state = "published"
    run.save()
    lapsed = make_partnership(programme, mentee=left, state=PartnershipState.LAPSED)
    lapsed_mentor = lapsed.members.get(role="mentor").participation_id
    assert waiting_of(programme) == {left.pk: 2, lapsed_mentor: 1}
    place = asked(programme).mentees.keys.index(str(left.person_id))
    assert asked(programme).priority[place] == 2


@pytest.mark.requirement("R1.07", "R5.15")
def test_identity_goes_to_the_engine_only_where_consent_stands_and_only_as_asked():
    programme = make_programme()
    mentor, mentee, quiet = make_person(grade="SCS1"), make_person(), make_person()
    make_mentor(programme, mentor)
    make_mentee(programme, mentee)
    make_mentee(programme, quiet)
    tell_identity(mentor, **{Kind.CHARACTERISTICS: "Deaf, Gay"})
    consent = tell_identity(mentee, **{Kind.WANTS_SIMILAR: "Yes", Kind.IDENTITY_TO_MATCH: "Gay"})
    tell_identity(quiet, **{Kind.WANTS_SIMILAR: "no", Kind.IDENTITY_TO_MATCH: "Gay"})

    def known(people):
        return dict(zip(people.keys, people.terms["identity"], strict=True))

    assert known(asked(programme).mentors) == {str(mentor.pk): {"Deaf", "Gay"}}
    assert known(asked(programme).mentees) == {str(mentee.pk): {"Gay"}, str(quiet.pk): None}
    consent.delete()
    assert known(asked(programme).mentees) == {str(mentee.pk): None, str(quiet.pk): None}
