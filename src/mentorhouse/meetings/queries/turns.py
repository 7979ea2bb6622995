"""Who mentors in which part of a meeting, where two mentor each other (R9.07)."""

from uuid import UUID

from mentorhouse.meetings.models import Meeting, Turn
from mentorhouse.meetings.queries.polls import people_in
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import RoleSwap
from mentorhouse.partnerships.queries.shapes import swap_of
from mentorhouse.partnerships.rules.shapes import mentors_in_turn


def begins_in(meeting: Meeting, swap: RoleSwap) -> UUID:
    """Return who is the mentor first: as chosen, else the other than in the meeting before."""
    chosen: Turn | None = Turn.objects.filter(meeting=meeting).first()
    if chosen:
        return UUID(str(chosen.begins_id))
    held = Turn.objects.filter(
        meeting__partnership=meeting.partnership_id, meeting__state=MeetingState.HELD.value
    )
    last = held.exclude(meeting=meeting).order_by("-meeting__held_on", "-pk").first()
    if last is None:
        return UUID(str(swap.first_id))
    return the_other(meeting, last.begins_id)


def the_other(meeting: Meeting, person_id: UUID) -> UUID:
    """Return the other of the two in a partnership whose members come fetched."""
    return next(pk for pk in people_in(meeting.partnership) if pk != person_id)


def turns_in(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """Say who mentors in which part of a meeting: pairs of part and name; nothing elsewhere."""
    swap = swap_of(meeting.partnership)
    if swap is None:
        return ()
    people = people_in(meeting.partnership)
    begins = begins_in(meeting, swap)
    other = the_other(meeting, begins)
    return mentors_in_turn(swap.how, people[begins].name, people[other].name)
