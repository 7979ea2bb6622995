"""The life of a piece of evidence, as one table (R1.09)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class EvidenceState(StrEnum):
    """Where a piece of evidence stands."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    RETURNED = "returned"  # a co-ordinator said what is missing


class EvidenceMove(StrEnum):
    """What happens to a piece of evidence."""

    VERIFY = "verify"
    RETURN = "return"
    CHANGE = "change"


_S, _M = EvidenceState, EvidenceMove
EVIDENCE: Mapping[EvidenceMove, Step[EvidenceState]] = {
    _M.VERIFY: Step({_S.UNVERIFIED, _S.RETURNED}, _S.VERIFIED),
    _M.RETURN: Step({_S.UNVERIFIED, _S.VERIFIED}, _S.RETURNED),
    # Other words or another file are no longer what was verified.
    _M.CHANGE: Step(set(_S), _S.UNVERIFIED),
}
