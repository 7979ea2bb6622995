"""What the clock does: mentees are told when the last day has come; contacts are reminded."""

from datetime import datetime

from mentorhouse.concerns.actions.handling import tell
from mentorhouse.concerns.actions.openings import end, tell_pair
from mentorhouse.concerns.queries import handling as queries
from mentorhouse.concerns.queries.openings import due
from mentorhouse.notifications.actions import post_all
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.programmes.relations import day_of


def tell_mentees(*, at: datetime) -> int:
    """Tell each mentee whose last day has come. No setting puts this off."""
    return one_by_one(lambda row: tell(row, by=None, at=at), queries.to_be_told(at=at))


def remind(*, at: datetime) -> None:
    """Remind contacts once a week of what waits longer than was promised."""
    year, week, _ = day_of(at).isocalendar()
    rows = [row for row in queries.late(at=at) if row.contact]
    letters = [
        (row.contact.user_id, {"concern": str(row.pk)}, f"{row.pk}:{year}-{week}")
        for row in rows
        if row.contact
    ]
    post_all("concerns.late", letters, at=at)


def see_to_openings(*, at: datetime) -> None:
    """End openings whose time is over, and tell pairs whose day has come."""
    over, untold = due(at=at)
    one_by_one(lambda row: end(row, by=None, at=at), over)
    one_by_one(lambda row: tell_pair(row, at=at), untold)
