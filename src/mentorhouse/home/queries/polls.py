"""How those of a partnership find a time: two pick from offers, several answer a poll."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from mentorhouse.access.relations import Viewer
from mentorhouse.home.rules.finding import FindingTimes, PollFact
from mentorhouse.meetings.queries import is_several, open_polls
from mentorhouse.partnerships.models import Partnership


def finding_times(viewer: Viewer, rows: Sequence[Partnership]) -> dict[UUID, FindingTimes]:
    """Return how times are found in one's own partnerships, and what an open poll asks of one."""
    polls = {pk: PollFact(**asdict(poll)) for pk, poll in open_polls(viewer, rows).items()}
    return {row.pk: FindingTimes(is_several(row), polls.get(row.pk)) for row in rows}
