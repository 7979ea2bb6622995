"""Deeds: speaking up, hearing, passing on to another contact, telling the mentee."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.concerns import actions
from mentorhouse.concerns.actions.clock import tell_mentees
from mentorhouse.concerns.actions.speaking import Said
from mentorhouse.concerns.models import Concern
from mentorhouse.concerns.queries.handling import concerns_to
from mentorhouse.concerns.queries.speaking import concern_for, text_of
from mentorhouse.concerns.rules import COORDINATORS
from mentorhouse.concerns.states import Kind
from mentorhouse.notifications.models import OutboxLetter
from tests.concerns.conftest import AT, FACTS
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def letters(kind):
    return set(OutboxLetter.objects.filter(kind=f"concerns.{kind}").values_list("to", flat=True))


@pytest.mark.requirement("R6.11")
def test_only_the_named_contact_opens_it_and_the_audit_shows_each_opening(place):
    row = place.pass_on()
    opened = AuditEntry.objects.filter(act="vault.text_opened", subject_id=str(row.pk))
    assert row.contact.user == place.first and not opened.exists()
    for _ in range(2):
        assert text_of(place.first, concern_for(place.first, row.pk), at=AT).facts == FACTS
    assert [entry.actor for entry in opened] == [str(place.first.pk)] * 2
    assert FACTS not in str(list(opened.values()))
    for other in (place.second, place.coordinator, place.mentee):
        with pytest.raises(NotVisible):
            text_of(other, concern_for(other, row.pk), at=AT)
    assert letters("sent") == {place.first.pk}


@pytest.mark.requirement("R6.11")
def test_a_mentee_who_was_not_told_is_told_by_the_clock_unless_there_is_a_new_reason(place):
    row = place.pass_on(told=False)
    assert row.told_at is None and not letters("told")
    late = AT + timedelta(days=30)
    actions.take_up(row, by=place.first, at=AT)
    held = actions.hold(row, "Still unsafe", once=uuid4(), by=place.first, at=late - timedelta(1))
    assert held.tell_on == (late + timedelta(days=29)).date()
    assert tell_mentees(at=late) == 0
    assert tell_mentees(at=late + timedelta(days=29)) == 1
    assert letters("told") == {place.mentee.pk}
    assert tell_mentees(at=late + timedelta(days=60)) == 0


@pytest.mark.requirement("R6.12")
def test_what_is_about_a_contact_or_a_co_ordinator_goes_to_another_person(place):
    assert place.report().contact.user == place.first
    about_first = place.report(place.first.pk)
    assert about_first.contact.user == place.second
    assert about_first not in concerns_to(place.first, place.programme)
    with pytest.raises(NotVisible):
        concern_for(place.first, about_first.pk)
    actions.name_contact(
        place.programme, "first", place.coordinator.email, by=place.coordinator, at=AT
    )
    about_coordinators = place.report(COORDINATORS)
    assert about_coordinators.contact.user == place.second
    with pytest.raises(NotVisible):
        concern_for(place.coordinator, about_coordinators.pk)
    with pytest.raises(NotNow, match="Nobody is named"):
        place.report(place.coordinator.pk, place.second.pk)


def test_a_new_contact_gets_what_is_open_but_not_what_is_about_them(place):
    plain, about_new = place.report(), place.report(place.mentor.pk)
    actions.name_contact(place.programme, "first", place.mentor.email, by=place.coordinator, at=AT)
    plain.refresh_from_db()
    about_new.refresh_from_db()
    assert plain.contact.user == place.mentor
    assert about_new.contact.user == place.second
    with pytest.raises(NotVisible):
        concern_for(place.first, plain.pk)  # who was the contact before
    # Nobody but the mentor could hear this one now, and they may not: it stays where it is.
    actions.name_contact(place.programme, "second", place.mentee.email, by=place.coordinator, at=AT)
    about_new.refresh_from_db()
    assert about_new.contact.user == place.second
    assert text_of(place.second, concern_for(place.second, about_new.pk), at=AT).facts == FACTS


def test_the_stages_have_their_dates_and_end_with_an_answer(place):
    row = place.report()
    with pytest.raises(NotNow, match="Take the concern up first"):
        actions.close(row, "No", once=uuid4(), by=place.first, at=AT)
    actions.take_up(row, by=place.first, at=AT)
    actions.note_step(row, "Talked to HR", once=uuid4(), by=place.first, at=AT)
    answer = uuid4()
    for _ in range(2):  # sent twice is sent once
        closed = actions.close(row, "It was wrong.", once=answer, by=place.first, at=AT)
    assert closed.closed_at == AT and row.notes.count() == 2
    assert letters("answered") == {place.mentee.pk}
    with pytest.raises(NotNow, match="closed"):
        actions.write(row, "And yet", once=uuid4(), by=place.mentee, at=AT)


def test_a_draft_can_be_thrown_away_and_nothing_incomplete_is_sent(place):
    row = actions.begin(place.programme, place.mentee_part.pk, once=uuid4(), by=place.mentor, at=AT)
    with pytest.raises(NotNow, match="missing"):
        actions.send_draft(row, by=place.mentor, at=AT)
    with pytest.raises(NotVisible):  # a mentee is nobody’s mentor here
        actions.begin(place.programme, place.mentee_part.pk, once=uuid4(), by=place.mentee, at=AT)
    actions.throw_away(row, by=place.mentor, at=AT)
    assert not Concern.objects.exists()


@pytest.mark.requirement("R6.16")
def test_advice_names_no_mentee(place):
    said = Said(Kind.ADVICE, "What would you do?")
    row = actions.speak_up(place.programme, said, once=uuid4(), by=place.mentor, at=AT)
    assert row.mentee is None and row.contact.user == place.first


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_sent_while_another_contact_is_named_is_heard_by_somebody_who_may(place):
    new = place.coordinator
    at_once(
        lambda: place.report(COORDINATORS),
        lambda: actions.name_contact(place.programme, "first", new.email, by=new, at=AT),
    )
    row = Concern.objects.get()
    assert row.contact.ended_at is None and row.contact.user == place.second
