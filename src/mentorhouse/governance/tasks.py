"""Due work of this room: what somebody still had to do when their access ended goes on (R2.28)."""

from datetime import datetime

from mentorhouse.governance.actions.tasks import settle_successions
from mentorhouse.governance.queries.tasks import unsettled
from mentorhouse.notifications import clockwork


@clockwork("governance.successions", "*/5 * * * *")
def settle(at: datetime) -> None:
    """Give open tasks to successors, programme by programme; repeating it changes nothing."""
    for programme in unsettled():
        settle_successions(programme, at=at)
