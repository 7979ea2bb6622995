"""The life of an application, as one table (R3.01, R3.07).

A co-ordinator decides first and sends afterwards: a decision that is not sent yet changes nothing
for the applicant and can be taken back. Sending it is the move.
"""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ApplicationState(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"  # the applicant writes; nobody else knows of it
    SUBMITTED = "submitted"
    ASKED = "asked"  # returned with a question
    WAITING = "waiting"  # on the waiting list, in the order of `waiting_since`
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ApplicationMove(StrEnum):
    """What happens to an application."""

    SUBMIT = "submit"
    ASK = "ask"
    WAIT = "put on the waiting list"
    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Decision(StrEnum):
    """What a co-ordinator has decided and not yet sent."""

    APPROVE = "approve"
    ASK = "ask"
    WAIT = "wait"
    DECLINE = "decline"


_S, _M = ApplicationState, ApplicationMove
# What a co-ordinator may decide about: sent in, and no answer given yet.
DECIDABLE = frozenset({_S.SUBMITTED, _S.ASKED, _S.WAITING})
# What is not over: of these a person has one for each programme and role.
OPEN = DECIDABLE | {_S.DRAFT}

APPLICATION: Mapping[ApplicationMove, Step[ApplicationState]] = {
    _M.SUBMIT: Step({_S.DRAFT, _S.ASKED}, _S.SUBMITTED),
    _M.ASK: Step({_S.SUBMITTED, _S.WAITING}, _S.ASKED),
    _M.WAIT: Step({_S.SUBMITTED, _S.ASKED}, _S.WAITING),
    _M.APPROVE: Step(DECIDABLE, _S.APPROVED),
    _M.DECLINE: Step(DECIDABLE, _S.DECLINED),
    _M.WITHDRAW: Step(OPEN, _S.WITHDRAWN),
}
