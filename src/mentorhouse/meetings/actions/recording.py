"""What became of a meeting, and its log: the facts apart from what the pair writes (R7.08)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.meetings import rules
from mentorhouse.meetings.actions.contacting import ask_after_meeting
from mentorhouse.meetings.actions.telling import tell
from mentorhouse.meetings.actions.turns import keep_turn
from mentorhouse.meetings.models import ON, Meeting, MeetingLog
from mentorhouse.meetings.states import (
    LOG,
    MEETING,
    LogMove,
    LogState,
    MeetingMove,
    MeetingState,
)
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import seal

HELD = audit.Act("meeting.held", "recorded that a meeting took place")
MISSED = audit.Act("meeting.missed", "recorded that a meeting did not take place")
LOG_WRITTEN = audit.Act("meeting_log.written", "wrote the log of a meeting")
LOG_CONFIRMED = audit.Act("meeting_log.confirmed", "confirmed the log of a meeting")


class AlreadyLogged(NotNow):
    """The other person, or a second press, has logged a meeting on this day."""

    def __init__(self, meeting_id: UUID) -> None:
        super().__init__(say("A meeting on this day is already logged. This is it."))
        self.meeting_id = meeting_id


@dataclass(frozen=True)
class Facts:
    """What a dashboard may count: date, length and way."""

    held_on: date
    length_minutes: int
    way: str


def record_held(
    partnership: Partnership, facts: Facts, *, zone: str, by: User, at: datetime
) -> Meeting:
    """Record a meeting after the fact (R7.14); if one was agreed for that day, it is that one.

    Raises `AlreadyLogged`, so that two presses or two people do not count one meeting twice.
    """
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.WRITE_MEETING_LOG, row)
        if row.state != PartnershipState.ACTIVE.value:
            raise NotVisible
        meeting = _agreed_for(row, facts.held_on, zone)
        if meeting is None:
            # Asked after the lock above: the other person may have recorded it while we waited.
            same_day = row.meetings.filter(held_on=facts.held_on).first()
            if same_day is not None:
                raise AlreadyLogged(same_day.pk)
            meeting = Meeting(partnership=row, state=MeetingState.AGREED.value)
        _hold(meeting, facts, by=by, at=at)
        _record(HELD, meeting, by=by, at=at, minutes=facts.length_minutes)
    return meeting


def record_outcome(meeting: Meeting, facts: Facts | None, *, by: User, at: datetime) -> Meeting:
    """Record what became of an agreed meeting, or mend it: its facts, or None for no meeting.

    What the pair has written about it is never thrown away by mending the facts.
    """
    with transaction.atomic():
        row = _locked(meeting, by)
        # Locked too: the other person may be writing it at this moment.
        log = MeetingLog.objects.select_for_update(no_key=True).filter(meeting=row).first()
        if log is not None and log.state == LogState.CONFIRMED.value:
            raise NotNow(say("The log of this meeting is confirmed, so it stays as it is."))
        if facts is None:
            _miss(row, log, at=at)
        else:
            _hold(row, facts, by=by, at=at)
        _record(
            MISSED if facts is None else HELD, row, by=by, at=at,
            minutes=facts.length_minutes if facts else 0,
        )  # fmt: skip
    return row


def write_log(
    meeting: Meeting, texts: Mapping[str, str], *, based_on: int, by: User, at: datetime
) -> MeetingLog:
    """Write the log, sealed to the pair, until the other person confirms it.

    Raises `ChangedMeanwhile` when somebody saved after revision `based_on` was read.
    """
    with transaction.atomic():
        log = _locked_log(meeting)
        require(by, Capability.WRITE_MEETING_LOG, log)
        after(LOG, LogState(log.state), LogMove.WRITE,
              refusal=say("The log is confirmed by now, so it stays as it is."))  # fmt: skip
        if log.revision != based_on:
            raise ChangedMeanwhile
        seal(log, **{name: text or None for name, text in texts.items()})
        log.revision, log.written_by_id, log.written_at = log.revision + 1, by.pk, at
        log.save()
        _ask_to_confirm(log, by=by, at=at)
        _record(LOG_WRITTEN, meeting, by=by, at=at, revision=log.revision)
    return log


def confirm_log(meeting: Meeting, *, revision: int, by: User, at: datetime) -> MeetingLog:
    """Confirm exactly the log that was read; whoever wrote last cannot (R7.08)."""
    with transaction.atomic():
        log = _locked_log(meeting)
        require(by, Capability.CONFIRM_MEETING_LOG, log)
        if not _is_confirmed_here(meeting):
            raise NotVisible
        state = after(LOG, LogState(log.state), LogMove.CONFIRM,
                      refusal=say("The log is confirmed already."))  # fmt: skip
        if log.revision != revision:
            raise ChangedMeanwhile
        if not rules.may_confirm(written_by=log.written_by_id, viewer=by.pk):
            raise NotNow(
                say("You wrote this log last, so somebody else in your partnership confirms it.")
            )
        log.state, log.confirmed_by_id, log.confirmed_at = state.value, by.pk, at
        log.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        _record(LOG_CONFIRMED, meeting, by=by, at=at, revision=log.revision)
    return log


def _hold(meeting: Meeting, facts: Facts, *, by: User, at: datetime) -> None:
    refusal = rules.not_any_more(meeting.state)
    state = after(MEETING, MeetingState(meeting.state), MeetingMove.HOLD, refusal=refusal)
    meeting.state, meeting.changed_at = state.value, at
    meeting.held_on, meeting.length_minutes = facts.held_on, facts.length_minutes
    meeting.way = facts.way
    meeting.save()
    meeting.options.all().delete()
    keep_turn(meeting)
    ask_after_meeting(meeting, at=at)
    log, made = MeetingLog.objects.get_or_create(
        meeting=meeting, defaults={"written_by_id": by.pk, "written_at": at}
    )
    if made:
        _ask_to_confirm(log, by=by, at=at)
        if _is_confirmed_here(meeting):
            tell("meeting.log_missing", meeting, str(log.pk), at=at, due=at + rules.LOG_WAITS)


def _ask_to_confirm(log: MeetingLog, *, by: User, at: datetime) -> None:
    if _is_confirmed_here(log.meeting):
        tell("meeting.log_to_confirm", log.meeting, str(log.pk), at=at, but=by)


def _is_confirmed_here(meeting: Meeting) -> bool:
    return meeting.partnership.programme.design.meetings.log.confirmed


def _miss(meeting: Meeting, log: MeetingLog | None, *, at: datetime) -> None:
    if log is not None and log.revision:
        raise NotNow(
            say("You have written about this meeting, so it counts as having taken place.")
        )
    refusal = rules.not_any_more(meeting.state)
    state = after(MEETING, MeetingState(meeting.state), MeetingMove.MISS, refusal=refusal)
    if log is not None:
        log.delete()
    meeting.state, meeting.held_on, meeting.changed_at = state.value, None, at
    meeting.save()


def _agreed_for(partnership: Partnership, day: date, zone: str) -> Meeting | None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return (
        partnership.meetings.select_for_update(no_key=True)
        .filter(state__in=ON, starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1))
        .first()
    )


def _locked(meeting: Meeting, by: User) -> Meeting:
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    row.partnership = meeting.partnership  # with its members: the policy asks for them
    require(by, Capability.WRITE_MEETING_LOG, row)
    return row


def _locked_log(meeting: Meeting) -> MeetingLog:
    log = MeetingLog.objects.select_for_update(no_key=True).filter(meeting=meeting.pk).first()
    if log is None:
        raise NotVisible
    log.meeting = meeting
    return log


def _record(act: audit.Act, meeting: Meeting, *, by: User, at: datetime, **detail: int) -> None:
    programme = meeting.partnership.programme_id
    audit.record(act, by=by, on=meeting, at=at, programme=programme, detail=detail)
