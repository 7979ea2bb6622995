"""Which changes a running partnership can make, and the words for when it cannot (R9.01, R9.05)."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.rules.matches import LIMITS, Shape, is_enough, limits_of
from mentorhouse.programmes.design import Design

NOT_OPEN = mark("This is not open any more, so nothing was changed.")
ONE_IS_OPEN = mark(
    "A change of this partnership is proposed already. It waits for answers; take it back first "
    "if you would rather propose another."
)
FULL = mark(
    "There is no place left: in this programme this shape has at most {mentors} in the role of "
    "mentor and {mentees} in the role of mentee. Name fewer people."
)
TOO_FEW = mark(
    "That is too few people for this shape. It takes at least {mentors} in the role of mentor and "
    "{mentees} in the role of mentee. Name somebody who joins."
)
NOT_THIS_SHAPE = mark("This programme does not have that shape. Choose one of those on the page.")
NOBODY = mark("Name somebody who joins, or choose another shape.")
ONLY_TWO = mark(
    "In this shape two people mentor each other. Name the two of them, each in the role that they "
    "do not have yet, and nobody else."
)
NO_PLACE = mark("{name} has no free place now, or takes part no longer.")
KEPT_APART = mark(
    "{name} cannot be in this partnership: a rule of the programme keeps them apart from somebody "
    "there. Choose somebody else."
)
IN_IT = mark("{name} is in this partnership already.")
COULD_NOT = mark(
    "All have said yes, but it cannot go ahead: the place is not free any more. Your co-ordinator "
    "is told. It is nothing that you did."
)


@dataclass(frozen=True)
class Wanted:
    """A change: from which shape to which, who is in it now, and who would join, by role."""

    shape: Shape
    to: Shape
    roles: tuple[str, ...]
    joining: tuple[str, ...]


def problem(wanted: Wanted, design: Design) -> str:
    """Say why a change cannot be; nothing if it can."""
    if wanted.to is not wanted.shape and wanted.to not in {model.kind for model in design.models}:
        return say(NOT_THIS_SHAPE)
    if wanted.to is wanted.shape and not wanted.joining:
        return say(NOBODY)
    limits = limits_of(design, wanted.to)
    roles = Counter([*wanted.roles, *wanted.joining])
    if roles["mentor"] > limits.mentors or roles["mentee"] > limits.mentees:
        return say(FULL, mentors=limits.mentors, mentees=limits.mentees)
    if not is_enough(wanted.to, roles.elements()):
        least = LIMITS[wanted.to]
        return say(TOO_FEW, mentors=least.least_mentors, mentees=least.least_mentees)
    return ""


def shapes_to(design: Design, now: Shape, roles: Iterable[str]) -> list[Shape]:
    """Return what a partnership can become: its own shape, with others, and the programme's.

    Nobody is left out by a change, so a shape has room at least for those who are in it.
    """
    kinds = dict.fromkeys(Shape(model.kind) for model in design.models)
    others = [shape for shape in kinds if shape not in {now, Shape.ONE_TO_ONE}]
    has = Counter(roles)
    return [
        shape
        for shape in ([now, *others] if now in _GROWS else others)
        if has["mentor"] <= LIMITS[shape].mentors
        and has["mentee"] <= LIMITS[shape].mentees
        and (shape is not Shape.RECIPROCAL or now is Shape.ONE_TO_ONE)
    ]


_GROWS = frozenset({Shape.GROUP, Shape.TEAM})


def all_agree(
    people: Iterable[object], newcomers: Iterable[object], yeses: Collection[object]
) -> bool:
    """Whether everybody who is in it, and everybody who joins, has said yes."""
    return {*people, *newcomers} <= {*yeses}
