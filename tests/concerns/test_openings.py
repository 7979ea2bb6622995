"""Opening in an emergency: two unconflicted people, each afresh, for a time, told, recorded."""

import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.access.relations import EmergencyReader, NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.queries import verify_chain
from mentorhouse.concerns import actions
from mentorhouse.concerns.actions import openings
from mentorhouse.concerns.actions.clock import see_to_openings
from mentorhouse.concerns.models import Opening
from mentorhouse.concerns.queries.openings import own_openings
from mentorhouse.concerns.rules import is_fresh, is_open, may_agree, tells_on
from mentorhouse.home.queries.opened import opened
from mentorhouse.meetings.actions.recording import Facts, record_held, write_log
from mentorhouse.meetings.models import MeetingLog
from mentorhouse.meetings.queries import read_logs
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.vault.envelope import key_id_of
from mentorhouse.vault.fields import envelope_of
from tests.concerns.conftest import AT
from tests.factories import make_partnership
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
LOG = "planted-words-of-a-log"
REASON = "planted-reason-to-open"


@pytest.fixture
def asked(place):
    """What the first contact asks for, because of a report of the mentee."""
    facts = Facts(held_on=(AT - timedelta(days=2)).date(), length_minutes=60, way="telephone")
    held = record_held(place.pair, facts, zone="Europe/London", by=place.mentee, at=AT)
    write_log(held, {"topics": LOG}, based_on=0, by=place.mentee, at=AT)
    place.concern = actions.take_up(place.report(), by=place.first, at=AT)
    return lambda **more: ask(place, **more)


def ask(place, *, by=None, proved=AT, delay=0, pair=None, days=3):
    why = "Evidence may vanish" if delay else ""
    scope = openings.Scope((pair or place.pair).pk, ["logs"], days, REASON, delay, why)
    by = by or place.first
    return openings.ask(place.concern, scope, proved=proved, once=uuid4(), by=by, at=AT)


def agree(row, by, *, proved=AT):
    return openings.decide(row, agree=True, proved=proved, by=by, at=AT)


