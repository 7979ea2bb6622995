"""The designs that ship with the product side by side: what a co-ordinator asks first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from mentorhouse.languages.saying import mark, say, say_many, tongue
from mentorhouse.programmes.design import Design, plain, shipped_designs
from mentorhouse.programmes.design.telling import in_words
from mentorhouse.programmes.design.walk import by_path, get


@dataclass(frozen=True)
class Beside:
    """One question, and what each shipped design answers: name of the design, answer."""

    asked: str
    answers: tuple[tuple[str, str], ...]


def side_by_side() -> tuple[Beside, ...]:
    """Return what a co-ordinator asks first, answered by every design that ships."""
    return _told_in(tongue())


@cache
def _told_in(_tongue: str) -> tuple[Beside, ...]:
    designs = [one.design for one in shipped_designs()]
    return tuple(
        Beside(say(asked), tuple((design.name, tell(design)) for design in designs))
        for asked, tell in _ASKED.items()
    )


def _words(path: str) -> Callable[[Design], str]:
    return lambda design: in_words(by_path()[path], get(plain(design), path))


def _shapes(design: Design) -> str:
    return "; ".join(say(_SHAPES[model.kind]) for model in design.models).capitalize()


def _ways(design: Design) -> str:
    return "; ".join(say(_WAYS[way]) for way in design.matching.ways).capitalize()


def _length(design: Design) -> str:
    timing = design.timing
    if timing.length_months is None:
        return (
            say("The pair agrees on the end") if timing.end_set_at_start else say("No end is set")
        )
    if timing.shortest_months:
        return say(
            "{least} to {most} months", least=timing.shortest_months, most=timing.length_months
        )
    return say_many("{count} month", "{count} months", timing.length_months)


def _meetings(design: Design) -> str:
    asked = design.meetings
    return say(
        "{length_minutes} minutes, {how_often}",
        length_minutes=asked.length_minutes,
        how_often=asked.how_often,
    )


def _agreement(design: Design) -> str:
    return design.agreement.name if design.agreement.used else say("None")


def _reads(design: Design) -> str:
    reads = design.confidentiality.coordinator_reads_content
    return say("The pair and the co-ordinators") if reads else say("Only the pair")


_SHAPES = {
    "one_to_one": mark("one to one"),
    "group": mark("groups"),
    "two_by_two": mark("two by two"),
    "team": mark("work teams"),
    "reciprocal": mark("both ways"),
}
_WAYS = {
    "self_service": mark("mentees search and ask"),
    "shortlist": mark("the co-ordinator offers each mentee a few mentors"),
    "cohort": mark("the co-ordinator matches everyone at once"),
}
_ASKED = {
    mark("Shapes"): _shapes,
    mark("How people are matched"): _ways,
    mark("Length"): _length,
    mark("Meetings"): _meetings,
    mark("Agreement"): _agreement,
    mark("Who reads what a pair writes"): _reads,
    mark("Training for mentors"): _words("training.mentors"),
    mark("Overseen by"): _words("governance.body"),
}
