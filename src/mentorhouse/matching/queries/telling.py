"""Why two people were put together, as one of the two reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorhouse.matching.models import DraftPair
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation


@dataclass(frozen=True)
class Reason:
    """One criterion about two people, in words: what it gives of the most that it may count for."""

    words: str
    points: int
    most: int


def told_to(role: str, part: Mapping[str, Any]) -> Reason:
    """Return a part that was kept with a pair, in the words for one side.

    Where they do not differ, or were not kept, there is one wording for all.
    """
    return Reason(part.get(f"to_{role}", part["words"]), part["points"], part["most"])


def reasons_of(partnership: Partnership, role: str) -> list[Reason]:
    """Return why the two of a partnership were matched, for one of the two themselves (R5.15).

    Only the visible criteria of the published run speak, with the weight that all may see (R5.03).
    """
    who = {member.role: member.participation_id for member in partnership.members.all()}
    pair = (
        DraftPair.objects.filter(
            run__published_at__isnull=False,
            mentor=who.get(Participation.Role.MENTOR.value),
            mentee=who.get(Participation.Role.MENTEE.value),
        )
        .order_by("-run__published_at")
        .first()
    )
    return [told_to(role, part) for part in pair.parts] if pair else []
