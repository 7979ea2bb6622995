"""A programme with a mentors’ space, three mentors, and a mentee of the first."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.communication import actions
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


class Space:
    """The people of one space."""

    def __init__(self, *, on=True):
        design = complete_design(spaces={"mentors_space": on})
        self.programme = make_programme(design=design)
        self.coordinator = coordinator_of(self.programme)
        mentors = [
            make_mentor(self.programme, make_person(f"{name} Mentor"))
            for name in ("Ada", "Ben", "Cleo")
        ]
        self.ada, self.ben, self.cleo = (row.person.user for row in mentors)
        sam = make_mentee(self.programme, make_person("Sam Field"))
        self.mentee = sam.person.user
        self.pair = make_partnership(self.programme, mentor=mentors[0], mentee=sam)

    def ask(self, text="How do you begin a first meeting?", *, by=None, once=None, **more):
        new = actions.NewThread("question", "First meetings", text, **more)
        who = by or self.ada
        return actions.begin(self.programme, new, once=once or uuid4(), by=who, at=AT)

    def answer(self, thread, text="I bring two questions.", *, by=None, once=None):
        return actions.answer(thread, text, once=once or uuid4(), by=by or self.ben, at=AT)

    def url(self, name, *parts):
        return reverse(f"communication:{name}", args=[self.programme.pk, *parts])


def as_(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def space(db):
    return Space()
