"""Who runs a programme: several, dated, handed over; there is always somebody (R2.08, R2.28)."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import NotVisible, relations_to
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.tasks import settle
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes import actions, queries, rules
from mentorhouse.programmes.actions import Terms
from mentorhouse.programmes.models import Coordinator, PartnerBody
from mentorhouse.programmes.tasks import end_access, warn_of_the_end
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_organisation,
    make_person,
    make_programme,
    make_user,
)
from tests.governance.makers import make_milestone

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAY = date(2026, 11, 20)


def row_of(programme, user):
    return Coordinator.objects.get(programme=programme, user=user)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def kinds():
    return sorted(OutboxLetter.objects.values_list("kind", flat=True))


@pytest.fixture(autouse=True)
def _clock():
    """Access by date is a fact about now, so these stories have a day."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def first(programme):
    return coordinator_of(programme)


def dated(programme, first, until=DAY, **more):
    """A second co-ordinator whose access has a last day."""
    terms = Terms(until=until, successor=row_of(programme, first), **more)
    user = make_person().user
    return actions.add_coordinator(programme, user.email, by=first, at=AT, terms=terms)


# --- access ends at midnight of the date (R2.28) ---


@pytest.mark.requirement("R2.28")
@pytest.mark.parametrize(
    ("last_day", "still_in", "out"),
    [
        # Winter: London is at UTC.
        ("2027-01-15", "2027-01-15T23:59:59+00:00", "2027-01-16T00:00:00+00:00"),
        # Summer: London is an hour ahead, so midnight there is 23:00 UTC.
        ("2027-07-15", "2027-07-15T22:59:59+00:00", "2027-07-15T23:00:00+00:00"),
        # The night in which the clocks go back.
        ("2027-10-31", "2027-10-31T23:59:59+00:00", "2027-11-01T00:00:00+00:00"),
    ],
)
def test_access_ends_at_midnight_of_the_date_in_summer_and_winter(
    programme, first, last_day, still_in, out
):
    user = dated(programme, first, date.fromisoformat(last_day), external=True).user
    # Whatever the zone of the person: midnight is that of the installation.
    user.timezone = "Pacific/Auckland"
    user.save(update_fields=["timezone"])
    page = reverse("programmes:people", args=[programme.pk])
    person = make_mentee(programme)
    with time_machine.travel(datetime.fromisoformat(still_in), tick=False):
        assert as_(user).get(page).status_code == 200
        assert Relation.COORDINATOR in relations_to(person, user)
        assert list(queries.programmes_of(user)) == [programme]
    with time_machine.travel(datetime.fromisoformat(out), tick=False):
        assert as_(user).get(page).status_code == 404
        assert relations_to(programme, user) == relations_to(person, user) == frozenset()
        assert not queries.programmes_of(user).exists()
        assert user.pk not in {row.user_id for row in queries.coordinators_of(first, programme)}
        with pytest.raises(NotVisible):
            actions.invite(programme, by=user, at=AT)


@pytest.mark.requirement("R2.28")
def test_when_the_date_comes_open_tasks_go_to_the_successor_and_both_are_told(programme, first):
    leaving = dated(programme, first)
    task = make_milestone(programme, owner=leaving.user)
    after = datetime(2026, 11, 21, 0, 5, tzinfo=UTC)
    with time_machine.travel(after, tick=False):
        end_access(after)
        end_access(after)
        settle(after)
    task.refresh_from_db()
    leaving.refresh_from_db()
    assert (task.owner, leaving.ended_at) == (first, after)
    told = OutboxLetter.objects.filter(kind__in=["programme.access_ended", "programme.handed_over"])
    assert {(letter.kind, letter.to_id) for letter in told} == {
        ("programme.access_ended", leaving.user_id),
        ("programme.handed_over", first.pk),
    }
    entry = AuditEntry.objects.get(act="programme.access_ended")
    assert (entry.actor, entry.task) == ("", "end_access")


@pytest.mark.requirement("R2.28")
def test_warnings_leave_14_and_3_days_before_once_each(programme, first):
    dated(programme, first)
    OutboxLetter.objects.all().delete()
    for days in range(20, -2, -1):
        warn_of_the_end(datetime(2026, 11, 20, 7, tzinfo=UTC) - timedelta(days=days))
        if days == 14:
            assert kinds() == ["programme.access_ends", "programme.hand_over_due"]
    assert kinds() == ["programme.access_ends"] * 2 + ["programme.hand_over_due"] * 2


@pytest.mark.parametrize(
    ("left", "due"), [(15, None), (14, 14), (4, 14), (3, 3), (0, 3), (-1, None)]
)
def test_which_warning_is_due(left, due):
    assert rules.warning_due(DAY, today=DAY - timedelta(days=left)) == due


