"""A programme with supervision, a supervisor, and three mentors of whom two are theirs."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.register.models import Entry
from mentorhouse.supervision import actions
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
REQUIRED = {"kind": "required", "every_days": 90, "pause_after_days": 30}


class Group:
    """The people of one programme's supervision."""

    def __init__(self, **setting):
        design = complete_design(supervision=setting or REQUIRED)
        self.programme = make_programme(design=design)
        self.coordinator = coordinator_of(self.programme)
        self.mentors = [
            make_mentor(self.programme, make_person(f"{name} Mentor"))
            for name in ("Ada", "Ben", "Cleo")
        ]
        for row in self.mentors:
            Entry.objects.update_or_create(
                participation=row,
                defaults={"state": "admitted", "admitted_on": date(2026, 10, 1), "how": "approval"},
            )
        self.ada, self.ben, self.cleo = (row.person.user for row in self.mentors)
        self.mentee = make_mentee(self.programme).person.user
        self.lead = make_user("supervisor@example.org")
        make_person("Sue Visor", user=self.lead)
        self.supervisor = actions.name_supervisor(
            self.programme, self.lead.email, by=self.coordinator, at=AT
        )
        self.give(self.mentors[:2])

    def give(self, mentors, supervisor=None):
        keys = [row.pk for row in mentors]
        chosen = supervisor or self.supervisor
        return actions.look_after(chosen, keys, by=self.coordinator, at=AT)

    def plan(self, *, on=TODAY, mentors=None, once=None, by=None):
        chosen = self.mentors[:2] if mentors is None else mentors
        what = actions.Plan(on, 60, "video", "At ten, room four", [row.pk for row in chosen])
        who = by or self.lead
        return actions.plan(self.supervisor, what, once=once or uuid4(), by=who, at=AT)

    def record(self, session, *, came=None, themes="Ending well", on=TODAY, version=None, at=AT):
        there = self.mentors[:2] if came is None else came
        session.refresh_from_db()
        said = actions.Record(
            on, 60, "video", themes, [row.pk for row in there], version or session.version
        )
        return actions.record(session, said, by=self.lead, at=at)

    def part(self, session, number=0):
        return session.attendances.get(participation=self.mentors[number])

    def url(self, name, *parts):
        return reverse(f"supervision:{name}", args=[self.programme.pk, *parts])

    def own(self, name, *parts, number=0):
        return reverse(f"supervision:{name}", args=[self.mentors[number].pk, *parts])


def as_(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def group(db):
    return Group()
