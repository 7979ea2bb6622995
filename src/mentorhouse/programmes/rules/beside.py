"""The designs that ship with the product side by side: what a co-ordinator asks first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from mentorhouse.programmes.design import Design, plain, shipped_designs
from mentorhouse.programmes.design.telling import in_words
from mentorhouse.programmes.design.walk import by_path, get


@dataclass(frozen=True)
class Beside:
    """One question, and what each shipped design answers: name of the design, answer."""

    asked: str
    answers: tuple[tuple[str, str], ...]


@cache
def side_by_side() -> tuple[Beside, ...]:
    """Return what a co-ordinator asks first, answered by every design that ships."""
    designs = [one.design for one in shipped_designs()]
    return tuple(
        Beside(asked, tuple((design.name, tell(design)) for design in designs))
        for asked, tell in _ASKED.items()
    )


def _words(path: str) -> Callable[[Design], str]:
    return lambda design: in_words(by_path()[path], get(plain(design), path))


def _shapes(design: Design) -> str:
    return "; ".join(_SHAPES[model.kind] for model in design.models).capitalize()


def _ways(design: Design) -> str:
    return "; ".join(_WAYS[way] for way in design.matching.ways).capitalize()


def _length(design: Design) -> str:
    timing = design.timing
    if timing.length_months is None:
        return "The pair agrees on the end" if timing.end_set_at_start else "No end is set"
    least = f"{timing.shortest_months} to " if timing.shortest_months else ""
    return f"{least}{timing.length_months} months"


def _meetings(design: Design) -> str:
    asked = design.meetings
    return f"{asked.length_minutes} minutes, {asked.how_often}"


def _agreement(design: Design) -> str:
    return design.agreement.name if design.agreement.used else "None"


def _reads(design: Design) -> str:
    reads = design.confidentiality.coordinator_reads_content
    return "The pair and the co-ordinators" if reads else "Only the pair"


_SHAPES = {
    "one_to_one": "one to one",
    "group": "groups",
    "two_by_two": "two by two",
    "team": "work teams",
    "reciprocal": "both ways",
}
_WAYS = {
    "self_service": "mentees search and ask",
    "shortlist": "the co-ordinator offers each mentee a few mentors",
    "cohort": "the co-ordinator matches everyone at once",
}
_ASKED = {
    "Shapes": _shapes,
    "How people are matched": _ways,
    "Length": _length,
    "Meetings": _meetings,
    "Agreement": _agreement,
    "Who reads what a pair writes": _reads,
    "Training for mentors": _words("training.mentors"),
    "Overseen by": _words("governance.body"),
}
