"""Due work of partnerships."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import keeping, last_day, reviewing


@clockwork("partnerships.let_go", "*/10 * * * *")
def let_go(at: datetime) -> None:
    """Let go of offers to somebody who no longer takes part, so that nobody is left hanging."""
    actions.let_go(at=at)


@clockwork("partnerships.go_on", "*/10 * * * *")
def go_on(at: datetime) -> None:
    """Begin matches with those who accepted, or end them, once the day to answer is over."""
    actions.go_on(at=at)


@clockwork("partnerships.remind", "40 8 * * *")
def remind(at: datetime) -> None:
    """Remind people of a match that waits for their answer."""
    actions.remind_of_matches(at=at)


@clockwork("partnerships.last_days", "0 7 * * *")
def last_days(at: datetime) -> None:
    """Tell pairs that their last day is near or has come, and end what is long over."""
    last_day.warn_of_ends(at=at)
    last_day.end_overdue(at=at)


@clockwork("partnerships.reviews", "5 7 * * *")
def reviews(at: datetime) -> None:
    """Remind pairs of the day that they chose for a review."""
    reviewing.remind_of_reviews(at=at)


@clockwork("partnerships.forget_content", "0 3 * * *")
def forget_content(at: datetime) -> None:
    """Destroy the keys of what was written in partnerships that ended long ago."""
    keeping.forget_content(at=at)
