"""Every write to programmes and to who takes part; one function a deed."""

from mentorhouse.programmes.actions.completions import complete
from mentorhouse.programmes.actions.coordination import (
    Terms,
    add_coordinator,
    add_partner,
    end_due,
    end_local,
    hand_over,
    remove_partner,
    set_terms,
    warn,
)
from mentorhouse.programmes.actions.designs import (
    add_lesson,
    copy_programme,
    export_design,
    remove_lesson,
)
from mentorhouse.programmes.actions.life import (
    NotReady,
    mark_running,
    move_on,
    open_recruitment,
    start_matching,
)
from mentorhouse.programmes.actions.pauses import end_place_pause, pause_place
from mentorhouse.programmes.actions.people import (
    answer_participation,
    bring_in,
    bring_in_some,
    invite,
    note_export,
    note_reading,
    set_capacity,
    set_own_capacity,
    waive_requirements,
)
from mentorhouse.programmes.actions.programme import (
    ChangedMeanwhile,
    change_design,
    start,
)
from mentorhouse.programmes.actions.taking_on import take_on
from mentorhouse.programmes.actions.translating import translate

__all__ = [
    "ChangedMeanwhile",
    "NotReady",
    "Terms",
    "add_coordinator",
    "add_lesson",
    "add_partner",
    "answer_participation",
    "bring_in",
    "bring_in_some",
    "change_design",
    "complete",
    "copy_programme",
    "end_due",
    "end_local",
    "end_place_pause",
    "export_design",
    "hand_over",
    "invite",
    "mark_running",
    "move_on",
    "note_export",
    "note_reading",
    "open_recruitment",
    "pause_place",
    "remove_lesson",
    "remove_partner",
    "set_capacity",
    "set_own_capacity",
    "set_terms",
    "start",
    "start_matching",
    "take_on",
    "translate",
    "waive_requirements",
    "warn",
]
