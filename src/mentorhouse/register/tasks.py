"""Due work of the register: whom the rule admits, and places that end soon."""

from datetime import datetime

from mentorhouse.notifications.clock import clockwork
from mentorhouse.register import actions


@clockwork("register.admission", "*/10 * * * *")
def admit_by_the_rule(at: datetime) -> None:
    """Put on the register whom the rule admits by itself, so that mentees find them."""
    actions.admit_due(at=at)


@clockwork("register.renewal", "0 7 * * *")
def warn_of_the_end(at: datetime) -> None:
    """Tell mentors whose place ends soon, and then co-ordinators."""
    actions.warn(at=at)
