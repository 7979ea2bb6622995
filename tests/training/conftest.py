"""A programme with training, its people, and what they do with the modules."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.training.actions import learning
from mentorhouse.training.library import shipped
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


def right_answers(key):
    module = next(module for module in shipped() if module.key == key)
    return [
        next(place for place, option in enumerate(question.options) if option.right)
        for question in module.questions
    ]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


class House:
    """A programme whose training is mandatory, with a mentor and a mentee who know it."""

    def __init__(self, **training):
        asked = {"mentors": "mandatory", "mentees": "mandatory"} | training
        design = complete_design(training=asked, mentors={"admission": ["training", "in_house"]})
        self.programme = make_programme(state=ProgrammeState.RUNNING, design=design)
        self.coordinator = coordinator_of(self.programme)
        make_person("Cora Keeper", user=self.coordinator)
        self.mentor = make_person("Mary Mentor", organisation="Aspen Trust", grade="SCS1")
        self.mentee = make_person("Menna Mentee", organisation="Birch Council")
        self.mentoring = make_mentor(self.programme, self.mentor)
        self.learning = make_mentee(self.programme, self.mentee)

    def do(self, person, course, key, at=AT, programme=None):
        return learning.do_module(
            programme or self.programme, course, key, right_answers(key), by=person.user, at=at
        )

    def do_all(self, person, course, *, but=0, at=AT, programme=None):
        group = {"mentor-training": ("mentor",), "mentee-induction": ("mentee",),
                 "mentor-development": ("mentor", "practice")}[course]  # fmt: skip
        keys = [m.key for m in shipped() if m.key.partition("-")[0] in group]
        for key in keys[: len(keys) - but]:
            progress = self.do(person, course, key, at=at, programme=programme)
        return progress

    def path(self, rest=""):
        return f"/programmes/{self.programme.pk}/training/{rest}"


@pytest.fixture
def house(db):
    return House()
