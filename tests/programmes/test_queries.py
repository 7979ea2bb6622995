"""What a viewer gets to see of programmes and people."""

import pytest

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.programmes import queries
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_programme_opens_for_its_co_ordinators_only():
    programme = make_programme()
    member = make_mentee(programme).person.user
    assert queries.programme_for(coordinator_of(programme), programme.pk) == programme
    for other in (member, make_user(), coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            queries.programme_for(other, programme.pk)
    seen = queries.programme_for(member, programme.pk, Capability.SEE_PROGRAMME)
    assert seen == programme


def test_what_is_not_there_looks_as_what_is_not_yours():
    with pytest.raises(NotVisible):
        queries.programme_for(make_user(), make_user().pk)
    with pytest.raises(NotVisible):
        queries.participation_for(make_user(), make_user().pk)


@pytest.mark.requirement("R1.01")
def test_one_person_is_mentor_here_and_mentee_there_with_one_profile():
    person = make_person()
    here, there = make_programme(), make_programme()
    make_mentor(here, person)
    make_mentee(there, person)
    make_mentee(there)
    found = queries.participations_of(person.user)
    assert {(p.programme, p.role) for p in found} == {(here, "mentor"), (there, "mentee")}
    assert {p.person_id for p in found} == {person.pk}


def test_the_list_narrows_and_sorts():
    programme = make_programme()
    by = coordinator_of(programme)
    ada = make_mentor(programme, make_person("Ada Young", organisation="North Body"))
    bea = make_mentee(programme, make_person("Bea Old", organisation="South Body"), state=S.INVITED)
    make_mentee(make_programme(), make_person("Ada Elsewhere"))

    def listed(**chosen):
        return list(queries.people_in(by, programme, **chosen))

    assert listed() == [bea, ada]
    assert listed(order="-name") == [ada, bea]
    assert listed(order="nonsense") == [bea, ada]
    assert listed(role="mentor") == [ada]
    assert listed(state="invited") == [bea]
    assert listed(organisation=str(ada.person.organisation_id)) == [ada]
    assert listed(search="ada yo") == [ada]
    assert listed(search=bea.person.user.email) == [bea]
    assert {o.name for o in queries.organisations_in(by, programme)} == {"North Body", "South Body"}


def test_nobody_else_lists_the_people():
    programme = make_programme()
    member = make_mentee(programme).person.user
    for read in (queries.people_in, queries.organisations_in, queries.people_counts):
        with pytest.raises(NotVisible):
            read(member, programme)


def test_people_are_counted_by_role_and_by_waiting_for_a_letter():
    programme = make_programme()
    make_mentor(programme)
    make_mentee(programme, state=S.INVITED)
    make_mentee(programme, state=S.DECLINED)
    counts = queries.people_counts(coordinator_of(programme), programme)
    assert (counts.mentors, counts.mentees, counts.to_invite) == (1, 2, 1)


def test_who_was_brought_into_a_draft_does_not_see_it_yet():
    for state, sees in ((ProgrammeState.DRAFT, False), (ProgrammeState.RECRUITING, True)):
        programme = make_programme(state=state)
        mentee = make_mentee(programme, state=S.INVITED)
        assert may(mentee.person.user, Capability.SEE_PROGRAMME, programme) is sees
