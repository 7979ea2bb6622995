"""What a design asks of partnerships of several, and how such a draft is put in words."""

from collections.abc import Mapping, Sequence

from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.engine.company import Group
from mentorhouse.matching.engine.measures import Overlap, Same
from mentorhouse.matching.engine.pool import BothWays
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.engine.rules import Criterion
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes import design as asked

DEVELOPING = mark("areas to develop")
# How the mentees of one group should fit together: by what they want to develop, and by place.
AMONG = (
    Criterion(Overlap("developing", "developing", DEVELOPING, DEVELOPING), 3),
    Criterion(Same("location", mark("place of work")), 1),
)
NOBODY_FITS: Mapping[Shape, str] = {
    Shape.GROUP: mark(
        "No group could be made with a place for them: no mentor is free whom the rules allow, or "
        "nobody else fits with them there."
    ),
    Shape.TWO_BY_TWO: mark(
        "No four could be made with a place for them: it takes an experienced mentor, a new one "
        "and two mentees whom the rules allow with both."
    ),
    Shape.TEAM: mark("No mentor from outside the team is free whom the rules allow for everybody."),
    Shape.RECIPROCAL: mark("Nobody was left whom the rules allow."),
}


def shapes_of(design: asked.Design) -> list[Shape]:
    """Return the shapes besides one to one that a programme has, in its own order."""
    kinds = (model.kind for model in design.models)
    shapes = (Shape(kind) for kind in dict.fromkeys(kinds))
    return [shape for shape in shapes if shape is not Shape.ONE_TO_ONE]


def why_both(parts: Sequence[BothWays]) -> list[dict[str, object]]:
    """Return why two people mentor each other: each criterion in both directions."""
    return [{"words": _both(part), "points": part.points, "most": part.most} for part in parts]


def _both(part: BothWays) -> str:
    if part.one_mentored == part.other_mentored:
        return part.one_mentored
    return say(
        "{one}. The other way round: {other}", one=part.one_mentored, other=part.other_mentored
    )


def figures_of_group(with_mentors: int, together: int | None) -> list[str]:
    """Return how well a group fits, for the co-ordinator."""
    words = [say("Fit with the mentor: {points} of 100", points=points(with_mentors))]
    if together is not None:
        words.append(
            say("Fit of the mentees with one another: {points} of 100", points=points(together))
        )
    return words


def why_together(group: Group) -> list[dict[str, object]]:
    """Return why people are one group: what they have in common, and how well it fits."""
    figures = figures_of_group(group.with_mentors, group.together)
    common: list[dict[str, object]] = [{"words": words} for words in group.common]
    return [*common, *({"words": words, "of_fit": True} for words in figures)]
