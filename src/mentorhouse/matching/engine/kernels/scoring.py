"""Scores of one person with a run of others who are all of one class, into a buffer.

What the class decides is one number; the rest is looked up in small tables, counted from bits that
both have in common, or given where two numbers are equal. Nothing is kept beyond the buffer.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorhouse.matching.engine.kernels.compiling import kernel
from mentorhouse.matching.engine.people import Bits, Bools, Ints

Short = npt.NDArray[np.int32]
NEVER = -(2**28)  # what takes a pair far below any score; some of them still fit in 32 bits
ONE, TWO, FOUR = np.uint64(1), np.uint64(2), np.uint64(4)
ODD, PAIRS, NIBBLES = (
    np.uint64(0x5555555555555555),
    np.uint64(0x3333333333333333),
    np.uint64(0x0F0F0F0F0F0F0F0F),
)
BYTES, TOP = np.uint64(0x0101010101010101), np.uint64(56)


class Side(NamedTuple):
    """People as numbers, one column each."""

    who: Ints  # the place in the run of each column
    kind: Ints  # the class
    code: Short  # a row for each table
    bits: Bits  # a row for each word of bits
    size: Short  # a row for each set: how far into its points the own size leads
    same: Short  # a row for each equality


class Plan(NamedTuple):
    """How a score is put together."""

    base: Short  # class by class, NEVER where a rule forbids all of it
    table: Short  # all tables, one after the other
    table_at: Ints
    table_wide: Ints
    points: Short  # what each number in common earns, set after set
    points_at: Ints
    sized: Bools  # whether the other's size counts, set after set
    word_at: Ints  # the first word of each set, and after the last
    equal: Short  # what equality earns, or NEVER


@kernel
def _bits_in(word: np.uint64) -> np.uint64:
    word = word - ((word >> ONE) & ODD)
    word = (word & PAIRS) + ((word >> TWO) & PAIRS)
    word = (word + (word >> FOUR)) & NIBBLES
    return (word * BYTES) >> TOP


@kernel
def fill(
    plan: Plan, own: Side, others: Side, row: int, start: int, end: int, buffer: Short
) -> None:
    """Write the scores of one person with the columns from start to end into the buffer."""
    wide = end - start
    buffer[:wide] = plan.base[own.kind[row], others.kind[start]]
    for number in range(len(plan.table_at)):
        at = plan.table_at[number] + own.code[number, row] * plan.table_wide[number]
        line = plan.table[at : at + plan.table_wide[number]]
        codes = others.code[number, start:end]
        for place in range(wide):
            buffer[place] += line[np.uint64(codes[place])]
    for number in range(len(plan.equal)):
        mine, earns = own.same[number, row], plan.equal[number]
        theirs = others.same[number, start:end]
        for place in range(wide):
            buffer[place] += earns if theirs[place] == mine else 0
    for number in range(len(plan.points_at)):
        line = plan.points[plan.points_at[number] + own.size[number, row] :]
        first, last = plan.word_at[number], plan.word_at[number + 1]
        if plan.sized[number] or last > first + 1:
            sizes = others.size[number, start:end]
            _add_long(
                own.bits[first:last, row], others.bits[first:last, start:end], sizes, line, buffer
            )
        elif own.bits[first, row]:
            _add_set(own.bits[first, row], others.bits[first, start:end], line, buffer)


@kernel
def _add_set(mine: np.uint64, theirs: Bits, line: Short, buffer: Short) -> None:
    """Add what each number in common earns."""
    for place in range(len(theirs)):
        buffer[place] += line[_bits_in(mine & theirs[place])]


@kernel
def _add_long(mine: Bits, theirs: Bits, sizes: Short, line: Short, buffer: Short) -> None:
    """Add the same for sets of many terms, or where the other's size counts."""
    for place in range(theirs.shape[1]):
        met = np.uint64(sizes[place])
        for word in range(len(mine)):
            met += _bits_in(mine[word] & theirs[word, place])
        buffer[place] += line[met]


@kernel
def bar(barred: Ints, first: int, last: int, start: int, end: int, buffer: Short) -> None:
    """Close the pairs that are forbidden by name; `barred` holds columns."""
    for place in range(first, last):
        column = barred[place]
        if start <= column < end:
            buffer[column - start] = NEVER
