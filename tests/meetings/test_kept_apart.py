"""One-to-one sessions beside a group: for the two, and not there at all for everybody else."""

import email
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import token_of
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import preparing, recording, sessions
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.actions.repeating import open_feed
from mentorhouse.meetings.actions.sessions import SessionWaits
from mentorhouse.meetings.models import Session
from mentorhouse.meetings.states import SessionMove
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.partnerships.models import Member, Partnership
from tests.factories import coordinator_of, make_user
from tests.meetings.conftest import AT
from tests.meetings.several import FACE_TO_FACE, YES, Group
from tests.meetings.test_canaries import rows_of
from tests.together import at_once

database = pytest.mark.django_db(databases=["default", "keystore"])
together = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
PLACE, TOPIC = "Canary of the bench", "Canary of what it is about"
NOTES, LINK = "Canary of the notes", "https://meet.example.org/canary-of-two"
WHERE = Details(45, "face_to_face", place=PLACE)


def asked(group, by, other, *, details=WHERE, topic=TOPIC, at=AT):
    starts = [at + timedelta(days=days) for days in (2, 3)]
    return sessions.ask_session(
        group.partnership(by), other.pk, starts, details, topic=topic, by=by, at=at
    )


def held(group, by, other, *, at=AT):
    session = asked(group, by, other, at=at)
    picked = sessions.pick_session_time(session, session.times.first().pk, by=other, at=at)
    later = at + timedelta(days=4)
    met = sessions.answer_session(picked, SessionMove.HOLD, by=by, at=later)
    return sessions.write_notes(met, NOTES, based_on=0, by=other, at=later)


def _attached(folder):
    for file in folder.rglob("*.eml"):
        for part in email.message_from_bytes(file.read_bytes()).walk():
            if part.get_content_type() == "text/calendar":
                yield part.get_payload(decode=True)


@together
@pytest.mark.requirement("R9.02")
def test_planted_words_of_two_are_found_by_the_two_and_by_nobody_else(
    at_browser, settings, tmp_path
):
    settings.MAIL_DIR = tmp_path / "mail"
    group = Group(3)
    Partnership.objects.filter(pk=group.id).update(coordinator_reads_content=True)
    one, *others = group.mentees
    poll = group.ask(by=others[0], details=FACE_TO_FACE)
    done = held(group, one, group.mentor)
    video = asked(group, one, group.mentor, details=Details(30, "video", link=LINK))
    facts = Facts(AT.date(), 60, "telephone")
    shared = recording.record_held(
        group.partnership(one), facts, zone="Europe/London", by=one, at=AT
    )
    shared.partnership = group.partnership(one)
    recording.write_log(shared, {"topics": "Words for all"}, based_on=0, by=one, at=AT)

    here = reverse("meetings:sessions", args=[group.id])
    pages = {
        reverse("meetings:session", args=[group.id, done.pk]): {PLACE, TOPIC, NOTES},
        reverse("meetings:session", args=[group.id, video.pk]): {LINK},
    }
    for user in (group.mentor, one):
        for where, words in pages.items():
            html = at_browser(user).get(where).content.decode()
            assert all(word in html for word in words)
        assert "Took place" in at_browser(user).get(here).content.decode()
    # The others see what all share, and that a poll is open, but of the sessions not even a fact.
    all_of_them = [
        here, reverse("home:start"), reverse("home:partnership", args=[group.id]),
        reverse("meetings:meetings", args=[group.id]), reverse("meetings:logs", args=[group.id]),
    ]  # fmt: skip
    for user in others:
        client = at_browser(user)
        assert {client.get(where).status_code for where in pages} == {404}
        seen = "".join(client.get(where).content.decode() for where in all_of_them)
        assert "Words for all" in seen
        assert "You have no session yet" in seen
        assert "anary of" not in seen
        assert str(done.pk) not in seen
        place = client.get(reverse("meetings:poll", args=[group.id, poll.pk])).content.decode()
        assert "Canary room" in place
    for user in (coordinator_of(group.programme), make_user(is_administrator=True), make_user()):
        client = at_browser(user)
        assert {client.get(where).status_code for where in pages} == {404}
        answers = [client.get(where) for where in all_of_them]
        assert "anary" not in "".join(answer.content.decode() for answer in answers)
    off = sessions.pick_session_time(video, video.times.first().pk, by=group.mentor, at=AT)
    sessions.answer_session(off, SessionMove.CANCEL, by=one, at=AT)
    facts = queries.meeting_facts_of(others[0], group.partnership(others[0]), at=AT)
    assert facts.met == 1
    kinds = [f"two_session.{done}" for done in ("asked", "agreed", "cancelled")]
    told = OutboxLetter.objects.filter(kind__in=kinds).values_list("to", flat=True)
    assert set(told) == {group.mentor.pk, one.pk}
    assert drain(now=lambda: AT)["sent"] > 0
    assert b"METHOD:CANCEL" in b"".join(_attached(settings.MAIL_DIR))
    mails = b"".join(f.read_bytes() for f in settings.MAIL_DIR.rglob("*") if f.is_file())
    kept = [mails, *(b"".join(rows_of(alias)) for alias in ("default", "keystore"))]
    assert [b"anary" in each for each in kept] == [False, False, False]


