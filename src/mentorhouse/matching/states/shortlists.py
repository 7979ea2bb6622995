"""The life of a shortlist, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ShortlistState(StrEnum):
    """Where a shortlist stands."""

    DRAFT = "draft"
    OPEN = "open"
    TAKEN_UP = "taken_up"
    EXPIRED = "expired"


class ShortlistMove(StrEnum):
    """What happens to a shortlist.

    It is taken up when its mentee has turned to one of its mentors, or has found one elsewhere.
    """

    OFFER = "offer"
    TAKE_UP = "take_up"
    EXPIRE = "expire"


_S, _M = ShortlistState, ShortlistMove
# While it lives, its mentee sees it and turns to its mentors.
LIVING = (_S.OPEN.value, _S.TAKEN_UP.value)
SHORTLIST: Mapping[ShortlistMove, Step[ShortlistState]] = {
    _M.OFFER: Step({_S.DRAFT}, _S.OPEN),
    _M.TAKE_UP: Step({_S.OPEN}, _S.TAKEN_UP),
    _M.EXPIRE: Step({_S.OPEN}, _S.EXPIRED),
}
