"""The start page and the pair's page: what comes next, in every programme and role (R1.01)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorhouse.matching.models import MatchRun
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState as P
from mentorhouse.programmes.models import Coordinator
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
    user_of,
)
from tests.governance.makers import make_member

pytestmark = pytest.mark.django_db


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def start(user):
    return as_(user).get("/").content.decode()


def test_a_visitor_reads_what_it_is_and_where_to_sign_in():
    shown = Client().get("/").content.decode()
    assert "mentoring programmes" in shown
    assert reverse("account_login") in shown


@pytest.mark.requirement("R1.01")
def test_one_person_mentors_is_mentee_co_ordinates_and_steers_on_one_page():
    me = make_person("Ada Example")
    here, there = make_programme(state=ProgrammeState.RUNNING), make_programme()
    elsewhere = make_programme(coordinator=me.user)
    made = make_partnership(here, make_mentor(here, me))
    invited = make_mentee(there, me, state=S.INVITED)
    steered = make_programme()
    make_member(steered, me.user)
    shown = start(me.user)
    assert reverse("agreements:agreement", args=[made.pk]) in shown
    assert reverse("programmes:taking_part", args=[invited.pk]) in shown
    assert reverse("home:desk", args=[elsewhere.pk]) in shown
    assert shown.index("Say whether you take part") < shown.index("Sign your agreement")
    for address in (
        reverse("home:partnership", args=[made.pk]),
        reverse("programmes:taking_part", args=[invited.pk]),
        reverse("home:desk", args=[elsewhere.pk]),
        reverse("governance:start", args=[steered.pk]),
    ):
        assert address in shown or address == reverse("home:partnership", args=[made.pk])
        assert as_(me.user).get(address).status_code == 200


def test_someone_in_nothing_is_told_what_to_expect():
    assert "When somebody invites you" in start(make_person().user)
    assert "You may start one" in start(make_user(may_start_programmes=True))
    assert "Say who you are" in start(make_user())


def test_a_draft_shows_to_nobody_who_is_in_it():
    programme = make_programme(state=ProgrammeState.DRAFT)
    row = make_mentee(programme, state=S.INVITED)
    assert programme.name not in start(row.person.user)
    assert programme.name in start(coordinator_of(programme))


def test_a_match_is_answered_after_taking_part_is():
    programme = make_programme(state=ProgrammeState.RUNNING)
    mentee = make_mentee(programme, state=S.INVITED)
    made = make_partnership(programme, mentee=mentee, state=P.OFFERED)
    shown = start(mentee.person.user)
    assert shown.count("Say whether you take part</a>") == 1
    assert "A match waits for you" in shown
    offer = reverse("matching:offer", args=[made.pk])
    assert offer not in shown
    assert offer in start(user_of(made, "mentor"))


def test_the_partners_name_shows_only_once_both_have_said_yes():
    offered = make_partnership(state=P.OFFERED)
    running = make_partnership()
    for made, shown in ((offered, False), (running, True)):
        mentor = user_of(made, "mentor")
        name = user_of(made, "mentee").person.name
        assert (name in start(mentor)) is shown


def test_the_start_page_takes_the_same_queries_for_one_and_three():
    me = make_person()
    client = as_(me.user)

    def add():
        programme = make_programme(state=ProgrammeState.RUNNING)
        make_partnership(programme, make_mentor(programme, me))
        Coordinator.objects.create(programme=make_programme(), user=me.user, since=AT)

    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    add()
    one = count()
    add()
    add()
    assert count() == one


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [("shortlist", "draft", "Look at the shortlists"), ("cohort", "draft", "draft of the matches"),
     ("shortlist", "published", "")],
    ids=["shortlists", "pairs", "published"],
)  # fmt: skip
def test_a_draft_that_waits_is_a_card_of_its_co_ordinator(kind, state, words):
    programme = make_programme(state=ProgrammeState.RUNNING)
    programme.design_data["matching"]["ways"] = ["cohort", "shortlist"]
    programme.save()
    who = coordinator_of(programme)
    MatchRun.objects.create(
        programme=programme, kind=kind, state=state, made_by=who, made_at=AT,
        design_data=programme.design_data,
    )  # fmt: skip
    shown = start(who)
    assert ("A draft waits." in shown) is bool(words)
    assert words in shown
    assert "A draft waits." not in start(make_person().user)


def test_the_pairs_page_shows_partner_state_next_step_and_ways():
    made = make_partnership()
    now = timezone.now()
    Meeting.objects.create(
        partnership=made, state="agreed", way="video", length_minutes=60,
        starts_at=now + timedelta(days=5), changed_at=now,
    )  # fmt: skip
    me, other = user_of(made, "mentee"), user_of(made, "mentor")
    shown = as_(me).get(reverse("home:partnership", args=[made.pk])).content.decode()
    for words in (other.person.name, other.email, "Sign your agreement", "You meet next on"):
        assert words in shown
    assert reverse("meetings:meetings", args=[made.pk]) in shown
    assert "Propose your" not in shown


def test_the_pairs_page_is_the_pairs():
    made = make_partnership()
    address = reverse("home:partnership", args=[made.pk])
    for user in (
        coordinator_of(made.programme),
        make_user(),
        user_of(make_partnership(), "mentor"),
    ):
        assert as_(user).get(address).status_code == 404
    assert as_(user_of(made, "mentor")).get(address).status_code == 200


def test_before_and_after_the_pair_runs_its_page_leads_to_the_match():
    made = make_partnership(state=P.OFFERED)
    me = as_(user_of(made, "mentee"))
    offer = reverse("matching:offer", args=[made.pk])
    assert me.get(reverse("home:partnership", args=[made.pk])).url == offer
    Partnership.objects.update(state=P.LAPSED)
    assert me.get(reverse("home:partnership", args=[made.pk])).url == offer
    assert offer not in start(user_of(made, "mentee"))


def test_an_administrator_finds_the_e_mails_that_did_not_leave(client):
    client.force_login(make_user(is_administrator=True))
    assert "/letters/failed/" in client.get("/").content.decode()
    client.force_login(make_user())
    assert "/letters/failed/" not in client.get("/").content.decode()


def test_who_takes_part_and_has_no_match_reads_that_one_is_looked_for():
    programme = make_programme()
    waiting = make_mentee(programme)
    assert f"We look for a match for you in {programme.name}" in start(waiting.person.user)
    matched = user_of(make_partnership(programme, state=P.ACTIVE), "mentee")
    assert "We look for a match" not in start(matched)
