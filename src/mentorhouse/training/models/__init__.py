"""What people have learnt, what learning systems send, and events with their bookings."""

from mentorhouse.training.models.events import (
    Booking,
    Event,
    EventFeedback,
    EventInterest,
    EventMaterial,
    EventWay,
)
from mentorhouse.training.models.records import (
    CourseCode,
    LearningSystem,
    ModuleDone,
    RecordUpload,
    Reminded,
    Statement,
)

__all__ = [
    "Booking",
    "CourseCode",
    "Event",
    "EventFeedback",
    "EventInterest",
    "EventMaterial",
    "EventWay",
    "LearningSystem",
    "ModuleDone",
    "RecordUpload",
    "Reminded",
    "Statement",
]
