"""Figures that give nobody away, in one report and between reports (R12.04).

Figures are counts of people or partnerships that add up to sums. A report shows each in one of four
ways, coarser from one to the next: as it is; rounded to the nearest multiple of the programme's
small number; as “fewer than” that number, nought as well; or not at all. Before a report is given
out, the gate plays a reader who keeps the earlier reports and solves their sums by linear
programming. It asks for each figure, and for each change since an earlier report, what the
least and the most is that it can be. What says too much is coarsened, and the gate asks again.

What says too much:

* of a figure, more than that it is small. It may be known to reach the small number; otherwise it
  must be able to be nought, and to be one under the small number;
* of a change, that few came or went. It may be known to be none, or to reach the small number;
  otherwise it must have as much room as a small figure has.

Programmes have whole people and the reader here reckons with fractions. Where figures stand in one
table of sums both find the same bounds, since such sums are totally unimodular (Hoffman and
Kruskal, 1956) and all bounds are whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import inf

Bounds = tuple[float, float]
Sums = Mapping[str, Sequence[str]]  # of a sum, the figures that it adds up
NEARLY = 1e-6
SOLVED = 0  # what the solver says of an extreme; otherwise there is none


class Way(IntEnum):
    """How a figure is shown, from the finest to the coarsest."""

    EXACT = 0
    ROUNDED = 1
    SMALL = 2
    WITHHELD = 3


@dataclass(frozen=True)
class Shown:
    """One figure as a report shows it; `number` is what stands there, if a number does."""

    way: Way
    number: int | None = None

    def bounds(self, least: int) -> Bounds:
        """Return the least and the most that it can be, for a reader of this figure alone."""
        if self.way is Way.WITHHELD or (self.number is None and self.way is not Way.SMALL):
            return (0, inf)
        if self.way is Way.SMALL or self.number is None:
            return (0, least - 1)
        if self.way is Way.EXACT:
            return (self.number, self.number)
        below = least // 2
        return (max(least, self.number - below), self.number + least - 1 - below)


Report = Mapping[str, Shown]


def released(
    counts: Mapping[str, int], sums: Sums, before: Sequence["Reader"], *, least: int
) -> dict[str, Shown]:
    """Return how each figure may be shown, to somebody who has read the reports `before`.

    `counts` holds every figure, sums as well. `least` is the programme's small number.
    """
    ways = {name: Way.EXACT if count >= least else Way.SMALL for name, count in counts.items()}
    while True:
        report = {name: _shown(counts[name], ways[name], least) for name in counts}
        reader = Reader(report, sums, least=least)
        found = next(given_away(reader, before), None)
        if found is None:
            return report
        name = _to_coarsen(found, counts, ways, sums)
        ways[name] = _coarser(ways[name])


def given_away(reader: "Reader", before: Sequence["Reader"]) -> Iterator[str]:
    """Yield each figure of which a report says too much, or too much of its change."""
    for name in reader.report:
        if says_too_much(reader.bounds(name), reader.least):
            yield name
    for then in before:
        for name in reader.report:
            if name in then.report and change_says_too_much(
                reader.change(name, then), reader.least
            ):
                yield name


def says_too_much(bounds: Bounds, least: int) -> bool:
    """Whether it tells of a small figure more than that it is small."""
    low, high = bounds
    return low < least - NEARLY and (low > NEARLY or high < least - 1 - NEARLY)


def change_says_too_much(bounds: Bounds, least: int) -> bool:
    """Whether it tells that few came or went."""
    low, high = bounds
    none = abs(low) < NEARLY and abs(high) < NEARLY
    many = low > least - NEARLY or high < NEARLY - least
    return not none and not many and high - low < least - 1 - NEARLY


class Reader:
    """Somebody who reads a report, knows what adds up to what, and can solve it."""

    def __init__(self, report: Report, sums: Sums, *, least: int) -> None:
        self.report, self.least = report, least
        self._place = {name: number for number, name in enumerate(report)}
        known = [self._row(total, parts) for total, parts in sums.items()]
        self._rows = [row for row in known if row]
        self._solved: dict[str, Bounds] = {}

    def bounds(self, name: str) -> Bounds:
        """Return the least and the most that a figure can be."""
        if name not in self._solved:
            self._solved[name] = (self._extreme(name, 1), self._extreme(name, -1))
        return self._solved[name]

    def change(self, name: str, then: "Reader") -> Bounds:
        """Return the least and the most by which a figure has changed since an earlier report.

        People come and go, so nothing binds one report to another: both extremes stand together.
        """
        (low, high), (low_then, high_then) = self.bounds(name), then.bounds(name)
        return (low - high_then, high - low_then)

    def _extreme(self, name: str, sign: int) -> float:
        from scipy.optimize import linprog  # only who makes reports loads it

        aim = [0.0] * len(self._place)
        aim[self._place[name]] = sign
        room = [shown.bounds(self.least) for shown in self.report.values()]
        answer = linprog(
            aim,
            A_eq=self._rows or None,
            b_eq=[0.0] * len(self._rows) or None,
            bounds=[(low, None if high == inf else high) for low, high in room],
        )
        return float(sign * answer.fun) if answer.status == SOLVED else inf

    def _row(self, total: str, parts: Sequence[str]) -> list[float]:
        """Return a sum as an equation; none where the report does not have all of it."""
        if not {total, *parts} <= self._place.keys():
            return []
        row = [0.0] * len(self._place)
        row[self._place[total]] = -1.0
        for part in parts:
            row[self._place[part]] += 1.0
        return row


def _shown(count: int, way: Way, least: int) -> Shown:
    if way is Way.EXACT:
        return Shown(way, count)
    if way is Way.ROUNDED:
        return Shown(way, rounded(count, least))
    return Shown(way)


def rounded(count: int, least: int) -> int:
    """Return the nearest multiple of the small number; half-way goes up."""
    return (count + least // 2) // least * least


def _coarser(way: Way) -> Way:
    return Way.ROUNDED if way is Way.EXACT else Way.WITHHELD


def _to_coarsen(found: str, counts: Mapping[str, int], ways: Mapping[str, Way], sums: Sums) -> str:
    """Return what to coarsen: the figure itself, or the finest and least of those in its sums.

    A sum is what people ask for, so its parts go before it.
    """
    if ways[found] is Way.EXACT:
        return found
    beside = {found}
    for total, parts in sums.items():
        line = {total, *parts} & counts.keys()
        beside |= line if found in line else set()
    still = [name for name in beside if ways[name] is not Way.WITHHELD]
    return min(still, key=lambda name: (ways[name], name in sums, counts[name], name))
