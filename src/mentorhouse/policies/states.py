"""The life of a document in a policy, as a table; how a policy stands, for lists (R2.11)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class DocumentState(StrEnum):
    """Where a version of a document stands. Only a draft can be changed."""

    DRAFT = mark("draft")
    IN_FORCE = mark("in force")
    REPLACED = mark("replaced")


class DocumentMove(StrEnum):
    """What co-ordinators do with a version."""

    WRITE = "write"
    PUT_IN_FORCE = "put in force"
    REPLACE = "replace"


class Standing(StrEnum):
    """How a policy stands: derived from its documents and its review date, never stored."""

    EMPTY = mark("empty")
    IN_FORCE = mark("in force")
    REVIEW_DUE = mark("review due")
    DRAFT_WAITING = mark("draft waiting")
    WITHDRAWN = mark("withdrawn")


_D, _M = DocumentState, DocumentMove
DOCUMENT: Mapping[DocumentMove, Step[DocumentState]] = {
    _M.WRITE: Step({_D.DRAFT}, _D.DRAFT),
    _M.PUT_IN_FORCE: Step({_D.DRAFT}, _D.IN_FORCE),
    _M.REPLACE: Step({_D.IN_FORCE}, _D.REPLACED),
}
