"""Every write to programmes and to who takes part; one function a deed."""

from mentorhouse.programmes.actions.people import (
    answer_participation,
    bring_in,
    bring_in_some,
    invite,
    note_export,
    note_reading,
    set_capacity,
)
from mentorhouse.programmes.actions.programme import (
    ChangedMeanwhile,
    NotReady,
    add_coordinator,
    change_design,
    mark_running,
    open_recruitment,
    start,
    start_matching,
)

__all__ = [
    "ChangedMeanwhile",
    "NotReady",
    "add_coordinator",
    "answer_participation",
    "bring_in",
    "bring_in_some",
    "change_design",
    "invite",
    "mark_running",
    "note_export",
    "note_reading",
    "open_recruitment",
    "set_capacity",
    "start",
    "start_matching",
]
