"""Which criteria go with good partnerships: sums over many answers, and how sure they are (R5.16).

Each side of a criterion is counted in batches of the programme's small number, so that one answer
more changes nothing that is shown. The correlation is Spearman's (1904), with tied ranks averaged;
how sure it is follows Fieller, Hartley and Pearson (1957): z = atanh(r) · √((n − 3) / 1.06).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, inf, sqrt

from mentorhouse.languages.saying import mark

MEETINGS = 3  # held, before it is asked
LOWEST, HIGHEST = 1, 5
QUESTIONS: Mapping[str, str] = {
    "open": mark("We can talk openly with each other."),
    "useful": mark("What the two of us know and need goes well together."),
    "again": mark("I would choose this match again."),
}
STEPS: Mapping[str, str] = {
    "1": mark("Not at all"),
    "2": mark("A little"),
    "3": mark("Partly"),
    "4": mark("Mostly"),
    "5": mark("Very much"),
}
UNLIKELY = 1.96  # one time in twenty where there is nothing in it
FEWEST = 4  # of which the formula says anything


@dataclass(frozen=True)
class Said:
    """One answer: its mean, and the share of its points that each criterion gave the pair."""

    rating: float
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Side:
    """The answers on one side of a criterion; `mean` is None where they are too few to show."""

    count: int
    mean: float | None

    @property
    def length(self) -> int:
        """How long its bar is, of 100."""
        return 0 if self.mean is None else round((self.mean - LOWEST) * 100 / (HIGHEST - LOWEST))


@dataclass(frozen=True)
class Learnt:
    """What the answers show of one criterion."""

    title: str
    met: Side
    unmet: Side
    correlation: float | None
    sure: bool

    @property
    def is_shown(self) -> bool:
        """Whether both sides are large enough: one alone would tell of the other."""
        return self.met.mean is not None and self.unmet.mean is not None

    @property
    def count(self) -> int:
        """How many answers are counted."""
        return self.met.count + self.unmet.count


def learnt(said: Sequence[Said], *, limit: int) -> list[Learnt]:
    """Compare for each criterion the pairs to which it gave half its points or more with others.

    `said` comes in the order in which it was sent.
    """
    titles = dict.fromkeys(title for one in said for title in one.shares)
    return [_of(title, [one for one in said if title in one.shares], limit) for title in titles]


def _of(title: str, said: Sequence[Said], limit: int) -> Learnt:
    whole = 0.5
    met = _batches([one for one in said if one.shares[title] >= whole], limit)
    unmet = _batches([one for one in said if one.shares[title] < whole], limit)
    if not met or not unmet:
        return Learnt(title, Side(0, None), Side(0, None), None, sure=False)
    both = [*met, *unmet]
    found = spearman([one.shares[title] for one in both], [one.rating for one in both])
    sure = found is not None and is_sure(found, len(both))
    return Learnt(title, _side(met), _side(unmet), found, sure=sure)


def _batches(said: Sequence[Said], limit: int) -> Sequence[Said]:
    """Leave what does not fill a batch for later."""
    return said[: len(said) // limit * limit]


def _side(said: Sequence[Said]) -> Side:
    return Side(len(said), round(sum(one.rating for one in said) / len(said), 1))


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return the rank correlation; None where all on one side are the same."""
    first, second = ranks(one), ranks(other)
    mean = (len(first) + 1) / 2
    spread = sqrt(sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second))
    if not spread:
        return None
    return sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True)) / spread


def ranks(values: Sequence[float]) -> list[float]:
    """Rank values from 1; those that are equal share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for at in order[start:end]:
            found[at] = (start + 1 + end) / 2
        start = end
    return found


def is_sure(correlation: float, count: int) -> bool:
    """Whether a correlation so strong would seldom come by chance alone."""
    if count < FEWEST:
        return False
    strength = inf if abs(correlation) >= 1 else abs(atanh(correlation))
    return strength * sqrt((count - 3) / 1.06) > UNLIKELY