# --- there is always somebody ---


@pytest.mark.requirement("R2.28")
def test_the_only_lasting_co_ordinator_gets_no_last_day(programme, first):
    row = row_of(programme, first)
    with pytest.raises(NotNow, match="Add one first"):
        actions.set_terms(row, Terms(until=DAY), by=first, at=AT)
    second = dated(programme, first)
    with pytest.raises(NotNow, match="Add one first"):
        actions.set_terms(row, Terms(until=DAY, successor=second), by=first, at=AT)
    row.refresh_from_db()
    assert row.until is None


@pytest.mark.requirement("R2.28")
def test_a_last_day_needs_a_successor_who_stays(programme, first):
    email = make_user().email
    elsewhere = Coordinator.objects.get(programme=make_programme())
    short = dated(programme, first)
    for terms, words in (
        (Terms(until=DAY), "Choose who takes over"),
        (Terms(until=DAY, successor=short), "whose access has no last day"),
        (Terms(until=DAY, successor=elsewhere), "whose access has no last day"),
        (Terms(until=date(2026, 11, 1), successor=row_of(programme, first)), "today or a later"),
        (Terms(external=True), "for a time only"),
    ):
        with pytest.raises(NotNow, match=words):
            actions.add_coordinator(programme, email, by=first, at=AT, terms=terms)
    assert programme.coordinators.count() == 2


