"""What other rooms and the start page may know of a programme's money."""

from datetime import date

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.finance.queries import budget_facts, claims_to_decide, ways_to_claims
from mentorhouse.finance.queries.budget import figures_of
from mentorhouse.finance.states import EntryKind
from tests.factories import make_mentor, make_user
from tests.finance.conftest import Books

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)


@pytest.mark.requirement("R2.10")
def test_the_facts_of_a_budget_for_health_check_and_reports(books):
    empty = budget_facts(books.coordinator, books.programme, today=TODAY)
    assert (empty.there, empty.funded, empty.over, empty.claims_open) == (False, False, False, 0)
    line = books.line(planned="100.00", still="30.00")
    books.record(line, amount="50.00")
    books.record(line, EntryKind.COMMITMENT, "40.00")
    books.source(state="hoped for")
    books.claim()
    facts = budget_facts(books.coordinator, books.programme, today=TODAY)
    assert (facts.planned, facts.actual, facts.committed, facts.forecast) == (100, 50, 40, 120)
    assert (facts.agreed, facts.hoped, facts.claims_open) == (0, 2000, 1)
    assert (facts.there, facts.funded, facts.over) == (True, False, True)
    books.source()
    facts = budget_facts(books.coordinator, books.programme, today=TODAY)
    assert facts.funded
    assert dict(facts.points)["Budget"] == "yes"


def test_nobody_else_reads_them(books):
    for viewer in (make_user(), books.mentor, Books().coordinator):
        with pytest.raises(NotVisible):
            budget_facts(viewer, books.programme, today=TODAY)
        with pytest.raises(NotVisible):
            figures_of(viewer, books.programme)


def test_ways_to_claims_and_what_waits(books):
    assert [part.pk for part in ways_to_claims(books.mentor)] == [books.part.pk]
    bare = Books(claims=False)
    assert ways_to_claims(bare.mentor) == []
    books.claim()
    books.claim()
    assert claims_to_decide(books.coordinator) == {books.programme.pk: 2}
    assert claims_to_decide(books.mentor) == {}
    make_mentor(books.programme)
    assert claims_to_decide(bare.coordinator) == {}
