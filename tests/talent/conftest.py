"""A programme whose mentees come in by nomination, two organisations, and their people."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.governance.models import BoardMember
from mentorhouse.talent.actions import nominations, opportunities
from mentorhouse.talent.actions.nominations import Nominee
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_organisation,
    make_person,
    make_programme,
    make_user,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
MENTEES = {"entry": "nomination"}


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def an_opportunity(**changes):
    return {
        "title": "Six months in finance",
        "kind": "secondment",
        "offers": "Lead a small team.",
        "how_to_ask": "Write to the head of finance.",
        "begins_on": date(2027, 1, 4),
        "ends_on": date(2027, 6, 30),
        "open_until": date(2099, 12, 1),
    } | changes


class Scheme:
    """The programme, its co-ordinator, and a nominator for each of two organisations."""

    def __init__(self, *, sees_nominations=True, entry="nomination"):
        governance = {"body": "talent_board", "sees_nominations": sees_nominations}
        design = complete_design(mentees={"entry": entry}, governance=governance)
        self.programme = make_programme(design=design)
        self.coordinator = coordinator_of(self.programme)
        make_person(user=self.coordinator)
        self.north, self.south = make_organisation(), make_organisation()
        for body in (self.north, self.south):
            make_mentee(self.programme, make_person(organisation=body.name))
        if entry == "nomination":
            self.nominator = self.name(self.north)
            self.other = self.name(self.south)

    def name(self, body, email=""):
        user = make_user(email)
        nominations.name_nominator(self.programme, user.email, body, by=self.coordinator, at=AT)
        return user

    def nominate(self, name="Ada Person", *, by=None, email="", why="She sees far.", at=AT):
        email = email or f"{name.split()[0].lower()}.{uuid4().hex[:6]}@example.org"
        nominee = Nominee(name, email, why, job_title="Head of unit")
        return nominations.nominate(self.programme, nominee, by=by or self.nominator, at=at)

    def wishing(self, *args, **more):
        row = self.nominate(*args, **more)
        return nominations.state_wish(row, by=row.nominee, at=AT)

    def offer(self, by=None, body=None, **changes):
        return opportunities.offer(
            self.programme,
            body or self.south,
            an_opportunity(**changes),
            once=uuid4(),
            by=by or self.other,
            at=AT,
        )

    def interested(self, opportunity, nomination):
        return opportunities.say_interested(
            opportunity, nomination, today=TODAY, by=nomination.nominee, at=AT
        )

    def place(self, opportunity, nomination, by=None, begins_on=date(2027, 1, 4)):
        self.interested(opportunity, nomination)
        return opportunities.place(
            opportunity, nomination, begins_on, None, by=by or self.other, at=AT
        )

    def board_member(self):
        user = make_user()
        BoardMember.objects.create(programme=self.programme, user=user, since=TODAY)
        return user

    def page(self, name, *args):
        return reverse(f"talent:{name}", args=[self.programme.pk, *args])


@pytest.fixture
def scheme():
    return Scheme()
