"""What the clock does about three-way starts."""

from datetime import datetime

from mentorhouse.agreements.actions.three_way import follow_up
from mentorhouse.notifications import clockwork


@clockwork("agreements.three_way", "*/10 * * * *")
def follow_up_three_way(at: datetime) -> None:
    """Remind line managers, and tell mentees where no answer came."""
    follow_up(at=at)
