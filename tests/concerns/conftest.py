"""A programme with a pair and two named contacts."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.concerns import actions
from mentorhouse.concerns.actions.speaking import Said
from mentorhouse.concerns.states import Kind
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
    user_of,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
FACTS = "planted-facts-of-a-concern"


class Place:
    """The people of one programme, and what they do."""

    def __init__(self):
        self.programme = make_programme()
        mentor = make_mentor(self.programme, make_person("Grace Mentor"))
        mentee = make_mentee(self.programme, make_person("Will Learner"))
        self.pair = make_partnership(self.programme, mentor, mentee)
        self.mentor, self.mentee = user_of(self.pair, "mentor"), user_of(self.pair, "mentee")
        self.mentee_part = self.pair.members.get(role="mentee").participation
        self.coordinator = coordinator_of(self.programme)
        make_person("Cora Ordinator", user=self.coordinator)
        self.first = self.named("first", "Nora First")
        self.second = self.named("second", "Sam Second")

    def named(self, rank, name):
        user = make_person(name, user=make_user()).user
        actions.name_contact(self.programme, rank, user.email, by=self.coordinator, at=AT)
        return user

    def draft(self, *, told=True, by=None):
        by = by or self.mentor
        row = actions.begin(self.programme, self.mentee_part.pk, once=uuid4(), by=by, at=AT)
        actions.write_step(row, {"ground": "harm"}, told_first=None, by=by, at=AT)
        unsafe = {"unsafe": "" if told else "planted-reason"}
        actions.write_step(row, unsafe, told_first=told, by=by, at=AT)
        return actions.write_step(row, {"facts": FACTS}, told_first=None, by=by, at=AT)

    def pass_on(self, *, told=True):
        return actions.send_draft(self.draft(told=told), by=self.mentor, at=AT)

    def report(self, *users, by=None, once=None):
        said = Said(Kind.REPORT, FACTS, "bullying", "Somebody", frozenset(map(str, users)))
        by = by or self.mentee
        return actions.speak_up(self.programme, said, once=once or uuid4(), by=by, at=AT)

    def browse(self, user):
        client = Client()
        client.force_login(user)
        return client

    def get(self, user, route, *args):
        return self.browse(user).get(reverse(f"concerns:{route}", args=args))

    def post(self, user, route, *args, **data):
        return self.browse(user).post(reverse(f"concerns:{route}", args=args), data)


@pytest.fixture
def place(db):
    return Place()
