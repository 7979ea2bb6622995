"""Due work of reporting."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.reporting.actions.fit import ask_how_it_fits
from mentorhouse.reporting.actions.releasing import release_all


@clockwork("reporting.fit", "10 9 * * *")
def ask(at: datetime) -> None:
    """Ask those who have met three times, or whose partnership has ended, how well it fits."""
    ask_how_it_fits(at=at)


@clockwork("reporting.figures", "20 5 * * *")
def give_out(at: datetime) -> None:
    """Give out the figures of each programme whose last are a week old."""
    release_all(at=at)
