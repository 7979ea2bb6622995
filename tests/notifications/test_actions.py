"""Posting: once, in the caller's transaction, identifiers only; trying failed letters again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.accounts.models import User
from mentorhouse.notifications import post
from mentorhouse.notifications.actions import post_all, try_again
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.queries import failed_letters
from mentorhouse.notifications.rules import NotAnIdentifier
from mentorhouse.notifications.states import State
from tests.notifications.conftest import AT

pytestmark = pytest.mark.django_db


def test_posting_twice_posts_once(posted, user):
    first = posted()
    post("test.hello", to=user, about={}, at=AT, key="1")
    assert list(OutboxLetter.objects.all()) == [first]
    posted(key="2")
    assert OutboxLetter.objects.count() == 2


def test_a_letter_waits_with_an_identity_of_its_own(posted):
    row = posted(due=AT + timedelta(days=1))
    assert (row.state, row.posted_at, row.due_at) == (State.WAITING, AT, AT + timedelta(days=1))
    assert row.message_id == f"<{row.pk}@127.0.0.1>"


def test_many_are_posted_in_few_questions(user, django_assert_max_num_queries):
    letters = [(user.pk, {"count": n}, str(n % 600)) for n in range(1200)]
    with django_assert_max_num_queries(60):
        post_all("test.hello", letters, at=AT)
    assert OutboxLetter.objects.count() == 600


def test_it_goes_with_the_deed(user):
    class PlugPulled(Exception):
        pass

    def deed():
        with transaction.atomic():
            post("test.hello", to=user, about={}, at=AT, key="1")
            assert OutboxLetter.objects.count() == 1
            raise PlugPulled

    with pytest.raises(PlugPulled):
        deed()
    assert OutboxLetter.objects.count() == 0


def test_text_does_not_get_in(user):
    with pytest.raises(NotAnIdentifier):
        post("test.hello", to=user, about={"note": "I feel unsure"}, at=AT, key="1")


@pytest.mark.parametrize(
    "wrong",
    [{"state": "lost"}, {"state": "sent"}, {"state": "sending"}, {"sent_at": AT}],
)
def test_the_database_refuses_half_states(posted, wrong):
    row = posted()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxLetter.objects.filter(pk=row.pk).update(**wrong)


def test_an_administrator_sees_failed_letters_and_sends_them_again(posted):
    row = posted()
    OutboxLetter.objects.update(state=State.FAILED, attempts=6)
    administrator = User.objects.create_user("admin@example.org", is_administrator=True)
    assert list(failed_letters(administrator)) == [row]
    try_again(row.pk, by=administrator, at=AT + timedelta(days=2))
    row.refresh_from_db()
    assert (row.state, row.attempts, row.due_at) == (State.WAITING, 0, AT + timedelta(days=2))


def test_nobody_else_does(posted, user):
    row = posted()
    OutboxLetter.objects.update(state=State.FAILED)
    assert list(failed_letters(user)) == []
    with pytest.raises(NotVisible):
        try_again(row.pk, by=user, at=AT)
    row.refresh_from_db()
    assert row.state == State.FAILED
