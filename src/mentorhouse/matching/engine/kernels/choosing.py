"""The best few of each person, and the pairs that would pay, over all pairs and without a table.

A few are kept as a heap of whole numbers with the least at the root. Classes that cannot bring
anything better are not looked at.
"""

from typing import NamedTuple

import numpy as np

from mentorhouse.matching.engine.kernels.compiling import kernel
from mentorhouse.matching.engine.kernels.scoring import Plan, Short, Side, bar, fill
from mentorhouse.matching.engine.people import Ints

EMPTY = -(2**62)
NOTHING = np.int64(0)


class Grid(NamedTuple):
    """One side looking at the other, whose columns are sorted by class."""

    plan: Plan
    own: Side
    others: Side
    start: Ints  # where each class of the others begins, and after the last
    order: Short  # for each class of one's own, those of the others, best first
    most: Ints  # the most that each person can earn beyond what classes give
    barred_at: Ints
    barred: Ints  # columns that each person must not be paired with
    least: int


@kernel
def sift(keys: Ints, key: int) -> None:
    """Put a key into a heap instead of the least."""
    spot, size = 0, len(keys)
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[spot] = keys[below]
        spot = below
    keys[spot] = key


@kernel
def best_of(grid: Grid, first: int, last: int, strides: Ints, best: Ints) -> None:
    """Keep for each person from first to last the best of the others as whole numbers.

    A number holds the score, then the turn that spreads equals, then the other's place.
    """
    buffer = np.empty(_widest(grid.start), dtype=np.int32)
    for row in range(first, last):
        keys = best[row]
        keys[:] = EMPTY
        least = grid.least
        for kind in grid.order[grid.own.kind[row]]:
            base = grid.plan.base[grid.own.kind[row], kind]
            if base + grid.most[row] < least:
                break
            start, end = grid.start[kind], grid.start[kind + 1]
            if start == end:
                continue
            fill(grid.plan, grid.own, grid.others, row, start, end, buffer)
            bar(grid.barred, grid.barred_at[row], grid.barred_at[row + 1], start, end, buffer)
            least = _keep_best(grid, row, start, strides, buffer[: end - start], keys, least)


@kernel
def _widest(start: Ints) -> int:
    widest = 0
    for kind in range(len(start) - 1):
        widest = max(widest, start[kind + 1] - start[kind])
    return widest


@kernel
def _keep_best(
    grid: Grid, row: int, start: int, strides: Ints, scores: Short, keys: Ints, least: int
) -> int:
    if np.max(scores) < least:
        return least
    own = grid.own.who[row] * strides[0]
    for place in range(len(scores)):
        score = scores[place]
        if score >= least:
            other = grid.others.who[start + place]
            turn = (own + other * strides[1]) & 1023
            key = (np.int64(score) << 36) | (turn << 26) | other
            if key > keys[0]:
                sift(keys, key)
                if keys[0] != EMPTY:
                    least = max(grid.least, keys[0] >> 36)
    return least


class Market(NamedTuple):
    """What pairs must be worth to pay; prices in the order of the columns."""

    price: Ints
    lack: Ints  # what a person of one's own still lacks, less than nothing, before any score
    cap: Ints  # no pair that is not looked at already scores more than this for each of them
    hundredth: int
    cheapest_first: bool  # within each class


@kernel
def paying(grid: Grid, market: Market, rows: Ints, gains: Ints, who: Ints) -> None:
    """Keep for each of some people the pairs that pay most, in order, and nothing else."""
    buffer = np.empty(_widest(grid.start), dtype=np.int32)
    for line in range(len(rows)):
        row = rows[line]
        lack, cap = market.lack[row], market.cap[row]
        base_of = grid.plan.base[grid.own.kind[row]]
        for kind in range(len(grid.start) - 1):
            top = min(cap, np.int64(base_of[kind]) + grid.most[row])
            if top < grid.least:
                continue
            start, end = grid.start[kind], grid.start[kind + 1]
            if market.cheapest_first:
                end = _affordable(market.price, start, end, top * market.hundredth + lack)
            if end > start:
                fill(grid.plan, grid.own, grid.others, row, start, end, buffer)
                bar(grid.barred, grid.barred_at[row], grid.barred_at[row + 1], start, end, buffer)
                scores = buffer[: end - start]
                _keep_paying(grid, market, start, scores, lack, gains[line], who[line])


@kernel
def _affordable(price: Ints, start: int, end: int, most: int) -> int:
    """Return where in a class prices reach the most that could be worth paying."""
    if start == end or price[start] >= most:
        return start
    while start < end:
        middle = (start + end) >> 1
        if price[middle] < most:
            start = middle + 1
        else:
            end = middle
    return start


@kernel
def _keep_paying(
    grid: Grid, market: Market, start: int, scores: Short, lack: int, gains: Ints, who: Ints
) -> None:
    if not _any_pays(market, start, scores, lack):
        return
    last = len(gains) - 1
    for place in range(len(scores)):
        score = np.int64(scores[place])
        gain = score * market.hundredth + lack - market.price[start + place]
        if gain <= 0 or gain < gains[last] or score < grid.least:
            continue
        other = grid.others.who[start + place]
        if gain == gains[last] and other > who[last]:
            continue
        spot = last
        while spot > 0 and _before(gain, other, gains[spot - 1], who[spot - 1]):
            gains[spot] = gains[spot - 1]
            who[spot] = who[spot - 1]
            spot -= 1
        gains[spot] = gain
        who[spot] = other


@kernel
def _any_pays(market: Market, start: int, scores: Short, lack: int) -> bool:
    most = np.int64(EMPTY)
    prices = market.price[start : start + len(scores)]
    for place in range(len(scores)):
        most = max(most, np.int64(scores[place]) * market.hundredth - prices[place])
    return bool(most + lack > 0)


@kernel
def _before(gain: int, who: int, other_gain: int, other: int) -> bool:
    return gain > other_gain or (gain == other_gain and who < other)


@kernel
def most_gained(grid: Grid, market: Market, first: int, last: int, most: Ints) -> None:
    """Count for each person from first to last the most there is to gain, over all pairs."""
    buffer = np.empty(_widest(grid.start), dtype=np.int32)
    for row in range(first, last):
        best = NOTHING
        for kind in range(len(grid.start) - 1):
            start, end = grid.start[kind], grid.start[kind + 1]
            if start < end:
                fill(grid.plan, grid.own, grid.others, row, start, end, buffer)
                bar(grid.barred, grid.barred_at[row], grid.barred_at[row + 1], start, end, buffer)
                scores = buffer[: end - start]
                best = max(best, _most_of(grid, market, start, scores, market.lack[row]))
        most[row] = best


@kernel
def _most_of(grid: Grid, market: Market, start: int, scores: Short, lack: int) -> np.int64:
    most = NOTHING
    prices = market.price[start : start + len(scores)]
    for place in range(len(scores)):
        score = np.int64(scores[place])
        gain = score * market.hundredth + lack - prices[place]
        most = max(most, gain if score >= grid.least else NOTHING)
    return most
