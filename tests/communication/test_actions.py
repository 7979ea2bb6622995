"""Threads, answers, changes, reports and hiding; who may, and twice."""

from uuid import uuid4

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.communication import actions
from mentorhouse.communication.models import Post, Report, Thread
from mentorhouse.notifications.models import OutboxLetter
from tests.communication.conftest import AT, Space
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def acts():
    return [row.act for row in AuditEntry.objects.filter(act__startswith="space.")]


@pytest.mark.requirement("R4.11")
def test_mentors_ask_and_answer_one_another(space):
    thread = space.ask()
    space.answer(thread)
    assert (thread.posts.count(), acts()) == (2, ["space.thread_begun", "space.answered"])
    letter = OutboxLetter.objects.get(kind="space.answered")
    assert letter.to_id == space.ada.pk


@pytest.mark.requirement("R4.11")
def test_a_text_that_names_a_mentee_of_its_author_is_refused(space):
    with pytest.raises(actions.NamesSomeone, match="Sam"):
        space.ask("How do I help Sam?")
    assert not Thread.objects.exists()
    # Of a name that is not one’s own mentee’s nothing is said: it would tell who takes part.
    space.ask("How do I help Sam?", by=space.ben)


def test_nobody_but_mentors_and_co_ordinators_writes(space):
    stranger = Space()
    for who in (space.mentee, stranger.ada, stranger.coordinator):
        with pytest.raises(NotVisible):
            space.ask(by=who)
    space.ask(by=space.coordinator)


def test_without_the_setting_there_is_no_space(db):
    with pytest.raises(NotVisible):
        Space(on=False).ask()


def test_the_same_form_twice_is_one(space):
    once = uuid4()
    assert space.ask(once=once).pk == space.ask(once=once).pk
    thread, again = Thread.objects.get(), uuid4()
    assert space.answer(thread, once=again).pk == space.answer(thread, once=again).pk
    assert Post.objects.count() == 2


def test_one_changes_ones_own_post_from_what_one_has_read(space):
    post = space.ask().posts.get()
    with pytest.raises(NotVisible):
        actions.change(post, "Mine", version=1, by=space.ben, at=AT)
    actions.change(post, "Better", version=1, by=space.ada, at=AT)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change(post, "Older", version=1, by=space.ada, at=AT)
    with pytest.raises(actions.NamesSomeone):
        actions.change(post, "Sam Field", version=2, by=space.ada, at=AT)


@pytest.mark.requirement("R4.11")
def test_a_moderator_hides_what_was_reported_and_shows_it_again(space):
    post = space.ask().posts.get()
    actions.report(post, "unkind", by=space.ben, at=AT)
    actions.report(post, "unkind", by=space.ben, at=AT)
    assert Report.objects.count() == 1
    with pytest.raises(NotVisible):
        actions.hide(post, "unkind", by=space.ben, at=AT)
    actions.hide(post, "unkind", by=space.coordinator, at=AT)
    actions.hide(post, "unkind", by=space.coordinator, at=AT)
    with pytest.raises(NotNow, match="hidden"):
        actions.change(post, "Again", version=1, by=space.ada, at=AT)
    assert not Report.objects.filter(settled_at=None).exists()
    actions.leave(post, by=space.coordinator, at=AT)
    post.refresh_from_db()
    assert (post.hidden_at, post.hidden_because) == (None, "")
    assert [row.kind for row in OutboxLetter.objects.order_by("kind")] == [
        "space.hidden", "space.reported",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_form_sent_twice_at_once_is_one_thread():
    space, once = Space(), uuid4()
    done = at_once(lambda: space.ask(once=once), lambda: space.ask(once=once))
    assert [type(one) for one in done] == [Thread, Thread], done
    assert (Thread.objects.count(), Post.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_one_post_is_changed_twice_at_once():
    space = Space()
    post = space.ask().posts.get()

    def change(words):
        return actions.change(post, words, version=1, by=space.ada, at=AT)

    done = at_once(lambda: change("One"), lambda: change("Two"))
    assert sorted(type(one).__name__ for one in done) == ["ChangedMeanwhile", "Post"], done
