"""Judgements about a programme on plain values, with reasons in words."""

from mentorhouse.programmes.rules.launch import LaunchPoint, launch_points, may_recruit
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
    "ENDS",
    "STANDINGS",
    "WAYS",
    "Deed",
    "LaunchPoint",
    "People",
    "Place",
    "Standing",
    "Way",
    "capacity_given",
    "capacity_problem",
    "check_open",
    "in_short",
    "invitations_sent",
    "launch_points",
    "may_go_back",
    "may_recruit",
    "moved",
    "new_key",
    "next_deed",
    "pairs_problem",
    "refusal",
    "still_running",
    "ways_from",
]
