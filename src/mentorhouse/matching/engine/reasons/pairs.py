"""Why two people are not a pair, what it would cost, and what change would make it (R5.22)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.reasons.parts import points
from mentorhouse.matching.engine.rules import GapAtLeast, HardRule, InCommon
from mentorhouse.matching.engine.solve import Result, solve
from mentorhouse.matching.engine.whatif import Difference, between, without_private


@dataclass(frozen=True)
class Cost:
    """What making a pair would cost the whole, and what else would change with it.

    `fewer` pairs, and `lower` hundredths of the total of scores. Found by making it and running
    again without private criteria, on both sides.
    """

    fewer: int
    lower: int
    changes: Difference


@dataclass(frozen=True)
class WhyNot:
    """Why two people are not a pair, what would change it, and who has the mentor’s places.

    `cost` is known where no rule, lock or missing place stands in the way.
    """

    reasons: tuple[str, ...]
    changes: tuple[str, ...]
    holders: tuple[str, ...] = ()
    cost: Cost | None = None


@dataclass(frozen=True)
class _Trial:
    """A pair that could be made, tried in the whole."""

    result: Result
    mentee: str
    mentor: str
    base: Result  # the best without private criteria
    tried: Result  # the same with the pair locked

    @property
    def fewer(self) -> int:
        return len(self.base.pairs) - len(self.tried.pairs)

    @property
    def lower(self) -> int:
        return self.base.total - self.tried.total

    @property
    def private(self) -> bool:
        return bool(self.result.problem.private)


def why_not(result: Result, mentee: str, mentor: str) -> WhyNot:
    """Return why two people are not a pair; where no rule is broken, by trying it."""
    problem = result.problem
    one, other = problem.place(mentee, mentor)
    partners = [pair for pair in result.pairs if pair.mentee == mentee]
    if any(pair.mentor == mentor for pair in partners):
        return WhyNot((say("They are a pair in this run."),), ())
    forbidden = why_forbidden(problem, mentee, mentor)
    if forbidden:
        return forbidden
    if any(pair.locked for pair in partners):
        return why_locked()
    holders = tuple(pair.mentee for pair in result.pairs if pair.mentor == mentor)
    if not problem.places[other] or not problem.wants[one]:
        return _no_place(problem, one, holders)
    trial = _trial(result, mentee, mentor)
    cost = Cost(trial.fewer, trial.lower, between(trial.base, trial.tried))
    return WhyNot(tuple(_better_use(trial)), tuple(_changes(trial)), holders, cost)


def why_forbidden(problem: Problem, mentee: str, mentor: str) -> WhyNot | None:
    """Return the rules that a pair breaks, and what would have to change; None where it may be."""
    one, other = problem.place(mentee, mentor)
    broken = problem.broken(one, other)
    if not broken:
        return None
    return WhyNot(tuple(f"{words}." for words in broken), tuple(_repeal(problem, one, other)))


def why_locked() -> WhyNot:
    """Return why somebody who is locked to a mentor has no other."""
    return WhyNot((say("The mentee is locked to another mentor."),), (say("Unlock that pair."),))


def _no_place(problem: Problem, mentee: int, holders: tuple[str, ...]) -> WhyNot:
    if not problem.wants[mentee]:
        return WhyNot((say("The mentee takes no part in this run."),), ())
    if holders:
        words = say("All of the mentor’s places are taken by locked pairs.")
        return WhyNot((words,), (say("Unlock one of them, or add a place."),), holders)
    return WhyNot((say("The mentor offers no places in this run."),), (say("Add a place."),))


def _repeal(problem: Problem, one: int, other: int) -> Iterator[str]:
    """Yield what would have to change so that the rules allow a pair."""
    yield say("Only a change of the rules would allow it.")
    here, there = np.array([one]), np.array([other])
    for rule, mask in zip(problem.request.rules.hard, problem.masks, strict=True):
        if not mask.allowed(here, there)[0]:
            yield from _remedy(rule, (problem.mentees, one), (problem.mentors, other))


def _remedy(
    rule: HardRule, mentee: tuple[People, int], mentor: tuple[People, int]
) -> Iterator[str]:
    unknown = [not rule.known(people)[place] for people, place in (mentee, mentor)]
    if unknown[0]:
        yield say("Fill in what is missing for the mentee: {label}.", label=say(rule.label))
    if unknown[1]:
        yield say("Fill in what is missing for the mentor: {label}.", label=say(rule.label))
    if isinstance(rule, InCommon):
        yield say("It would be allowed if one of the two could meet in a way of the other’s.")
    if any(unknown) or not isinstance(rule, GapAtLeast):
        return
    ours, theirs = (people.rank(rule.field)[place] or 0 for people, place in (mentee, mentor))
    if theirs < ours:
        yield say("The mentor’s {label} is below the mentee’s.", label=say(rule.label))
    elif theirs == ours:
        yield say(
            "It would be allowed if the rule let both have the same {label}.", label=say(rule.label)
        )
    else:
        yield say_many(
            "It would be allowed if the rule asked for {count} step in {label} and no more.",
            "It would be allowed if the rule asked for {count} steps in {label} and no more.",
            theirs - ours,
            label=say(rule.label),
        )


def _trial(result: Result, mentee: str, mentor: str) -> _Trial:
    public = replace(without_private(result.request), tolerance=None)
    tried = replace(public, locked=(*public.locked, (mentee, mentor)))
    return _Trial(result, mentee, mentor, solve(public), solve(tried))


def _better_use(trial: _Trial) -> Iterator[str]:
    if trial.result.places_left[trial.mentor]:
        yield say("The mentor has a place, but the mentee’s place in the whole is elsewhere.")
    else:
        yield say("All of the mentor’s places are put to a better use for the whole.")
    if trial.fewer > 0:
        yield say_many(
            "This pair would leave {count} more mentee without a mentor.",
            "This pair would leave {count} more mentees without a mentor.",
            trial.fewer,
        )
    elif trial.lower > 0:
        yield say(
            "This pair would lower the total of all scores by {points} points.",
            points=points(trial.lower),
        )
    else:
        yield _tie(trial)
    yield from _below_the_floor(trial)


def _tie(trial: _Trial) -> str:
    if trial.private:
        return say("Other pairs are as good or better, taking everything into account.")
    base, tried = (_waited(run) for run in (trial.base, trial.tried))
    if base > tried:
        return say("It would be as good for the whole, but somebody else has waited longer.")
    return say("It would be as good for the whole. Between equals, the run’s seed decided.")


def _waited(result: Result) -> int:
    place = result.problem.mentee_place
    return sum(int(result.problem.wait[place[pair.mentee]]) for pair in result.pairs)


def _below_the_floor(trial: _Trial) -> Iterator[str]:
    floor = trial.result.floor
    score = _score(trial)
    if floor is not None and not trial.private and score < floor.least:
        yield say(
            "At {points} points it would fit less well than any pair of this run ({least} points "
            "or more).",
            points=points(score),
            least=points(floor.least),
        )


def _score(trial: _Trial) -> int:
    one, other = trial.result.problem.place(trial.mentee, trial.mentor)
    return int(trial.result.problem.score(np.array([one]), np.array([other]))[0])


def _changes(trial: _Trial) -> Iterator[str]:
    yield say("Lock this pair and run again.")
    if not trial.result.places_left[trial.mentor]:
        yield _one_more_place(trial)
    lack = trial.lower
    if trial.fewer <= 0 and 0 < lack <= FULL - _score(trial):
        yield say(
            "It would come level if the two fitted {points} points better.", points=points(lack)
        )


def _one_more_place(trial: _Trial) -> str:
    wider = [_wider(run.request, trial.mentor) for run in (trial.base, trial.tried)]
    best, made = (solve(request) for request in wider)
    level = (len(best.pairs), best.total) == (len(made.pairs), made.total)
    if not level:
        return say("One more place with this mentor would go to somebody else first.")
    if trial.private:
        return say("One more place with this mentor may make it possible.")
    return say("One more place with this mentor would make it possible at no cost.")


def _wider(request: Request, mentor: str) -> Request:
    nth = list(request.mentors.keys).index(mentor)
    capacity: Sequence[int] = [places + (at == nth) for at, places in enumerate(request.capacity)]
    return replace(request, capacity=capacity)
