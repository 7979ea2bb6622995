"""Finding a time for more than two: ask, answer, pick or take back (R9.06).

The partnership's row is locked before a poll is asked, picked or closed; the poll's before it is
answered. So of two who press at the same moment one comes second, and is told how it stands.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import asking
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.telling import tell, tell_of_poll
from mentorhouse.meetings.models import ON, Enough, Meeting, Poll, PollAnswer, PollTime
from mentorhouse.meetings.rules.polls import Says
from mentorhouse.meetings.states import POLL, MeetingState, PollMove, PollState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.vault.sealing import open_row, seal

ASKED = audit.Act("poll.asked", mark("asked several people for a time to meet"))
ANSWERED = audit.Act("poll.answered", mark("answered a poll of times"))
PICKED = audit.Act("poll.picked", mark("picked a time from a poll"))
CLOSED = audit.Act("poll.closed", mark("took a poll of times back"))
ENOUGH_SET = audit.Act("poll.enough_set", mark("set how many have to come to a meeting"))


class PollWaits(NotNow):
    """There is an open poll already, perhaps asked at this very moment."""

    def __init__(self, poll_id: UUID) -> None:
        super().__init__(
            say("There is already a poll of times that waits for answers. This is it.")
        )
        self.poll_id = poll_id


def ask_times(
    partnership: Partnership, starts: Sequence[datetime], details: Details, *,
    moving: Meeting | None = None, by: User, at: datetime,
) -> Poll:  # fmt: skip
    """Ask everybody which of several times suits them. Whoever asks can come at all of them.

    Raises `PollWaits`.
    """
    with transaction.atomic():
        row = _locked_partnership(partnership, by)
        waiting = Poll.objects.filter(partnership=row, state=PollState.OPEN.value).first()
        if waiting is not None:
            raise PollWaits(waiting.pk)
        if moving is not None:
            _movable(moving, by)
        until = rules.answer_by(starts, at=at)
        poll = Poll(
            partnership=row, meeting=moving, asked_by_id=by.pk, asked_at=at, answer_by=until,
            way=details.way, length_minutes=details.length_minutes,
        )  # fmt: skip
        seal(poll, place=details.place or None, link=details.link or None)
        poll.save(force_insert=True)
        times = PollTime.objects.bulk_create(
            PollTime(poll=poll, starts_at=start) for start in sorted(set(starts))
        )
        _put_answers(times, {time.pk: Says.YES for time in times}, by)
        tell_of_poll("poll.asked", poll, at=at, but=by)
        if due := rules.remind_at(until, at=at):
            tell_of_poll("poll.reminder", poll, at=at, but=by, due=due)
        _record(ASKED, poll, by=by, at=at, times=len(times))
    return poll


def answer(poll: Poll, says: Mapping[UUID, Says], *, by: User, at: datetime) -> Poll:
    """Say which times suit oneself, or change it. Whoever asked hears once that enough can come."""
    with transaction.atomic():
        row = _locked(poll, by)
        after(POLL, PollState(row.state), PollMove.ANSWER, refusal=rules.poll_is_over(row.state))
        times = list(row.times.all())
        if {time.pk for time in times} != set(says):
            raise NotNow(say("Say yes, if need be or no to each of the times."))
        _put_answers(times, says, by)
        if queries.counted(row).enough:
            tell_of_poll("poll.enough", row, at=at, only=row.asked_by_id)
        _record(ANSWERED, row, by=by, at=at)
    return row


def pick_time(poll: Poll, time: UUID, *, by: User, at: datetime) -> Meeting:
    """Pick one of the times: the meeting goes into everybody's calendar, or moves there."""
    with transaction.atomic():
        _locked_partnership(poll.partnership, by)
        row = _locked(poll, by)
        state = after(
            POLL, PollState(row.state), PollMove.PICK, refusal=rules.poll_is_over(row.state)
        )
        starts_at = _picked(row, time, by=by, at=at)
        moved = row.meeting_id is not None
        meeting = _movable(row.meeting, by) if row.meeting else _new(row, by=by, at=at)
        meeting.starts_at, meeting.changed_at = starts_at, at
        meeting.state, meeting.sequence = MeetingState.AGREED.value, meeting.sequence + 1
        meeting.moves += moved
        meeting.save()
        row.state, row.meeting = state.value, meeting
        row.save(update_fields=["state", "meeting"])
        kind = "meeting.moved" if moved else "meeting.agreed"
        tell(kind, meeting, f"{meeting.pk}:{meeting.sequence}", at=at)
        asking.ask_round(meeting, at=at)
        _record(PICKED, row, by=by, at=at, sequence=meeting.sequence)
    return meeting


