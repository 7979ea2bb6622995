"""Judgements about a programme on plain values, with reasons in words."""

from mentorhouse.programmes.rules.beside import side_by_side
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
from mentorhouse.programmes.rules.effects import Told, Touched, told
from mentorhouse.programmes.rules.eligibility import (
    Judgement,
    Profile,
    judged,
    waiver_problem,
    what_stops,
)
from mentorhouse.programmes.rules.elsewhere import chosen_elsewhere
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
    IN_THE_ARCHIVE,
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
from mentorhouse.programmes.rules.set_up import in_short, moved
from mentorhouse.programmes.rules.topics import (
    GROUPS,
    POINTS_ON,
    TOPICS,
    Topic,
    settings_on,
    topic_of,
)

__all__ = [
    "CHOOSE_SUCCESSOR",
    "ENDS",
    "GROUPS",
    "IN_THE_ARCHIVE",
    "NOT_A_SUCCESSOR",
    "NO_SUCCESSOR",
    "POINTS_ON",
    "STANDINGS",
    "TOPICS",
    "WARNINGS",
    "WAYS",
    "Deed",
    "Judgement",
    "LaunchPoint",
    "People",
    "Place",
    "Profile",
    "Standing",
    "Told",
    "Topic",
    "Touched",
    "Way",
    "Workload",
    "capacity_given",
    "capacity_problem",
    "check_open",
    "chosen_elsewhere",
    "for_another_run",
    "heirs",
    "in_short",
    "invitations_sent",
    "judged",
    "launch_point",
    "launch_points",
    "may_go_back",
    "may_recruit",
    "moved",
    "next_deed",
    "pairs_problem",
    "parts",
    "pilot_problem",
    "point_words",
    "reason_problem",
    "refusal",
    "settings_on",
    "side_by_side",
    "still_running",
    "told",
    "topic_of",
    "until_problem",
    "waiver_problem",
    "warning_due",
    "ways_from",
    "what_stops",
]
