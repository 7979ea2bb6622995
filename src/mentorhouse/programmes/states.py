"""The life of a programme and of someone's taking part, as tables (R2.17, R3.10)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ProgrammeState(StrEnum):
    """Where a programme stands."""

    DRAFT = "draft"
    RECRUITING = "recruiting"
    MATCHING = "matching"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"
    ARCHIVED = "archived"


class ProgrammeMove(StrEnum):
    """What a co-ordinator does with a programme."""

    OPEN_RECRUITMENT = "open recruitment"
    BACK_TO_DRAFT = "go back to draft"
    START_MATCHING = "start matching"
    PUBLISH_MATCHES = "publish matches"
    BEGIN_CLOSING = "begin closing"
    CLOSE = "close"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    TAKE_OUT = "take out of the archive"


class Work(StrEnum):
    """What is done in a programme as long as its state leaves room for it."""

    CHANGE_DESIGN = "change the set-up"
    BRING_IN = "bring people in"
    INVITE = "send invitations"
    ANSWER = "say whether one takes part"
    APPLY = "apply to take part"
    MATCH = "match people"
    BEGIN_PARTNERSHIP = "begin partnerships"
    SET_PLACES = "change places"
    NAME_COORDINATORS = "say who runs it"
    NOMINATE = "nominate people, and open something to them"
    KEEP_NOMINATIONS = "keep up nominations and opportunities that are there"


class ParticipationState(StrEnum):
    """Where a person stands in a programme."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ParticipationMove(StrEnum):
    """What a person answers to the invitation to take part; the answer may be changed."""

    ACCEPT = "accept"
    DECLINE = "decline"


_P, _M = ProgrammeState, ProgrammeMove
PROGRAMME: Mapping[ProgrammeMove, Step[ProgrammeState]] = {
    _M.OPEN_RECRUITMENT: Step({_P.DRAFT}, _P.RECRUITING),
    # Only while nobody has been invited; the action looks.
    _M.BACK_TO_DRAFT: Step({_P.RECRUITING}, _P.DRAFT),
    _M.START_MATCHING: Step({_P.RECRUITING, _P.MATCHING, _P.RUNNING}, _P.MATCHING),
    # From running too: a draft may be published while the next run is under way.
    _M.PUBLISH_MATCHES: Step({_P.MATCHING, _P.RUNNING}, _P.RUNNING),
    _M.BEGIN_CLOSING: Step({_P.RECRUITING, _P.MATCHING, _P.RUNNING}, _P.CLOSING),
    _M.CLOSE: Step({_P.CLOSING}, _P.CLOSED),
    _M.REOPEN: Step({_P.CLOSING, _P.CLOSED}, _P.RUNNING),
    _M.ARCHIVE: Step({_P.CLOSED}, _P.ARCHIVED),
    _M.TAKE_OUT: Step({_P.ARCHIVED}, _P.CLOSED),
}

# In which states each kind of work goes on. What a pair does in a partnership that has begun is
# not in the table: it goes on in every state.
_OPEN = frozenset({_P.RECRUITING, _P.MATCHING, _P.RUNNING})
_UNTIL_CLOSED = frozenset(_P) - {_P.CLOSED, _P.ARCHIVED}
OPEN_FOR: Mapping[Work, frozenset[ProgrammeState]] = {
    Work.CHANGE_DESIGN: _UNTIL_CLOSED,
    Work.BRING_IN: _OPEN | {_P.DRAFT},
    Work.INVITE: _OPEN,
    Work.ANSWER: _OPEN | {_P.CLOSING},  # an offered match still needs the answer
    Work.APPLY: _OPEN,
    Work.MATCH: _OPEN,
    Work.BEGIN_PARTNERSHIP: _UNTIL_CLOSED,
    Work.SET_PLACES: _UNTIL_CLOSED,
    Work.NAME_COORDINATORS: frozenset(_P) - {_P.ARCHIVED},
    Work.NOMINATE: _OPEN,  # somebody is told, so not while only co-ordinators see the programme
    Work.KEEP_NOMINATIONS: frozenset(_P) - {_P.ARCHIVED},
}

_A, _N = ParticipationState, ParticipationMove
PARTICIPATION: Mapping[ParticipationMove, Step[ParticipationState]] = {
    _N.ACCEPT: Step({_A.INVITED, _A.DECLINED}, _A.ACCEPTED),
    _N.DECLINE: Step({_A.INVITED, _A.ACCEPTED}, _A.DECLINED),
}
