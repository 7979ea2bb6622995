"""The life of a pair's agreement and of a line manager's part, as tables (R6.03, R6.07)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step, possible


class AgreementState(StrEnum):
    """Where the newest version of an agreement stands."""

    DRAFT = "draft"  # nobody has signed any version
    AMENDED = "amended"  # changed after a signature; nobody has signed the new version
    PART_SIGNED = "part_signed"  # one has signed the newest version
    SIGNED = "signed"  # all have


class AgreementMove(StrEnum):
    """What happens to an agreement."""

    REDRAFT = "redraft"
    AMEND = "amend"
    SIGN_FIRST = "sign first"
    SIGN_NEXT = "sign next"  # where there are more than two
    SIGN_LAST = "sign last"


_S, _M = AgreementState, AgreementMove
AGREEMENT: Mapping[AgreementMove, Step[AgreementState]] = {
    _M.REDRAFT: Step({_S.DRAFT}, _S.DRAFT),
    _M.AMEND: Step({_S.AMENDED, _S.PART_SIGNED, _S.SIGNED}, _S.AMENDED),
    _M.SIGN_FIRST: Step({_S.DRAFT, _S.AMENDED}, _S.PART_SIGNED),
    _M.SIGN_NEXT: Step({_S.PART_SIGNED}, _S.PART_SIGNED),
    _M.SIGN_LAST: Step({_S.PART_SIGNED}, _S.SIGNED),
}


def saving(state: AgreementState) -> AgreementMove:
    """Which move a new version is: before any signature it redrafts, afterwards it amends."""
    return _M.REDRAFT if _M.REDRAFT in possible(AGREEMENT, state) else _M.AMEND


def signing(*, already: int, members: int) -> AgreementMove:
    """Which move a signature is, when so many of the members have signed this version."""
    if already + 1 >= members:
        return _M.SIGN_LAST
    return _M.SIGN_NEXT if already else _M.SIGN_FIRST


class PartState(StrEnum):
    """Where the line manager's part of a three-way start stands."""

    ASKED = "asked"
    TALK_FIRST = "talk first"  # they want to talk before they sign
    WITHDRAWN = "withdrawn"  # the mentee took the question back
    SIGNED = "signed"


class PartMove(StrEnum):
    """What happens to a line manager's part."""

    ASK = "ask"
    ASK_TO_TALK = "ask to talk first"
    WITHDRAW = "withdraw"
    SIGN = "sign"


_W, _A = PartState, PartMove
# Once it is signed it stays as it is.
PART: Mapping[PartMove, Step[PartState]] = {
    _A.ASK: Step({_W.ASKED, _W.TALK_FIRST, _W.WITHDRAWN}, _W.ASKED),
    _A.ASK_TO_TALK: Step({_W.ASKED, _W.TALK_FIRST}, _W.TALK_FIRST),
    _A.WITHDRAW: Step({_W.ASKED, _W.TALK_FIRST}, _W.WITHDRAWN),
    _A.SIGN: Step({_W.ASKED, _W.TALK_FIRST}, _W.SIGNED),
}
# While the question waits, its link opens the manager's page.
WAITING = frozenset({PartState.ASKED, PartState.TALK_FIRST})


class PreparationState(StrEnum):
    """Where preparing an agreement stands (R6.02)."""

    ALONE = "alone"  # each answers alone, and sees nothing of the others
    TOGETHER = "together"  # all have finished: the answers stand side by side
    GONE = "gone"  # they do not go on: the answers are deleted (R6.14)


class PreparationMove(StrEnum):
    """What happens to a preparation."""

    SHOW = "show"
    FORGET = "forget"


_P = PreparationState
PREPARATION: Mapping[PreparationMove, Step[PreparationState]] = {
    PreparationMove.SHOW: Step({_P.ALONE}, _P.TOGETHER),
    PreparationMove.FORGET: Step({_P.ALONE, _P.TOGETHER}, _P.GONE),
}


class LookState(StrEnum):
    """Where looking at the agreement again stands (R6.06)."""

    OPEN = "open"
    KEPT = "kept"  # all find it still right
    CHANGED = "changed"  # all have signed a new version


class LookMove(StrEnum):
    """What ends looking at the agreement again."""

    KEEP = "keep"
    CHANGE = "change"


LOOK: Mapping[LookMove, Step[LookState]] = {
    LookMove.KEEP: Step({LookState.OPEN}, LookState.KEPT),
    LookMove.CHANGE: Step({LookState.OPEN}, LookState.CHANGED),
}
