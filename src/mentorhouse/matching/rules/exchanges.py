"""Why two people are not a pair, read off a draft: what a direct exchange of mentors would cost.

For programmes too large to be run again while somebody waits. The exchange is one that could be
made, so the true cost can only be less, and the words say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.reasons import WhyNot, points


@dataclass(frozen=True)
class Exchange:
    """Somebody who has the mentor now, and how much the total loses if the two change mentors.

    `lower` is None where they cannot: a rule is against it, or somebody would have no mentor.
    """

    name: str
    lower: int | None


@dataclass(frozen=True)
class Standing:
    """How two people stand in a draft whose rules allow the pair; scores in hundredths."""

    score: int
    before: int | None  # the mentee’s score with the mentor they have; None: they have none
    has_place: bool  # the mentor has one left
    holders: Sequence[Exchange]
    private: bool  # what is private counts in the run

    @property
    def best(self) -> Exchange | None:
        """The exchange that costs least, if any can be made."""
        able = [one for one in self.holders if one.lower is not None]
        return min(able, key=lambda one: (one.lower or 0, one.name), default=None)

    @property
    def lower(self) -> int | None:
        """How much lower the total would be, at most; None where no exchange can be made."""
        if self.has_place:
            return None if self.before is None else self.before - self.score
        return self.best.lower if self.best else None


def why_in_draft(here: Standing) -> WhyNot:
    """Return why a draft has not made a pair that the rules allow, and what would make it."""
    return WhyNot(tuple(_reasons(here)), tuple(_changes(here)))


def _reasons(here: Standing) -> Iterator[str]:
    if here.has_place and here.before is None:
        yield say("The mentor has a place, and the rules allow the pair now.")
        return
    if here.has_place:
        yield say("The mentor has a place, but the mentee’s place in the whole is elsewhere.")
    else:
        yield say("All of the mentor’s places are put to a better use for the whole.")
    lower, best = here.lower, here.best
    if lower is None:
        yield say(
            "Nobody who has a place with this mentor could change with the mentee: the rules are "
            "against it, or somebody would be left without a mentor."
        )
    elif lower <= 0:
        yield _level(private=here.private)
    elif best is None:
        yield say(
            "This pair would lower the total of all scores by {points} points at most.",
            points=points(lower),
        )
    else:
        yield say(
            "If the mentee and {name} changed mentors, the total of all scores would be {points} "
            "points lower. If more people changed, it might be less.",
            name=best.name,
            points=points(lower),
        )


def _level(*, private: bool) -> str:
    if private:
        return say("Other pairs are as good or better, taking everything into account.")
    return say("It would be as good for the whole.")


def _changes(here: Standing) -> Iterator[str]:
    yield say("Lock this pair and run again.")
    if not here.has_place:
        yield say("One more place with this mentor may make it possible.")
    lack = here.lower
    if lack is not None and 0 < lack <= FULL - here.score:
        yield say(
            "It would come level if the two fitted {points} points better.", points=points(lack)
        )
