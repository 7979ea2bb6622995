"""Every write of the register.

`admitting`: onto the register, by the rule or by hand. `keeping`: what co-ordinators do with an
entry. `own`: what mentors do with their own. `searching`: the index of search. `shelving`: large
registers. `warning`: letters before a place ends.
"""

from mentorhouse.register.actions.admitting import admit, admit_due, admit_ready, enter
from mentorhouse.register.actions.keeping import (
    note_export,
    note_reading,
    pause,
    record_check,
    renew,
    renew_ready,
    resume,
    review,
    supervised,
    take_back,
    withdraw,
)
from mentorhouse.register.actions.own import (
    Done,
    accept_code,
    leave,
    record_development,
    remove_development,
    renew_own,
    say_ready,
)
from mentorhouse.register.actions.searching import refresh, refresh_all, sweep_all
from mentorhouse.register.actions.shelving import shelve, shelve_all
from mentorhouse.register.actions.warning import warn

__all__ = [
    "Done",
    "accept_code",
    "admit",
    "admit_due",
    "admit_ready",
    "enter",
    "leave",
    "note_export",
    "note_reading",
    "pause",
    "record_check",
    "record_development",
    "refresh",
    "refresh_all",
    "remove_development",
    "renew",
    "renew_own",
    "renew_ready",
    "resume",
    "review",
    "say_ready",
    "shelve",
    "shelve_all",
    "supervised",
    "sweep_all",
    "take_back",
    "warn",
    "withdraw",
]
