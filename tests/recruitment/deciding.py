"""What the tests of deciding share: a programme, its co-ordinator, and a way to decide and send."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from mentorhouse.recruitment.actions.deciding import Ruling, decide
from mentorhouse.recruitment.actions.sending import Seen, send
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.states import ApplicationState, Decision
from tests.factories import (
    complete_design,
    coordinator_of,
    make_application,
    make_person,
    make_programme,
)

AT = datetime(2026, 11, 4, 10, 0, tzinfo=UTC)
WORDS = "Thank you for applying."


def as_(user):
    client = Client()
    client.force_login(user)
    return client


class Intake:
    """A programme that recruits, and its co-ordinator."""

    def __init__(self, **changes):
        self.programme = make_programme(design=complete_design(**changes))
        self.by = coordinator_of(self.programme)
        make_person("Amara Okafor", user=self.by)
        self.at = AT

    def applies(self, name="", *, role="mentee", **more):
        self.at += timedelta(minutes=1)
        more = {"submitted_at": self.at} | more
        return make_application(self.programme, role, make_person(name), **more)

    def decides(self, row, decision, *, words=WORDS, by=None, version=None, **reasons):
        self.at += timedelta(minutes=1)
        row.refresh_from_db()
        ruling = Ruling(Decision(decision), words, **reasons)
        version = row.version if version is None else version
        return decide(row, ruling, version=version, by=by or self.by, at=self.at)

    def seen(self):
        rows = Application.objects.filter(programme=self.programme).exclude(decision="")
        return {row.pk: Seen(row.decided_version, row.decided_at) for row in rows}

    def sends(self, seen=None, *, by=None):
        self.at += timedelta(minutes=1)
        seen = self.seen() if seen is None else seen
        return send(self.programme, seen, by=by or self.by, at=self.at)

    def settles(self, row, decision, **more):
        self.decides(row, decision, **more)
        self.sends()
        row.refresh_from_db()
        return row

    def waits(self, count):
        rows = [self.applies() for _ in range(count)]
        for row in rows:
            self.settles(row, "wait")
        assert {row.state for row in rows} == {ApplicationState.WAITING}
        return rows
