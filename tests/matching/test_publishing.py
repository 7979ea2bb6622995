"""Publishing a draft: once, whole or not at all, and what it leaves out."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions import wishes
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import Published, publish
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import Wish
from mentorhouse.matching.queries.pool import waiting_of
from mentorhouse.matching.queries.standing import NO_PLACE, publishable
from mentorhouse.matching.states import RunState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
)
from tests.matching.worlds import drafted, pairs_of, programme_of
from tests.together import HeldTrail

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def publish_it(run):
    return publish(run, by=coordinator_of(run.programme), at=AT)


def offered():
    """The mentor of each mentee who was offered one."""
    found = {}
    for partnership in Partnership.objects.prefetch_related("members"):
        who = {m.role: m.participation_id for m in partnership.members.all()}
        found[who["mentee"]] = who["mentor"]
    return found


@pytest.mark.requirement("R5.10")
def test_publishing_offers_every_pair_posts_the_letters_and_starts_the_programme():
    run = drafted(programme_of(3, 3))
    assert publish_it(run) == Published(3, 0)
    run.refresh_from_db()
    assert (run.state, run.published_at, run.programme.state) == (
        RunState.PUBLISHED,
        AT,
        ProgrammeState.RUNNING,
    )
    assert offered() == pairs_of(run)
    assert OutboxLetter.objects.filter(kind="partnership.offered").count() == 6
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts[-1] == "match_run.published"


def test_publishing_twice_publishes_once():
    run = drafted(programme_of())
    publish_it(run)
    assert publish_it(run).already
    assert Partnership.objects.count() == 3
    assert OutboxLetter.objects.count() == 6


def test_a_draft_that_was_replaced_is_not_published():
    programme = programme_of()
    old, _ = drafted(programme), drafted(programme)
    with pytest.raises(NotNow, match="another run has taken its place"):
        publish_it(old)
    assert not Partnership.objects.exists()


def test_only_a_co_ordinator_of_the_programme_publishes():
    run = drafted(programme_of())
    mentee = run.pairs.first().mentee.person.user
    for stranger in (make_user(), mentee, coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            publish(run, by=stranger, at=AT)
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.04", "R5.12", "R5.20")
def test_what_can_no_longer_be_made_is_left_out_with_the_reason():
    programme = programme_of(4, 4)
    run = drafted(programme)
    declined, full, forbidden, fine = run.pairs.order_by("pk")
    Participation.objects.filter(pk=declined.mentee_id).update(state=ParticipationState.DECLINED)
    make_partnership(programme, mentor=Participation.objects.get(pk=full.mentor_id))
    Partnership.objects.all().update(offered_at=AT)
    wishes.lay_down(
        programme,
        Wish.Kind.FORBIDDEN,
        forbidden.mentor_id,
        forbidden.mentee_id,
        by=coordinator_of(programme),
        at=AT,
    )
    left = {item.pair.pk: item.why for item in publishable(run, at=AT).left_out}
    assert left.keys() == {declined.pk, full.pk, forbidden.pk}
    assert "does not take part any more" in left[declined.pk]
    assert left[full.pk] == NO_PLACE.format(role="mentor")
    before = Partnership.objects.count()
    assert publish_it(run) == Published(1, 3)
    assert Partnership.objects.count() == before + 1
    assert offered()[fine.mentee_id] == fine.mentor_id
    # who goes without through no doing of theirs comes first in the next run
    both = (forbidden.mentor_id, forbidden.mentee_id)
    assert waiting_of(programme) == dict.fromkeys((declined.mentor_id, full.mentee_id, *both), 1)


@pytest.mark.requirement("R5.04")
def test_a_pair_that_breaks_a_rule_by_now_is_left_out_with_the_rule():
    run = drafted(programme_of(2, 2))
    moved, _ = run.pairs.order_by("pk")
    moved.mentor.person.organisation = moved.mentee.person.organisation
    moved.mentor.person.save()
    left = publishable(run, at=AT).left_out
    assert [item.pair.pk for item in left] == [moved.pk]
    assert left[0].why == "Mentor and mentee must not have the same organisation"
    assert publish_it(run) == Published(1, 1)


def test_a_draft_of_which_nothing_can_be_made_is_refused_and_stays_a_draft():
    run = drafted(programme_of(1, 1))
    Participation.objects.update(state=ParticipationState.DECLINED)
    with pytest.raises(NotNow, match="Run it again"):
        publish_it(run)
    run.refresh_from_db()
    assert run.state == RunState.DRAFT


def test_a_lock_ends_with_publication_and_a_ban_stays():
    programme = programme_of(2, 2)
    run = drafted(programme)
    kept, other = run.pairs.order_by("pk")
    by = coordinator_of(programme)
    wishes.lay_down(programme, Wish.Kind.LOCKED, kept.mentor_id, kept.mentee_id, by=by, at=AT)
    wishes.lay_down(programme, Wish.Kind.FORBIDDEN, kept.mentor_id, other.mentee_id, by=by, at=AT)
    publish_it(run)
    assert list(Wish.objects.values_list("kind", flat=True)) == [Wish.Kind.FORBIDDEN]


def test_publishing_costs_the_same_for_two_pairs_and_for_twelve():
    publish_it(drafted(programme_of(1, 1)))  # the very first deed also begins the trail
    counted = []
    for many in (2, 12):
        run = drafted(programme_of(many, many))
        with CaptureQueriesContext(connection) as asked:
            assert publish_it(run).offered == many
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_co_ordinators_publish_at_once_and_it_is_published_once():
    run = drafted(programme_of(5, 5))
    both = [coordinator_of(run.programme), make_user()]
    Coordinator.objects.create(programme=run.programme, user=both[1], since=AT)
    together, done = threading.Barrier(2), []

    def press(user):
        together.wait()
        try:
            done.append(publish(run, by=user, at=AT))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(user,)) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=lambda p: p.already) == [Published(5, 0), Published(0, 0, already=True)]
    assert Partnership.objects.count() == 5
    assert OutboxLetter.objects.filter(kind="partnership.offered").count() == 10


CHILD = """
import json, os, signal, sys
from django.conf import settings
names, run_id, die_before = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for alias, name in names.items():
    settings.DATABASES[alias]["NAME"] = name
