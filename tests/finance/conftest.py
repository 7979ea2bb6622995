"""A programme that pays expenses, its books, and those who use them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.finance.actions import claims, entries, lines, sources
from mentorhouse.finance.actions.claims import Expenditure
from mentorhouse.finance.actions.entries import Fact
from mentorhouse.finance.queries.budget import figures_of
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.states import EntryKind
from mentorhouse.programmes.models import Coordinator
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
DAY = date(2026, 11, 2)
PAYING = {
    "decided": True,
    "claims": True,
    "what_is_paid": "Second-class travel and parking.",
    "pence_per_mile": 45,
}


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def a_line(name="Travel", planned="500.00", still=None, note=""):
    return {
        "name": name,
        "planned": Decimal(planned),
        "still_expected": None if still is None else Decimal(still),
        "note": note,
    }


def a_source(**changes):
    return {
        "funder": "The Invented Foundation",
        "amount": Decimal("1000.00"),
        "cycle": "yearly",
        "begins_on": date(2026, 4, 1),
        "ends_on": date(2028, 3, 31),
        "state": "agreed",
    } | changes


class Books:
    """A programme with a co-ordinator, a mentor, and the deeds on its money."""

    def __init__(self, **expenses):
        self.programme = make_programme(design=complete_design(expenses=PAYING | expenses))
        self.coordinator = coordinator_of(self.programme)
        make_person(user=self.coordinator)
        self.part = make_mentor(self.programme)
        self.mentor = self.part.person.user

    def line(self, *args, **more):
        said = a_line(*args, **more)
        return lines.add(self.programme, said, by=self.coordinator, at=AT)

    def source(self, **changes):
        said = a_source(**changes)
        return sources.add(self.programme, said, once=uuid4(), by=self.coordinator, at=AT)

    def record(self, line, kind=EntryKind.ACTUAL, amount="10.00", what="Tickets", once=None):
        fact = Fact(DAY, Decimal(amount), what)
        return entries.record(line, kind, fact, once=once or uuid4(), by=self.coordinator, at=AT)

    def claim(self, amount="30.00", kind=Expense.PUBLIC_TRANSPORT, once=None, note=""):
        spent = Expenditure(DAY, kind, Decimal(amount), note=note)
        return claims.send(self.part, spent, once=once or uuid4(), by=self.mentor, at=AT)

    def approve(self, claim, line, granted=None, reason="", by=None):
        return claims.approve(
            claim,
            Decimal(granted or claim.amount),
            line,
            reason=reason,
            by=by or self.coordinator,
            at=AT,
        )

    def figures(self, line):
        found = {f.key: f for f in figures_of(self.coordinator, self.programme)}
        return found[line.pk]

    def second_coordinator(self):
        user = make_user()
        Coordinator.objects.create(programme=self.programme, user=user, since=AT)
        return user

    def page(self, name, *args):
        return reverse(f"finance:{name}", args=[self.programme.pk, *args])

    def own(self, name, *args):
        return reverse(f"finance:{name}", args=[self.part.pk, *args])


@pytest.fixture
def books():
    return Books()
