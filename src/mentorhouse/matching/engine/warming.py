"""Compiles every loop of large runs once, so that none of them waits for it later."""

from mentorhouse.matching.engine.kernels.compiling import COMPILED
from mentorhouse.matching.engine.measures import GapCloseTo, Overlap, Same
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.problem import Request
from mentorhouse.matching.engine.repair import repair
from mentorhouse.matching.engine.rounds import machine_for
from mentorhouse.matching.engine.rules import Criterion, GapAtLeast, MustDiffer, Rules
from mentorhouse.matching.engine.solve import Effort, Result, solve

MANY = 40
LARGE = Effort(small=0, keep=2)
RULES = Rules(
    (MustDiffer("organisation", "organisation"), GapAtLeast("grade", "grade", 1)),
    (
        Criterion(Same("profession", "profession"), 1),
        Criterion(GapCloseTo("grade", "grade", 2, 6), 1),
        Criterion(Overlap("skills", "skills", "skills", "skills"), 1),
    ),
)


def warm() -> bool:
    """Match a few invented people in every way a large run can go; say if there is a compiler."""
    if not COMPILED:
        return False
    for capacity in (2, 1, 0):
        found = solve(_request([capacity] + [1] * (MANY - 1)), LARGE)
        _withdraw(found)
        _check(found)
    solve(_request([1] * MANY, demand=[2] * MANY), LARGE)
    return True


def _check(found: Result) -> None:
    machine = machine_for(found.problem)
    if machine is not None:
        machine.most_gained(found.certificate.price)


def _withdraw(found: Result) -> None:
    for key in (found.pairs[0].mentor, found.pairs[-1].mentee):
        repair(found, [key])


def _request(capacity: list[int], demand: list[int] | None = None) -> Request:
    return Request(_side("mentees", 0), _side("mentors", 2), capacity, RULES, demand=demand or ())


def _side(side: str, low: int) -> People:
    def texts(many: int) -> list[str]:
        return [str(place * 7 % many) for place in range(MANY)]

    skills = [frozenset(str(place * step % 9) for step in (1, 2, 4)) for place in range(MANY)]
    return People(
        side,
        [f"{side} {place}" for place in range(MANY)],
        {"organisation": texts(5), "profession": texts(3)},
        {"grade": [low + place % 4 for place in range(MANY)]},
        {"skills": skills},
    )
