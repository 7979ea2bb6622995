"""Emptying the outbox: each letter once, failures later, no letter held by two."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from mentorhouse.accounts.models import User
from mentorhouse.notifications import post
from mentorhouse.notifications.channels import Refused
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.rules import LEASE
from mentorhouse.notifications.states import State
from mentorhouse.notifications.worker import lease
from mentorhouse.notifications.worker.outbox import BATCH, drain
from tests.notifications.conftest import AT, Memory, now_at

pytestmark = pytest.mark.django_db


def test_a_due_letter_is_sent_once(posted):
    row = posted()
    out = Memory()
    assert drain(out, now=now_at(AT)) == {"sent": 1}
    assert drain(out, now=now_at(AT)) == {}
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == (State.SENT, AT, 1)
    assert [m.extra_headers["Message-ID"] for m in out.messages] == [row.message_id]


def test_a_letter_that_is_not_due_waits(posted):
    posted(due=AT + timedelta(hours=1))
    assert drain(Memory(), now=now_at(AT)) == {}
    assert drain(Memory(), now=now_at(AT + timedelta(hours=1))) == {"sent": 1}


def test_nothing_is_sent_when_its_cause_is_gone(posted):
    row = posted("test.gone")
    out = Memory()
    assert drain(out, now=now_at(AT)) == {"dropped": 1}
    row.refresh_from_db()
    assert (row.state, out.messages) == (State.DROPPED, [])


def test_nothing_is_sent_to_a_closed_account(posted, user):
    posted()
    User.objects.update(is_active=False)
    assert drain(Memory(), now=now_at(AT)) == {"dropped": 1}


@pytest.mark.parametrize("kind", ["test.broken", "test.nobody_writes_this"])
def test_a_letter_that_cannot_be_written_does_not_stop_the_others(posted, kind):
    bad, good = posted(kind), posted()
    assert drain(Memory(), now=now_at(AT)) == {"failed": 1, "sent": 1}
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.WAITING, State.SENT)
    assert bad.last_error_class in {"ValueError", "UnknownLetter"}
    assert bad.due_at == AT + timedelta(minutes=1)


def test_a_mail_server_that_is_away_is_tried_to_the_end(posted):
    row = posted()
    at, pauses = AT, []
    for _ in range(6):
        assert drain(Memory(OSError("anwen@example.org")), now=now_at(at)) == {"failed": 1}
        row.refresh_from_db()
        pauses.append(row.due_at - at)
        at = row.due_at
    assert pauses[:5] == [timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
    assert (row.state, row.attempts, row.last_error_class) == (State.FAILED, 6, "OSError")


def test_a_letter_that_is_refused_for_good_is_given_up_at_once(posted):
    row = posted()
    drain(Memory(Refused()), now=now_at(AT))
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_a_letter_of_a_dead_worker_comes_round_when_its_lease_ends(posted):
    row = posted()
    lease.claim(1, at=AT)  # and the worker dies
    assert drain(Memory(), now=now_at(AT + LEASE - timedelta(seconds=1))) == {}
    out = Memory()
    assert drain(out, now=now_at(AT + LEASE)) == {"sent": 1}
    assert out.messages[0].extra_headers["Message-ID"] == row.message_id


def test_a_note_of_a_worker_that_lost_its_lease_does_not_count(posted):
    row = posted()
    [late] = lease.claim(1, at=AT)
    [newer] = lease.claim(1, at=AT + LEASE)
    lease.note_failure(late, OSError(), at=AT + LEASE, final=True)
    row.refresh_from_db()
    assert (row.state, row.claimed_until) == (State.SENDING, newer.claimed_until)
    lease.note_sent(newer, at=AT + LEASE)
    row.refresh_from_db()
    assert row.state == State.SENT


def test_a_letter_is_not_begun_shortly_before_its_lease_ends(posted):
    posted(key="1")
    posted(key="2")
    times = iter([AT, AT, AT, AT + LEASE - timedelta(seconds=44), AT])
    out = Memory()
    assert drain(out, now=lambda: next(times)) == {"sent": 1}
    assert len(out.messages) == 1


def test_a_stop_is_heeded_between_batches(posted):
    for n in range(BATCH + 5):
        posted(key=str(n))
    asked = iter([False, True])
    assert drain(Memory(), now=now_at(AT), until=lambda: next(asked)) == {"sent": BATCH}


def test_a_database_that_is_away_is_not_taken_for_a_bad_letter(posted):
    row = posted()
    with pytest.raises(OperationalError):
        drain(Memory(OperationalError("gone")), now=now_at(AT))
    row.refresh_from_db()
    assert row.state == State.SENDING


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_letter_once():
    user = User.objects.create_user("anwen@example.org")
    for n in range(60):
        post("test.hello", to=user, about={}, at=AT, key=str(n))
    outs = [Memory() for _ in range(4)]
    begin = threading.Barrier(4)

    def work(out: Memory) -> None:
        begin.wait()
        try:
            drain(out, now=now_at(AT))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(out,)) for out in outs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = [m.extra_headers["Message-ID"] for out in outs for m in out.messages]
    assert sorted(sent) == sorted(OutboxLetter.objects.values_list("message_id", flat=True))
    assert set(OutboxLetter.objects.values_list("state", flat=True)) == {State.SENT}
