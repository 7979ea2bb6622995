"""Whom a programme asks for support, where their answers stand, and what follows (R3.04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.recruitment.states import Asks, EndorsementState

SENT_AGAIN_AFTER = timedelta(days=1)
# How often an applicant may ask somebody else, or anew, for one application.
MOST_QUESTIONS = 5
RELATION_WORDS: Mapping[Asks, str] = {
    Asks.LINE_MANAGER: mark("Line manager"),
    Asks.SPONSOR: mark("Sponsor"),
}
# Kinds of the setting under which somebody gets a link.
BY_LINK = frozenset({"optional", "takes_part", "required"})


class Standing(StrEnum):
    """Where the support for an application stands, as co-ordinators read it."""

    NOT_WANTED = "not wanted"  # the programme asks nobody
    NOT_ASKED = "not asked"
    NOT_YET = "not yet"  # asked, and the link still works
    NO_ANSWER = "no answer"  # the link ran out
    TALK = "talk first"
    DECLINED = "declined"
    GIVEN = "given"


STANDING_WORDS: Mapping[Standing, tuple[str, str]] = {
    Standing.NOT_WANTED: (mark("Not asked for here"), "grey"),
    Standing.NOT_ASKED: (mark("Not asked yet"), "yellow"),
    Standing.NOT_YET: (mark("Asked, no answer yet"), "blue"),
    Standing.NO_ANSWER: (mark("No answer in time"), "red"),
    Standing.TALK: (mark("Wants to talk first"), "yellow"),
    Standing.DECLINED: (mark("Declined"), "red"),
    Standing.GIVEN: (mark("Given"), "green"),
}
# What holds the whole back comes first.
_ORDER = (
    Standing.DECLINED, Standing.TALK, Standing.NO_ANSWER, Standing.NOT_ASKED, Standing.NOT_YET,
    Standing.GIVEN,
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is known of one question that stands; no name and no comment."""

    relation: Asks
    state: EndorsementState
    until: datetime | None
    by_silence: bool = False
    minutes_a_month: int | None = None


def asked_of(design: Design, role: str) -> tuple[Asks, ...]:
    """Return who is asked about an applicant in this role, by a private link (R3.04, R3.16)."""
    if role == "mentor":
        return (Asks.LINE_MANAGER,) if design.mentors.manager_agrees else ()
    support = design.mentees.endorsement
    return tuple(Asks(who) for who in support.asked) if support.kind in BY_LINK else ()


def is_required(design: Design, role: str) -> bool:
    """Whether support has to be there before the application is sent."""
    return role == "mentee" and design.mentees.endorsement.kind == "required"


def counts_silence(design: Design, role: str) -> bool:
    """Whether silence is a yes, as the programme says beforehand. Never about a mentor."""
    support = design.mentees.endorsement
    return role == "mentee" and support.kind in BY_LINK and support.silence_is_consent


def of_one(question: Question | None, *, at: datetime) -> Standing:
    """Return where one question stands."""
    if question is None:
        return Standing.NOT_ASKED
    if question.state is EndorsementState.ASKED:
        over = question.until is None or question.until <= at
        return Standing.NO_ANSWER if over else Standing.NOT_YET
    return {
        EndorsementState.SUPPORTS: Standing.GIVEN,
        EndorsementState.TALK_FIRST: Standing.TALK,
        EndorsementState.DECLINES: Standing.DECLINED,
    }[question.state]


def standing(wanted: Iterable[Asks], questions: Iterable[Question], *, at: datetime) -> Standing:
    """Return where the support as a whole stands: what holds it back counts first."""
    known = {question.relation: question for question in questions}
    found = {of_one(known.get(relation), at=at) for relation in wanted}
    return next((s for s in _ORDER if s in found), Standing.NOT_WANTED)


def own_view(question: Question | None, *, at: datetime) -> tuple[str, str]:
    """Say to the applicant where one question stands."""
    return own_words(of_one(question, at=at))


def own_words(stands: Standing) -> tuple[str, str]:
    """Say to the applicant where support stands: of an answer only whether it is given."""
    if stands in {Standing.TALK, Standing.DECLINED}:
        return say("Answered, support is not given"), "yellow"
    words, colour = STANDING_WORDS[stands]
    return say(words), colour


def before_sending(design: Design, role: str, stands: Standing) -> str:
    """Say what is missing before the application can be sent; "" where nothing is."""
    if stands is Standing.GIVEN or stands is Standing.NOT_WANTED:
        return ""
    if is_required(design, role):
        if stands is Standing.NOT_ASKED:
            return say("Ask for support first. You can send the application once it is given.")
        return say("Support is not given yet. You can send the application once it is.")
    must_ask = role == "mentor" or design.mentees.endorsement.kind == "takes_part"
    if must_ask and stands is Standing.NOT_ASKED:
        return say("Ask your line manager first. You need not wait for the answer.")
    return ""


def may_send_again(sent_at: datetime, *, at: datetime) -> bool:
    """Whether a letter may go to the same person again: nobody is pressed twice a day."""
    return at - sent_at >= SENT_AGAIN_AFTER
