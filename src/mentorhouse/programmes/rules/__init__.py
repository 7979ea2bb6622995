"""Judgements about a programme on plain values, with reasons in words."""

from mentorhouse.programmes.rules.coordination import (
    CHOOSE_SUCCESSOR,
    NO_SUCCESSOR,
    NOT_A_SUCCESSOR,
    WARNINGS,
    Workload,
    heirs,
    until_problem,
    warning_due,
)
from mentorhouse.programmes.rules.designs import for_another_run, parts, pilot_problem
from mentorhouse.programmes.rules.launch import (
    LaunchPoint,
    launch_point,
    launch_points,
    may_recruit,
    point_words,
    reason_problem,
)
from mentorhouse.programmes.rules.life import (
    ENDS,
    STANDINGS,
    WAYS,
    People,
    Standing,
    Way,
    check_open,
    may_go_back,
    pairs_problem,
    refusal,
    still_running,
    ways_from,
)
from mentorhouse.programmes.rules.next import Deed, next_deed
from mentorhouse.programmes.rules.places import (
    Place,
    capacity_given,
    capacity_problem,
    invitations_sent,
)
from mentorhouse.programmes.rules.set_up import in_short, moved, new_key

__all__ = [
    "CHOOSE_SUCCESSOR",
    "ENDS",
    "NOT_A_SUCCESSOR",
    "NO_SUCCESSOR",
    "STANDINGS",
    "WARNINGS",
    "WAYS",
    "Deed",
    "LaunchPoint",
    "People",
    "Place",
    "Standing",
    "Way",
    "Workload",
    "capacity_given",
    "capacity_problem",
    "check_open",
    "for_another_run",
    "heirs",
    "in_short",
    "invitations_sent",
    "launch_point",
    "launch_points",
    "may_go_back",
    "may_recruit",
    "moved",
    "new_key",
    "next_deed",
    "pairs_problem",
    "parts",
    "pilot_problem",
    "point_words",
    "reason_problem",
    "refusal",
    "still_running",
    "until_problem",
    "warning_due",
    "ways_from",
]