import django
django.setup()
from django.db import connection
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.models import MatchRun
from tests.factories import AT, coordinator_of
seen = 0
def count(execute, sql, params, many, context):
    global seen
    seen += 1
    if seen == die_before:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
run = MatchRun.objects.select_related("programme").get(pk=run_id)
by = coordinator_of(run.programme)
with connection.execute_wrapper(count):
    publish(run, by=by, at=AT)
print(seen)
"""


def publish_in_a_process(run, *, die_before=0):
    """Publish in a process of its own, which is killed before its n-th statement."""
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    path = f"{Path(__file__).parents[2]}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    return subprocess.run(
        [sys.executable, "-c", CHILD, json.dumps(names), str(run.pk), str(die_before)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def traces():
    return (
        Partnership.objects.count(),
        Member.objects.count(),
        OutboxLetter.objects.count(),
        AuditEntry.objects.filter(act__in=("partnership.offered", "match_run.published")).count(),
    )


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_kill_in_the_middle_of_publishing_leaves_nothing_and_a_repeat_everything():
    whole = publish_in_a_process(drafted(programme_of(3, 3)))
    assert whole.returncode == 0, whole.stderr
    statements, before = int(whole.stdout), traces()
    assert before == (3, 6, 6, 2)
    run = drafted(programme_of(3, 3))
    # The first deed of a database takes a statement or two more; the last one still is a write.
    for moment in (statements // 3, statements * 2 // 3, statements - 3):
        killed = publish_in_a_process(run, die_before=moment)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        run.refresh_from_db()
        run.programme.refresh_from_db()
        assert (run.state, run.programme.state) == (RunState.DRAFT, ProgrammeState.MATCHING)
        assert traces() == before
    assert publish_in_a_process(run).returncode == 0
    assert traces() == (6, 12, 12, 4)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_draft_can_be_published_while_the_next_run_is_under_way_and_so_can_that_one():
    programme = programme_of(3, 3)
    first = drafted(programme)
    second = start(programme, by=coordinator_of(programme), at=AT)
    make_mentor(programme, make_person(grade="Grade 6"))
    make_mentee(programme)
    publish_it(first)
    carry_out(second.pk, at=AT)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state) == (RunState.PUBLISHED, RunState.DRAFT)
    assert publish_it(second) == Published(1, 0)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_run_that_ends_while_the_draft_before_is_published_does_not_retire_it():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one deed write at a time")
    programme = programme_of(3, 3)
    first = drafted(programme)
    second = start(programme, by=coordinator_of(programme), at=AT)
    with HeldTrail() as trail:
        trail.begin(lambda: publish_it(first))
        trail.begin(lambda: carry_out(second.pk, at=AT))
    assert trail.failures == []
    first.refresh_from_db()
    assert first.state == RunState.PUBLISHED
