"""What may wait for somebody in a running partnership, the most urgent first."""

from enum import StrEnum


class Waits(StrEnum):
    """One thing that waits, in the order in which it is shown."""

    CHANGE = "change"
    LAST_DAY = "last_day"
    GOODBYE = "goodbye"  # others have said it
    END = "end"  # the last day is near, or over
    REVIEW_ALONE = "review_alone"
    REVIEW_TOGETHER = "review_together"
    COURSE = "course"
    REVIEW_DUE = "review_due"
    PHASE = "phase"
