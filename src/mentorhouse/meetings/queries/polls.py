"""Every read of polls of times: how each time stands, and who has still to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.meetings.models import Enough, Meeting, Poll, PollAnswer
from mentorhouse.meetings.queries.meetings import meeting_for, running_partnership
from mentorhouse.meetings.rules.polls import Says, Standing, needed_of, standing_of
from mentorhouse.meetings.states import PollState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.vault.sealing import open_row

TWO = 2


@dataclass(frozen=True)
class Counted:
    """How a poll stands."""

    standings: tuple[Standing, ...]
    people: Mapping[UUID, Person]
    needed: int
    answered: frozenset[UUID]

    @property
    def all_answered(self) -> bool:
        """Whether everybody who is in the partnership now has answered."""
        return self.answered >= self.people.keys()

    @property
    def enough(self) -> bool:
        """Whether there is a time that suits enough of them."""
        return any(standing.enough for standing in self.standings)


def people_in(partnership: Partnership) -> dict[UUID, Person]:
    """Return everybody who is in a partnership now, mentors first. Members come fetched."""
    people = [member.participation.person for member in partnership.members.all()]
    return {person.pk: person for person in people}


def is_several(partnership: Partnership) -> bool:
    """Whether more than two people meet, so that times are found by a poll."""
    return len(people_in(partnership)) > TWO


def several_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership of more than two. Raises `NotVisible`."""
    row = running_partnership(viewer, partnership_id)
    if not is_several(row):
        raise NotVisible
    return row


def poll_for(viewer: Viewer, partnership_id: UUID, poll_id: UUID) -> Poll:
    """Return one poll of a running partnership. Raises `NotVisible`."""
    partnership = running_partnership(viewer, partnership_id)
    rows = Poll.objects.select_related("asked_by", "meeting").prefetch_related("times__answers")
    poll = rows.filter(partnership=partnership, pk=poll_id).first()
    if poll is None:
        raise NotVisible
    poll.partnership = partnership
    return poll


def to_move(viewer: Viewer, partnership_id: UUID, meeting_id: UUID) -> Meeting:
    """Return a meeting of more than two. Raises `NotVisible`."""
    row = meeting_for(viewer, partnership_id, meeting_id)
    if not is_several(row.partnership):
        raise NotVisible
    return row


def open_poll(partnership: Partnership) -> Poll | None:
    """Return the poll that is open in a partnership that the viewer was let into."""
    return Poll.objects.filter(partnership=partnership, state=PollState.OPEN.value).first()


def enough_of(partnership: Partnership) -> Enough | None:
    """Return how many have to come, where the partnership has agreed on it."""
    return Enough.objects.filter(partnership=partnership).select_related("set_by").first()


def counted(poll: Poll) -> Counted:
    """Count a poll that the viewer was let into: each time among those who are here now."""
    agreed = enough_of(poll.partnership)
    return _count(poll, agreed.needed if agreed else None)


def _count(poll: Poll, agreed: int | None) -> Counted:
    people = people_in(poll.partnership)
    mentors = {
        m.participation.person_id for m in poll.partnership.members.all() if m.role == "mentor"
    }
    needed = needed_of(agreed, len(people))
    standings = []
    for time in poll.times.all():
        said = {answer.person_id: Says(answer.says) for answer in time.answers.all()}
        standings.append(
            standing_of(
                time.pk, time.starts_at, said, persons=people.keys(), mentors=mentors, needed=needed
            )
        )
    answered = frozenset(person for standing in standings for person in standing.said)
    return Counted(tuple(standings), people, needed, answered)


@dataclass(frozen=True)
class OpenPoll:
    """What an open poll asks of somebody: an answer, or to pick a time."""

    id: UUID
    answered: bool
    picks: bool  # it is theirs to pick
    ready: bool  # enough can come, or all have answered


def open_polls(viewer: Viewer, rows: Sequence[Partnership]) -> dict[UUID, OpenPoll]:
    """Return the open polls of one's own partnerships, whose members come fetched."""
    by_id = {row.pk: row for row in rows}
    polls = Poll.objects.filter(partnership__in=by_id, state=PollState.OPEN.value)
    agreed = dict(Enough.objects.filter(partnership__in=by_id).values_list("partnership", "needed"))
    found = {}
    for poll in polls.prefetch_related("times__answers"):
        poll.partnership = by_id[poll.partnership_id]
        stands = _count(poll, agreed.get(poll.partnership_id))
        found[poll.partnership_id] = OpenPoll(
            poll.pk,
            viewer.pk in stands.answered,
            picks(viewer, poll),
            stands.enough or stands.all_answered,
        )
    return found


def picks(viewer: Viewer, poll: Poll) -> bool:
    """Whether somebody picks: whoever asked; anybody, once that person has left."""
    return poll.asked_by_id == viewer.pk or poll.asked_by_id not in people_in(poll.partnership)


def closes(viewer: Viewer, poll: Poll, *, at: datetime) -> bool:
    """Whether somebody may take a poll back: who picks; anybody, once the day to answer is past.

    So nobody is kept from asking anew by somebody who asked and fell silent.
    """
    return picks(viewer, poll) or at >= poll.answer_by


def where_of_poll(viewer: Viewer, poll: Poll, *, at: datetime) -> dict[str, str]:
    """Open the place and the link of a poll; nothing is opened where there is neither."""
    if poll.place is None and poll.link is None:
        return {"place": "", "link": ""}
    return open_row(viewer, poll, at=at, purpose="see where the meeting is")


def poll_of_letter(about: Mapping[str, str]) -> Poll | None:
    """Return the poll that a letter is about, while it is open."""
    return Poll.objects.filter(
        pk=about["poll"],
        state=PollState.OPEN.value,
        partnership__state=PartnershipState.ACTIVE.value,
    ).first()


def counted_for_letter(poll: Poll) -> Counted:
    """Count a poll for a letter that names nobody."""
    members = poll.partnership.members.select_related("participation__person")
    prefetch_related_objects([poll.partnership], Prefetch("members", members))
    return counted(poll)


def is_in(poll: Poll, person: Viewer) -> bool:
    """Whether somebody is still in the partnership of a poll, for letters."""
    return poll.partnership.members.filter(participation__person=person.pk).exists()


def has_answered(poll: Poll, person: Viewer) -> bool:
    """Whether somebody has answered a poll."""
    return PollAnswer.objects.filter(time__poll=poll, person=person.pk).exists()
