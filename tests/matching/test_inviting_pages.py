"""Pages of first talks: what each sees, how forms refuse, and what nobody ever sees."""

import json
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import MATCHER, NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions import inviting
from mentorhouse.matching.models import Invitation, OfferedTime, Rating
from mentorhouse.matching.queries.inviting.ratings import ratings_for_run
from mentorhouse.matching.rules.rating import Liking
from mentorhouse.notifications.channels import FileChannel
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.partnerships.actions import end
from mentorhouse.partnerships.states import Ending
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row
from tests.factories import AT, coordinator_of
from tests.matching.talks import (
    AFTER,
    CANARY,
    SOON,
    agreed,
    ask,
    chosen,
    mentee_in,
    met,
    user,
    world,
)
from tests.matching.test_pages import signed_in, text

MANY = 4
pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def page(name, *of):
    return reverse(f"matching:{name}", args=of)


def form(**more):
    day = timezone.localdate() + timedelta(days=5)
    return {
        "message": CANARY, "way": "video", "day_1_day": day.day, "day_1_month": day.month,
        "day_1_year": day.year, "time_1": "14:30",
    } | more  # fmt: skip


@pytest.mark.requirement("R5.01")
@pytest.mark.parametrize("kind", ["peer_mentoring", "general"])
def test_where_only_cohorts_are_matched_there_is_no_page_and_no_link(kind):
    programme, (mentor, *_), (mentee,) = world(kind)
    client = signed_in(user(mentee))
    assert client.get(page("talks", mentee.pk)).status_code == 404
    assert client.get(page("invite", mentee.pk, mentor.pk)).status_code == 404
    assert client.post(page("invite", mentee.pk, mentor.pk), form()).status_code == 404
    assert signed_in(user(mentor)).get(page("times", mentor.pk)).status_code == 404
    coordinator = signed_in(coordinator_of(programme))
    assert coordinator.get(page("talk_counts", programme.pk)).status_code == 404
    assert "first-talks" not in text(client.get(reverse("home:start")))


@pytest.mark.requirement("R5.01", "R5.07")
def test_a_mentee_sees_why_they_fit_and_invites_and_the_mentor_agrees():
    _, (mentor, *_), (mentee,) = world()
    client = signed_in(user(mentee))
    assert page("talks", mentee.pk) in text(client.get(reverse("home:start")))
    shown = text(client.get(page("invite", mentee.pk, mentor.pk)))
    for words in ("I listen.", "Why you may fit", "What is missing", "up to 3 mentors",
                  "you and the other person in this first talk"):  # fmt: skip
        assert words in shown, words
    sent = client.post(page("invite", mentee.pk, mentor.pk), form(), follow=True)
    assert "Waits for the mentor’s answer" in text(sent)
    talk = Invitation.objects.get()
    theirs = signed_in(user(mentor))
    assert "one waits for you" in text(theirs.get(reverse("home:start")))
    shown = text(theirs.get(page("talk", talk.pk)))
    assert CANARY in shown
    assert mentee.person.name in shown
    time = str(talk.times.get().pk)
    done = theirs.post(page("talk_pick", talk.pk), {"time": time, "joining": "Room 7"}, follow=True)
    assert "Time agreed" in text(done)
    assert "Room 7" in text(client.get(page("talk", talk.pk)))
    assert b"BEGIN:VEVENT" in client.get(page("talk_calendar", talk.pk)).content


@pytest.mark.requirement("R5.06")
def test_who_has_asked_already_books_a_time_that_the_mentor_offers_later():
    _, (mentor, *_), (mentee, other) = world(mentees=2)
    talk, client = ask(mentee, mentor), signed_in(user(mentee))
    assert "Times that the mentor offers" not in text(client.get(page("talk", talk.pk)))
    start = timezone.now() + timedelta(days=9)
    starts = [start, start + timedelta(hours=1)]
    inviting.offer_times(mentor, starts, way="phone", joining="", by=user(mentor), at=AT)
    first, second = OfferedTime.objects.order_by("starts_at")
    told = OutboxLetter.objects.filter(kind="talk.offered").values_list("to", flat=True)
    assert list(told) == [user(mentee).pk]  # and not who has not asked
    shown = text(client.get(page("talk", talk.pk)))
    assert "Times that the mentor offers" in shown
    assert reverse("people:card", args=[mentor.person_id]) in shown
    assert "Times that the mentor offers" not in text(
        signed_in(user(mentor)).get(page("talk", talk.pk))
    )
    refused = client.post(page("talk_book", talk.pk), {})
    assert "Choose one of the times" in text(refused)
    gone = ask(other, mentor)
    inviting.book_instead(gone, first, by=user(other), at=AT)
    late = text(client.post(page("talk_book", talk.pk), {"booked": str(first.pk)}))
    assert "has just been taken" in late
    for _ in range(2):  # pressed twice
        done = client.post(page("talk_book", talk.pk), {"booked": str(second.pk)}, follow=True)
    assert "Time agreed" in text(done)
    talk.refresh_from_db()
    second.refresh_from_db()
    assert (talk.starts_at, talk.way, second.taken_by_id) == (starts[1], "phone", talk.pk)
    assert not talk.times.exists()


