"""What somebody sends to the co-ordinators: by their own deed, and read by nobody else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.communication import actions, queries
from mentorhouse.communication.models import Update
from mentorhouse.notifications.models import OutboxLetter
from tests.factories import (
    AT,
    coordinator_of,
    make_local_coordinator,
    make_partnership,
    make_programme,
    make_user,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
WORDS = "planted-words-of-an-update <b>bold</b>"


@pytest.fixture
def pair():
    return make_partnership(make_programme())


def member(pair, role):
    return pair.members.get(role=role).participation


def send(part, *, agreed=True, once=None):
    once, by = once or uuid4(), part.person.user
    return actions.send_update(part, WORDS, agreed=agreed, once=once, by=by, at=AT)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("R6.09")
@pytest.mark.requirement("R11.06")
def test_only_co_ordinators_read_what_somebody_chose_to_send(pair):
    mentee, mentor = member(pair, "mentee"), member(pair, "mentor")
    row, runs = send(mentee), coordinator_of(pair.programme)
    for reader in (mentee.person.user, runs):
        assert queries.read_update(reader, queries.update_for(reader, row.pk), at=AT) == WORDS
        page = browser(reader).get(reverse("communication:update", args=[row.pk])).content.decode()
        assert "planted-words" in page and "<b>bold" not in page
    local = make_local_coordinator(pair.programme, "Harbour Trust")
    for other in (mentor.person.user, local, make_user()):
        with pytest.raises(NotVisible):
            queries.update_for(other, row.pk)
    letters = OutboxLetter.objects.filter(kind="update.sent")
    assert [letter.to_id for letter in letters] == [runs.pk]
    assert not any("planted" in str(vars(letter)) for letter in letters)
    opened = AuditEntry.objects.filter(act="vault.text_opened", subject_id=str(row.pk))
    assert opened.count() >= 2


@pytest.mark.requirement("R6.09")
def test_nothing_goes_without_the_partners_yes_and_what_was_typed_stays(pair):
    mentee = member(pair, "mentee")
    with pytest.raises(NotNow):
        send(mentee, agreed=False)
    page = reverse("communication:send_update", args=[mentee.pk])
    typed = {"text": "It goes well.", "once": str(uuid4())}
    shown = browser(mentee.person.user).post(page, typed).content.decode()
    assert "ask them first" in shown and "It goes well." in shown
    assert not Update.objects.exists()
    sent = browser(mentee.person.user).post(page, typed | {"agreed": "on"}, follow=True)
    assert "Not read yet" in sent.content.decode()


@pytest.mark.requirement("R11.06")
def test_its_author_sees_the_day_on_which_it_was_read(pair):
    mentee, runs = member(pair, "mentee"), coordinator_of(pair.programme)
    row = send(mentee)
    assert queries.new_updates(runs) == [(pair.programme, 1)]
    browser(runs).post(reverse("communication:update_read", args=[row.pk]))
    actions.note_read(row, by=runs, at=AT)  # twice is as once
    assert queries.new_updates(runs) == [(pair.programme, 0)]
    page = reverse("communication:send_update", args=[mentee.pk])
    assert "Read on" in browser(mentee.person.user).get(page).content.decode()
    with pytest.raises(NotVisible):
        actions.note_read(row, by=mentee.person.user, at=AT)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_the_same_form_sent_twice_at_once_is_one_update(pair):
    part, once = member(pair, "mentee"), uuid4()
    found = at_once(lambda: send(part, once=once), lambda: send(part, once=once))
    assert Update.objects.count() == 1 and {row.pk for row in found} == {Update.objects.get().pk}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_however_many_updates(pair, number, django_assert_max_num_queries):
    for _turn in range(number):
        send(member(pair, "mentee"))
    client = browser(coordinator_of(pair.programme))
    with django_assert_max_num_queries(12):
        client.get(reverse("communication:updates", args=[pair.programme_id]))
