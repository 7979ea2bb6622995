"""Offering times, picking one, moving and cancelling.

The meeting's row is locked first, so of two who press at the same moment one comes second and is
told what has become of it. A new proposal locks the partnership: there is one open at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.meetings import rules
from mentorhouse.meetings.actions.asking import ask_round
from mentorhouse.meetings.actions.telling import tell
from mentorhouse.meetings.models import ON, Meeting, TimeOption
from mentorhouse.meetings.states import MEETING, OFFERING, PICKING, MeetingMove, MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_row, seal

PROPOSED = audit.Act("meeting.proposed", "proposed times for a meeting")
TIMES_OFFERED = audit.Act("meeting.times_offered", "offered other times for a meeting")
AGREED = audit.Act("meeting.agreed", "agreed the time of a meeting")
WITHDRAWN = audit.Act("meeting.withdrawn", "took a proposed meeting back")
KEPT = audit.Act("meeting.kept", "kept the time of a meeting")
DETAILS_CHANGED = audit.Act("meeting.details_changed", "changed the way or length of a meeting")
CANCELLED = audit.Act("meeting.cancelled", "cancelled a meeting")


class ProposalWaits(NotNow):
    """There is an open proposal already, perhaps made at this very moment."""

    def __init__(self, meeting_id: UUID) -> None:
        super().__init__(
            say(
                "There is already a proposed meeting that waits for an answer. Answer it or take "
                "it back first."
            )
        )
        self.meeting_id = meeting_id


@dataclass(frozen=True)
class Details:
    """How long, in which way and where."""

    length_minutes: int
    way: str
    place: str = ""
    link: str = ""


def propose(
    partnership: Partnership, starts: Sequence[datetime], details: Details, *, by: User,
    at: datetime,
) -> Meeting:  # fmt: skip
    """Propose a meeting at one of several times. Raises `ProposalWaits`."""
    with transaction.atomic():
        row = _locked_partnership(partnership, by)
        meeting = _propose(row, starts, details, by=by, at=at)
        _record(PROPOSED, meeting, by=by, at=at, times=len(starts))
    return meeting


def offer_times(meeting: Meeting, starts: Sequence[datetime], *, by: User, at: datetime) -> Meeting:
    """Offer other times: for a proposal that does not fit, or to move an agreed meeting.

    An agreed time stands until another is picked. Asking late is counted, never refused (R7.04).
    """
    with transaction.atomic():
        row = _locked(meeting, by)
        state = MeetingState(row.state)
        move = OFFERING.get(state, MeetingMove.OFFER_OTHERS)
        row.state = after(MEETING, state, move, refusal=_gone(row)).value
        if move is MeetingMove.OFFER_MOVE:
            row.late_changes += _is_late(row, at)
        row.offered_by_id, row.offers, row.changed_at = by.pk, row.offers + 1, at
        row.save()
        _replace_options(row, starts)
        tell("meeting.proposed", row, f"{row.pk}:{row.offers}", at=at, but=by)
        _record(TIMES_OFFERED, row, by=by, at=at, times=len(starts))
    return row


def pick(meeting: Meeting, option: UUID, *, by: User, at: datetime) -> Meeting:
    """Pick one of the offered times: the meeting goes into both calendars, or moves there."""
    with transaction.atomic():
        row = _locked(meeting, by)
        state = MeetingState(row.state)
        move = PICKING.get(state, MeetingMove.PICK)
        row.state = after(MEETING, state, move, refusal=_gone(row)).value
        if row.offered_by_id == by.pk:
            raise NotNow(say("You offered these times, so the other person picks one."))
        chosen = row.options.filter(pk=option).first()
        if chosen is None:
            raise NotNow(say("Other times have been offered meanwhile. Pick one of these."))
        if chosen.starts_at <= at:
            raise NotNow(say("This time has passed. Pick another one, or offer other times."))
        row.starts_at, row.sequence, row.changed_at = chosen.starts_at, row.sequence + 1, at
        row.moves += move is MeetingMove.PICK_MOVE
        row.save()
        _replace_options(row, ())
        kind = "meeting.agreed" if move is MeetingMove.PICK else "meeting.moved"
        tell(kind, row, f"{row.pk}:{row.sequence}", at=at)
        ask_round(row, at=at)
        _record(AGREED, row, by=by, at=at, sequence=row.sequence)
    return row


def withdraw(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Take a proposal back that one has made oneself."""
    with transaction.atomic():
        row = _locked(meeting, by)
        state = after(MEETING, MeetingState(row.state), MeetingMove.WITHDRAW, refusal=_gone(row))
        if row.offered_by_id != by.pk:
            raise NotNow(say("Only the person who proposed the meeting can take it back."))
        row.state, row.changed_at = state.value, at
        row.save()
        _replace_options(row, ())
        _record(WITHDRAWN, row, by=by, at=at)
    return row


