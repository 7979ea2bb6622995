"""Invented requests of any size, straight for the engine, the same for the same seed.

People say what programmes ask: organisation, grade, profession and region, what they want to
learn and what they offer. Three supplies of places: surplus (1.7 for each mentee), scarce (0.85)
and balanced (1.0).
"""

from typing import Any

import numpy as np

from mentorhouse.matching.engine.measures import GapCloseTo, Overlap, Same
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.problem import Request
from mentorhouse.matching.engine.rules import Criterion, GapAtLeast, MustDiffer, Rules

GRADES, ORGANISATIONS, PROFESSIONS, REGIONS, SKILLS = 11, 40, 12, 9, 48
SHARES = {
    "surplus": ((1, 2, 3), (0.5, 0.3, 0.2)),
    "scarce": ((0, 1), (0.15, 0.85)),
    "balanced": ((0, 1, 2), (0.15, 0.7, 0.15)),
}
RULES = Rules(
    (MustDiffer("organisation", "organisation"), GapAtLeast("grade", "grade", 1)),
    (
        Criterion(Overlap("areas", "skills", "areas to develop", "skills offered"), 45),
        Criterion(GapCloseTo("grade", "grade", 2, 7), 25),
        Criterion(Same("profession", "profession"), 20),
        Criterion(Same("region", "region"), 10),
    ),
)


def crowd(size: int, supply: str, *, seed: int, popular: bool = False) -> Request:
    """Return so many mentees and as many mentors; if popular, a few skills are wanted by most."""
    rng = np.random.default_rng(seed)
    places = _places(rng, size, supply)
    mentees = _side(rng, "mentees", size, low=0, popular=popular)
    mentors = _side(rng, "mentors", size, low=2, popular=False)
    return Request(mentees, mentors, places, RULES, seed=seed)


def _places(rng: np.random.Generator, size: int, supply: str) -> list[int]:
    many, shares = SHARES[supply]
    places = rng.choice(many, size, p=shares)
    if supply == "balanced":
        over = int(places.sum()) - size
        some = rng.permutation(np.flatnonzero(places == 1))[: abs(over)]
        places[some] -= np.sign(over)
    return [int(one) for one in places]


def _side(rng: np.random.Generator, side: str, size: int, *, low: int, popular: bool) -> People:
    def of(many: int, what: str) -> list[str]:
        return [f"{what} {one}" for one in rng.integers(0, many, size).tolist()]

    texts = {
        "organisation": of(ORGANISATIONS, "Organisation"),
        "profession": of(PROFESSIONS, "Profession"),
        "region": of(REGIONS, "Region"),
    }
    grades = (low + rng.integers(0, GRADES - low if low else GRADES - 2, size)).tolist()
    wanted = {"mentees": ("areas", 3, 6), "mentors": ("skills", 6, 13)}
    name, least, most = wanted[side]
    terms: dict[str, Any] = {name: _sets(rng, size, (least, most), popular=popular)}
    keys = [f"{side}.{one:06}@example.org" for one in range(size)]
    return People(side, keys, texts, {"grade": grades}, terms)


def _sets(
    rng: np.random.Generator, size: int, between: tuple[int, int], *, popular: bool
) -> list[frozenset[str]]:
    draw = rng.random((size, SKILLS))
    if popular:
        draw[:, : SKILLS // 8] *= 0.3
    order = np.argsort(draw, axis=1)[:, : between[1]].tolist()
    many = rng.integers(*between, size).tolist()
    names = [f"Skill {one}" for one in range(SKILLS)]
    return [
        frozenset(names[one] for one in row[:count]) for row, count in zip(order, many, strict=True)
    ]
