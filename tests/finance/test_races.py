"""Two press at once: a claim counts once, a commitment is paid once, a form counts once."""

from decimal import Decimal
from uuid import uuid4

import pytest

from mentorhouse.access.states import NotNow
from mentorhouse.audit.queries import verify_chain
from mentorhouse.finance.actions import claims, entries, lines
from mentorhouse.finance.actions.entries import Fact
from mentorhouse.finance.models import Claim, Entry, Line
from mentorhouse.finance.states import EntryKind
from tests.finance.conftest import AT, DAY, Books, a_line
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


@pytest.mark.requirement("R2.10")
def test_a_claim_approved_twice_at_once_counts_once():
    for _ in range(ROUNDS):
        books = Books()
        claim, line, other = books.claim("30.00"), books.line(), books.second_coordinator()
        done = at_once(
            lambda b=books, c=claim, n=line: b.approve(c, n),
            lambda b=books, c=claim, n=line, o=other: b.approve(c, n, by=o),
        )
        assert sorted(isinstance(one, Claim) for one in done) == [False, True], done
        assert any(isinstance(one, NotNow) for one in done)
        assert books.figures(line).actual == 30
    assert verify_chain().whole


def test_one_approves_while_the_claimant_takes_it_back():
    for _ in range(ROUNDS):
        books = Books()
        claim, line = books.claim("30.00"), books.line()
        done = at_once(
            lambda b=books, c=claim, n=line: b.approve(c, n),
            lambda b=books, c=claim: claims.withdraw(c, by=b.mentor, at=AT),
        )
        assert sorted(isinstance(one, Claim) for one in done) == [False, True], done
        state = Claim.objects.get(pk=claim.pk).state
        assert books.figures(line).actual == (30 if state == "approved" else 0)


def test_a_commitment_is_paid_once():
    books = Books()
    line = books.line()
    promised = books.record(line, EntryKind.COMMITMENT, "80.00")
    fact = Fact(DAY, Decimal("80.00"), "Room")
    pay = lambda: entries.settle(promised, fact, by=books.coordinator, at=AT)  # noqa: E731
    done = at_once(pay, pay)
    assert sorted(isinstance(one, Entry) for one in done) == [False, True], done
    assert books.figures(line).actual == 80


def test_a_form_that_is_sent_twice_at_once_counts_once():
    books, once = Books(), uuid4()
    line = books.line()
    done = at_once(
        lambda: books.record(line, once=once),
        lambda: books.record(line, once=once),
    )
    assert [one.pk for one in done] == [once, once]
    claim = uuid4()
    done = at_once(lambda: books.claim(once=claim), lambda: books.claim(once=claim))
    assert [one.pk for one in done] == [claim, claim]
    assert (Entry.objects.count(), Claim.objects.count()) == (1, 1)


def test_two_add_a_line_of_one_name_at_once():
    books = Books()
    done = at_once(lambda: books.line("Travel"), lambda: books.line("travel"))
    assert sorted(type(one).__name__ for one in done) == ["Line", "NameTaken"]


def test_one_books_on_a_line_while_another_removes_it():
    books = Books()
    line = books.line()
    done = at_once(
        lambda: books.record(line),
        lambda: lines.remove(line, by=books.coordinator, at=AT),
    )
    assert sum(isinstance(one, Exception) for one in done) == 1, done
    assert Line.objects.count() == Entry.objects.count()


def test_two_change_a_line_at_once():
    books = Books()
    line = books.line()
    done = at_once(*(
        lambda n=name: lines.change(line, a_line(n), version=1, by=books.coordinator, at=AT)
        for name in ("Trains", "Buses")
    ))  # fmt: skip
    assert sorted(type(one).__name__ for one in done) == ["ChangedMeanwhile", "Line"]
