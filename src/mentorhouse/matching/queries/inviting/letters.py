"""What a letter about a first talk is about; nothing when its cause is gone."""

from collections.abc import Collection
from datetime import datetime

from mentorhouse.accounts.models import User
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import TalkState


def talk_about(
    to: User, about: dict[str, str], *, states: Collection[TalkState]
) -> tuple[Invitation, str] | None:
    """Return the talk, and the role of the reader in it, while it stands in one of the states."""
    row = (
        Invitation.objects.select_related("programme", "mentor", "mentee")
        .filter(pk=about["talk"], state__in=[state.value for state in states])
        .first()
    )
    if row is None or to.pk not in (row.mentor.person_id, row.mentee.person_id):
        return None
    return row, rules.MENTOR if to.pk == row.mentor.person_id else rules.MENTEE


def offers_time(about: dict[str, str], *, at: datetime) -> bool:
    """Whether the mentor of a talk has a time on offer that may still be booked."""
    talk = Invitation.objects.filter(pk=about["talk"]).values("mentor")
    return OfferedTime.objects.filter(mentor__in=talk, taken_by=None, starts_at__gt=at).exists()
