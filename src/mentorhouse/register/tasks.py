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


@clockwork("register.search", "*/5 * * * *")
def refresh_search(at: datetime) -> None:
    """Let mentees find who is new or has changed their biography."""
    actions.refresh_all(at=at)


@clockwork("register.shelf", "5-59/10 * * * *")
def count_large_registers(at: datetime) -> None:
    """Count the registers that are too large to be counted for each page."""
    actions.shelve_all(at=at)


@clockwork("register.search_sweep", "30 3 * * *")
def sweep_search(_at: datetime) -> None:
    """Take out of the index of search what people left who are gone."""
    actions.sweep_all()