def test_a_mentor_books_none_of_the_own_times_nor_a_mentee_those_of_another():
    _, (mentor, another, *_), (mentee,) = world()
    talk, start = ask(mentee, mentor), AT + timedelta(days=9)
    inviting.offer_times(another, [start], way="phone", joining="", by=user(another), at=AT)
    time = OfferedTime.objects.get()
    with pytest.raises(NotNow):
        inviting.book_instead(talk, time, by=user(mentee), at=AT)
    with pytest.raises(NotVisible):
        inviting.book_instead(talk, time, by=user(mentor), at=AT)
    assert signed_in(user(mentor)).post(page("talk_book", talk.pk)).status_code == 404


def test_bad_input_is_refused_with_the_way_to_mend_it_and_typed_text_is_kept():
    _, (mentor, *_), (mentee,) = world()
    client, address = signed_in(user(mentee)), page("invite", mentee.pk, mentor.pk)
    past = timezone.localdate() - timedelta(days=2)
    parts = {"day_1_day": past.day, "day_1_month": past.month, "day_1_year": past.year}
    assert "This time is in the past" in text(client.post(address, form(**parts)))
    shown = text(client.post(address, form(message="x" * 10_000)))
    assert "3000" in shown
    assert "x" * 10_000 in shown
    gap = {"day_1_day": "28", "day_1_month": "3", "day_1_year": "2027", "time_1": "1:30"}
    assert "clocks go forward" in text(client.post(address, form(**gap)))
    assert "Enter" in text(client.post(address, form(message="")))
    assert not Invitation.objects.exists()


def test_nobody_but_the_two_reaches_a_talk():
    programme, (mentor, other, *_), (mentee,) = world()
    talk = ask(mentee, mentor)
    for who in (user(other), user(mentee_in(programme)), coordinator_of(programme)):
        client = signed_in(who)
        assert client.get(page("talk", talk.pk)).status_code == 404
        assert client.post(page("talk_deed", talk.pk, "withdraw")).status_code == 404
    # one’s own side only
    assert signed_in(user(mentor)).post(page("talk_deed", talk.pk, "withdraw")).status_code == 404
    assert signed_in(user(mentee)).post(page("talk_deed", talk.pk, "confirm")).status_code == 404


@pytest.mark.requirement("R5.08")
def test_after_the_end_the_mentor_reads_no_message_and_no_name():
    _, (mentor, *_), (mentee,) = world()
    talk = agreed(mentee, mentor)
    inviting.withdraw(talk, by=user(mentee), at=AT)
    shown = text(signed_in(user(mentor)).get(page("talk", talk.pk)))
    assert CANARY not in shown
    assert mentee.person.name not in shown
    row = Invitation.objects.select_related("mentor", "mentee").get()
    with pytest.raises(NotVisible):
        open_row(user(mentor), row, at=AT, purpose="read a first talk")
    assert CANARY in text(signed_in(user(mentee)).get(page("talk", talk.pk)))


def test_a_month_after_the_end_nobody_can_open_what_was_written():
    _, (mentor, other, third, *_), (mentee, lucky) = world(mentees=2)
    talk, going_on = agreed(mentee, mentor), ask(mentee, third)
    partners = inviting.confirm(chosen(lucky, other), by=user(other), at=AFTER)
    inviting.withdraw(talk, by=user(mentee), at=AT)
    sealed = Invitation.objects.select_related("mentor", "mentee").get(pk=talk.pk)
    inviting.forget(at=AT + timedelta(days=29))
    page_of = signed_in(user(mentee)).get(page("talk", talk.pk))
    assert CANARY in text(page_of)
    assert "deleted 30 days after" in text(page_of)
    assert inviting.forget(at=AT + timedelta(days=31)) == 1
    assert CANARY not in text(signed_in(user(mentee)).get(page("talk", talk.pk)))
    with pytest.raises(Destroyed):
        open_row(user(mentee), sealed, at=AT, purpose="read a first talk")
    kept = Invitation.objects.filter(pk__in=[going_on.pk, partners.pk], message__isnull=True)
    assert not kept.exists()
    end(partners.partnership, Ending.DONE, by=user(other), at=AFTER)
    assert inviting.forget(at=AFTER + timedelta(days=31)) == 1


@pytest.mark.requirement("R5.20")
def test_both_see_by_when_a_talk_is_answered_and_what_happens_then():
    _, (mentor, *_), (mentee,) = world()
    now = timezone.now()
    talk = ask(mentee, mentor, at=now, starts=[now + timedelta(days=3)])
    for who in (mentor, mentee):
        shown = text(signed_in(user(who)).get(page("talk", talk.pk)))
        assert "Open until" in shown
        assert "A reminder goes out on" in shown
        assert "the invitation ends" in shown


