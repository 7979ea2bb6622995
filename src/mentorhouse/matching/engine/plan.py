"""A problem laid out for loops over all pairs: classes of people, small tables, bits.

What decides most and has few values (grade, profession) makes classes: a class is looked at or
left out as a whole. What has few values besides becomes a table, sets become bits, and fields
with very many values are compared one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhouse.matching.engine.kernels.choosing import Grid
from mentorhouse.matching.engine.kernels.scoring import NEVER, Plan, Short, Side
from mentorhouse.matching.engine.measures import FULL, BoundOverlap, BoundSame, BoundTurned
from mentorhouse.matching.engine.people import MISSING, Bits, Ints
from mentorhouse.matching.engine.problem import Part, Problem
from mentorhouse.matching.engine.rules import BoundDiffer, BoundRule

MOST_VALUES = 512  # values of a field on one side that are still worth a table
IN_CLASS = 1024  # people in a class, on average, at least
MOST_CLASSES = 2_048


@dataclass(frozen=True)
class _Field:
    """Something with few values: the value of each person, and what two values give."""

    codes: tuple[Ints, Ints]
    table: Short
    equality: "_Equality | None" = None

    @property
    def weight(self) -> float:
        """Return by how much, on average, it keeps a pair below the best there could be."""
        shares = [
            np.bincount(codes, minlength=wide) / max(1, len(codes))
            for codes, wide in zip(self.codes, self.table.shape, strict=True)
        ]
        below = self.table.max(axis=1, keepdims=True) - np.maximum(self.table, -FULL)
        return float(shares[0] @ below @ shares[1])

    def with_(self, other: "_Field") -> "_Field":
        """Return both fields as one."""
        shape = [one * two for one, two in zip(self.table.shape, other.table.shape, strict=True)]
        table = self.table[:, None, :, None] + other.table[None, :, None, :]
        wide = other.table.shape
        codes = [self.codes[side] * wide[side] + other.codes[side] for side in (0, 1)]
        return _Field((codes[0], codes[1]), np.maximum(table.reshape(shape), NEVER))

    def packed(self) -> "_Field":
        """Return the field with only the values that somebody has."""
        there = [np.zeros(wide, dtype=np.bool_) for wide in self.table.shape]
        for side in (0, 1):
            there[side][self.codes[side]] = True
        place = [np.cumsum(some) - 1 for some in there]
        codes = [place[side][self.codes[side]] for side in (0, 1)]
        return _Field((codes[0], codes[1]), self.table[np.ix_(*there)])


@dataclass(frozen=True)
class _Set:
    """Bits of both sides, and what each number in common earns."""

    bits: Sequence[Bits]
    sizes: tuple[Ints, Ints]
    points: Short
    most: int


@dataclass(frozen=True)
class _Equality:
    """Numbers of both sides, and what it earns that they are equal."""

    codes: tuple[Ints, Ints]
    earns: int


class Layout:
    """A problem laid out; `grid` gives one side looking at the other."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.open = problem.free.copy(), problem.places > 0
        self.fields: list[_Field] = []
        self.sets: list[_Set] = []
        self.equalities: list[_Equality] = []
        for mask in problem.masks:
            self._add_rule(mask)
        for part in (*problem.parts, *problem.private):
            self._add_part(part)
        self.classes = self._classes()
        self.tables = self._tables()
        self.barred = problem.barred

    def _add_rule(self, mask: BoundRule) -> None:
        equality = None
        if isinstance(mask, BoundDiffer):
            equality = _Equality((mask.codes[0], mask.codes[1]), NEVER)
            for side in (0, 1):
                self.open[side][mask.codes[side] == MISSING] = False
        if _few(mask.kinds):
            self._add_field(
                mask.kinds, lambda *pair: np.where(mask.allowed(*pair), 0, NEVER), equality
            )
        elif equality:
            self.equalities.append(equality)
        else:
            raise TooManyValuesError

    def _add_part(self, part: Part) -> None:
        if part.most == 0:
            return
        kernel = part.kernel
        if isinstance(kernel, BoundOverlap):
            self._add_set(part, kernel, turned=False)
        elif isinstance(kernel, BoundTurned):
            self._add_set(part, kernel.inner, turned=True)
        else:
            self._add_other(part)

    def _add_other(self, part: Part) -> None:
        kernel, equality = part.kernel, None
        if isinstance(kernel, BoundSame):
            ours, theirs = kernel.codes
            apart = np.where(theirs == MISSING, MISSING - 1, theirs)
            equality = _Equality((ours, apart), part.most)
        if _few(kernel.kinds):
            self._add_field(kernel.kinds, part.points, equality)
        elif equality:
            self.equalities.append(equality)
        else:
            raise TooManyValuesError

    def _add_field(
        self,
        kinds: Sequence[Ints],
        gives: Callable[[Ints, Ints], Ints],
        equality: "_Equality | None",
    ) -> None:
        codes = [side + 1 for side in kinds]
        wide = [int(side.max()) + 1 for side in codes]
        firsts = [np.zeros(many, dtype=np.int64) for many in wide]
        for first, side in zip(firsts, codes, strict=True):
            first[side] = np.arange(len(side))
        table = gives(firsts[0][:, None], firsts[1][None, :]).astype(np.int32)
        packed = _Field((codes[0], codes[1]), table).packed()
        self.fields.append(replace(packed, equality=equality))

    def _add_set(self, part: Part, kernel: BoundOverlap, *, turned: bool) -> None:
        wide = int(kernel.sizes.max(initial=0)) + 1
        mine = kernel.sizes * wide
        bits = kernel.bits[::-1] if turned else kernel.bits
        none = np.zeros(bits[1 if not turned else 0].shape[1], dtype=np.int64)
        points = part.curve[kernel.shares].astype(np.int32)
        sizes = (none, mine) if turned else (mine, none)
        self.sets.append(_Set(bits, sizes, points, part.most))

    def _classes(self) -> _Field:
        people = len(self.problem), len(self.problem.mentors)
        most = [min(MOST_CLASSES, max(1, many // IN_CLASS)) for many in people]
        whole = _Field(
            (np.zeros(people[0], dtype=np.int64), np.zeros(people[1], dtype=np.int64)),
            np.zeros((1, 1), dtype=np.int32),
        )
        rest = []
        for field in sorted(self.fields, key=lambda one: -one.weight):
            shape = (
                whole.table.shape[0] * field.table.shape[0],
                whole.table.shape[1] * field.table.shape[1],
            )
            if shape[0] <= 2 * most[0] and shape[1] <= 2 * most[1]:
                whole = whole.with_(field).packed()
            else:
                rest.append(field)
        self.fields = rest
        return whole

    def _tables(self) -> list[_Field]:
        tables: list[_Field] = []
        for field in self.fields:
            if field.equality:
                self.equalities.append(field.equality)
            elif tables and all(
                one * two <= MOST_VALUES
                for one, two in zip(tables[-1].table.shape, field.table.shape, strict=True)
            ):
                tables[-1] = tables[-1].with_(field)
            else:
                tables.append(field)
        return tables

    def grid(self, *, of_mentees: bool, price: Ints | None = None) -> Grid:
        """Return one side looking at the other; within a class the cheapest stand first."""
        own, other = (0, 1) if of_mentees else (1, 0)
        rows = np.flatnonzero(self.open[own])
        columns = np.flatnonzero(self.open[other])
        kind = self.classes.codes[other][columns]
        by = (kind,) if price is None else (price[columns], kind)
        columns = columns[np.lexsort(by)]
        base = self.classes.table if of_mentees else np.ascontiguousarray(self.classes.table.T)
        counts = np.bincount(self.classes.codes[other][columns], minlength=base.shape[1])
        barred_at, barred = self._barred_of(own, rows, columns)
        return Grid(
            self._plan(base, of_mentees=of_mentees),
            self._side(own, rows),
            self._side(other, columns),
            np.concatenate([[0], np.cumsum(counts)]),
            np.argsort(-base, axis=1, kind="stable").astype(np.int32),
            self._most(own, rows),
            barred_at,
            barred,
            self.problem.request.least,
        )

    def _plan(self, base: Short, *, of_mentees: bool) -> Plan:
        tables = [one.table if of_mentees else one.table.T for one in self.tables]
        sizes = np.array([table.size for table in tables], dtype=np.int64)
        points = [one.points for one in self.sets]
        many = np.array([len(one) for one in points], dtype=np.int64)
        words = np.array([len(one.bits[0]) for one in self.sets], dtype=np.int64)
        return Plan(
            base,
            _joined([np.ascontiguousarray(table).reshape(-1) for table in tables]),
            np.cumsum(sizes) - sizes,
            np.array([table.shape[1] for table in tables], dtype=np.int64),
            _joined(points),
            np.cumsum(many) - many,
            np.array(
                [one.sizes[0 if not of_mentees else 1].any() for one in self.sets], dtype=np.bool_
            ),
            np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(words)]),
            np.array([one.earns for one in self.equalities], dtype=np.int32),
        )

    def _side(self, side: int, some: Ints) -> Side:
        def rows(columns: list[Ints]) -> Short:
            chosen = [column[some] for column in columns]
            return np.array(chosen, dtype=np.int32).reshape(len(columns), len(some))

        bits = [one.bits[side][:, some] for one in self.sets]
        return Side(
            some,
            self.classes.codes[side][some],
            rows([one.codes[side] for one in self.tables]),
            np.concatenate([*bits, np.zeros((0, len(some)), dtype=np.uint64)]),
            rows([one.sizes[side] for one in self.sets]),
            rows([one.codes[side] for one in self.equalities]),
        )

    def _most(self, side: int, some: Ints) -> Ints:
        most = np.zeros(len(some), dtype=np.int64)
        for one in self.tables:
            most += one.table.max(axis=1 - side)[one.codes[side][some]]
        for one_set in self.sets:
            most += np.where(one_set.bits[side][:, some].any(axis=0), one_set.most, 0)
        return most + sum(max(0, one.earns) for one in self.equalities)

    def _barred_of(self, own: int, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
        place = np.full(len(self.open[1 - own]), -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        line = np.full(len(self.open[own]), -1, dtype=np.int64)
        line[rows] = np.arange(len(rows))
        who, other = line[self.barred[own]], place[self.barred[1 - own]]
        here = (who >= 0) & (other >= 0)
        order = np.argsort(who[here], kind="stable")
        return np.searchsorted(who[here][order], np.arange(len(rows) + 1)), other[here][order]


class TooManyValuesError(Exception):
    """A rule or criterion of a kind that loops do not know, with too many values for a table."""


def _few(kinds: Sequence[Ints]) -> bool:
    return all(int(side.max(initial=0)) + 2 <= MOST_VALUES for side in kinds)


def _joined(some: list[Short]) -> Short:
    return np.concatenate([*some, np.zeros(0, dtype=np.int32)]).astype(np.int32)
