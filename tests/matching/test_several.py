"""Groups, two by two, teams and two who mentor each other: from the run to the beginning."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.actions.starting import start_several
from mentorhouse.matching.models import DraftPlace, MatchRun
from mentorhouse.matching.queries.pool import waiting_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.people.models import Skill
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
ACCEPTED = ParticipationState.ACCEPTED
MODELS = (
    {"kind": "one_to_one", "most_mentees": 1, "most_mentors": 1},
    {"kind": "group", "most_mentees": 4, "most_mentors": 1},
    {"kind": "two_by_two", "most_mentees": 2, "most_mentors": 2},
    {"kind": "team", "most_mentees": 12, "most_mentors": 2},
    {"kind": "reciprocal", "most_mentees": 1, "most_mentors": 1},
)


def programme_with(*kinds, **more):
    models = [each for each in MODELS if each["kind"] in {"one_to_one", *kinds}]
    design = complete_design(models=models)
    return make_programme(state=ProgrammeState.RECRUITING, design=design, **more)


def mentee(programme, *developing, **more):
    person = make_person(grade="SEO", **more)
    for word in developing:
        Skill.objects.create(person=person, kind="developing", text=word, folded=word.lower())
    return make_mentee(programme, person)


def mentor(programme, **more):
    return make_mentor(programme, make_person(grade="Grade 6", **more))


def both(programme, **more):
    """Somebody who takes part as mentor and as mentee."""
    person = make_person(**more)
    return make_mentor(programme, person), make_mentee(programme, person)


def drafted(programme, shape, asked=None):
    run = start_several(programme, shape, asked, by=coordinator_of(programme), at=AT)
    carry_out(run.pk, at=AT)
    run.refresh_from_db()
    assert run.state == "draft", run.failure
    return run


def published(programme, shape, asked=None):
    run = drafted(programme, shape, asked)
    publish(run, by=coordinator_of(programme), at=AT)
    return list(Partnership.objects.order_by("pk"))


def people_of(group, role):
    rows = group.places.filter(participation__role=role)
    return {row.participation.person_id for row in rows}


def everybody_accepts(partnership):
    for person in {m.participation.person for m in partnership.members.all()}:
        actions.accept(partnership, by=person.user, at=AT)
    partnership.refresh_from_db()


@pytest.mark.requirement("R5.11", "R9.07")
def test_a_reciprocal_run_pairs_people_of_one_pool_in_both_roles():
    programme = programme_with("reciprocal")
    pool = [both(programme, grade=grade) for grade in ("SEO", "Grade 6", "SEO", "SEO")]
    only_mentor = mentor(programme)
    [first, second] = published(programme, Shape.RECIPROCAL)
    for row in (first, second):
        roles = sorted((str(m.participation.person_id), m.role) for m in row.members.all())
        people = sorted({who for who, _ in roles})
        assert roles == [(who, role) for who in people for role in ("mentee", "mentor")]
        everybody_accepts(row)
        assert row.state == "active"
    taken = Participation.objects.filter(places_taken=1)
    assert set(taken) == {part for pair in pool for part in pair}  # both roles in the figures
    only_mentor.refresh_from_db()
    assert only_mentor.places_taken == 0
    assert OutboxLetter.objects.filter(kind="partnership.offered").count() == 4


@pytest.mark.requirement("R5.11")
def test_an_odd_one_of_the_pool_is_left_with_words():
    programme = programme_with("reciprocal")
    for _ in range(3):
        both(programme)
    run = drafted(programme, Shape.RECIPROCAL)
    assert (run.pair_count, run.gap) == (1, 0)
    [left] = run.unmatched.all()
    assert left.reasons


@pytest.mark.requirement("R9.08")
def test_groups_are_made_by_shared_areas_and_place():
    programme = programme_with("group")
    for _ in range(2):
        mentor(programme)
    wales = {mentee(programme, "Leading teams", location="Cardiff").person_id for _ in range(2)}
    north = {mentee(programme, "Budgets", location="Leeds").person_id for _ in range(2)}
    run = drafted(programme, Shape.GROUP)
    found = {frozenset(people_of(group, "mentee")) for group in run.groups.all()}
    assert found == {frozenset(wales), frozenset(north)}
    said = {reason["words"] for group in run.groups.all() for reason in group.reasons}
    assert "Same place of work for all: Cardiff" in said
    assert run.gap == run.missed == 0


@pytest.mark.requirement("R9.03", "R9.08")
def test_two_by_two_puts_a_new_mentor_beside_an_experienced_one():
    programme = programme_with("two_by_two")
    old, new = mentor(programme), mentor(programme)
    make_partnership(make_programme(), make_mentor(make_programme(), old.person))
    two = [mentee(programme) for _ in range(2)]
    [group] = drafted(programme, Shape.TWO_BY_TWO).groups.all()
    notes = {p.participation_id: p.note for p in group.places.all()}
    assert notes == {old.pk: "Experienced", new.pk: "New", two[0].pk: "", two[1].pk: ""}


@pytest.mark.requirement("R9.08")
def test_a_team_has_its_mentors_from_outside():
    programme = programme_with("team")
    inside, outside = mentor(programme), mentor(programme)
    team = [mentee(programme) for _ in range(3)]
    asked = {
        "name": "Payroll",
        "members": [str(one.pk) for one in team],
        "own": [str(inside.pk)],
        "mentors": 1,
    }
    [group] = drafted(programme, Shape.TEAM, asked).groups.all()
    assert people_of(group, "mentor") == {outside.person_id}
    assert people_of(group, "mentee") == {one.person_id for one in team}


@pytest.mark.requirement("R9.09")
def test_where_mentors_are_too_few_a_group_takes_those_who_fit():
    programme = programme_with("group")
    mentor(programme)
    mentees = {mentee(programme, "Leading teams").person_id for _ in range(4)}
    run = drafted(programme, Shape.GROUP, {"too_few": True})
    [group] = run.groups.all()
    assert people_of(group, "mentee") == mentees
    [partnership] = [*_offered(run)]
    everybody_accepts(partnership)
    assert partnership.state == "active"


def _offered(run):
    publish(run, by=coordinator_of(run.programme), at=AT)
    return Partnership.objects.filter(programme=run.programme)


def test_a_shape_that_is_off_makes_no_run():
    programme = programme_with("group")
    with pytest.raises(NotVisible):
        drafted(programme, Shape.RECIPROCAL)
    assert not MatchRun.objects.exists()


def test_a_group_that_cannot_be_offered_any_more_is_left_out_with_the_reason():
    programme = programme_with("group")
    for _ in range(2):
        mentor(programme)
        for _ in range(2):
            mentee(programme, f"Area {programme.participations.count() // 3}")
    run = drafted(programme, Shape.GROUP)
    gone = run.groups.first().places.first().participation
    Participation.objects.filter(pk=gone.pk).update(state=ParticipationState.DECLINED)
    done = publish(run, by=coordinator_of(programme), at=AT)
    assert (done.offered, done.left_out) == (1, 1)
    others = set(DraftPlace.objects.values_list("participation", flat=True)) - {gone.pk}
    others -= set(Member.objects.values_list("participation", flat=True))
    assert waiting_of(programme) == dict.fromkeys(others, 1)  # they come first in the next run
