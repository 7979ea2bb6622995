"""Who may hear a concern, over all combinations; names in a text; days."""

from datetime import date
from itertools import chain, combinations, product

import pytest

from mentorhouse.concerns.rules import (
    COORDINATORS,
    Candidate,
    hearer,
    is_late,
    latest_telling,
    may_hear,
    names_in,
)


def subsets(items):
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


@pytest.mark.requirement("R6.12")
def test_a_concern_never_goes_to_its_author_or_to_whom_it_is_about():
    """Each author, each set of those whom it is about, each way the contacts may run it."""
    cases = 0
    for author, runs in product(("first", "second", "other"), product((True, False), repeat=2)):
        contacts = [
            Candidate(name, run) for name, run in zip(("first", "second"), runs, strict=True)
        ]
        for about in map(frozenset, subsets(("first", "second", "other", COORDINATORS))):
            found = hearer(contacts, author=author, about=about)
            fit = [
                one
                for one in contacts
                if one.user != author
                and one.user not in about
                and not (one.runs_programme and COORDINATORS in about)
            ]
            assert found == (fit[0] if fit else None)
            assert all(
                may_hear(one, author=author, about=about) == (one in fit) for one in contacts
            )
            cases += 1
    assert cases == 3 * 4 * 16


def test_names_are_found_as_words_written_like_names():
    names = ["Will Learner", "Grace O’Neill"]
    assert names_in("Learner told me that he feels low.", names) == ["Will Learner"]
    assert names_in("Will he be safe?", names) == ["Will Learner"]
    assert names_in("He will learn; a graceful end; the learners", names) == []
    assert names_in("What O’Neill said", names) == ["Grace O’Neill"]


def test_what_waits_longer_than_promised_is_late():
    sent = date(2026, 11, 3)
    assert not is_late("sent", sent, today=date(2026, 11, 8))
    assert is_late("sent", sent, today=date(2026, 11, 9))
    assert not is_late("taken up", sent, today=date(2026, 11, 9))
    assert is_late("taken up", sent, today=date(2026, 12, 2))
    assert not is_late("closed", sent, today=date(2027, 1, 1))
    assert latest_telling(sent) == date(2026, 12, 3)
