"""First talks, judged on plain values: of which kind, how many, how long, and whose turn it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.states.inviting import TalkState
from mentorhouse.programmes.design import Design

MENTOR, MENTEE = "mentor", "mentee"
SEARCH, SHORTLIST = "search", "shortlist"
CHEMISTRY, INTRODUCTION, CALL, DIRECT = "chemistry", "introduction", "call", "direct"
MOST_TIMES = 3
MOST_OFFERED = 30  # times that a mentor keeps on offer
ONE_AT_A_TIME = 1
KEPT_DAYS = 30  # what was written, after the end of a talk
RECIPROCAL = "reciprocal"
_S = TalkState

TURN: Mapping[TalkState, str] = {
    _S.SENT: MENTOR,
    _S.ANSWERED: MENTEE,
    _S.MET: MENTEE,
    _S.CHOSEN: MENTOR,
}


class TooManyOpen(NotNow):
    """All places for open talks are taken; the message says how to free one (R5.07)."""

    def __init__(self, most: int) -> None:
        self.most = most
        one = mark(
            "You already talk with one mentor. Go on with that talk or end it, then you can "
            "turn to another."
        )
        many = mark(
            "You already talk with {count} mentors. Those whom you have met count until you have "
            "decided. End one of these talks, then you can invite another."
        )
        super().__init__(say(one) if most == 1 else say(many, count=most))


class CannotInvite(NotNow):
    """A mentor who cannot be invited. One sentence for every cause, so that it tells nothing."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Sorry, you cannot talk with this mentor at the moment. It is nothing that you "
                "did, and nobody is told that you asked. Please look at other mentors."
            )
        )


@dataclass(frozen=True)
class Terms:
    """How first talks go in a programme."""

    kind: str
    most_open: int
    minutes: int
    answer_days: int
    remind_after_days: int

    @property
    def has_meeting(self) -> bool:
        """Whether the two meet before they decide."""
        return self.kind != DIRECT

    def answer_by(self, at: datetime) -> datetime:
        """Return by when the other answers."""
        return at + timedelta(days=self.answer_days)

    def remind_at(self, at: datetime) -> datetime | None:
        """Return when they are reminded, if that is before the end."""
        if self.remind_after_days >= self.answer_days:
            return None
        return at + timedelta(days=self.remind_after_days)


def is_used(design: Design) -> bool:
    """Whether mentees turn to mentors themselves in this programme at all (R5.01)."""
    return searches(design) or offers_shortlists(design)


def searches(design: Design) -> bool:
    """Whether mentees look for mentors in the register."""
    return "self_service" in design.matching.ways


def offers_shortlists(design: Design) -> bool:
    """Whether mentees choose from a shortlist."""
    return "shortlist" in design.matching.ways


def is_reciprocal(design: Design) -> bool:
    """Whether two people may mentor each other in this programme (R5.18)."""
    return any(model.kind == RECIPROCAL for model in design.models)


def terms_of(design: Design, origin: str) -> Terms:
    """Return how a talk goes that came about in some way."""
    matching, minutes = design.matching, design.meetings.length_minutes
    kind, most = _kind(design, origin)
    if kind == CALL and matching.shortlist.call_minutes:
        minutes = matching.shortlist.call_minutes
    return Terms(
        kind, most, minutes, matching.chemistry.answer_days, matching.chemistry.remind_after_days
    )


def _kind(design: Design, origin: str) -> tuple[str, int]:
    matching = design.matching
    if origin == SHORTLIST and matching.shortlist.call_minutes:
        return CALL, matching.shortlist.size
    if matching.chemistry.used:
        return CHEMISTRY, matching.chemistry.most_open
    return (INTRODUCTION if matching.introduction else DIRECT), ONE_AT_A_TIME


def free_slot(taken: Collection[int], most: int) -> int:
    """Return the first slot that is free. Raises `TooManyOpen`."""
    if len(taken) >= most:
        raise TooManyOpen(most)
    return next(slot for slot in range(1, most + 1) if slot not in taken)


def whose_turn(state: str, starts_at: datetime | None, *, at: datetime) -> str:
    """Return who answers next; nobody while an agreed time is still to come."""
    if state == _S.AGREED:
        return MENTEE if starts_at is not None and starts_at <= at else ""
    return TURN.get(TalkState(state), "")


def first_state(kind: str) -> TalkState:
    """Return how a talk begins: without a meeting the invitation is the choice itself."""
    return _S.CHOSEN if kind == DIRECT else _S.SENT


