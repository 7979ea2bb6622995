"""Letters of agreements: to the pair, and to a line manager at a three-way start."""

from mentorhouse.agreements.emails import pairs  # noqa: F401  # its letters register themselves
from mentorhouse.agreements.emails.managers import letter_to_show

__all__ = ["letter_to_show"]
