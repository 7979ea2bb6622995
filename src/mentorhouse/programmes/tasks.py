"""Due work of programmes: access that ends by its date (R2.28)."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.programmes import actions


@clockwork("programmes.access_ended", "5 0 * * *")
def end_access(at: datetime) -> None:
    """Note whose access ended at midnight, and tell them and who takes over."""
    actions.end_due(at=at)


@clockwork("programmes.access_ends", "0 7 * * *")
def warn_of_the_end(at: datetime) -> None:
    """Warn, 14 and 3 days before, those whose access ends and those who take over."""
    actions.warn(at=at)
