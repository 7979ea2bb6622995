"""Letters about a meeting, posted inside the deed that they tell of."""

from datetime import datetime
from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.meetings.models import Meeting, Poll
from mentorhouse.notifications import post
from mentorhouse.partnerships.models import Member


def tell(
    kind: str, meeting: Meeting, key: str, *, at: datetime, but: User | None = None,
    due: datetime | None = None, role: str = "",
) -> None:  # fmt: skip
    """Post a letter to everyone in the pair, or all but one, or those of one role; once a key."""
    about = {
        "partnership": meeting.partnership_id,
        "meeting": meeting.pk,
        "sequence": meeting.sequence,
        "offers": meeting.offers,
    }
    members = Member.objects.filter(partnership=meeting.partnership_id)
    if role:
        members = members.filter(role=role)
    for member in members.select_related("participation__person__user"):
        user = member.participation.person.user
        if but is None or user.pk != but.pk:
            post(kind, to=user, about=about, at=at, key=key, due=due)


def tell_of_poll(
    kind: str, poll: Poll, *, at: datetime, but: User | None = None, only: UUID | None = None,
    due: datetime | None = None,
) -> None:  # fmt: skip
    """Post a letter about a poll to everybody, to all but one, or to one; once a poll."""
    about = {"partnership": poll.partnership_id, "poll": poll.pk}
    members = Member.objects.filter(partnership=poll.partnership_id)
    if only is not None:
        members = members.filter(participation__person=only)
    for member in members.select_related("participation__person__user"):
        user = member.participation.person.user
        if but is None or user.pk != but.pk:
            post(kind, to=user, about=about, at=at, key=str(poll.pk), due=due)
