"""The life of an entry on the register, as moved by hand. What dates make of it is derived."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class EntryState(StrEnum):
    """What was last decided about an entry."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class EntryMove(StrEnum):
    """What is done with an entry by hand, or by the rule."""

    ADMIT = "admit"
    RENEW = "renew"
    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take back"


_S, _M = EntryState, EntryMove
ENTRY: Mapping[EntryMove, Step[EntryState]] = {
    _M.ADMIT: Step({_S.APPLIED}, _S.ADMITTED),
    _M.RENEW: Step({_S.ADMITTED}, _S.ADMITTED),
    _M.PAUSE: Step({_S.ADMITTED}, _S.PAUSED),
    _M.RESUME: Step({_S.PAUSED}, _S.ADMITTED),
    _M.WITHDRAW: Step({_S.APPLIED, _S.ADMITTED, _S.PAUSED}, _S.WITHDRAWN),
    # Who comes back is admitted anew, so that the rule is asked again.
    _M.TAKE_BACK: Step({_S.WITHDRAWN}, _S.APPLIED),
}


class How(StrEnum):
    """What put a mentor on the register: the words of `design.mentors.admission`, and two more."""

    QUALIFICATION = "qualification"
    TRAINING = "training"
    EXPERIENCE = "experience"
    IN_HOUSE = "in_house"
    ACCREDITED = "accredited"
    APPROVAL = "approval"
    DECISION = "decision"  # by a co-ordinator, with a reason, although the rule is not met
    BEFORE = "before"  # took part before there was a register


class Kind(StrEnum):
    """What a mentor did for their own development (R4.15)."""

    COURSE = "course"
    READING = "reading"
    SUPERVISION = "supervision"
    OBSERVING = "observing"
    MEETING = "meeting"
    OTHER = "other"


class Ready(StrEnum):
    """When a mentor says they are ready to begin (R4.13)."""

    NOW = "now"
    LATER = "later"
    NOT_YET = "not_yet"
