"""Deeds of nominating, developing, offering and placing: who may, and what is held."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.actions import change_design
from mentorhouse.talent.actions import activities, nominations, opportunities
from mentorhouse.talent.actions.activities import Fact
from mentorhouse.talent.actions.nominations import AlreadyNominated
from mentorhouse.talent.models import Activity, Nomination, Nominator, Opportunity, Placement
from mentorhouse.talent.states import ActivityKind, PlacementMove
from tests.factories import complete_design, make_user
from tests.talent.conftest import AT, TODAY, Scheme, an_opportunity

pytestmark = pytest.mark.django_db
COURSE = Fact(ActivityKind.FORMAL_TRAINING, "Leading change", date(2026, 9, 1))


def letters(kind):
    return {row.to_id for row in OutboxLetter.objects.filter(kind=kind)}


@pytest.mark.requirement("R3.06")
@pytest.mark.requirement("R3.13")
@pytest.mark.requirement("R2.18")
def test_an_organisation_nominates_and_the_nominee_decides(scheme):
    row = scheme.nominate()
    assert (row.state, row.organisation) == ("nominated", scheme.north)
    assert letters("nomination.made") == {row.nominee_id}
    for by in (scheme.nominator, scheme.coordinator, make_user()):
        with pytest.raises(NotVisible):
            nominations.state_wish(row, by=by, at=AT)
    with pytest.raises(NotNow, match="already nominated"):
        nominations.take_up(row, by=scheme.coordinator, at=AT)
    row = nominations.state_wish(row, by=row.nominee, at=AT)
    assert nominations.state_wish(row, by=row.nominee, at=AT).state == "wish stated"
    assert letters("nomination.wish_stated") == {scheme.coordinator.pk}
    assert nominations.take_up(row, by=scheme.coordinator, at=AT).state == "taken up"


@pytest.mark.requirement("R3.13")
def test_the_database_takes_nobody_up_without_their_wish(scheme):
    row = scheme.nominate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=row.pk).update(state="taken up")


def test_nominated_twice_is_one_row_told_kindly(scheme):
    row = scheme.nominate(email="ada@example.org")
    for by in (scheme.nominator, scheme.other):
        with pytest.raises(AlreadyNominated, match="nothing to do"):
            scheme.nominate(email="ADA@example.org", by=by)
    assert Nomination.objects.get() == row


def test_who_was_withdrawn_may_be_nominated_again_by_the_same_organisation(scheme):
    row = scheme.wishing(email="ada@example.org")
    nominations.withdraw(row, by=row.nominee, at=AT)
    again = scheme.nominate(email="ada@example.org", at=AT + timedelta(days=1))
    assert (again.pk, again.state, again.wish_stated_at) == (row.pk, "nominated", None)
    assert OutboxLetter.objects.filter(kind="nomination.made").count() == 2


def test_each_of_the_three_may_withdraw_and_nobody_else(scheme):
    for by in ("nominee", "nominator", "coordinator"):
        row = scheme.nominate()
        who = row.nominee if by == "nominee" else getattr(scheme, by)
        for stranger in (make_user(), scheme.other):
            with pytest.raises(NotVisible):
                nominations.withdraw(row, by=stranger, at=AT)
        assert nominations.withdraw(row, by=who, at=AT).state == "withdrawn"
        with pytest.raises(NotNow, match="already withdrawn"):
            nominations.withdraw(row, by=who, at=AT)


def test_who_nominates_is_named_by_a_co_ordinator_and_removed(scheme):
    with pytest.raises(NotNow, match="already"):
        nominations.name_nominator(
            scheme.programme, scheme.nominator.email, scheme.south, by=scheme.coordinator, at=AT
        )
    with pytest.raises(NotVisible):
        nominations.name_nominator(
            scheme.programme, "new@example.org", scheme.north, by=scheme.nominator, at=AT
        )
    row = Nominator.objects.get(user=scheme.nominator)
    assert letters("nomination.nominator") >= {scheme.nominator.pk}
    nominations.remove_nominator(row, by=scheme.coordinator, at=AT)
    nominations.remove_nominator(row, by=scheme.coordinator, at=AT)
    with pytest.raises(NotVisible):
        scheme.nominate()


def test_activities_are_entered_by_nominee_or_nominator_once(scheme):
    row = scheme.nominate()
    activity = activities.enter(row, COURSE, by=row.nominee, at=AT)
    assert activities.enter(row, COURSE, by=scheme.nominator, at=AT) == activity
    done = Fact(COURSE.kind, "Leading change", COURSE.begins_on, date(2026, 10, 1), done=True)
    assert activities.change(activity, done, by=scheme.nominator, at=AT).done
    for by in (scheme.other, make_user(), scheme.coordinator):
        for deed in (
            lambda by=by: activities.enter(row, COURSE, by=by, at=AT),
            lambda by=by: activities.change(activity, done, by=by, at=AT),
            lambda by=by: activities.remove(activity, by=by, at=AT),
        ):
            with pytest.raises(NotVisible):
                deed()
    activities.remove(activity, by=row.nominee, at=AT)
    assert not Activity.objects.exists()
    with pytest.raises(NotVisible):
        activities.change(activity, done, by=row.nominee, at=AT)
    nominations.withdraw(row, by=row.nominee, at=AT)
    with pytest.raises(NotNow, match="withdrawn"):
        activities.enter(row, COURSE, by=row.nominee, at=AT)


@pytest.mark.requirement("R2.21")
def test_an_opportunity_is_listed_asked_for_and_taken_up(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    with pytest.raises(NotNow, match="Only somebody who says"):
        opportunities.place(offered, row, TODAY, None, by=scheme.other, at=AT)
    scheme.interested(offered, row)
    scheme.interested(offered, row)
    assert letters("opportunity.interested") == {scheme.other.pk}
    placed = opportunities.place(offered, row, TODAY, None, by=scheme.other, at=AT)
    with pytest.raises(NotNow, match="recorded already"):
        opportunities.place(offered, row, TODAY, None, by=scheme.other, at=AT)
    move = opportunities.move_placement
    move(placed, PlacementMove.BEGIN, by=scheme.other, at=AT)
    assert move(placed, PlacementMove.COMPLETE, by=scheme.coordinator, at=AT).state == "completed"
    with pytest.raises(NotNow, match="already completed"):
        move(placed, PlacementMove.CALL_OFF, by=scheme.other, at=AT)


def test_what_was_called_off_may_be_placed_again(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    placed = scheme.place(offered, row)
    opportunities.move_placement(placed, PlacementMove.CALL_OFF, by=scheme.other, at=AT)
    opportunities.place(offered, row, TODAY, None, by=scheme.other, at=AT)
    assert Placement.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.update(state="agreed")


def test_interest_is_taken_back_and_ends_with_the_opportunity(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    scheme.interested(offered, row)
    opportunities.take_interest_back(offered, row, by=row.nominee, at=AT)
    opportunities.take_interest_back(offered, row, by=row.nominee, at=AT)
    assert not offered.interested.exists()
    opportunities.close(offered, by=scheme.other, at=AT)
    assert opportunities.close(offered, by=scheme.other, at=AT).closed_at == AT
    with pytest.raises(NotNow, match="closed by now"):
        scheme.interested(offered, row)
    past = scheme.offer(open_until=TODAY - timedelta(days=1))
    with pytest.raises(NotNow, match="closed by now"):
        scheme.interested(past, row)


def test_interest_needs_the_nominees_own_wish_first(scheme):
    offered, row = scheme.offer(), scheme.nominate()
    with pytest.raises(NotNow, match="your own wish"):
        scheme.interested(offered, row)
    nominations.state_wish(row, by=row.nominee, at=AT)
    assert scheme.interested(offered, row)


def test_withdrawing_takes_interest_back(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    scheme.interested(offered, row)
    nominations.withdraw(row, by=row.nominee, at=AT)
    assert not offered.interested.exists()
    with pytest.raises(NotVisible):
        scheme.interested(offered, Nomination.objects.get())


def test_an_organisation_lists_its_own_and_a_co_ordinator_for_any(scheme):
    with pytest.raises(NotVisible):
        scheme.offer(by=scheme.nominator, body=scheme.south)
    assert scheme.offer(by=scheme.coordinator, body=scheme.north).organisation == scheme.north
    once = uuid4()
    for _ in range(2):
        opportunities.offer(
            scheme.programme, scheme.south, an_opportunity(), once=once, by=scheme.other, at=AT
        )
    assert Opportunity.objects.filter(pk=once).count() == 1
    elsewhere = Scheme()
    with pytest.raises(NotVisible):
        opportunities.offer(
            elsewhere.programme, elsewhere.south, an_opportunity(), once=once, by=elsewhere.other,
            at=AT,
        )  # fmt: skip
    listed = Opportunity.objects.get(pk=once)
    opportunities.change(listed, an_opportunity(title="B"), version=1, by=scheme.other, at=AT)
    with pytest.raises(ChangedMeanwhile):
        opportunities.change(listed, an_opportunity(), version=1, by=scheme.other, at=AT)


def test_nobody_else_keeps_an_opportunity(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    placed = scheme.place(offered, row)
    elsewhere = Scheme()
    theirs = elsewhere.nominate()
    for by in (scheme.nominator, row.nominee, make_user(), elsewhere.coordinator):
        for deed in (
            lambda by=by: opportunities.change(offered, an_opportunity(), version=1, by=by, at=AT),
            lambda by=by: opportunities.close(offered, by=by, at=AT),
            lambda by=by: opportunities.place(offered, row, TODAY, None, by=by, at=AT),
            lambda by=by: opportunities.move_placement(placed, PlacementMove.BEGIN, by=by, at=AT),
            lambda by=by: nominations.take_up(row, by=by, at=AT),
            lambda by=by: nominations.note_export(
                scheme.programme, what="x", count=1, by=by, at=AT
            ),
        ):
            with pytest.raises(NotVisible):
                deed()
    with pytest.raises(NotVisible):
        scheme.interested(offered, theirs)


@pytest.mark.requirement("R2.18")
def test_where_the_design_uses_no_nominations_there_is_none(scheme):
    row, offered = scheme.nominate(), scheme.offer()
    off = complete_design(mentees={"entry": "application"})
    change_design(scheme.programme, off, by=scheme.coordinator, at=AT)
    for deed in (
        scheme.nominate,
        scheme.offer,
        lambda: scheme.interested(offered, row),
        lambda: nominations.state_wish(row, by=row.nominee, at=AT),
        lambda: activities.enter(row, COURSE, by=row.nominee, at=AT),
        lambda: scheme.name(scheme.north),
    ):
        with pytest.raises(NotVisible):
            deed()


def test_nobody_is_nominated_for_a_programme_that_closes(scheme):
    scheme.programme.state = "closing"
    scheme.programme.save()
    with pytest.raises(NotNow, match="nobody is nominated"):
        scheme.nominate()


def test_a_co_ordinators_reading_leaves_a_trace_and_the_nominees_own_does_not(scheme):
    row = scheme.nominate()
    for by in (row.nominee, scheme.nominator, scheme.coordinator):
        nominations.note_reading(row, by=by, at=AT)
    assert AuditEntry.objects.filter(act="nomination.read").count() == 1


def test_a_nominee_does_not_type_again_what_the_nomination_says(scheme, client):
    row = scheme.nominate("Ada Person")
    client.force_login(row.nominee)
    shown = client.get(reverse("people:edit")).text
    for known in ("Ada", "Person", row.organisation.name):
        assert f'value="{known}"' in shown