def close_poll(poll: Poll, *, by: User, at: datetime) -> None:
    """Take a poll back, without a meeting."""
    with transaction.atomic():
        _locked_partnership(poll.partnership, by)
        row = _locked(poll, by)
        state = after(
            POLL, PollState(row.state), PollMove.CLOSE, refusal=rules.poll_is_over(row.state)
        )
        if not queries.closes(by, row, at=at):
            raise NotNow(say("Whoever asked for the times picks one, or takes the poll back."))
        row.state = state.value
        row.save(update_fields=["state"])
        _record(CLOSED, row, by=by, at=at)


def set_enough(partnership: Partnership, needed: int | None, *, by: User, at: datetime) -> None:
    """Set how many have to be able to come to a meeting; None is everybody."""
    with transaction.atomic():
        row = _locked_partnership(partnership, by)
        persons = len(queries.people_in(row))
        if needed is None or needed >= persons:
            Enough.objects.filter(partnership=row).delete()
        else:
            Enough.objects.update_or_create(
                partnership=row,
                defaults={"needed": max(needed, rules.LEAST_WHO_MEET), "set_by_id": by.pk,
                          "set_at": at},
            )  # fmt: skip
        audit.record(
            ENOUGH_SET, by=by, on=row, at=at, programme=row.programme_id,
            detail={"needed": needed or persons},
        )  # fmt: skip


def _picked(row: Poll, time: UUID, *, by: User, at: datetime) -> datetime:
    _check_picks(row, by)
    counted = queries.counted(row)
    chosen = next((each for each in counted.standings if each.time == time), None)
    if chosen is None:
        raise NotNow(say("Choose one of the times, then press the button."))
    if refusal := rules.why_not_pick(
        chosen, at=at, all_answered=counted.all_answered, answer_by=row.answer_by
    ):
        raise NotNow(refusal)
    return chosen.starts_at


def _check_picks(row: Poll, by: User) -> None:
    if not queries.picks(by, row):
        raise NotNow(say("Whoever asked for the times picks one, or takes the poll back."))


def _new(poll: Poll, *, by: User, at: datetime) -> Meeting:
    meeting = Meeting(
        partnership=poll.partnership, way=poll.way, length_minutes=poll.length_minutes,
        offered_by_id=poll.asked_by_id, offers=1,
    )  # fmt: skip
    if poll.place is not None or poll.link is not None:
        where = open_row(by, poll, at=at, purpose="agree the time of a meeting")
        seal(meeting, place=where["place"] or None, link=where["link"] or None)
    return meeting


def _movable(meeting: Meeting, by: User) -> Meeting:
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    row.partnership = meeting.partnership
    require(by, Capability.ARRANGE_MEETING, row)
    if row.state not in ON:
        raise NotNow(rules.not_any_more(row.state))
    return row


def _put_answers(times: Sequence[PollTime], says: Mapping[UUID, Says], by: User) -> None:
    PollAnswer.objects.filter(time__in=times, person=by.pk).delete()
    PollAnswer.objects.bulk_create(
        PollAnswer(time=time, person_id=by.pk, says=says[time.pk].value) for time in times
    )


def _locked_partnership(partnership: Partnership, by: User) -> Partnership:
    """Lock the partnership and read it anew: who is in it now is what counts."""
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    row = running_for(by, partnership.pk, Capability.ARRANGE_MEETING)
    if not queries.is_several(row):
        raise NotVisible
    return row


def _locked(poll: Poll, by: User) -> Poll:
    row = Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    row.partnership = running_for(by, row.partnership_id, Capability.ARRANGE_MEETING)
    if row.meeting:
        row.meeting.partnership = row.partnership
    require(by, Capability.ARRANGE_MEETING, row)
    return row


def _record(act: audit.Act, poll: Poll, *, by: User, at: datetime, **detail: int) -> None:
    audit.record(act, by=by, on=poll, at=at, programme=poll.partnership.programme_id, detail=detail)