@given(st.integers(-5, 400), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_no_wish_and_no_setting_tells_a_pair_later_than_thirty_days(delay, on):
    assert on <= tells_on(on, delay) <= on + timedelta(days=30)


def test_who_is_a_party_is_no_second_person_and_a_sign_in_is_fresh_for_minutes():
    assert may_agree("c", asked_by="a", members={"b"})
    assert not may_agree("a", asked_by="a", members={"b"})
    assert not may_agree("b", asked_by="a", members={"b"})
    assert is_fresh(AT - timedelta(minutes=5), at=AT)
    assert not is_fresh(AT - timedelta(minutes=6), at=AT) and not is_fresh(None, at=AT)
    assert not is_fresh(AT + timedelta(minutes=1), at=AT)
    assert is_open("open", AT + timedelta(seconds=1), at=AT) and not is_open("open", AT, at=AT)
    assert not is_open("asked for", None, at=AT)


@pytest.mark.requirement("R6.09")
def test_two_people_open_for_a_purpose_and_the_pair_is_told(place, asked):
    row = asked()
    with pytest.raises(NotNow, match="not open"):
        openings.look(row, "logs", "Where", proved=AT, by=place.first, at=AT)
    for nobody in (place.first, place.mentor, place.mentee):
        with pytest.raises(NotVisible):
            agree(row, nobody)
    with pytest.raises(NotNow, match="sign in once more"):
        agree(row, place.second, proved=AT - timedelta(minutes=6))
    row = agree(row, place.second)
    told = OutboxLetter.objects.filter(kind="concerns.opened").values_list("to", flat=True)
    assert set(told) == {place.mentor.pk, place.mentee.pk}
    reader = openings.look(row, "logs", "Where", proved=AT, by=place.first, at=AT)
    assert LOG in str(opened(reader, row, "logs", at=AT))
    with pytest.raises(NotNow, match="did not agree"):
        openings.look(row, "agreement", "Where", proved=AT, by=place.first, at=AT)
    with pytest.raises(NotVisible):  # the second person reads nothing
        openings.look(row, "logs", "Where", proved=AT, by=place.second, at=AT)
    with pytest.raises(NotVisible):  # nor does the first without a look
        read_logs(place.first, row.partnership, at=AT)
    seen = own_openings(place.mentee, place.pair.pk)[1]
    assert [len(each.looks.all()) for each in seen] == [1]
    trail = AuditEntry.objects.filter(actor=str(place.first.pk)).values_list("act", flat=True)
    assert {"opening.asked", "opening.looked", "vault.text_opened"} <= set(trail)
    assert REASON not in str(list(AuditEntry.objects.values()))
    assert verify_chain().whole


def test_it_ends_by_the_clock_or_by_hand_and_opens_one_partnership_only(place, asked):
    row = agree(asked(days=1), place.coordinator)
    late = AT + timedelta(days=1)
    with pytest.raises(NotNow, match="its time is over"):  # though no worker has run
        openings.look(row, "logs", "Late", proved=late, by=place.first, at=late)
    see_to_openings(at=late)
    row.refresh_from_db()
    assert row.state == "ended" and row.ended_at == late
    other = make_partnership(place.programme)
    with pytest.raises(NotVisible):
        read_logs(EmergencyReader(place.first.pk, place.pair.pk), other, at=AT)
    with pytest.raises(NotVisible):
        asked(pair=other)  # whoever spoke up is not in it
    again = agree(asked(), place.second)
    assert openings.end(again, by=place.second, at=AT)
    with pytest.raises(NotNow):
        openings.look(again, "logs", "More", proved=AT, by=place.first, at=AT)


def test_what_the_pair_writes_after_an_opening_has_a_new_key(place, asked):
    row = agree(asked(), place.coordinator)
    (log,) = MeetingLog.objects.all()
    before = key_id_of(envelope_of(log.topics))
    openings.end(row, by=place.first, at=AT)
    write_log(log.meeting, {"topics": "After"}, based_on=log.revision, by=place.mentee, at=AT)
    log.refresh_from_db()
    assert key_id_of(envelope_of(log.topics)) != before


def test_a_delay_needs_no_worker_to_end(place, asked, monkeypatch):
    row = agree(asked(delay=30), place.second)
    assert own_openings(place.mentee, place.pair.pk)[1] == []
    assert row.tell_on == (AT + timedelta(days=30)).date()
    monkeypatch.setattr("mentorhouse.concerns.relations.today", lambda: row.tell_on)
    assert own_openings(place.mentee, place.pair.pk)[1] == [row]
    see_to_openings(at=AT + timedelta(days=30))
    assert OutboxLetter.objects.filter(kind="concerns.opened").count() == 2


def test_who_is_in_the_pair_or_what_it_is_about_is_asked_for_nothing(place, asked):
    actions.name_contact(place.programme, "second", place.mentor.email, by=place.coordinator, at=AT)
    row = asked()
    asks = OutboxLetter.objects.filter(kind="concerns.asked").values_list("to", flat=True)
    assert set(asks) == {place.coordinator.pk}
    with pytest.raises(NotVisible):
        agree(row, place.mentor)


def signed_in(client):
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()


def test_the_pages_ask_to_sign_in_once_more_and_show_it_once(place, asked):
    for user in (place.first, place.second):
        user.set_password("a long enough pass phrase")
        user.save()
    first, second = place.browse(place.first), place.browse(place.second)
    page = reverse("concerns:ask", args=[place.concern.pk])
    assert "/account/reauthenticate/" in first.get(page)["Location"]
    signed_in(first)
    data = {
        "once": uuid4(), "partnership": place.pair.pk, "kinds": ["logs"], "days": 2,
        "reason": REASON, "delay": 3, "why_later": "",
    }  # fmt: skip
    wrong = first.post(page, data).content.decode()
    assert "Write why the pair should not be told" in wrong and REASON in wrong
    where = first.post(page, data | {"delay": 0})["Location"]
    assert REASON in second.get(where).content.decode()
    decide = f"{where}decide/"
    assert "/account/reauthenticate/" in second.post(decide, {"agree": "yes"})["Location"]
    signed_in(second)
    second.post(decide, {"agree": "yes"})
    read = reverse("home:opened", args=[Opening.objects.get().pk])
    assert LOG not in first.get(read).content.decode()
    shown = first.post(read, {"kind": "logs", "purpose": "Where is it"}).content.decode()
    assert LOG in shown
    assert second.get(read).status_code == 404
    told = place.get(place.mentee, "own_openings", place.pair.pk).content.decode()
    assert "Nora First asked, and Sam Second agreed" in told and REASON not in told


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_who_decide_at_once_make_one_decision(place, asked):
    row = asked()
    ends = at_once(lambda: agree(row, place.second), lambda: agree(row, place.coordinator))
    assert sum(isinstance(end, NotNow) for end in ends) == 1
    assert AuditEntry.objects.filter(act="opening.agreed").count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_look_while_it_ends_is_before_the_end_or_refused(place, asked):
    row = agree(asked(), place.second)
    look, _ = at_once(
        lambda: openings.look(row, "logs", "Now", proved=AT, by=place.first, at=AT),
        lambda: openings.end(row, by=place.second, at=AT),
    )
    acts = list(AuditEntry.objects.filter(act__startswith="opening.").values_list("act", flat=True))
    if isinstance(look, EmergencyReader):
        assert acts.index("opening.looked") < acts.index("opening.ended")
    else:
        assert isinstance(look, NotNow) and "opening.looked" not in acts
