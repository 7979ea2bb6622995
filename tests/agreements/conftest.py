"""A pair, and its agreement."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from mentorhouse.agreements import actions, queries
from mentorhouse.partnerships.queries import partnership_for
from tests.factories import make_partnership, user_of

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


class Pair:
    """Two people in a partnership, and what they do with their agreement."""

    def __init__(self, partnership):
        self.id = partnership.pk
        self.programme = partnership.programme
        self.mentor = user_of(partnership, "mentor")
        self.mentee = user_of(partnership, "mentee")

    def partnership(self, viewer):
        return partnership_for(viewer, self.id)

    def begin(self, at=AT):
        actions.begin(self.partnership(self.mentee), by=self.mentee, at=at)
        return self.agreement(self.mentee)

    def agreement(self, viewer):
        return queries.agreement_for(viewer, self.id)

    def read(self, viewer, number=None, at=AT):
        agreement = self.agreement(viewer)
        return queries.read_version(viewer, agreement, number or agreement.newest, at=at)

    def texts(self, viewer):
        return {clause.key: clause.text for clause in self.read(viewer).clauses}

    def write(self, by, based_on=None, at=AT, **changes):
        agreement = self.agreement(by)
        return actions.write(
            agreement, self.texts(by) | changes, based_on=based_on or agreement.newest, by=by, at=at
        )

    def sign(self, by, at=AT, name="A Name", digest=None):
        digest = digest or self.read(by).version.digest
        return actions.sign(self.agreement(by), digest=digest, name=name, by=by, at=at)


@pytest.fixture
def pair():
    return Pair(make_partnership())


@pytest.fixture
def signed(pair):
    pair.begin()
    pair.sign(pair.mentee)
    pair.sign(pair.mentor)
    return pair


@pytest.fixture
def at_browser():
    """Give a client signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