@pytest.mark.requirement("R5.19")
def test_ratings_show_to_nobody_and_only_a_run_adds_them_up():
    programme, (mentor, *_), (mentee,) = world()
    talk = met(mentee, mentor)
    for who in (mentor, mentee):
        client = signed_in(user(who))
        answer = client.post(page("talk_rate", talk.pk), {"liking": "other"}, follow=True)
        assert "Nobody reads it" in text(answer)
        again = text(client.get(page("talk_rate", talk.pk)))
        assert "You have said it before" in again
        assert "checked" not in again
    row = Rating.objects.select_related("invitation").first()
    for who in (user(mentor), user(mentee), coordinator_of(programme)):
        with pytest.raises(NotVisible):
            open_row(who, row, at=AT, purpose="look")
    assert open_row(MATCHER, row, at=AT, purpose="order a match run") == {"value": "other"}
    assert ratings_for_run(programme, at=AT) == {(mentor.pk, mentee.pk): -2}
    inviting.rate(talk, Liking.WELL, by=user(mentee), at=AFTER)
    assert ratings_for_run(programme, at=AT) == {(mentor.pk, mentee.pk): 0}


@pytest.mark.requirement("R5.15")
def test_the_co_ordinator_counts_talks_and_reads_nothing_of_them():
    programme, (mentor, *_), (mentee,) = world()
    ask(mentee, mentor)
    shown = text(signed_in(coordinator_of(programme)).get(page("talk_counts", programme.pk)))
    assert "1 mentee has open talks." in shown
    for secret in (CANARY, mentor.person.name, mentee.person.name):
        assert secret not in shown


def test_no_letter_names_anybody_or_says_what_was_written_and_none_fails_to_be_written(
    tmp_path,
):
    _, (first, second, third, fourth), (mentee,) = world()
    inviting.decline(ask(mentee, fourth), by=user(fourth), at=AT)
    inviting.withdraw(agreed(mentee, third), by=user(mentee), at=AT)
    released = ask(mentee, second)
    starts = [timezone.now() + timedelta(days=9)]
    inviting.offer_times(second, starts, way="video", joining="Room 7", by=user(second), at=AT)
    inviting.propose(released, [AFTER], way="video", by=user(second), at=AT)
    talk = inviting.choose(met(mentee, first), by=user(mentee), at=AFTER)
    inviting.confirm(talk, by=user(first), at=AFTER)
    channel = FileChannel(tmp_path)
    sent = drain(channel, now=lambda: AFTER + timedelta(hours=1))
    assert (sent["sent"], sent["failed"]) == (len(channel.names()), 0)
    assert sent["sent"] >= MANY
    names = [part.person.family_name for part in Participation.objects.all()]
    for name in channel.names():
        whole = (tmp_path / name).read_bytes().decode() + channel.read(name).text
        for secret in (CANARY, "Room 7", *names):
            assert secret not in whole
    entries = json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert CANARY not in entries


def test_lists_ask_the_same_number_of_questions_with_one_row_and_three():
    _, mentors, (mentee,) = world()
    client, counts = signed_in(user(mentee)), []
    for mentor in mentors[:3]:
        ask(mentee, mentor)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(page("talks", mentee.pk)))
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_the_start_page_leads_to_what_waits_and_never_says_that_somebody_else_looks():
    _, (mentor, *_), (mentee,) = world()
    client, theirs = signed_in(user(mentee)), signed_in(user(mentor))
    shown = text(client.get(reverse("home:start")))
    assert "Find your mentor" in shown
    assert "We look for a match for you" not in shown
    ask(mentee, mentor)
    shown = text(client.get(reverse("home:start")))
    assert "Find your mentor" not in shown
    assert "Answer a first talk" not in shown
    shown = text(theirs.get(reverse("home:start")))
    assert "Answer a first talk" in shown
    assert "We look for a match for you" not in shown


@pytest.mark.requirement("R5.08")
def test_a_time_that_is_given_up_leaves_both_calendars(tmp_path):
    _, (mentor, *_), (mentee,) = world()
    talk = agreed(mentee, mentor)
    channel = FileChannel(tmp_path)
    drain(channel, now=lambda: AT)
    before = set(channel.names())
    later = [SOON + timedelta(days=1)]
    inviting.propose(talk, later, way="video", by=user(mentor), at=AT + timedelta(hours=1))
    inviting.decline(talk, by=user(mentor), at=AT + timedelta(hours=2))
    drain(channel, now=lambda: AT + timedelta(hours=3))
    told = {}
    for name in set(channel.names()) - before:
        mail = message_from_bytes((tmp_path / name).read_bytes())
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                told[mail["To"]] = part.get_payload(decode=True).decode()
    assert set(told) == {user(mentor).email, user(mentee).email}
    for file in told.values():
        assert "METHOD:CANCEL" in file
        assert SOON.strftime("DTSTART:%Y%m%dT%H%M") in file
