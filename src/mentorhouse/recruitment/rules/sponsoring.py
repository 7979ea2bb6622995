"""Whether sponsors identify people in a programme, and how much one link may do (R3.06)."""

from mentorhouse.programmes.design import Design

MOST_PEOPLE = 20
LINK_DAYS = 60


def sponsors_identify(design: Design) -> bool:
    """Whether sponsors name people who are then invited to apply."""
    return design.mentees.entry == "identified"
