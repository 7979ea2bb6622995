"""Due work of reporting."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.reporting import actions


@clockwork("reporting.fit", "10 9 * * *")
def ask(at: datetime) -> None:
    """Ask those who have met three times, or whose partnership has ended, how well it fits."""
    actions.ask_how_it_fits(at=at)