def test_the_database_wants_a_last_day_for_outsiders_and_a_successor_for_every_last_day(programme):
    for wrong in ({"external": True}, {"until": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Coordinator.objects.create(programme=programme, user=make_user(), since=AT, **wrong)


def test_a_last_day_can_be_moved_and_taken_away(programme, first):
    row = dated(programme, first)
    actions.set_terms(row, Terms(), by=first, at=AT)
    row.refresh_from_db()
    assert (row.until, row.successor) == (None, None)


# --- hand-over (R2.08) ---


@pytest.mark.requirement("R2.08")
def test_handing_over_moves_the_role_and_the_tasks_and_leaves_an_entry(programme, first):
    second = actions.add_coordinator(programme, make_person().user.email, by=first, at=AT).user
    task = make_milestone(programme, owner=first)
    OutboxLetter.objects.all().delete()
    with time_machine.travel(AT, tick=False):
        for _ in range(2):  # pressed twice
            heir = actions.hand_over(
                programme, to=second, by=second, at=AT, leaving=row_of(programme, first)
            )
        settle(AT)
        assert heir.user == second
        assert not queries.programmes_of(first).exists()
        assert queries.successions(programme) == {first.pk: second.pk}
    task.refresh_from_db()
    assert task.owner == second
    entry = AuditEntry.objects.get(act="programme.handed_over")
    assert (entry.actor, entry.detail) == (str(second.pk), {"to": str(second.pk)})
    assert {"programme.access_ended", "programme.handed_over"} <= set(kinds())


@pytest.mark.requirement("R2.08")
def test_nobody_leaves_without_a_successor_who_stays(programme, first):
    for to in (first, make_user(), dated(programme, first).user):
        with pytest.raises(NotNow, match="no last day"):
            actions.hand_over(programme, to=to, by=first, at=AT)
    assert relations_to(programme, first) == {Relation.COORDINATOR}


def test_whoever_does_not_run_it_hands_nothing_over(programme, first):
    other = coordinator_of(make_programme())
    with pytest.raises(NotVisible):
        actions.hand_over(programme, to=first, by=other, at=AT, leaving=row_of(programme, first))
    there = Coordinator.objects.get(user=other)
    with pytest.raises(NotVisible):
        actions.hand_over(programme, to=first, by=first, at=AT, leaving=there)


def test_tasks_find_who_is_here_however_often_they_were_passed_on():
    a, b, c, d, lost = (uuid4() for _ in range(5))
    after = {a: b, b: c, c: None, d: lost, lost: d}
    assert rules.heirs(after, {c}) == {a: c, b: c}
    assert rules.heirs(after, {b, c}) == {a: b}
    assert rules.heirs(after, set()) == {}


def test_somebody_who_left_can_be_named_again(programme, first):
    second = actions.add_coordinator(programme, make_person().user.email, by=first, at=AT).user
    actions.hand_over(programme, to=first, by=first, at=AT, leaving=row_of(programme, second))
    later = AT + timedelta(days=1)
    actions.add_coordinator(programme, second.email, by=first, at=later)
    assert relations_to(programme, second) == {Relation.COORDINATOR}
    assert kinds().count("programme.coordinator") == 2


# --- the pages ---


@pytest.mark.requirement("R2.08")
def test_the_page_shows_role_workload_and_who_runs_it(programme, first):
    make_mentee(programme)
    make_milestone(programme, owner=first)
    actions.add_coordinator(programme, make_person("Bea Old").user.email, by=first, at=AT)
    page = as_(first).get(reverse("programmes:coordinators", args=[programme.pk]))
    shown = page.content.decode()
    assert "Bea Old" in shown
    assert "1 participant × 20 minutes a month make 0.3 hours a month." in shown
    assert "1 open task has an owner here" in shown


def test_the_workload_says_its_formula():
    work = rules.Workload(participants=240, minutes=20, coordinators=2, open_tasks=0)
    assert work.words == (
        "240 participants × 20 minutes a month make 80 hours a month. A month has 4⅓ weeks, so "
        "that is about 18.5 hours a week, or 9.2 hours for each of 2 co-ordinators."
    )


def test_a_co_ordinator_is_added_dated_and_handed_over_on_the_page(programme, first):
    client = as_(first)
    address = reverse("programmes:coordinators", args=[programme.pk])
    new = {"email": "new@example.org", "lasts": "dated", "until_day": "31", "until_month": "1"}
    kept = client.post(address, new | {"external": "on"}).content.decode()
    assert "The date needs a year" in kept
    assert "Choose who takes over when the access ends." in kept
    mine = str(row_of(programme, first).pk)
    whole = new | {"until_year": "2099", "successor": mine, "external": "on"}
    assert client.post(address, whole).url == address
    row = Coordinator.objects.get(user__email="new@example.org")
    assert (row.until, row.external, str(row.successor_id)) == (date(2099, 1, 31), True, mine)
    one = reverse("programmes:coordinator", args=[programme.pk, row.pk])
    assert client.get(one).status_code == 200
    lasting = {"deed": "terms", "lasts": "lasting"}
    assert client.post(one, lasting | {"external": "on"}).status_code == 200  # does not go together
    client.post(one, lasting)
    row.refresh_from_db()
    assert (row.until, row.external) == (None, False)
    own = reverse("programmes:coordinator", args=[programme.pk, mine])
    assert client.post(own, {"deed": "hand_over"}).status_code == 200
    done = client.post(own, {"deed": "hand_over", "to": str(row.pk)})
    assert done.url == reverse("home:start")
    assert client.get(address).status_code == 404


def test_the_only_co_ordinator_reads_how_to_leave(programme, first):
    own = reverse("programmes:coordinator", args=[programme.pk, row_of(programme, first).pk])
    shown = as_(first).get(own).content.decode()
    assert rules.NO_SUCCESSOR in shown
    assert "Hand over and end the access" not in shown


def test_the_list_asks_the_database_as_often_for_three_as_for_one(programme, first):
    address, client = reverse("programmes:coordinators", args=[programme.pk]), as_(first)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            dated(programme, first, date(2099, 1, 1))
        with CaptureQueriesContext(connection) as queries_asked:
            client.get(address)
        asked.append(len(queries_asked))
    assert asked[0] == asked[1]


# --- letters ---


@pytest.mark.parametrize(
    ("kind", "ended"),
    [
        ("programme.access_ends", False),
        ("programme.hand_over_due", False),
        ("programme.access_ended", True),
        ("programme.handed_over", True),
    ],
)
def test_each_letter_is_written_for_its_time_only_and_names_nobody(programme, first, kind, ended):
    row = dated(programme, first)
    to = first if kind in {"programme.hand_over_due", "programme.handed_over"} else row.user
    about = {"programme": str(programme.pk), "coordinator": str(row.pk)}
    write = writer_of(kind)
    assert (write(to, about) is None) is ended
    assert write(make_user(), about) is None
    row.ended_at = AT
    row.save(update_fields=["ended_at"])
    written = write(to, about)
    assert (written is None) is not ended
    if written:
        assert row.user.person.name not in " ".join((written.subject, *written.paragraphs))


def test_the_letter_to_a_new_co_ordinator_says_until_when(programme, first):
    row = dated(programme, first, date(2099, 1, 31))
    written = writer_of("programme.coordinator")(row.user, {"programme": str(programme.pk)})
    assert "Your access ends with 31 January 2099." in written.paragraphs


@pytest.mark.requirement("R2.28")
def test_the_last_who_sees_all_cannot_become_local():
    programme = make_programme()
    row = programme.coordinators.get()
    organisation = make_organisation()
    PartnerBody.objects.create(programme=programme, organisation=organisation, since=AT)
    with pytest.raises(NotNow):
        actions.set_terms(row, Terms(organisation=organisation), by=row.user, at=AT)
    row.refresh_from_db()
    assert row.organisation is None
