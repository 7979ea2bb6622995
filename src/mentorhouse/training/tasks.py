"""Due work of the training room."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.training.actions import attending


@clockwork("training.events", "*/15 * * * *")
def remind(at: datetime) -> None:
    """Remind people on the day before an event that they are booked for."""
    attending.remind_of_events(at=at)
