"""Due work of supervision."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.supervision import actions


@clockwork("supervision.overdue", "30 7 * * *")
def warn(at: datetime) -> None:
    """Tell mentors whose supervision is overdue, and co-ordinators after two weeks."""
    actions.warn(at=at)
