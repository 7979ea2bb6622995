"""A person's own match: what they see, when, and what answering does."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.matching.actions.publishing import publish
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
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
    user_of,
)
from tests.matching.test_pages import signed_in, text
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def match():
    """A published match of two who have agreed to take part."""
    run = drafted(programme_of(1, 1))
    publish(run, by=coordinator_of(run.programme), at=AT)
    Participation.objects.update(state=ParticipationState.ACCEPTED)
    return Partnership.objects.get()


def at(name, partnership):
    return reverse(f"matching:{name}", args=(partnership.pk,))


def person(partnership, role):
    return partnership.members.get(role=role).participation.person


def press(partnership, role, name):
    return signed_in(user_of(partnership, role)).post(at(name, partnership), follow=True)


@pytest.mark.requirement("R5.15")
def test_the_offer_shows_the_partner_the_reasons_and_who_reads_what(match):
    mentor = person(match, "mentor")
    mentor.biography = "I have led teams for years."
    mentor.save()
    page = text(signed_in(user_of(match, "mentee")).get(at("offer", match)))
    for shown in (
        mentor.name,
        mentor.organisation.name,
        mentor.biography,
        "Same profession: Trade 0",
        "What you say stays between you.",
        "you and the people in this partnership",
        "Accept this match",
        "Decline this match",
    ):
        assert shown in page, shown
    assert "10000" not in page
    assert "co-ordinators and" not in page


def test_the_pinned_reader_is_said_before_anyone_accepts():
    design = complete_design(confidentiality={"statement": "S.", "coordinator_reads_content": True})
    programme = make_programme(design=design)
    told = make_partnership(programme, state=PartnershipState.OFFERED)
    untold = make_partnership(state=PartnershipState.OFFERED)
    sentence = "you and the people in this partnership and the programme’s co-ordinators"
    for name in ("offer", "accept"):
        assert sentence in text(signed_in(user_of(told, "mentee")).get(at(name, told)))
        assert sentence not in text(signed_in(user_of(untold, "mentee")).get(at(name, untold)))


@pytest.mark.requirement("R3.10")
def test_taking_part_comes_first_and_nothing_of_the_partner_is_shown_before(match):
    Participation.objects.filter(role="mentee").update(state=ParticipationState.INVITED)
    client = signed_in(user_of(match, "mentee"))
    page = text(client.get(at("offer", match)))
    assert person(match, "mentor").name not in page
    assert (
        reverse("programmes:taking_part", args=(match.members.get(role="mentee").participation_id,))
        in page
    )
    assert client.get(at("accept", match)).status_code == 302
    assert "say whether you want to take part" in text(press(match, "mentee", "accept"))
    assert match.members.get(role="mentee").answer == "waiting"


def test_a_biography_is_shown_only_once_its_owner_takes_part(match):
    mentor = person(match, "mentor")
    mentor.biography = "I have led teams for years."
    mentor.save()
    Participation.objects.filter(role="mentor").update(state=ParticipationState.INVITED)
    page = text(signed_in(user_of(match, "mentee")).get(at("offer", match)))
    assert mentor.name in page
    assert mentor.biography not in page


def test_both_accept_and_the_partnership_begins(match):
    assert "begins when" in text(press(match, "mentee", "accept"))
    assert "Go to your partnership" in text(press(match, "mentor", "accept"))
    match.refresh_from_db()
    assert match.state == PartnershipState.ACTIVE


@pytest.mark.requirement("R5.08")
def test_declining_asks_no_reason_tells_the_other_and_hides_the_two_from_each_other(match):
    asked = text(signed_in(user_of(match, "mentee")).get(at("decline", match)))
    assert "<textarea" not in asked
    assert "Nobody will ask you why" in text(press(match, "mentee", "decline"))
    page = text(signed_in(user_of(match, "mentor")).get(at("offer", match)))
    assert "This match will not go ahead" in page
    assert person(match, "mentee").name not in page
    assert "talk to your programme" in text(press(match, "mentee", "accept"))


@pytest.mark.requirement("R5.08")
def test_who_comes_second_to_the_last_place_is_told_kindly():
    programme = make_programme()
    mentor = make_mentor(programme)
    first, second = (
        make_partnership(programme, mentor, state=PartnershipState.OFFERED) for _ in range(2)
    )
    for partnership in (first, second):
        press(partnership, "mentor", "accept")
    press(first, "mentee", "accept")
    page = text(press(second, "mentee", "accept"))
    assert "Nobody is blamed" in page
    assert "those who have waited come first" in page
    assert mentor.person.name not in page


def test_a_match_is_absent_for_everyone_but_the_two(match):
    others = [
        make_user(),
        coordinator_of(match.programme),
        user_of(make_partnership(match.programme), "mentor"),
        make_mentee(match.programme, make_person()).person.user,
    ]
    for name in ("offer", "accept", "decline"):
        for stranger in others:
            assert signed_in(stranger).get(at(name, match)).status_code == 404
            if name != "offer":
                assert signed_in(stranger).post(at(name, match)).status_code == 404
        assert Client().get(at(name, match)).status_code == 302
    match.refresh_from_db()
    assert match.state == PartnershipState.OFFERED
