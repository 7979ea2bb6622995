"""Every write of supervision."""

from mentorhouse.supervision.actions.keeping import (
    end_supervisor,
    look_after,
    name_supervisor,
    note_export,
)
from mentorhouse.supervision.actions.sessions import (
    ChangedMeanwhile,
    Plan,
    Record,
    WrongDay,
    agree_to_release,
    bring,
    call_off,
    plan,
    record,
    settle_action,
    take_on,
)
from mentorhouse.supervision.actions.warning import warn

__all__ = [
    "ChangedMeanwhile",
    "Plan",
    "Record",
    "WrongDay",
    "agree_to_release",
    "bring",
    "call_off",
    "end_supervisor",
    "look_after",
    "name_supervisor",
    "note_export",
    "plan",
    "record",
    "settle_action",
    "take_on",
    "warn",
]
