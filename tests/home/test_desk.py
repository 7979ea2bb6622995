"""The desk: its figures equal the records, hold facts only, and open their lists."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.agreements.models import Agreement
from mentorhouse.home.queries.desk import figures, is_quiet, pairs_behind, people_behind, quiet_line
from mentorhouse.home.rules.desk import FIGURES
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState as P
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAYS = 45  # what the general design calls quiet


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def desk(programme, *figure):
    return reverse("home:desk_list" if figure else "home:desk", args=[programme.pk, *figure])


def held(partnership, on):
    Meeting.objects.create(
        partnership=partnership, state="held", way="video", length_minutes=60, held_on=on,
        changed_at=AT,
    )  # fmt: skip


def signed(partnership, state="signed"):
    in_force = {"in_force": 1, "in_force_since": AT} if state == "signed" else {}
    Agreement.objects.create(partnership=partnership, state=state, began_at=AT, **in_force)


def pair(programme, state=P.ACTIVE, began=AT - timedelta(days=100)):
    made = make_partnership(programme, state=state)
    Partnership.objects.filter(pk=made.pk).update(began_at=began if state is P.ACTIVE else None)
    return made


@pytest.fixture
def world():
    """A programme in which every figure is another number, beside one that must not count."""
    programme = make_programme(state=ProgrammeState.RUNNING)
    for state, count in ((S.INVITED, 3), (S.DECLINED, 2), (S.ACCEPTED, 4)):
        for _ in range(count):
            make_mentee(programme, state=state)
    today = AT.date()
    for last in (today - timedelta(days=DAYS), today - timedelta(days=DAYS - 1), today):
        made = pair(programme)
        held(made, last)
        held(made, today - timedelta(days=90))
        signed(made)
    signed(pair(programme), state="part_signed")
    pair(programme, began=AT - timedelta(days=5))
    for state in (P.OFFERED, P.DECLINED, P.LAPSED, P.LAPSED):
        pair(programme, state)
    other = make_partnership()
    held(other, date(2026, 1, 1))
    signed(other)
    return programme


def recounted(programme):
    """Count from the raw rows, in Python, by another path than the desk's."""
    people = [p for p in Participation.objects.all() if p.programme_id == programme.pk]
    rows = [p for p in Partnership.objects.all() if p.programme_id == programme.pk]
    living = {p.pk for p in rows if p.state in ("offered", "active")}
    matched = {m.participation_id for m in Member.objects.all() if m.partnership_id in living}
    active = {p.pk: p for p in rows if p.state == "active"}
    days = {pk: [] for pk in active}
    for meeting in Meeting.objects.all():
        if meeting.state == "held" and meeting.partnership_id in active:
            days[meeting.partnership_id].append(meeting.held_on)
    last = {pk: max(met, default=active[pk].began_at.date()) for pk, met in days.items()}
    in_force = {a.partnership_id for a in Agreement.objects.all() if a.state == "signed"}
    return {
        "invited": sum(p.state == "invited" for p in people),
        "accepted": sum(p.state == "accepted" for p in people),
        "declined": sum(p.state == "declined" for p in people),
        "unmatched": sum(p.state == "accepted" and p.pk not in matched for p in people),
        "offered": sum(p.state == "offered" for p in rows),
        "both_accepted": len(active),
        "signed": len(in_force & set(active)),
        "met": sum(bool(met) for met in days.values()),
        "quiet": sum((AT.date() - day).days >= DAYS for day in last.values()),
    }


@pytest.mark.requirement("R11.01")
def test_figures_equal_the_records(world):
    counted = figures(coordinator_of(world), world, at=AT)
    assert counted == recounted(world)
    assert (counted["offered"], counted["both_accepted"]) == (1, 5)
    assert (counted["signed"], counted["met"], counted["quiet"]) == (3, 3, 2)
    assert (counted["invited"], counted["declined"]) == (3, 2)
    assert counted["unmatched"] == 10


@pytest.mark.requirement("R11.01")
def test_each_figure_opens_the_rows_that_it_counts(world):
    by = coordinator_of(world)
    counted = figures(by, world, at=AT)
    for key, figure in FIGURES.items():
        rows = (
            pairs_behind(by, world, key, at=AT)
            if figure.of_pairs
            else people_behind(by, world, key)
        )
        assert len(rows) == counted[key], key
        page = as_(by).get(desk(world, key))
        assert page.status_code == 200
        assert figure.remedy in page.content.decode()


def test_who_counts_as_quiet_is_said_to_be_quiet(world):
    by = coordinator_of(world)
    quiet = set(pairs_behind(by, world, "quiet", at=AT))
    for row in pairs_behind(by, world, "both_accepted", at=AT):
        assert is_quiet(row, quiet_line(world, at=AT)) is (row in quiet)


@pytest.mark.requirement("R11.02")
def test_the_desk_works_without_opening_or_naming_anything_confidential(world):
    by = as_(coordinator_of(world))
    with CaptureQueriesContext(connection) as captured:
        for key in FIGURES:
            by.get(desk(world, key))
        by.get(desk(world))
    asked = " ".join(query["sql"] for query in captured)
    for table in ("meetings_meetinglog", "agreements_clause", "people_identityanswer"):
        assert table not in asked
    assert '"meetings_meeting"."place"' not in asked


def test_other_programmes_co_ordinators_and_strangers_see_nothing(world):
    outside = [
        coordinator_of(make_programme()),
        make_user(is_administrator=True),
        Participation.objects.filter(programme=world).first().person.user,
    ]
    export = reverse("home:desk_export", args=[world.pk, "met", "csv"])
    for address in (desk(world), desk(world, "met"), export):
        assert as_(coordinator_of(world)).get(address).status_code == 200
        assert Client().get(address).status_code == 302
        for user in outside:
            assert as_(user).get(address).status_code == 404
    assert as_(coordinator_of(world)).get(desk(world, "nonsense")).status_code == 404


def test_a_list_leaves_the_house_with_the_same_rows_and_a_trace(world):
    from mentorhouse.audit.models import AuditEntry

    by = as_(coordinator_of(world))
    address = reverse("home:desk_export", args=[world.pk, "met", "csv"])
    lines = by.get(address).content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 4
    assert AuditEntry.objects.get(act="programme.people_exported").detail == {"count": 3}
    assert by.get(address.replace(".csv", ".pdf")).status_code == 404


@pytest.mark.parametrize("key", ["", "accepted", "both_accepted"])
def test_the_desk_takes_the_same_queries_for_one_and_three(key):
    programme = make_programme(state=ProgrammeState.RUNNING)
    by = as_(coordinator_of(programme))
    make_partnership(programme)
    address = desk(programme, *([key] if key else []))
    one = count(by, address)
    make_partnership(programme)
    make_partnership(programme, make_mentor(programme, capacity=3))
    assert count(by, address) == one


def count(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
