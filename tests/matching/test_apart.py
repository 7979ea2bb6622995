"""Who is kept apart: by their own word, by their team, or as no way of meeting works (R5.04)."""

import pytest
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions.wishes import BreaksRule, lay_down
from mentorhouse.matching.models import Wish
from mentorhouse.matching.queries.inviting.eligible import _forbidden
from mentorhouse.matching.queries.inviting.fit import problem_of_two
from mentorhouse.matching.queries.judging import broken_rules, considered
from mentorhouse.matching.queries.pool import CONFLICT, pool_of
from mentorhouse.matching.rules.runs import WAY_IN_COMMON
from mentorhouse.people.actions import change_profile, declare_conflict, take_conflict_back
from mentorhouse.people.models import Conflict
from mentorhouse.programmes.design import parse_design, plain
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def with_rules(*rules):
    data = plain(make_programme().design)
    data["matching"]["hard_rules"] = list(rules)
    return make_programme(design=parse_design(data))


def declare(one, other):
    address = other.person.user.email.upper()
    return declare_conflict(one.person, address, by=one.person.user, at=AT)


@pytest.mark.requirement("R5.04")
@pytest.mark.parametrize("said_by", ["mentee", "mentor"])
def test_a_declared_conflict_keeps_two_apart_on_every_way(said_by):
    programme = with_rules()
    mentor, mentee, free = make_mentor(programme), make_mentee(programme), make_mentor(programme)
    one, other = (mentee, mentor) if said_by == "mentee" else (mentor, mentee)
    assert not _forbidden(mentee, mentor)
    row = declare(one, other)
    assert declare(one, other) == row  # twice is as once
    assert pool_of(programme, at=AT).forbidden == (((mentor.pk, mentee.pk), CONFLICT),)
    assert (_forbidden(mentee, mentor), _forbidden(mentee, free)) == (True, False)
    judged = {look.mentor: look.broken for look in considered(programme, mentee.pk, at=AT)}
    assert judged == {mentor.pk: (CONFLICT,), free.pk: ()}
    with pytest.raises(BreaksRule):
        lay_down(
            programme, Wish.Kind.LOCKED, mentor.pk, mentee.pk, by=coordinator_of(programme), at=AT
        )
    take_conflict_back(one.person, row.pk, by=one.person.user, at=AT)
    assert pool_of(programme, at=AT).forbidden == ()


@pytest.mark.requirement("R5.04")
def test_what_was_declared_is_shown_to_its_author_and_to_nobody_else(client):
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    page = reverse("people:conflicts")
    client.force_login(mentee.person.user)
    typed = mentor.person.user.email
    assert client.post(page, {"email": typed}, follow=True).status_code == 200
    assert typed in client.get(page).content.decode()
    client.force_login(mentor.person.user)
    assert mentee.person.user.email not in client.get(page).content.decode()
    theirs = reverse("people:take_conflict_back", args=[Conflict.objects.get().pk])
    client.post(theirs)
    assert Conflict.objects.exists()  # not theirs to take back
    entries = AuditEntry.objects.filter(act="conflict.declared")
    assert [typed in str(entry.detail) for entry in entries] == [False]


@pytest.mark.requirement("R5.04")
@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Write the e-mail address"), ("nobody", "address"), ("own", "your own address")],
)
def test_an_address_that_cannot_be_meant_is_refused_and_stays_in_the_box(client, typed, told):
    mentee = make_mentee(make_programme())
    typed = mentee.person.user.email if typed == "own" else typed
    client.force_login(mentee.person.user)
    shown = client.post(reverse("people:conflicts"), {"email": typed}).content.decode()
    assert (told in shown and f'value="{typed}"' in shown) or not typed
    assert not Conflict.objects.exists()


@pytest.mark.requirement("R5.04")
def test_two_who_cannot_meet_in_the_same_way_are_no_pair_and_silence_meets_in_every_way():
    programme = with_rules({"rule": "way_in_common"})
    mentee = make_mentee(programme, make_person(ways="video,telephone"))
    far = make_mentor(programme, make_person(ways="face_to_face"))
    near = make_mentor(programme, make_person(ways="face_to_face,telephone"))
    silent = make_mentor(programme)
    broken = {who: broken_rules(programme, who.pk, mentee.pk, at=AT) for who in (far, near, silent)}
    assert broken == {far: (WAY_IN_COMMON,), near: (), silent: ()}
    found = [problem_of_two(mentee, who).broken(0, 0) for who in (far, near)]
    assert found == [(WAY_IN_COMMON,), ()]


@pytest.mark.requirement("R5.04")
def test_a_programme_may_match_across_teams_only():
    programme = with_rules({"rule": "different", "field": "team"})
    mentee = make_mentee(programme, make_person(team="Stroke unit"))
    beside = make_mentor(programme, make_person(team="stroke  unit"))
    other = make_mentor(programme, make_person(team="Dialysis"))
    broken = [bool(broken_rules(programme, who.pk, mentee.pk, at=AT)) for who in (beside, other)]
    assert broken == [True, False]


@pytest.mark.requirement("R5.04")
def test_team_and_ways_are_said_in_ones_profile(client):
    person = make_person()
    client.force_login(person.user)
    shown = client.get(reverse("people:edit")).content.decode()
    assert "How can you meet a mentor or mentee?" in shown
    changes = {"team": "Stroke unit", "ways": "video,telephone"}
    change_profile(person, changes, by=person.user, at=AT)
    page = client.get(reverse("people:profile")).content.decode()
    assert "Stroke unit" in page and "Video call, Telephone" in page
    typed = {"given_name": "Ada", "team": "Dialysis", "ways": ["face_to_face"]}
    assert client.post(reverse("people:edit"), typed).status_code == 302
    person.refresh_from_db()
    assert (person.team, person.ways) == ("Dialysis", "face_to_face")
