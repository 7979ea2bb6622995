"""Who may in concerns: the narrowest part of the policy (R6.11, R6.12, R6.16)."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability as C  # noqa: N817  # a table reads well
from mentorhouse.access.policy.relations import Relation as R  # noqa: N817  # a table reads well
from mentorhouse.access.policy.rule import Rule, rule

CONCERNS: Mapping[C, Rule] = {
    C.KEEP_CONTACTS: rule(
        "Name who hears concerns; this shows nothing of any concern", R.COORDINATOR
    ),
    C.SPEAK_UP: rule(
        "Report, complain, and as a mentor pass something on or ask for advice", R.SELF
    ),
    C.SEND_CONCERN: rule("Write and send one’s own concern, or throw it away", R.SELF),
    C.READ_CONCERN: rule("Read a concern", R.SELF, R.HEARS_CONCERN),
    C.READ_CONCERN_NOTE: rule(
        "Read what was written about a concern; its author only what is meant for them",
        R.SELF,
        R.HEARS_CONCERN,
    ),
    C.SEE_CONCERNS: rule("See the concerns that were sent to oneself", R.NAMED_CONTACT),
    C.HANDLE_CONCERN: rule("Take up a concern, note steps, answer and close it", R.HEARS_CONCERN),
    C.ASK_OPENING: rule(
        "Ask to open what a pair wrote, in an emergency that came up as a concern",
        R.HEARS_CONCERN,
    ),
    C.SEE_OPENINGS: rule(
        "See that an emergency opening was asked for, where one is no party to it",
        R.NAMED_CONTACT,
        R.COORDINATOR,
    ),
    C.READ_OPENING: rule(
        "Read why somebody asks to open what a pair wrote", R.ASKED_TO_OPEN, R.SECOND_PERSON
    ),
    C.DECIDE_OPENING: rule(
        "Agree as the second person to an emergency opening, or refuse it", R.SECOND_PERSON
    ),
    C.USE_OPENING: rule(
        "Read what a pair wrote in an emergency, as two people agreed, for a time", R.ASKED_TO_OPEN
    ),
    C.SEE_OWN_OPENINGS: rule(
        "See who opened in an emergency what one’s own pair wrote, once one is told", R.PARTNER
    ),
    C.SEE_WHAT_WAS_PASSED_ON: rule(
        "See that one’s mentor has passed something on, without its text", R.MENTEE
    ),
}