STATE_WORDS: Mapping[tuple[TalkState, str], str] = {
    (_S.SENT, MENTEE): mark("Waits for the mentor’s answer"),
    (_S.SENT, MENTOR): mark("Waits for your answer"),
    (_S.ANSWERED, MENTEE): mark("Waits for your answer"),
    (_S.ANSWERED, MENTOR): mark("Waits for the mentee’s answer"),
    (_S.AGREED, MENTEE): mark("Time agreed"),
    (_S.AGREED, MENTOR): mark("Time agreed"),
    (_S.MET, MENTEE): mark("You have met: you decide"),
    (_S.MET, MENTOR): mark("You have met: the mentee decides"),
    (_S.CHOSEN, MENTEE): mark("You have chosen: waits for the mentor"),
    (_S.CHOSEN, MENTOR): mark("You are chosen: waits for your answer"),
    (_S.CONFIRMED, MENTEE): mark("You are partners"),
    (_S.CONFIRMED, MENTOR): mark("You are partners"),
    (_S.DECLINED, MENTEE): mark("The mentor cannot take it up"),
    (_S.DECLINED, MENTOR): mark("You declined with thanks"),
    (_S.WITHDRAWN, MENTEE): mark("You ended this talk"),
    (_S.WITHDRAWN, MENTOR): mark("The mentee looks further"),
    (_S.EXPIRED, MENTEE): mark("The time to answer is over"),
    (_S.EXPIRED, MENTOR): mark("The time to answer is over"),
    (_S.RELEASED, MENTEE): mark("Thanked: you have found a mentor"),
    (_S.RELEASED, MENTOR): mark("Thank you: the mentee has found a mentor"),
    (_S.LAPSED, MENTEE): mark("This talk cannot go on"),
    (_S.LAPSED, MENTOR): mark("This talk cannot go on"),
}
# What follows if nobody answers in time.
AFTERWARDS: Mapping[tuple[TalkState, str], str] = {
    (_S.SENT, MENTEE): mark("If there is no answer by then, the invitation ends. Your place for "
                            "another invitation is free again, and we write to you."),
    (_S.SENT, MENTOR): mark("If you do not answer by then, the invitation ends, and the mentee "
                            "looks further."),
    (_S.ANSWERED, MENTEE): mark("If you do not answer by then, this talk ends, and we tell the "
                                "mentor."),
    (_S.ANSWERED, MENTOR): mark("If there is no answer by then, this talk ends, and we write to "
                                "you."),
    (_S.AGREED, MENTEE): mark("Say afterwards whether you met. If nobody says so by then, this "
                              "talk ends."),
    (_S.AGREED, MENTOR): mark("Either of you says afterwards whether you met. If nobody says so "
                              "by then, this talk ends."),
    (_S.MET, MENTEE): mark("If you do not decide by then, this talk ends, and we thank the "
                           "mentor."),
    (_S.MET, MENTOR): mark("If the mentee does not decide by then, this talk ends, and we write "
                           "to you."),
    (_S.CHOSEN, MENTEE): mark("If the mentor does not answer by then, this ends, and you can "
                              "choose another. Nobody else is released before."),
    (_S.CHOSEN, MENTOR): mark("If you do not answer by then, this ends, and the mentee chooses "
                              "another."),
}  # fmt: skip


def state_words(state: str, role: str) -> str:
    """Say how a talk stands, for one side."""
    return say(STATE_WORDS[TalkState(state), role])


def afterwards(state: str, role: str) -> str:
    """Say what happens if nobody answers in time; nothing where nobody has to."""
    words = AFTERWARDS.get((TalkState(state), role))
    return say(words) if words else ""


# How a co-ordinator reads the states: counted, and about nobody.
COUNTED: Mapping[TalkState, str] = {
    _S.SENT: mark("Wait for the mentor’s answer"),
    _S.ANSWERED: mark("Wait for the mentee’s answer"),
    _S.AGREED: mark("Have agreed a time"),
    _S.MET: mark("Have met, and the mentee decides"),
    _S.CHOSEN: mark("Wait for the mentor to confirm"),
    _S.CONFIRMED: mark("Became partnerships"),
    _S.DECLINED: mark("Declined by the mentor"),
    _S.WITHDRAWN: mark("Ended by the mentee"),
    _S.EXPIRED: mark("Ended without an answer"),
    _S.RELEASED: mark("Thanked, as the mentee found a mentor"),
    _S.LAPSED: mark("Ended, as a place was gone"),
}


def moved_on() -> str:
    """Say that a press came too late."""
    return say("This talk has moved on meanwhile. See below how it stands.")
