"""Whether a partnership can begin, and the words for when it cannot. Kind, and without blame."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.states import Answer
from mentorhouse.programmes.design import Design

PLACE_TAKEN = mark(
    "Sorry, this match cannot go ahead: the last place has just been taken. It is nothing that "
    "you did. We have told everyone in the match, and your programme will look for another."
)
NO_LONGER_TAKES_PART = mark(
    "Sorry, this match cannot go ahead, because not everyone in it can take part any more. It is "
    "nothing that you did. Your programme will look for another match."
)
ALREADY_BEGUN = mark(
    "This partnership has already begun. If it is not right for you, talk to your programme’s "
    "co-ordinator: you may end it at any time, without blame."
)
YOU_DECLINED = mark(
    "You declined this match, and we have told the other person. If you have changed your mind, "
    "talk to your programme’s co-ordinator."
)
GONE = mark("This match will not go ahead. Your programme will look for another one for you.")


TIME_TO_ANSWER = timedelta(days=14)  # then those who accepted go on, or the match ends
REMINDED_BEFORE = timedelta(days=7)  # of two, nobody loses a match without it


def open_until(offered_on: date, answer_by: date | None, *, today: date) -> date:
    """Return by when a match is answered; of two, the reminder fixes it."""
    return answer_by or max(offered_on + TIME_TO_ANSWER, today + REMINDED_BEFORE)


class Shape(StrEnum):
    """How many meet, and in which roles, by the names that a programme's design uses (R9.01)."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    TWO_BY_TWO = "two_by_two"
    TEAM = "team"
    RECIPROCAL = "reciprocal"


@dataclass(frozen=True)
class Limits:
    """How many places of each role a shape has at most, and how many it cannot do without."""

    mentors: int
    mentees: int
    least_mentors: int
    least_mentees: int


# Of the two in a reciprocal partnership each holds both roles, and so two places.
LIMITS: Mapping[Shape, Limits] = {
    Shape.ONE_TO_ONE: Limits(1, 1, 1, 1),
    Shape.GROUP: Limits(1, 4, 1, 2),
    Shape.TWO_BY_TWO: Limits(2, 2, 2, 2),
    Shape.TEAM: Limits(2, 30, 1, 2),
    Shape.RECIPROCAL: Limits(2, 2, 2, 2),
}
OF_MORE_THAN_TWO = frozenset({Shape.GROUP, Shape.TWO_BY_TWO, Shape.TEAM})


def limits_of(design: Design, shape: Shape) -> Limits:
    """Return how many a shape has in a programme, which may be fewer than the shape allows."""
    limits = LIMITS[shape]
    model = next((one for one in design.models if one.kind == shape), None)
    if model is None or shape not in {Shape.GROUP, Shape.TEAM}:
        return limits
    return Limits(
        min(limits.mentors, model.most_mentors),
        max(limits.least_mentees, min(limits.mentees, model.most_mentees)),
        limits.least_mentors,
        limits.least_mentees,
    )


TOO_MANY = mark(
    "That is too many people for one partnership. This shape has at most {mentors} in the role of "
    "mentor and {mentees} in the role of mentee. Take somebody out and try again."
)
TOO_FEW = mark(
    "That is too few people for this shape of partnership. It takes at least {mentors} in the role "
    "of mentor and {mentees} in the role of mentee."
)


class WrongNumber(NotNow):
    """More or fewer people than the shape of a partnership has."""


def check_number(shape: Shape, roles: Iterable[str]) -> None:
    """Raise `WrongNumber` where these people are too many or too few for a shape."""
    has, limits = Counter(roles), LIMITS[shape]
    if has["mentor"] > limits.mentors or has["mentee"] > limits.mentees:
        raise WrongNumber(say(TOO_MANY, mentors=limits.mentors, mentees=limits.mentees))
    if not is_enough(shape, has.elements()):
        words = say(TOO_FEW, mentors=limits.least_mentors, mentees=limits.least_mentees)
        raise WrongNumber(words)


def is_enough(shape: Shape, roles: Iterable[str]) -> bool:
    """Say whether those who are left can still be a partnership of a shape.

    A group goes on with its mentor and two mentees, a team with one mentor; the others need all.
    """
    has, limits = Counter(roles), LIMITS[shape]
    return has["mentor"] >= limits.least_mentors and has["mentee"] >= limits.least_mentees


class NoPlaceLeft(NotNow):
    """The last place went to somebody else, and the offer has lapsed."""


class MatchGone(NotNow):
    """The match was declined."""


class TakingPartFirst(NotNow):
    """The person has not yet accepted taking part in the programme (R3.10)."""

    def __init__(self) -> None:
        super().__init__(say("Before you answer the match, say whether you want to take part."))


class SomethingFirst(NotNow):
    """Something else in the programme comes before accepting; `page` names where it is done."""

    def __init__(self, words: str, *, page: str) -> None:
        super().__init__(words)
        self.page = page


# Says what comes first for a person in a programme, if anything does.
Condition = Callable[[UUID, UUID], SomethingFirst | None]
_conditions: list[Condition] = []


def before_accepting(condition: Condition) -> Condition:
    """Register what an upper room wants done before anyone accepts a match."""
    _conditions.append(condition)
    return condition


def check_first(person_id: UUID, programme_id: UUID) -> None:
    """Raise `SomethingFirst` where a condition of an upper room is still open."""
    for condition in _conditions:
        if found := condition(person_id, programme_id):
            raise found


@dataclass(frozen=True)
class Seat:
    """What one side brings to a partnership."""

    takes_part: bool
    free: int


def why_not(seats: Iterable[Seat], *, complete: bool) -> str:
    """Return why a partnership cannot go on, in words for those in it; nothing if it can.

    A place is asked for only when everybody has accepted (`complete`).
    """
    known = list(seats)
    if not all(seat.takes_part for seat in known):
        return say(NO_LONGER_TAKES_PART)
    if complete and any(seat.free < 1 for seat in known):
        return say(PLACE_TAKEN)
    return ""


def gone_for(own_answer: Answer) -> str:
    """Return why a declined match cannot be answered, without saying who else declined it."""
    return say(YOU_DECLINED if own_answer is Answer.DECLINED else GONE)


def ends_for_all(shape: str) -> bool:
    """Whether one person's end is the end for everybody: where it is of two people."""
    return shape in {Shape.ONE_TO_ONE.value, Shape.RECIPROCAL.value}
