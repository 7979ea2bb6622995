"""Finding a time for several: who can come, when it is enough, who picks, and who comes second."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.meetings.actions import polling
from mentorhouse.meetings.actions.polling import PollWaits
from mentorhouse.meetings.emails.polls import asked, enough, reminder
from mentorhouse.meetings.models import Meeting, Poll
from mentorhouse.meetings.queries import counted, where
from mentorhouse.meetings.rules.polls import Says, needed_of, standing_of, why_not_pick
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Member
from tests.meetings.conftest import AT, BY_PHONE, TIMES
from tests.meetings.several import MAYBE, NO, YES, Group
from tests.together import at_once

database = pytest.mark.django_db(databases=["default", "keystore"])
together = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


@pytest.mark.parametrize(
    ("said", "needed", "is_enough"),
    [
        ("yyy", 3, True),
        ("ymy", 3, True),
        ("yny", 3, False),
        ("yny", 2, True),
        ("nyy", 2, False),  # the mentor, who is the first, cannot come
        ("y-y", 3, False),
    ],
)
def test_a_time_is_enough_when_as_many_as_agreed_can_come_and_a_mentor_is_among_them(
    said, needed, is_enough
):
    persons = [uuid4() for _ in said]
    words = {"y": Says.YES, "m": Says.IF_NEED_BE, "n": Says.NO}
    answers = {person: words[one] for person, one in zip(persons, said, strict=True) if one != "-"}
    gone = {uuid4(): Says.YES}  # somebody who has left does not count
    standing = standing_of(
        uuid4(), AT, answers | gone, persons=set(persons), mentors={persons[0]}, needed=needed
    )
    assert standing.enough is is_enough
    assert len(standing.silent) == said.count("-")
    late = {"at": AT - timedelta(hours=1), "answer_by": AT - timedelta(hours=2)}
    early = late | {"answer_by": AT}
    assert bool(why_not_pick(standing, all_answered=False, **early)) is not is_enough
    assert why_not_pick(standing, all_answered=True, **early) == ""
    assert why_not_pick(standing, all_answered=False, **late) == ""
    assert "has passed" in why_not_pick(standing, at=AT, all_answered=True, answer_by=AT)


def test_nobody_more_is_waited_for_than_there_are():
    assert [needed_of(agreed, 4) for agreed in (None, 2, 4, 9)] == [4, 2, 4, 4]


def told(kind):
    return set(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


@database
@pytest.mark.requirement("R9.06")
def test_all_answer_whoever_asked_hears_that_it_is_enough_picks_and_all_get_one_event():
    group = Group(3)
    asker, second, third = group.mentees
    poll = group.ask()
    assert told("poll.asked") == {u.pk for u in group.everybody} - {asker.pk}
    group.answer(poll, group.mentor, YES, NO, NO)
    group.answer(poll, second, MAYBE, YES, NO)
    with pytest.raises(NotNow, match="Not enough of you"):
        group.pick(poll)
    assert told("poll.enough") == set()
    letters = [writer(third, {"poll": str(poll.pk)}) for writer in (asked, reminder)]
    assert all("Canary" not in str(letter) for letter in letters)
    assert asked(second, {"poll": str(poll.pk)}) is None  # has answered
    group.answer(poll, third, YES, YES, YES)
    assert told("poll.enough") == {asker.pk}
    assert enough(asker, {"poll": str(poll.pk)}).subject.startswith("Enough of you")
    with pytest.raises(NotNow, match="Whoever asked"):
        group.pick(poll, by=group.mentor)
    meeting = group.pick(poll)
    assert (meeting.state, meeting.starts_at) == ("agreed", TIMES[0])
    assert told("meeting.agreed") == {u.pk for u in group.everybody}
    assert where(third, meeting, at=AT)["place"].startswith("Canary room")
    # Late answers and a second press are told how it stands.
    for late in (lambda: group.answer(poll, third, NO, NO, NO), lambda: group.pick(poll)):
        with pytest.raises(NotNow, match="picked meanwhile"):
            late()
    assert asked(third, {"poll": str(poll.pk)}) is None


@database
def test_as_many_as_they_agreed_are_enough_and_after_the_day_the_asker_decides():
    group = Group(3)
    polling.set_enough(group.partnership(), 2, by=group.mentor, at=AT)
    poll = group.ask()
    group.answer(poll, group.mentor, NO, YES, NO)
    stands = [s.enough for s in counted(group.poll(poll)).standings]
    assert stands == [False, True, False]
    with pytest.raises(NotNow, match="Not enough"):
        group.pick(poll, which=2)
    assert group.pick(poll, which=2, at=poll.answer_by).starts_at == TIMES[2]
    polling.set_enough(group.partnership(), None, by=group.mentees[1], at=AT)
    assert counted(group.poll(poll)).needed == 4


@database
def test_a_meeting_moves_by_a_poll_and_stays_the_same_event():
    group = Group(2)
    poll = group.ask(by=group.mentor)
    for user in group.mentees:
        group.answer(poll, user, YES, YES, YES)
    meeting = group.pick(poll, by=group.mentor)
    later = [time + timedelta(days=7) for time in TIMES]
    meeting.partnership = group.partnership()
    again = group.ask(times=later, details=BY_PHONE, moving=meeting)
    meeting.refresh_from_db()
    assert meeting.starts_at == TIMES[0]
    for user in (group.mentor, group.mentees[1]):
        group.answer(again, user, YES, YES, YES)
    moved = group.pick(again, which=1)
    assert (moved.pk, moved.starts_at, moved.sequence, moved.moves) == (
        meeting.pk, later[1], 2, 1,
    )  # fmt: skip
    assert Meeting.objects.count() == 1
    assert moved.way == "face_to_face"


@database
def test_anybody_picks_once_whoever_asked_has_left_and_nobody_outside_reads_it():
    group, other = Group(3), Group(2)
    poll = group.ask()
    Member.objects.filter(participation__person=group.mentees[0].pk).delete()
    for outside in (group.mentees[0], other.mentor):
        with pytest.raises(NotVisible):
            group.poll(poll, outside)
        with pytest.raises(NotVisible):
            polling.answer(poll, {}, by=outside, at=AT)
    for user in (group.mentor, *group.mentees[1:]):
        group.answer(poll, user, YES, NO, NO)
    assert group.pick(poll, by=group.mentees[1]).state == "agreed"


@database
def test_two_have_no_poll_and_one_poll_is_open_at_a_time(pair):
    with pytest.raises(NotVisible):
        polling.ask_times(pair.partnership(pair.mentee), TIMES, BY_PHONE, by=pair.mentee, at=AT)
    group = Group(2)
    poll = group.ask()
    with pytest.raises(PollWaits) as met:
        group.ask(by=group.mentor)
    assert met.value.poll_id == poll.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.create(
            partnership_id=group.id, asked_by_id=group.mentor.pk, asked_at=AT, answer_by=AT,
            way="video", length_minutes=60,
        )  # fmt: skip
    with pytest.raises(NotNow, match="Whoever asked"):
        polling.close_poll(group.poll(poll), by=group.mentor, at=AT)
    # Somebody who asked and fell silent keeps nobody from asking anew.
    polling.close_poll(group.poll(poll), by=group.mentor, at=poll.answer_by)
    with pytest.raises(NotNow, match="taken back"):
        group.answer(poll, group.mentor, YES, YES, YES)
    assert group.ask(by=group.mentor).pk != poll.pk


@together
def test_two_who_ask_at_once_and_two_who_pick_at_once_end_with_one():
    group = Group(2)
    asking = [lambda by=by: group.ask(by=by) for by in group.mentees]
    came = at_once(*asking)
    assert sorted(type(each).__name__ for each in came) == ["Poll", "PollWaits"]
    poll = next(each for each in came if isinstance(each, Poll))
    for user in {u for u in group.everybody if u.pk != poll.asked_by_id}:
        group.answer(poll, user, YES, YES, YES)
    asker = poll.asked_by.user
    came = at_once(*(lambda which=which: group.pick(poll, asker, which) for which in (0, 1)))
    assert sorted(type(each).__name__ for each in came) == ["Meeting", "NotNow"]
    assert Meeting.objects.count() == 1


@database
def test_the_pages_lead_from_asking_to_the_meeting(at_browser):
    group = Group(2)
    she, he = at_browser(group.mentees[0]), at_browser(group.mentor)
    new = reverse("meetings:poll_new", args=[group.id])
    assert she.get(reverse("meetings:propose", args=[group.id])).url == new
    day = {"day_1_0": "4", "day_1_1": "5", "day_1_2": "2099", "time_1": "10am"}
    page = she.post(new, day | {"way": "telephone", "length_minutes": "60"})
    assert "Enter a date" in page.content.decode() or "date 2" in page.content.decode().lower()
    now = timezone.now()
    poll = group.ask(times=[now + timedelta(days=days) for days in (5, 6, 7)], at=now)
    where_it_is = reverse("meetings:poll", args=[group.id, poll.pk])
    assert she.get(new).url == where_it_is
    page = he.post(where_it_is, {}).content.decode()
    assert "Choose yes, if need be or no for" in page
    said = {str(time.pk): "maybe" for time in poll.times.all()}
    assert he.post(where_it_is, said).status_code == 302
    page = he.get(where_it_is).content.decode()
    assert "If need be: " + group.mentor.person.name in page
    assert "picks a time. You will hear" in page
    group.answer(poll, group.mentees[1], YES, YES, YES)
    picked = she.post(
        reverse("meetings:poll_pick", args=[group.id, poll.pk]),
        {"time": str(poll.times.first().pk)},
    )
    meeting = Meeting.objects.get()
    assert picked.url == reverse("meetings:meeting", args=[group.id, meeting.pk])
    enough_page = reverse("meetings:enough", args=[group.id])
    assert she.post(enough_page, {"needed": "7"}).status_code == 200
    assert she.post(enough_page, {"needed": "2"}).status_code == 302
    assert "Last set by" in he.get(enough_page).content.decode()
