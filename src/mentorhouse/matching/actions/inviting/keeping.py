"""What all deeds with a first talk share: locks, moves, deadlines, letters, the trace."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import after
from mentorhouse.accounts.models import User
from mentorhouse.matching.models import Invitation, OfferedTime, TalkTime
from mentorhouse.matching.queries.inviting.fit import other_way
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TALK, TalkMove, TalkState
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Participation

OPEN_STATES = [state.value for state in OPEN]


Parts = dict[UUID, Participation]


def lock_parts(*who: UUID) -> Parts:
    """Lock participations in the order of their identifiers."""
    rows = Participation.objects.filter(pk__in=who).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(no_key=True)}


def lock_both(mentee: Participation, mentor: Participation, *, mutual: bool) -> Parts:
    """Lock two people's participations; where they would mentor each other, in both roles."""
    turned = other_way(mentee, mentor) if mutual else None
    return lock_parts(mentee.pk, mentor.pk, *(part.pk for part in turned or ()))


def locked(talk: Invitation, *, by: User) -> Invitation:
    """Lock both people's participations, then the talk; read it as it is now."""
    parts = lock_both(talk.mentee, talk.mentor, mutual=talk.mutual)
    row = Invitation.objects.select_for_update(no_key=True).get(pk=talk.pk)
    row.mentor, row.mentee = parts[row.mentor_id], parts[row.mentee_id]
    row.programme = talk.programme
    require(by, Capability.ANSWER_TALK, row)
    return row


def locked_around(talk: Invitation) -> list[Invitation]:
    """Lock every open talk of the two, in one order; nobody begins another meanwhile."""
    mine = Q(mentee=talk.mentee_id) | Q(mentor=talk.mentor_id)
    for mentee, mentor in turned_of(talk):
        mine |= Q(mentee=mentee) | Q(mentor=mentor)
    rows = Invitation.objects.filter(mine, state__in=OPEN_STATES).order_by("pk")
    return list(rows.select_for_update(no_key=True))


def turned_of(talk: Invitation) -> list[tuple[Participation, Participation]]:
    """Return the two with their roles changed over, where they would mentor each other."""
    turned = other_way(talk.mentee, talk.mentor) if talk.mutual else None
    return [turned] if turned else []


def side_of(talk: Invitation, by: User) -> str:
    """Return in which role somebody is in a talk."""
    return rules.MENTOR if by.pk == talk.mentor.person_id else rules.MENTEE


def terms_of(talk: Invitation) -> rules.Terms:
    """Return how talks of this origin go in the programme."""
    return rules.terms_of(talk.programme.design, talk.origin)


def move(talk: Invitation, what: TalkMove) -> None:
    """Move a talk along its table. Raises `NotNow` in words for a person."""
    state = after(TALK, TalkState(talk.state), what, refusal=rules.moved_on())
    talk.state = state.value


def wait_from(talk: Invitation, since: datetime) -> None:
    """Set anew by when the next answer is due, and when it is reminded of once."""
    terms = terms_of(talk)
    talk.answer_by, talk.remind_at = terms.answer_by(since), terms.remind_at(since)
    talk.reminded_at = None


def wait_after_meeting(talk: Invitation, starts_at: datetime) -> None:
    """Count from the end of the meeting that was agreed; asked then at once whether they met."""
    ends = starts_at + timedelta(minutes=talk.minutes)
    wait_from(talk, ends)
    talk.remind_at = ends


def close(talk: Invitation, what: TalkMove, *, at: datetime) -> None:
    """End a talk: its slot is free, its booked time too, and nobody is asked any more."""
    move(talk, what)
    talk.slot = talk.answer_by = talk.remind_at = None
    talk.joining, talk.changed_at = None, at
    talk.sequence += talk.starts_at is not None
    talk.save()
    TalkTime.objects.filter(invitation=talk).delete()
    OfferedTime.objects.filter(taken_by=talk).update(taken_by=None)


def replace_times(talk: Invitation, starts: Iterable[datetime]) -> None:
    """Propose these times instead of those before."""
    talk.times.all().delete()
    TalkTime.objects.bulk_create(
        TalkTime(invitation=talk, starts_at=start) for start in sorted(set(starts))
    )


def tell(kind: str, talk: Invitation, role: str, *, at: datetime) -> None:
    """Post a letter to one side, once for each state of the talk."""
    tell_all(kind, [(talk, role)], at=at)


def tell_all(kind: str, talks: Sequence[tuple[Invitation, str]], *, at: datetime) -> None:
    """Post letters of one kind, each to one side of its talk."""
    post_all(
        kind,
        [
            (
                (talk.mentor if role == rules.MENTOR else talk.mentee).person_id,
                {"talk": str(talk.pk), "sequence": talk.sequence},
                f"{talk.pk}:{talk.changed_at.isoformat()}",
            )
            for talk, role in talks
        ],
        at=at,
    )


def record(act: audit.Act, talk: Invitation, *, by: User, at: datetime, **detail: object) -> None:
    """Leave the trace, last of all."""
    audit.record(act, by=by, on=talk, at=at, programme=talk.programme_id, detail=detail)
