"""The life of a pair's agreement, as a table (R6.03)."""

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
    SIGN_LAST = "sign last"


_S, _M = AgreementState, AgreementMove
AGREEMENT: Mapping[AgreementMove, Step[AgreementState]] = {
    _M.REDRAFT: Step({_S.DRAFT}, _S.DRAFT),
    _M.AMEND: Step({_S.AMENDED, _S.PART_SIGNED, _S.SIGNED}, _S.AMENDED),
    _M.SIGN_FIRST: Step({_S.DRAFT, _S.AMENDED}, _S.PART_SIGNED),
    _M.SIGN_LAST: Step({_S.PART_SIGNED}, _S.SIGNED),
}


def saving(state: AgreementState) -> AgreementMove:
    """Which move a new version is: before any signature it redrafts, afterwards it amends."""
    return _M.REDRAFT if _M.REDRAFT in possible(AGREEMENT, state) else _M.AMEND


def signing(*, already: int, members: int) -> AgreementMove:
    """Which move a signature is, when so many of the members have signed this version."""
    return _M.SIGN_LAST if already + 1 >= members else _M.SIGN_FIRST