@database
@pytest.mark.requirement("R9.02")
def test_every_member_sees_the_shared_agenda_log_and_actions_and_prepares_alone(at_browser):
    group, now = Group(3), timezone.now()
    one, two, three = group.mentees
    poll = group.ask(times=[now + timedelta(days=days) for days in (5, 6)], at=now)
    for user in (group.mentor, two, three):
        group.answer(poll, user, YES, YES, at=now)
    meeting = group.pick(poll, at=now)
    meeting.partnership = group.partnership(one)
    preparing.add_items(meeting, [("Words on the agenda", None)], once=uuid4(), by=two, at=now)
    preparing.prepare(meeting, "Only mine", share=False, by=two, at=now)
    add_action(
        group.partnership(one), Doing("Words of an action", three.pk, None), once=uuid4(),
        by=one, at=now,
    )  # fmt: skip
    agenda = reverse("meetings:agenda", args=[group.id, meeting.pk])
    page = reverse("meetings:meeting", args=[group.id, meeting.pk])
    for user in group.everybody:
        client = at_browser(user)
        seen = client.get(agenda).content.decode() + client.get(page).content.decode()
        assert "Words on the agenda" in seen
        listed = client.get(reverse("meetings:actions", args=[group.id])).content.decode()
        assert "Words of an action" in listed
        assert three.person.name in listed or user == three
        alone = client.get(reverse("meetings:prepare", args=[group.id, meeting.pk]))
        everything = seen + listed + alone.content.decode()
        assert ("Only mine" in everything) is (user == two)


@database
@pytest.mark.requirement("R9.02")
def test_mentors_and_mentees_ask_each_other_in_a_group_and_in_fours_only():
    four = Group(2, shape="two_by_two", mentors=2)
    assert asked(four, four.mentees[0], four.mentors[1]).mentor_id == four.mentors[1].pk
    assert asked(four, four.mentors[1], four.mentees[1]).mentee_id == four.mentees[1].pk
    with pytest.raises(NotVisible):
        asked(four, *four.mentees)
    team = Group(2, shape="team")
    with pytest.raises(NotVisible):
        asked(team, team.mentees[0], team.mentor)


@database
def test_who_comes_second_is_told_and_nobody_outside_moves_it():
    group = Group(3)
    one, two, _ = group.mentees
    session = asked(group, one, group.mentor)
    with pytest.raises(SessionWaits):
        asked(group, group.mentor, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(
            partnership_id=group.id, mentor_id=group.mentor.pk, mentee_id=one.pk,
            offered_by_id=one.pk, state="asked", way="video", length_minutes=30, changed_at=AT,
        )  # fmt: skip
    time = session.times.first().pk
    for move in SessionMove:
        with pytest.raises(NotVisible):
            sessions.answer_session(session, move, by=two, at=AT)
    with pytest.raises(NotVisible):
        sessions.pick_session_time(session, time, by=two, at=AT)
    with pytest.raises(NotNow, match="other person picks"):
        sessions.pick_session_time(session, time, by=one, at=AT)
    sessions.answer_session(session, SessionMove.DECLINE, by=group.mentor, at=AT)
    with pytest.raises(NotNow, match="was declined"):
        sessions.pick_session_time(session, time, by=group.mentor, at=AT)
    kept = held(group, one, group.mentor, at=AT + timedelta(days=1))
    with pytest.raises(ChangedMeanwhile):
        sessions.write_notes(kept, "x", based_on=0, by=one, at=AT)
    # Who has left the group keeps what the two wrote, and changes nothing.
    Member.objects.filter(participation__person=one.pk).delete()
    again = queries.session_for(one, group.id, kept.pk)
    assert queries.read_session(one, again, at=AT)["notes"] == NOTES
    with pytest.raises(NotNow, match="has changed"):
        sessions.write_notes(kept, "x", based_on=1, by=group.mentor, at=AT)


@together
def test_of_two_who_ask_each_other_at_once_one_meets_the_other():
    group = Group(2)
    one, mentor = group.mentees[0], group.mentor
    came = at_once(lambda: asked(group, one, mentor), lambda: asked(group, mentor, one))
    assert sorted(type(each).__name__ for each in came) == ["Session", "SessionWaits"]


@database
def test_the_pages_of_a_session_lead_from_asking_to_notes(at_browser):
    group, now = Group(2), timezone.now()
    one, she = group.mentees[0], at_browser(group.mentees[0])
    page = she.post(reverse("meetings:session_ask", args=[group.id]), {"topic": TOPIC})
    assert "There is a problem" in page.content.decode()
    assert TOPIC in page.content.decode()
    session = asked(group, one, group.mentor, at=now - timedelta(days=9))
    here = reverse("meetings:session", args=[group.id, session.pk])
    mentor = at_browser(group.mentor)
    mentor.post(here, {"deed": "pick"})
    assert "Choose one of the times" in mentor.get(here).content.decode()
    assert mentor.post(here, {"deed": "fly"}).status_code == 404
    sessions.pick_session_time(
        session, session.times.first().pk, by=group.mentor, at=now - timedelta(days=9)
    )
    assert b"BEGIN:VEVENT" in she.get(f"{here}session.ics").content
    for user, times in ((one, 1), (group.mentor, 1), (group.mentees[1], 0)):
        token = token_of(open_feed(by=user, at=now))
        read = Client().get(reverse("meetings:feed", args=[token])).content
        assert read.count(b"BEGIN:VEVENT") == times
    she.post(here, {"deed": "held"})
    notes = {"notes": NOTES, "notes_before": "", "revision": 0}
    assert she.post(f"{here}notes/", notes).url == here
    assert mentor.post(f"{here}notes/", notes | {"notes": "Mine"}).status_code == 409
    assert NOTES in mentor.get(here).content.decode()
