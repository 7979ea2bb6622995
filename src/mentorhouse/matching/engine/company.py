"""How people would fit in one partnership of several: the numbers that groups are chosen by.

A group's score is half how the mentees fit their mentors (the mean of the pairs' scores) and half
how they fit together (the mean over every two of them, both ways).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.level import both_ways
from mentorhouse.matching.engine.measures import FULL, Overlap, Same
from mentorhouse.matching.engine.packing import Column
from mentorhouse.matching.engine.people import Bools, fold
from mentorhouse.matching.engine.problem import Problem, Request
from mentorhouse.matching.engine.rules import Criterion, Rules

MOST = 4  # mentees in a group (R9.01)
LEAST = 2


@dataclass(frozen=True)
class GroupRequest:
    """Everything that groups depend on.

    `request` names people, rules, places (a mentor with none takes no group; the number does not
    matter) and locks: a mentee locked to a mentor is in that mentor's group. `among` says how the
    mentees of one group should fit together; only its weights in relation to each other matter.
    """

    request: Request
    among: tuple[Criterion, ...] = ()
    most: int = MOST
    least: int = LEAST


@dataclass(frozen=True)
class Group:
    """People who could be one partnership, and why.

    Scores in hundredths of a point: `with_mentors` is the mean over the pairs of mentor and
    mentee, `together` the mean over every two mentees (None where nothing was asked of them).
    `common` says what all the mentees have in common. `team` is a team's name, else empty.
    """

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    score: int
    with_mentors: int
    together: int | None
    common: tuple[str, ...]
    team: str = ""


@dataclass(frozen=True)
class GroupResult:
    """Groups, who is in none, and how far from the best this can be.

    `missed` says how many more mentees at most a better choice could place; `gap` how many
    hundredths, summed over mentees, it could be better. Both are 0 where the choice is exact.
    """

    groups: tuple[Group, ...]
    left: tuple[str, ...]
    missed: int
    gap: int

    @property
    def proved(self) -> bool:
        """Say whether no other choice of groups can be better."""
        return not self.missed and not self.gap


class Company:
    """How mentees fit mentors and one another, as numbers in the run's own order."""

    def __init__(self, asked: GroupRequest) -> None:
        request = asked.request
        wide = [asked.most if places else 0 for places in request.capacity]
        self.asked = asked
        self.problem = Problem(replace(request, capacity=wide, tolerance=None, demand=()))
        everyone = np.arange(len(self.problem))
        mentors = np.arange(len(self.problem.mentors))
        takes_part = (self.problem.demand > 0)[:, None] & (self.problem.capacity > 0)[None, :]
        self.open: Bools = self.problem.allowed_rows(everyone) & takes_part
        self.seen = self.problem.score(everyone[:, None], mentors[None, :])
        self.fit = self.seen + sum(
            (part.points(everyone[:, None], mentors[None, :]) for part in self.problem.private),
            np.zeros_like(self.seen),
        )
        rules = Rules((), asked.among)
        ones = [1] * len(request.mentees)
        beside = Problem(Request(request.mentees, request.mentees, ones, rules, seed=request.seed))
        self.beside = both_ways(beside.parts, len(everyone))
        np.fill_diagonal(self.beside, 0)
        self.whole = len(everyone) * (int(self.fit.max(initial=0)) + FULL) + 1
        self.unit = self.whole * (int(self.problem.rounds.sum()) + 1)
        self.fixed: dict[int, tuple[int, ...]] = {}
        for mentee, mentor in self.problem.locked:
            self.fixed[mentor] = (*self.fixed.get(mentor, ()), mentee)
        self.taken = {mentee for mentee, _ in self.problem.locked}
        self.open[sorted(self.taken)] = False

    @property
    def takers(self) -> list[str]:
        """Return the mentees who take part, in the order of the request."""
        part = self.problem.demand > 0
        order = self.problem.request.mentees.keys
        return [key for key in order if part[self.problem.mentee_place[key]]]

    def together(self, mentees: Sequence[int]) -> int | None:
        """Return how mentees fit together: the mean over every two of them."""
        if not self.asked.among or len(mentees) < LEAST:
            return None
        return int(self.beside[np.ix_(mentees, mentees)].sum()) // (
            len(mentees) * (len(mentees) - 1)
        )

    def score(self, mentors: Sequence[int], mentees: Sequence[int], *, seen: bool = True) -> int:
        """Return a group's score; with what is private where it is not to be seen."""
        table = self.seen if seen else self.fit
        fit = int(table[np.ix_(mentees, mentors)].sum()) // (len(mentees) * len(mentors))
        beside = self.together(mentees)
        return fit if beside is None else (fit + beside) // 2

    def worth(self, mentors: Sequence[int], mentees: Sequence[int]) -> int:
        """Return what a group is worth: those who join it, their rounds without, its score."""
        joining = [mentee for mentee in mentees if mentee not in self.taken]
        rounds = int(self.problem.rounds[joining].sum())
        score = self.score(mentors, mentees, seen=False)
        return len(joining) * (self.unit + score) + self.whole * rounds

    def hopeful(self, mentor: int) -> list[int]:
        """Return who could join a mentor's group, besides those who are in it already."""
        return list(np.flatnonzero(self.open[:, mentor]).tolist())

    def sizes(self, mentor: int) -> range:
        """Return how many mentees may join a mentor's group."""
        here = len(self.fixed.get(mentor, ()))
        return range(max(1, self.asked.least - here), self.asked.most - here + 1)

    def column(self, mentor: int, mentees: Sequence[int]) -> Column:
        """Return a group round one mentor; mentors' rows stand behind the mentees'."""
        return Column((*sorted(mentees), len(self.problem) + mentor), self.worth([mentor], mentees))

    def group(self, mentors: Sequence[int], mentees: Sequence[int], team: str = "") -> Group:
        """Return a group as people read it."""
        keys = self.problem.mentees.keys, self.problem.mentors.keys
        pairs = self.seen[np.ix_(mentees, mentors)]
        return Group(
            tuple(keys[1][mentor] for mentor in mentors),
            tuple(keys[0][mentee] for mentee in mentees),
            self.score(mentors, mentees),
            int(pairs.sum()) // pairs.size,
            self.together(mentees),
            tuple(self.common(mentees)),
            team,
        )

    def common(self, mentees: Sequence[int]) -> Iterator[str]:
        """Yield what all the mentees have in common, of what is asked of them."""
        people = self.problem.mentees
        for criterion in self.asked.among:
            measure = criterion.measure
            if isinstance(measure, Overlap):
                terms = [people.term(measure.mentee_field)[mentee] or () for mentee in mentees]
                shared = set.intersection(*({fold(term) for term in own} for own in terms))
                named = sorted(term for term in terms[0] if fold(term) in shared)
                if named:
                    what = say(measure.mentee_label).capitalize()
                    yield say("{what} of all: {terms}", what=what, terms=", ".join(named))
            elif isinstance(measure, Same):
                texts = [people.text(measure.field)[mentee] or "" for mentee in mentees]
                if texts[0] and len({fold(text) for text in texts}) == 1:
                    yield say(
                        "Same {label} for all: {value}", label=say(measure.label), value=texts[0]
                    )


def result_of(company: Company, chosen: Sequence[Column], bound: int) -> GroupResult:
    """Return groups as people read them, with who is in none and how far from the best it can be.

    A column's rows are mentees, then mentors behind them.
    """
    many = len(company.problem)
    made = [
        company.group(
            [row - many for row in column.rows if row >= many],
            [row for row in column.rows if row < many],
        )
        for column in chosen
    ]
    placed = {key for group in made for key in group.mentees}
    placed |= {company.problem.mentees.keys[mentee] for mentee in company.taken}
    came = sum(column.worth for column in chosen)
    missed = bound // company.unit - came // company.unit
    gap = bound - came if not missed else max(0, bound % company.whole - came % company.whole)
    return GroupResult(
        tuple(sorted(made, key=lambda group: group.mentors)),
        tuple(key for key in company.takers if key not in placed),
        missed,
        gap,
    )
