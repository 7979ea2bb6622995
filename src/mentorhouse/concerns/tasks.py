"""Due work of concerns."""

from datetime import datetime

from mentorhouse.concerns.actions import clock
from mentorhouse.notifications.clock import clockwork


@clockwork("concerns.tell_mentees", "10 7 * * *")
def tell_mentees(at: datetime) -> None:
    """Tell mentees that something was passed on, at the latest on the day that was set."""
    clock.tell_mentees(at=at)


@clockwork("concerns.remind", "20 7 * * *")
def remind(at: datetime) -> None:
    """Remind named contacts of what waits too long."""
    clock.remind(at=at)


@clockwork("concerns.openings", "*/10 * * * *")
def openings(at: datetime) -> None:
    """End what is over, and tell pairs at the latest on the day that was set."""
    clock.see_to_openings(at=at)
