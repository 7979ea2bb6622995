"""Shortlists: two or three mentors for each mentee, no mentor on too many lists (R5.05).

It is the same exact assignment as a run, with more than one mentor for each mentee (a b-matching):
as many offers as can be, and a first for everybody before anybody has a second, so that nobody is
avoidably short; then those who went without in earlier rounds (R5.20); then the greatest total;
then waiting time; then the seed. The certificate of the run proves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.solve import DEFAULT, Effort, Result, solve


@dataclass(frozen=True)
class Offer:
    """A mentor on somebody's shortlist, and how well the two fit (hundredths of a point)."""

    mentor: str
    score: int
    locked: bool


@dataclass(frozen=True)
class Short:
    """A mentee with fewer offers than asked for: how many of how many, and why."""

    mentee: str
    offered: int
    wanted: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Shortlists:
    """What each mentee is offered, best first; who is short; on how many lists each mentor is."""

    result: Result
    offers: Mapping[str, tuple[Offer, ...]]
    short: tuple[Short, ...]
    lists: Mapping[str, int]


def shortlists(
    request: Request, size: int, most_per_mentor: int, effort: Effort = DEFAULT
) -> Shortlists:
    """Return the best shortlists of `size` mentors; nobody is on more than `most_per_mentor`.

    A mentor without a place is on nobody's list. Where the request says how many mentors each
    mentee wants (`demand`), that counts instead of `size`. Locked pairs are offers that stay.
    """
    asked = replace(
        request,
        demand=request.demand or [size] * len(request.mentees),
        capacity=[most_per_mentor if places else 0 for places in request.capacity],
        tolerance=None,
    )
    result = solve(asked, effort)
    offers: dict[str, list[Offer]] = {key: [] for key in request.mentees.keys}
    lists = dict.fromkeys(request.mentors.keys, 0)
    for pair in result.pairs:
        offers[pair.mentee].append(Offer(pair.mentor, pair.score, pair.locked))
        lists[pair.mentor] += 1
    sorted_offers = {key: tuple(sorted(own, key=_best_first)) for key, own in offers.items()}
    return Shortlists(result, sorted_offers, _short(result.problem, offers), lists)


def _best_first(offer: Offer) -> tuple[int, str]:
    return -offer.score, offer.mentor


def _short(problem: Problem, offers: Mapping[str, Sequence[Offer]]) -> tuple[Short, ...]:
    found = []
    for key in problem.request.mentees.keys:
        row = problem.mentee_place[key]
        wanted, offered = int(problem.demand[row]), len(offers[key])
        if offered < wanted:
            found.append(Short(key, offered, wanted, _why_short(problem, row, offered)))
    return tuple(found)


def _why_short(problem: Problem, row: int, offered: int) -> tuple[str, ...]:
    everyone = np.arange(len(problem.mentors))
    allowed = problem.allowed(np.full_like(everyone, row), everyone) & (problem.capacity > 0)
    able = int(allowed.sum())
    if able == 0:
        return (say("No mentor with a place keeps every rule."),)
    if able == offered:
        return (
            say_many(
                "Only one mentor with a place keeps every rule.",
                "Only {count} mentors with a place keep every rule.",
                able,
            ),
        )
    return (
        say_many(
            "One more mentor keeps every rule and is on as many shortlists as a mentor may be. "
            "One more list for this mentor would do.",
            "{count} more mentors keep every rule, and all of them are on as many shortlists as "
            "a mentor may be. One more list for any of them would do.",
            able - offered,
        ),
    )
