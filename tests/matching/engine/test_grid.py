"""Counting by kinds of people gives every pair what counting it singly gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine.candidates import best as best_few
from mentorhouse.matching.engine.grid import Grid
from mentorhouse.matching.engine.problem import CLOSED, Problem
from tests.matching.engine.builders import build, requests
from tests.matching.engine.test_solve import crowd


def table_of(grid, *, of_mentees):
    """Put all blocks together into one table of pairs."""
    problem = grid.problem
    table = np.full((len(problem), len(problem.mentors)), CLOSED)
    view = table if of_mentees else table.T
    for block in grid.blocks(of_mentees=of_mentees):
        assert (view[np.ix_(block.own, block.others)] == CLOSED).all()
        view[np.ix_(block.own, block.others)] = grid.totals(block, of_mentees=of_mentees)
    return table


@settings(max_examples=60, deadline=None)
@given(request=requests(), most_kinds=st.sampled_from([1, 3, 100]), of_mentees=st.booleans())
def test_blocks_hold_every_open_pair_once_with_its_total(request, most_kinds, of_mentees):
    problem = Problem(request)
    table = table_of(Grid(problem, most_kinds), of_mentees=of_mentees)
    worth = problem.worth_rows(np.arange(len(problem)))
    assert np.array_equal(table == CLOSED, worth == CLOSED)
    whole = problem.scale.pair + problem.scale.hundredth * table + problem.wait[:, None]
    assert np.array_equal(np.where(table == CLOSED, CLOSED, whole), worth)


@pytest.mark.parametrize("most_kinds", [1, 2_000])
def test_candidates_are_the_best_of_each_side(most_kinds):
    mentees = [{**row, "waiting": 0} for row in crowd(150, 1)]
    problem = Problem(build(mentees, crowd(120, 2)))
    keep = 3
    grid = Grid(problem, most_kinds)
    both = [best_few(grid, keep, of_mentees=side) for side in (True, False)]
    edges = both[0].with_(both[1], len(problem.mentors))
    worth = problem.worth_rows(np.arange(150))
    kept = np.zeros(worth.shape, dtype=bool)
    kept[edges.mentee, edges.mentor] = True
    assert (worth[kept] != CLOSED).all()
    for table, held in ((worth, kept), (worth.T, kept.T)):
        for values, mine in zip(table, held, strict=True):
            best = np.sort(values[values != CLOSED])[-keep:]
            assert np.array_equal(np.sort(values[mine])[-keep:], best)


def test_a_locked_or_forbidden_pair_is_in_no_block():
    mentees, mentors = crowd(20, 3), crowd(20, 4)
    open_ = Problem(build(mentees, mentors))
    i, j = np.argwhere(open_.worth_rows(np.arange(20)) != CLOSED)[0]
    lock = open_.mentees.keys[i], open_.mentors.keys[j]
    problem = Problem(build(mentees, mentors, locked=[lock]))
    mentee, mentor = problem.place(*lock)
    table = table_of(Grid(problem), of_mentees=True)
    assert (table[mentee] == CLOSED).all()
    assert (table[:, mentor] == CLOSED).all()
