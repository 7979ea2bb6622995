"""Due work of partnerships."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.partnerships import actions


@clockwork("partnerships.let_go", "*/10 * * * *")
def let_go(at: datetime) -> None:
    """Let go of offers to somebody who no longer takes part, so that nobody is left hanging."""
    actions.let_go(at=at)


@clockwork("partnerships.go_on", "*/10 * * * *")
def go_on(at: datetime) -> None:
    """Begin matches of several with those who accepted, once the day to answer is over."""
    actions.go_on(at=at)
