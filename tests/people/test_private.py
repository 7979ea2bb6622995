"""What helps to meet, a pause, wishes of a partner: who sees what, and when (R1.06–R1.08)."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.matching.queries.pool import pool_of, request_for
from mentorhouse.partnerships.actions import share_adjustments, take_adjustments_back
from mentorhouse.people import actions, queries
from mentorhouse.people.models import Adjustments, IdentityAnswer, Pause
from mentorhouse.people.rules import Needs
from tests.factories import (
    AT,
    coordinator_of,
    make_application,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    user_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NEEDS = Needs(("captions", "quiet"), "My left ear & <me>")


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def helps(pair):
    return reverse("home:helps", args=[pair.pk])


@pytest.mark.requirement("R1.06")
def test_the_partner_sees_what_helps_only_after_its_owner_shares_it():
    pair = make_partnership()
    owner, partner = user_of(pair, "mentee"), user_of(pair, "mentor")
    client = as_(owner)
    client.post(reverse("people:adjustments"), {"helps": ["captions"], "words": NEEDS.words})
    offered = client.get(reverse("people:adjustments")).content.decode()
    for words in ("Captions", "A quiet room", "Telephone rather than video", "Large text"):
        assert words in offered
    reader = as_(partner)
    assert "left ear" not in reader.get(helps(pair)).content.decode()
    client.post(helps(pair), {"share": "yes"})
    text = reader.get(helps(pair)).content.decode()
    assert "My left ear &amp; &lt;me&gt;" in text
    assert "Captions" in text
    client.post(helps(pair), {"take_back": "yes"})
    assert "left ear" not in reader.get(helps(pair)).content.decode()


@pytest.mark.requirement("R1.06")
def test_both_are_asked_before_they_first_meet():
    pair = make_partnership()
    page = reverse("home:partnership", args=[pair.pk])
    for role in ("mentor", "mentee"):
        text = as_(user_of(pair, role)).get(page).content.decode()
        assert "Before you first meet" in text
        assert helps(pair) in text


@pytest.mark.requirement("R1.06")
def test_it_is_sealed_and_shared_with_one_partner_only():
    pair = make_partnership()
    mentor = pair.members.get(role="mentor").participation
    mentor.capacity = 2
    mentor.save()
    other = make_partnership(pair.programme, mentor, make_mentee(pair.programme))
    owner = user_of(pair, "mentor")
    actions.keep_adjustments(owner.person, NEEDS, by=owner, at=AT)
    share_adjustments(pair, by=owner, at=AT)
    share_adjustments(pair, by=owner, at=AT)  # twice is as once
    assert queries.adjustments_of(user_of(pair, "mentee"), owner.pk, at=AT) == NEEDS
    strangers = user_of(other, "mentee"), coordinator_of(pair.programme), make_person().user
    for stranger in strangers:
        with pytest.raises(NotVisible):
            queries.adjustments_of(stranger, owner.pk, at=AT)
    assert b"left ear" not in bytes(
        Adjustments.objects.extra(select={"raw": "needs"}).values_list("raw", flat=True)[0]
    )


@pytest.mark.requirement("R1.06")
def test_deleted_it_is_gone_and_written_anew_it_is_shared_with_nobody():
    pair = make_partnership()
    owner, partner = user_of(pair, "mentee"), user_of(pair, "mentor")
    actions.keep_adjustments(owner.person, NEEDS, by=owner, at=AT)
    share_adjustments(pair, by=owner, at=AT)
    actions.delete_adjustments(owner.person, by=owner, at=AT)
    actions.delete_adjustments(owner.person, by=owner, at=AT)  # twice is as once
    actions.keep_adjustments(owner.person, NEEDS, by=owner, at=AT)
    with pytest.raises(NotVisible):
        queries.adjustments_of(partner, owner.pk, at=AT)
    take_adjustments_back(pair, by=owner, at=AT)  # nothing to take back: no harm


def test_nothing_said_is_asked_for_at_the_form():
    me = make_person()
    text = as_(me.user).post(reverse("people:adjustments"), {"words": ""}).content.decode()
    assert "Tick what helps you, or say it in your own words" in text


def days(count):
    return timezone.localdate() + timedelta(days=count)


def paused(person, since, back):
    said = Pause(reason="away", since=since, returns_on=back)
    return actions.pause(person, said, by=person.user, at=AT)


@pytest.mark.requirement("R1.08")
def test_a_paused_mentor_leaves_matching_keeps_partnerships_and_comes_back_by_the_date():
    pair = make_partnership()
    mentor = pair.members.get(role="mentor").participation
    mentor.capacity = 2
    mentor.save()
    person = mentor.person

    def in_pool():
        return mentor.pk in {
            one.participation for one in pool_of(pair.programme, at=timezone.now()).mentors
        }

    assert in_pool()
    paused(person, days(0), days(3))
    assert not in_pool()
    assert as_(person.user).get(reverse("home:partnership", args=[pair.pk])).status_code == 200
    assert queries.paused([person.pk], on=days(2)) == {person.pk}
    assert queries.paused([person.pk], on=days(3)) == set()  # by itself
    Pause.objects.update(since=days(-3), returns_on=days(0))
    assert in_pool()


@pytest.mark.requirement("R1.08")
def test_a_pause_shows_on_the_own_start_page_and_to_the_co_ordinator():
    programme = make_programme()
    mentor = make_mentor(programme)
    client = as_(mentor.person.user)
    facts = reverse("programmes:participation", args=[programme.pk, mentor.pk])
    desk = as_(coordinator_of(programme))
    assert "back on" not in desk.get(facts).content.decode()
    back = days(20)
    since = days(0)
    typed = {"reason": "full"} | {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in (("since", since), ("returns_on", back))
        for part in ("day", "month", "year")
    }
    client.post(reverse("people:pause"), typed)
    assert "You pause from" in client.get(reverse("home:start")).content.decode()
    assert "back on" in desk.get(facts).content.decode()
    client.post(reverse("people:come_back"))
    client.post(reverse("people:come_back"))  # twice is as once
    assert "You pause from" not in client.get(reverse("home:start")).content.decode()
    assert queries.paused([mentor.person_id], on=since) == set()


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (0, "must be after today"),
        (5, "after the pause has begun"),
        (900, "within the next two years"),
    ],
)
def test_a_day_of_return_that_cannot_be_is_refused(back, words):
    me = make_person()
    since, returns = days(5), days(back)
    typed = {"reason": "away"} | {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in (("since", since), ("returns_on", returns))
        for part in ("day", "month", "year")
    }
    assert words in as_(me.user).post(reverse("people:pause"), typed).content.decode()
    assert not Pause.objects.exists()


def wishing(programme, **answers):
    mentee = make_mentee(programme)
    kinds = {IdentityAnswer.Kind(kind): text for kind, text in answers.items()}
    actions.give_identity(mentee.person, kinds, by=mentee.person.user, at=AT)
    return mentee


@pytest.mark.requirement("R1.07")
def test_withdrawing_deletes_wishes_and_the_next_run_ignores_them(design_with):
    programme = make_programme(
        design=design_with(private=[{"criterion": "partner_wishes", "weight": 30}])
    )
    make_mentor(programme, make_person(organisation="North Body", grade="SCS1"))
    mentee = wishing(programme, wants_organisation="north  BODY, South", wants_way="video")
    asked = lambda: request_for(  # noqa: E731
        programme, programme.design, pool_of(programme, at=AT), seed=0, at=AT
    )
    before = asked()
    assert before.mentees.terms["wishes"] == [
        frozenset({"wants_organisation:north body", "wants_organisation:south", "wants_way:video"})
    ]
    assert "wants_organisation:north body" in before.mentors.terms["is"][0]
    assert [one.weight for one in before.rules.private] == [30, 30]
    actions.withdraw_identity(mentee.person, by=mentee.person.user, at=AT)
    assert not IdentityAnswer.objects.exists()
    assert asked().mentees.terms["wishes"] == [None]


@pytest.mark.requirement("R1.07")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_wishes_and_identity_stand_in_no_export(kind):
    programme = make_programme()
    wishing(programme, characteristics="Zyxwvian", wants_experience="Zyxwvian")
    person = programme.participations.get().person
    make_application(programme, person=person, answers={"reason": "Openly said"})
    desk = as_(coordinator_of(programme))
    found = {}
    for name, parts in (
        ("programmes:export", (kind,)),
        ("recruitment:export_applications", (kind,)),
        ("recruitment:export_answers", ("mentee", kind)),
    ):
        taken = desk.get(reverse(name, args=[programme.pk, *parts])).content
        found[name] = unpacked(taken) if kind == "xlsx" else taken
        assert person.user.email.encode() in found[name]
    assert b"Openly said" in found["recruitment:export_answers"]
    assert b"Zyxwvian" not in b"".join(found.values())


def unpacked(book):
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())
