"""Cuts of least odd value: a broken odd set is found exactly where there is one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine.oddcuts import broken_sets


def by_trying(edges, used, people):
    """Say whether any odd set holds more than its pairs can."""
    for size in range(3, len(people) + 1, 2):
        for some in combinations(people, size):
            inside = [a in some and b in some for a, b in edges]
            if sum(used[inside]) > (size - 1) // 2 + 1e-3:
                return True
    return False


@pytest.mark.requirement("R5.11")
@settings(max_examples=80, deadline=None)
@given(data=st.data(), many=st.integers(3, 7))
def test_an_odd_set_is_found_exactly_where_one_is_broken(data, many):
    edges = np.array(list(combinations(range(many), 2)))
    parts = [data.draw(st.sampled_from([0, 0, 1, 2, 3])) for _ in edges]
    used = np.array(parts, dtype=float)
    full = max(np.bincount(edges.ravel(), np.repeat(used, 2)).max(), 1)
    used /= full  # nobody is used more than once
    found = list(broken_sets(edges, used, np.arange(many)))
    assert bool(found) == by_trying(edges, used, range(many))
    for some in found:
        inside = np.isin(edges, some).all(axis=1)
        assert len(some) % 2 == 1
        assert used[inside].sum() > (len(some) - 1) // 2
