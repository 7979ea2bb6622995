"""Who may in development: what somebody works on is theirs and their partner's (R6.13, R8)."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability as C  # noqa: N817  # a table reads well
from mentorhouse.access.policy.relations import Relation as R  # noqa: N817  # a table reads well
from mentorhouse.access.policy.rule import Rule, rule

DEVELOPMENT: Mapping[C, Rule] = {
    C.READ_GOAL: rule(
        "Read a goal and its history; one that is private, only its author",
        R.SELF,
        R.PARTNER,
        R.READING_COORDINATOR,
    ),
    C.WRITE_GOAL: rule(
        "Set goals and work on them; one that is private, only its author", R.SELF, R.PARTNER
    ),
    C.READ_PLAN: rule("Read an action plan and visits", R.PARTNER, R.READING_COORDINATOR),
    C.WRITE_PLAN: rule("Write an action plan, and plan visits", R.PARTNER),
    C.EXTRACT_PLAN: rule("Choose lines of goals and plan for a file of one’s own", R.MENTEE),
    C.KEEP_OWN_NOTES: rule("Keep a private notebook in a partnership", R.PARTNER, R.SELF),
    C.READ_OWN_NOTES: rule("Read private notes", R.SELF),
    C.READ_SHEET: rule(
        "Read what somebody worked through for themselves; others only while it is shared",
        R.SELF,
        R.PARTNER,
    ),
    C.WRITE_SHEET: rule("Work something through for oneself in a partnership", R.PARTNER),
    C.READ_OWN_CPD: rule("See and take away what counts for one’s own CPD", R.SELF),
    C.READ_EXCHANGE: rule("Read feedback, opportunities and resources of a partnership", R.PARTNER),
    C.WRITE_EXCHANGE: rule(
        "Ask for feedback, offer opportunities, share resources, and answer", R.PARTNER
    ),
    C.COUNT_CAPABILITIES: rule("Add up self-assessments without showing one", R.COUNTER),
}
