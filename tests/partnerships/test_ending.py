"""Ending a partnership and asking for another partner, without blame (R5.13, R10.05, R10.08)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions.by_hand import offer_by_hand
from mentorhouse.matching.actions.wishes import BreaksRule
from mentorhouse.matching.queries.judging import broken_rules
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions, queries
from mentorhouse.partnerships.models import Partnership, RematchWish
from mentorhouse.partnerships.states import Ending, PartnershipState, RematchAnswer
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_partnership,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
ENDED = PartnershipState.ENDED


def pair(rematch="coordinator"):
    data = complete_design().matching.model_dump() | {"rematch": rematch}
    programme = make_programme(design=complete_design(matching=data), state=ProgrammeState.RUNNING)
    return make_partnership(programme)


def letters(kind):
    return set(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


def taken(row):
    parts = Participation.objects.filter(memberships__partnership=row)
    return sorted(parts.values_list("places_taken", flat=True))


def wish(row, role="mentee"):
    actions.ask_rematch(row, by=user_of(row, role), at=AT)
    return RematchWish.objects.get(partnership=row, by__role=role)


@pytest.mark.requirement("R10.05", "R10.08")
def test_either_ends_it_and_both_places_are_free():
    for role, other in (("mentor", "mentee"), ("mentee", "mentor")):
        row = pair()
        coordinator = coordinator_of(row.programme)
        actions.end(row, Ending.TIME, by=user_of(row, role), at=AT)
        actions.end(row, Ending.FIT, by=user_of(row, role), at=AT)  # pressed twice
        row.refresh_from_db()
        assert (row.state, row.ending, row.ended_at) == (ENDED, Ending.TIME, AT)
        assert taken(row) == [0, 0]
        assert user_of(row, other).pk in letters("partnership.ended")
        assert user_of(row, role).pk not in letters("partnership.ended")
        assert coordinator.pk in letters("partnership.ended_told")
        assert (
            AuditEntry.objects.filter(act="partnership.ended", subject_id=str(row.pk)).count() == 1
        )


def test_nobody_else_ends_it_and_an_offer_is_not_ended():
    row = pair()
    for who in (make_user(), coordinator_of(row.programme)):
        with pytest.raises(NotVisible):
            actions.end(row, Ending.TIME, by=who, at=AT)
    offer = make_partnership(row.programme, state=PartnershipState.OFFERED)
    with pytest.raises(NotNow):
        actions.end(offer, Ending.TIME, by=user_of(offer, "mentee"), at=AT)


def test_the_database_holds_an_end_to_a_day_and_a_kind():
    row = pair()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.filter(pk=row.pk).update(state=ENDED.value)
    one = wish(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        RematchWish.objects.create(
            partnership=row, by=one.by, wished_at=AT, answer_by=one.answer_by
        )


@pytest.mark.requirement("R5.13")
def test_a_rematch_is_decided_without_blame_and_the_earlier_partner_is_excluded():
    row = pair()
    coordinator = coordinator_of(row.programme)
    wish(row)
    wish(row)  # twice is as once
    assert letters("rematch.wanted") == {coordinator.pk}
    assert not letters("partnership.ended")
    actions.decide_rematch(row, RematchAnswer.LOOK, by=coordinator, at=AT)
    row.refresh_from_db()
    assert (row.state, row.ending, taken(row)) == (ENDED, Ending.REMATCH, [0, 0])
    both = {user_of(row, "mentor").pk, user_of(row, "mentee").pk}
    assert letters("partnership.ended") == both
    mentor, mentee = (row.members.get(role=role).participation_id for role in ("mentor", "mentee"))
    assert queries.together(row.programme)[mentor, mentee] is ENDED
    assert broken_rules(row.programme, mentor, mentee, at=AT) == ("They were partners before",)
    with pytest.raises(NotNow):
        actions.agree(row.programme, mentor, mentee, by=user_of(row, "mentee"), at=AT)
    with pytest.raises(BreaksRule):
        offer_by_hand(row.programme, mentor, mentee, reason="x", by=coordinator, at=AT)


@pytest.mark.requirement("R5.13")
@pytest.mark.parametrize("answer", [RematchAnswer.TALK, RematchAnswer.NOT_NOW])
def test_a_talk_is_told_to_both_and_a_no_only_to_whoever_asked(answer):
    row = pair()
    coordinator = coordinator_of(row.programme)
    wish(row)
    actions.decide_rematch(row, answer, by=coordinator, at=AT)
    row.refresh_from_db()
    assert row.state == PartnershipState.ACTIVE
    mentor, mentee = user_of(row, "mentor").pk, user_of(row, "mentee").pk
    told = {mentor, mentee} if answer is RematchAnswer.TALK else {mentee}
    assert letters(f"rematch.{answer.value}") == told
    with pytest.raises(NotNow):
        actions.decide_rematch(row, answer, by=coordinator, at=AT)
    actions.ask_rematch(row, by=user_of(row, "mentee"), at=AT + timedelta(days=3))  # may ask again


def test_where_the_pair_decides_asking_ends_it_and_where_there_is_none_there_is_no_page(client):
    row = pair("pair")
    mentee = user_of(row, "mentee")
    client.force_login(mentee)
    client.post(reverse("partnerships:rematch", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.ending) == (ENDED, Ending.REMATCH)
    none = pair("none")
    client.force_login(user_of(none, "mentee"))
    address = reverse("partnerships:rematch", args=[none.pk])
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert address not in client.get(reverse("partnerships:ending", args=[none.pk])).text
    with pytest.raises(NotVisible):
        actions.ask_rematch(none, by=user_of(none, "mentee"), at=AT)


def test_a_wish_is_taken_back_and_nobody_is_told():
    row = pair()
    one, before = wish(row), OutboxLetter.objects.count()
    actions.withdraw_rematch(row, by=user_of(row, "mentor"), at=AT)  # not theirs
    one.refresh_from_db()
    assert one.state == "open"
    actions.withdraw_rematch(row, by=user_of(row, "mentee"), at=AT)
    one.refresh_from_db()
    assert one.state == "withdrawn"
    assert OutboxLetter.objects.count() == before


def test_with_the_end_a_rematch_may_be_asked(client):
    row = pair()
    coordinator = coordinator_of(row.programme)
    client.force_login(user_of(row, "mentee"))
    page = reverse("partnerships:ending", args=[row.pk])
    assert "What comes closest?" in client.post(page, {"rematch": "on"}).text  # asked again
    row.refresh_from_db()
    assert row.state == PartnershipState.ACTIVE
    answer = client.post(page, {"kind": "fit", "rematch": "on"}, follow=True)
    assert "ended on" in answer.text
    assert "answers by" in answer.text
    client.force_login(coordinator)
    listed = client.get(reverse("partnerships:rematches", args=[row.programme_id]))
    assert "Not the right match" in listed.text
    decide = reverse("partnerships:decide", args=[row.programme_id, row.pk])
    for _ in range(2):  # pressed twice
        told = client.post(decide, {"answer": "look"}, follow=True)
    assert "nothing was changed" in told.text
    assert letters("rematch.look") == {user_of(row, "mentee").pk}
    never = make_partnership(row.programme)
    decide = reverse("partnerships:decide", args=[row.programme_id, never.pk])
    assert client.get(decide).status_code == 404


@pytest.mark.requirement("R5.13")
def test_the_co_ordinator_does_not_see_who_asked(client):
    seen = []
    row = pair()
    client.force_login(coordinator_of(row.programme))
    pages = [
        reverse("partnerships:rematches", args=[row.programme_id]),
        reverse("partnerships:decide", args=[row.programme_id, row.pk]),
    ]
    for role in ("mentor", "mentee"):
        with transaction.atomic():
            wish(row, role)
            seen.append([client.get(page).text.split("<main")[1] for page in pages])
            transaction.set_rollback(True)
    strip = [[page.split("csrfmiddlewaretoken")[0] for page in pages] for pages in seen]
    assert strip[0] == strip[1]


def test_the_partner_sees_only_that_it_ended(client):
    row = pair()
    actions.end(row, Ending.FIT, rematch=True, by=user_of(row, "mentee"), at=AT)
    client.force_login(user_of(row, "mentor"))
    page = client.get(reverse("partnerships:ending", args=[row.pk])).text
    assert "ended on" in page
    for word in ("right match", "would like another match", "answers by"):
        assert word not in page


def test_logs_and_agreement_are_read_and_nothing_is_written_after_the_end(client):
    row = pair()
    mentee = user_of(row, "mentee")
    client.force_login(mentee)
    client.get(reverse("agreements:agreement", args=[row.pk]))
    actions.end(row, Ending.DONE, by=mentee, at=AT)
    assert client.get(reverse("meetings:logs", args=[row.pk])).status_code == 200
    assert client.get(reverse("agreements:versions", args=[row.pk])).status_code == 200
    for name in ("meetings:propose", "meetings:met", "agreements:sign", "agreements:write"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 404, name
    for name in ("home:partnership", "matching:offer"):
        answer = client.get(reverse(name, args=[row.pk]))
        assert answer.url == reverse("partnerships:ending", args=[row.pk])


def test_the_list_asks_as_much_for_one_as_for_three(client):
    def asked(many):
        first = pair()
        client.force_login(coordinator_of(first.programme))
        rows = [first] + [make_partnership(first.programme) for _ in range(many - 1)]
        for row in rows:
            wish(row)
            actions.end(row, Ending.TIME, rematch=True, by=user_of(row, "mentor"), at=AT)
        page = reverse("partnerships:rematches", args=[first.programme_id])
        client.get(page)
        with CaptureQueriesContext(connection) as found:
            assert client.get(page).status_code == 200
        return len(found)

    assert asked(1) == asked(3)