def keep(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Leave an agreed meeting where it is, although other times were offered."""
    with transaction.atomic():
        row = _locked(meeting, by)
        state = after(MEETING, MeetingState(row.state), MeetingMove.KEEP, refusal=_gone(row))
        row.state, row.changed_at = state.value, at
        row.save()
        _replace_options(row, ())
        tell("meeting.kept", row, f"{row.pk}:{row.offers}", at=at, but=by)
        _record(KEPT, row, by=by, at=at)
    return row


def change_details(
    meeting: Meeting, details: Details, *, based_on: int, by: User, at: datetime
) -> Meeting:
    """Change length, way, place or link of a meeting that is still to come.

    Raises `ChangedMeanwhile` when the meeting was changed after `based_on` was read.
    """
    with transaction.atomic():
        row = _locked(meeting, by)
        if MeetingState(row.state) not in OFFERING:
            raise NotNow(_gone(row))
        if row.sequence != based_on:
            raise ChangedMeanwhile
        _put(row, details)
        row.sequence, row.changed_at = row.sequence + 1, at
        row.save()
        if row.state in ON:
            tell("meeting.moved", row, f"{row.pk}:{row.sequence}", at=at)
            ask_round(row, at=at)
        _record(DETAILS_CHANGED, row, by=by, at=at, sequence=row.sequence)
    return row


def cancel(
    meeting: Meeting, *, starts: Sequence[datetime] = (), by: User, at: datetime
) -> Meeting | None:
    """Cancel an agreed meeting; with other times, propose a new one in the same step (R7.04).

    Returns the new proposal, if any. Raises `ProposalWaits`, and then nothing is cancelled.
    """
    with transaction.atomic():
        partnership = _locked_partnership(meeting.partnership, by)
        row = _locked(meeting, by)
        state = after(MEETING, MeetingState(row.state), MeetingMove.CANCEL, refusal=_gone(row))
        row.late_changes += _is_late(row, at)
        row.state, row.sequence, row.changed_at = state.value, row.sequence + 1, at
        row.save()
        _replace_options(row, ())
        tell("meeting.cancelled", row, f"{row.pk}:{row.sequence}", at=at)
        new = None
        if starts:
            where = open_row(by, row, at=at, purpose="propose the meeting again")
            details = Details(row.length_minutes, row.way, **where)
            new = _propose(partnership, starts, details, by=by, at=at)
        _record(CANCELLED, row, by=by, at=at, sequence=row.sequence, times=len(starts))
    return new


def _propose(
    partnership: Partnership, starts: Sequence[datetime], details: Details, *, by: User,
    at: datetime,
) -> Meeting:  # fmt: skip
    open_one = partnership.meetings.filter(state=MeetingState.PROPOSED.value).first()
    if open_one is not None:
        raise ProposalWaits(open_one.pk)
    meeting = Meeting(
        partnership=partnership, state=MeetingState.PROPOSED.value, offered_by_id=by.pk, offers=1,
        changed_at=at,
    )  # fmt: skip
    _put(meeting, details)
    meeting.save(force_insert=True)
    _replace_options(meeting, starts)
    tell("meeting.proposed", meeting, f"{meeting.pk}:{meeting.offers}", at=at, but=by)
    return meeting


def _locked_partnership(partnership: Partnership, by: User) -> Partnership:
    row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    require(by, Capability.ARRANGE_MEETING, row)
    if row.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    return row


def _locked(meeting: Meeting, by: User) -> Meeting:
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    row.partnership = meeting.partnership  # with its members: the policy asks for them
    require(by, Capability.ARRANGE_MEETING, row)
    return row


def _put(meeting: Meeting, details: Details) -> None:
    meeting.length_minutes, meeting.way = details.length_minutes, details.way
    seal(meeting, place=details.place or None, link=details.link or None)


def _replace_options(meeting: Meeting, starts: Sequence[datetime]) -> None:
    meeting.options.all().delete()
    TimeOption.objects.bulk_create(
        TimeOption(meeting=meeting, starts_at=start) for start in sorted(set(starts))
    )


def _is_late(meeting: Meeting, at: datetime) -> bool:
    hours = meeting.partnership.programme.design.meetings.notice_hours
    return meeting.starts_at is not None and rules.is_late(
        meeting.starts_at, at=at, notice_hours=hours
    )


def _gone(meeting: Meeting) -> str:
    return rules.not_any_more(meeting.state)


def _record(act: audit.Act, meeting: Meeting, *, by: User, at: datetime, **detail: int) -> None:
    programme = meeting.partnership.programme_id
    audit.record(act, by=by, on=meeting, at=at, programme=programme, detail=detail)
