"""The demonstration: filled once by real deeds, whole, with a person in every state."""

import json
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import product

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from mentorhouse.agreements.models import Agreement
from mentorhouse.audit.queries import verify_chain
from mentorhouse.demo import cast
from mentorhouse.demo.cast import CAST
from mentorhouse.demo.designs import KINDS
from mentorhouse.demo.fill import fill_once
from mentorhouse.demo.queries import personas_file
from mentorhouse.finance.models import Claim
from mentorhouse.governance.models import BoardMember
from mentorhouse.matching.models import MatchRun
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.policies.models import Document
from mentorhouse.programmes.design import shipped_design, shipped_designs
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.talent.models import Nomination, Opportunity

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def once_filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """Fill it once for all tests of this module; what each of them does is taken back."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        ExitStack() as deeds,
    ):
        if connection.vendor == "postgresql":  # else it sweeps amidst, and plans for empty tables
            learn_sizes("VACUUM")
        patch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("demo"))
        for alias in ("default", "keystore"):
            deeds.enter_context(transaction.atomic(using=alias))
            deeds.callback(transaction.set_rollback, rollback=True, using=alias)
        assert fill_once(at=NOW)
        learn_sizes()
        yield


@pytest.fixture
def filled(once_filled, db):
    """The demonstration, as it was filled."""


def learn_sizes(how="ANALYZE"):
    """Let the database count its tables, as it does by itself once a deed is done."""
    with connection.cursor() as cursor:
        cursor.execute(how)


@pytest.mark.requirement("R2.01")
def test_each_of_the_five_templates_runs_and_a_sixth_programme_is_a_draft(filled):
    programmes = {programme.name: programme for programme in Programme.objects.all()}
    assert set(programmes) == set(KINDS)
    for name, kind in KINDS.items():
        chosen, shipped = programmes[name].design, shipped_design(kind)
        for part in ("matching", "agreement", "meetings", "mentors", "mentees", "models"):
            assert getattr(chosen, part) == getattr(shipped, part), (name, part)
        assert (programmes[name].state == "draft") == (kind == "general")
    assert len(set(KINDS.values())) == len(shipped_designs())


def test_the_programmes_hold_people_in_every_state(filled):
    assert set(Programme.objects.values_list("state", flat=True)) == {
        "draft", "matching", "running",
    }  # fmt: skip
    assert set(Participation.objects.values_list("state", flat=True)) == {
        "invited", "accepted", "declined",
    }  # fmt: skip
    states = set(Partnership.objects.values_list("state", flat=True))
    assert {PartnershipState.ACTIVE, PartnershipState.OFFERED, PartnershipState.DECLINED} <= states
    assert Agreement.objects.filter(state="signed").count() > 5
    assert {"held", "agreed"} <= set(Meeting.objects.values_list("state", flat=True))
    assert {"draft", "published"} <= set(MatchRun.objects.values_list("state", flat=True))


def test_no_pair_of_the_demonstration_breaks_a_rule(filled):
    for partnership in Partnership.objects.all():
        design = partnership.programme.design
        ladder = design.ladders["grades"]
        rules = {rule.rule for rule in design.matching.hard_rules}
        for mentor, mentee in product(*(people_in(partnership, r) for r in ("mentor", "mentee"))):
            if "different" in rules or partnership.programme.name == cast.REGISTER:
                assert mentor.organisation_id != mentee.organisation_id
            steps = ladder.index(mentor.grade) - ladder.index(mentee.grade)
            assert steps > 0 or "gap" not in str(rules)


def people_in(partnership, role):
    people = [one.participation.person for one in partnership.members.filter(role=role)]
    assert people
    return people


@pytest.mark.requirement("R2.07")
def test_a_steering_group_a_budget_and_nominations_are_there(filled):
    at = as_persona("steering")
    assert at.get("/").status_code == 200
    programme = Programme.objects.get(name=cast.LEADING)
    assert programme.coordinators.exclude(organisation=None).count() == 1
    assert BoardMember.objects.count() == 2
    assert Claim.objects.values_list("state", flat=True).distinct().count() == 2
    assert Document.objects.filter(state="in force").count() == 2
    assert set(Nomination.objects.values_list("state", flat=True)) == {"nominated", "wish stated"}
    assert Opportunity.objects.get().interested.count() == 1


def as_persona(slug):
    client = Client()
    client.post("/demo/sign-in", {"persona": slug})
    return client


def test_the_trail_of_it_is_whole_and_a_second_time_changes_nothing(filled):
    report = verify_chain()
    assert report.whole
    people = Person.objects.count()
    assert not fill_once(at=NOW)
    assert Person.objects.count() == people
    assert verify_chain().entries == report.entries


def test_the_personas_are_listed_for_programs(filled):
    rows = json.loads(personas_file().read_text(encoding="utf-8"))
    assert [row["slug"] for row in rows] == [part.slug for part in CAST]
    assert all({"slug", "name", "role", "programme", "email"} <= set(row) for row in rows)
    assert all(row["email"].endswith("@example.org") for row in rows)


def test_one_press_makes_one_a_persona_and_an_unknown_one_is_told_kindly(filled, client):
    answer = client.post("/demo/sign-in", {"persona": "mentee"}, follow=True)
    assert answer.wsgi_request.user.email == "arjun.mehta@example.org"
    for part in CAST:
        assert client.post("/demo/sign-in", {"persona": part.slug}).status_code == 302
        assert client.get("/").status_code == 200
    client.logout()
    answer = client.post("/demo/sign-in", {"persona": "nobody"}, follow=True)
    assert "There is no such person here" in answer.content.decode()
    assert not answer.wsgi_request.user.is_authenticated


def test_every_address_of_the_cast_is_invented():
    assert all(part.person.email.endswith("@example.org") for part in CAST)
