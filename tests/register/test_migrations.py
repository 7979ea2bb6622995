"""Who was a mentor before there was a register is on it, and goes on being matched."""

import importlib

import pytest
from django.apps import apps

from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Entry
from mentorhouse.register.queries import not_ready
from tests.factories import AT, make_mentee, make_mentor
from tests.register.worlds import TODAY, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
there_before = importlib.import_module("mentorhouse.register.migrations.0002_there_before")


@pytest.mark.requirement("R4.01")
def test_those_who_were_there_before_are_on_the_register_and_asked_for_no_training():
    programme = programme_of("peer_mentoring")
    stays = [
        make_mentor(programme, state=state)
        for state in (ParticipationState.ACCEPTED, ParticipationState.INVITED)
    ]
    declined = make_mentor(programme, state=ParticipationState.DECLINED)
    make_mentee(programme)
    assert set(not_ready(programme, at=AT)) > {part.pk for part in stays}
    there_before.enter(apps, None)
    there_before.enter(apps, None)
    entries = Entry.objects.all()
    assert {entry.participation_id for entry in entries} == {part.pk for part in stays}
    assert {(entry.how, entry.admitted_on) for entry in entries} == {("before", TODAY)}
    assert not {part.pk for part in stays} & set(not_ready(programme, at=AT))
    assert declined.pk
