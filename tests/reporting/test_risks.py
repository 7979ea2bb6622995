"""Risks that raise themselves from facts, and the register."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions.checks import take_risks
from mentorhouse.governance.models import Risk
from mentorhouse.governance.rules.risks import PITFALLS, Seen, raised, weight_words
from mentorhouse.meetings.actions.arranging import (
    Details,
    cancel,
    offer_times,
    pick,
    propose,
)
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.programmes.design import parse_design, plain, shipped_design
from mentorhouse.reporting.queries import seen_in
from tests.factories import AT, coordinator_of, make_partnership, make_programme, user_of

GENERAL = shipped_design()
DETAILS = Details(60, "telephone")


def design(**parts):
    data = plain(GENERAL)
    for name, value in parts.items():
        data[name] = data[name] | value if isinstance(value, dict) else value
    return parse_design(data)


@pytest.mark.requirement("R2.16")
def test_nine_pitfalls_and_three_barriers_are_known():
    assert len({pitfall.key for pitfall in PITFALLS}) == 12


CAUSES = [
    ("no_purpose", {"purpose": "To grow."}, {}),
    ("no_end", {"timing": {"length_months": None}}, {"timing": {"length_months": 6}}),
    (
        "no_review",
        {
            "agreement": {"review_months": None, "review_advice": ""},
            "evaluation": {"surveys": [], "indicators": []},
        },
        {"agreement": {"review_months": 3}},
    ),
    ("no_experience", {"training": {"mentors": "off"}}, {"training": {"mentors": "offered"}}),
]


@pytest.mark.requirement("R2.16")
@pytest.mark.parametrize(("key", "one", "other"), CAUSES, ids=[row[0] for row in CAUSES])
def test_the_design_raises_a_risk_and_lets_it_fall(key, one, other):
    states = {key in raised(design(**change), Seen(champion=True)) for change in (one, other)}
    assert states == {True, False}


def test_people_and_hours_raise_risks():
    assert "no_support" in raised(GENERAL, Seen())
    assert "no_support" not in raised(GENERAL, Seen(champion=True))
    assert "coordinator_time" in raised(GENERAL, Seen(hours_needed=9, hours_there=8))
    assert "coordinator_time" not in raised(GENERAL, Seen(hours_needed=9))
    assert "8 hours" not in raised(GENERAL, Seen(hours_needed=1, hours_there=8))


@pytest.mark.parametrize(
    ("likelihood", "impact", "words"),
    [(1, 1, "Low"), (1, 2, "Low"), (1, 3, "Middle"), (2, 2, "Middle"), (2, 3, "High"),
     (3, 3, "High")],
)  # fmt: skip
def test_weight_is_the_product(likelihood, impact, words):
    assert weight_words(likelihood, impact) == words


@pytest.mark.django_db(databases=["default", "keystore"])
class TestOnRows:
    def arranged(self, pair, *, days=3):
        mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee")
        when = AT + timedelta(days=days)
        meeting = propose(pair, [when], DETAILS, by=mentee, at=AT)
        return pick(meeting, meeting.options.get().pk, by=mentor, at=AT)

    def moved(self, pair, meeting, *, days):
        mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee")
        offer_times(meeting, [AT + timedelta(days=days)], by=mentee, at=AT)
        return pick(meeting, meeting.options.get().pk, by=mentor, at=AT)

    @pytest.mark.requirement("R2.16")
    def test_three_postponed_meetings_in_a_row_raise_that_pitfall_for_the_partnership(self, client):
        pair = make_partnership()
        make_partnership(pair.programme)  # its neighbour postpones nothing
        by = coordinator_of(pair.programme)
        meeting = self.moved(pair, self.arranged(pair), days=9)
        meeting = self.moved(pair, meeting, days=12)
        assert seen_in(by, pair.programme).postponed == ()
        cancel(meeting, by=user_of(pair, "mentee"), at=AT)
        assert seen_in(by, pair.programme).postponed == (pair.pk,)
        client.force_login(by)
        page = client.get(reverse("reporting:risks", args=[pair.programme.pk])).content.decode()
        assert "One partnership has postponed three meetings in a row." in page
        for role in ("mentor", "mentee"):
            assert user_of(pair, role).person.name in page
        # They meet: the row is broken and the risk falls.
        facts = Facts(held_on=(AT + timedelta(days=20)).date(), length_minutes=60, way="telephone")
        record_held(
            pair, facts, zone="Europe/London", by=user_of(pair, "mentee"),
            at=AT + timedelta(days=21),
        )  # fmt: skip
        assert seen_in(by, pair.programme).postponed == ()

    @pytest.mark.requirement("R2.16")
    def test_a_mentor_who_becomes_the_manager_raises_that_pitfall(self):
        pair = make_partnership()
        by = coordinator_of(pair.programme)
        assert seen_in(by, pair.programme).mentor_manages == ()
        person = user_of(pair, "mentee").person
        person.line_manager_email = user_of(pair, "mentor").email.upper()
        person.save()
        assert seen_in(by, pair.programme).mentor_manages == (pair.pk,)

    def test_two_meetings_without_an_agreement(self):
        pair = make_partnership()
        by = coordinator_of(pair.programme)
        for days in (3, 2):
            facts = Facts(
                held_on=(AT - timedelta(days=days)).date(), length_minutes=60, way="telephone"
            )
            assert seen_in(by, pair.programme).unsigned_after_second == ()
            record_held(pair, facts, zone="Europe/London", by=user_of(pair, "mentee"), at=AT)
        assert seen_in(by, pair.programme).unsigned_after_second == (pair.pk,)

    @pytest.mark.requirement("R2.16")
    def test_known_risks_come_onto_the_register_once_and_are_changed_and_exported(self, client):
        programme = make_programme()
        by = coordinator_of(programme)
        client.force_login(by)
        known = reverse("reporting:known_risks", args=[programme.pk])
        keys = [pitfall.key for pitfall in PITFALLS]
        client.post(known, {"seeds": keys})
        assert take_risks(programme, keys, by=by, at=AT) == 0
        assert Risk.objects.count() == 12
        assert AuditEntry.objects.filter(act="governance.risks_taken").count() == 1
        row = Risk.objects.get(seed="no_end")
        change = reverse("governance:change", args=[programme.pk, "risk", row.pk])
        form = {
            "version": row.version, "title": row.title, "likelihood": 3, "impact": 3,
            "response": "=Set a length", "owner": str(by.pk), "owner_name": "",
        }  # fmt: skip
        assert client.post(change, form)["Location"] == reverse(
            "reporting:risks", args=[programme.pk]
        )
        page = client.get(reverse("reporting:risks", args=[programme.pk])).content.decode()
        assert page.index(row.title) < page.index(Risk.objects.get(seed="no_purpose").title)
        file = client.get(reverse("reporting:risks_export", args=[programme.pk, "csv"]))
        assert "High" in file.content.decode()
        assert "\n=" not in file.content.decode()

    def test_the_page_takes_the_same_queries_for_one_and_three_pairs(
        self, client, django_assert_num_queries
    ):
        pair = make_partnership()
        client.force_login(coordinator_of(pair.programme))
        here = reverse("reporting:risks", args=[pair.programme.pk])
        self.moved(pair, self.moved(pair, self.moved(pair, self.arranged(pair), days=5), days=6),
                   days=7)  # fmt: skip
        client.get(here)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as one:
            client.get(here)
        for _ in range(2):
            more = make_partnership(pair.programme)
            meeting = self.arranged(more)
            for days in (5, 6, 7):
                meeting = self.moved(more, meeting, days=days)
        with django_assert_num_queries(len(one)):
            client.get(here)
