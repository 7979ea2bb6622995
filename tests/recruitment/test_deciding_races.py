"""Two at once: the same application decided by two, edited while it is approved, sent twice."""

import pytest

from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.recruitment.actions.deciding import (
    AlreadyDecided,
    ChangedMeanwhile,
    Ruling,
    decide,
)
from mentorhouse.recruitment.actions.sending import answer_question, send
from mentorhouse.recruitment.models import Application, SentDecision
from mentorhouse.recruitment.states import Decision
from tests.factories import make_user
from tests.recruitment.deciding import AT, Intake
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"], transaction=True)


def outcomes(found, *kinds):
    return [next((k for k in kinds if isinstance(one, k)), type(one)) for one in found]


def test_of_two_who_decide_one_wins_and_the_other_is_told():
    intake = Intake()
    row = intake.applies()
    other = make_user()
    Coordinator.objects.create(programme=intake.programme, user=other, since=AT)

    def deed(user, decision):
        ruling = Ruling(decision, "words")
        return lambda: decide(row, ruling, version=1, by=user, at=AT)

    found = at_once(deed(intake.by, Decision.APPROVE), deed(other, Decision.DECLINE))
    assert sorted(k.__name__ for k in outcomes(found, AlreadyDecided, Application)) == [
        "AlreadyDecided",
        "Application",
    ]


def test_two_who_send_at_once_send_once():
    intake = Intake()
    row = intake.applies()
    intake.decides(row, "approve")
    seen = intake.seen()
    deeds = [lambda: send(intake.programme, seen, by=intake.by, at=AT) for _ in range(2)]
    assert sorted(at_once(*deeds)) == [0, 1]
    assert (OutboxLetter.objects.count(), SentDecision.objects.count()) == (1, 1)
    assert Participation.objects.count() == 1


def test_an_answer_and_a_decision_do_not_pass_each_other_unseen():
    """Either the decision is about what was read, or it is refused."""
    intake = Intake()
    row = intake.settles(intake.applies(), "ask")
    (sent,) = SentDecision.objects.all()
    user = row.person.user
    ruling = Ruling(Decision.DECLINE, "words")
    answered, decided = at_once(
        lambda: answer_question(sent, "More time now.", by=user, at=AT),
        lambda: decide(row, ruling, version=1, by=intake.by, at=AT),
    )
    assert isinstance(answered, Application)
    row.refresh_from_db()
    assert row.version == 2
    if not isinstance(decided, ChangedMeanwhile):  # it was decided first: sending is refused
        with pytest.raises(ChangedMeanwhile):
            intake.sends()
    row.refresh_from_db()
    assert row.state == "submitted"


def test_the_last_place_goes_to_one():
    intake = Intake(pilot={"is_pilot": True, "places": 1})
    rows = [intake.applies() for _ in range(2)]
    for row in rows:
        intake.decides(row, "approve")
    seen = intake.seen()
    deeds = [
        (lambda pk=row.pk: send(intake.programme, {pk: seen[pk]}, by=intake.by, at=AT))
        for row in rows
    ]
    found = at_once(*deeds)
    assert sum(one == 1 for one in found) == 1
    assert Participation.objects.filter(state="accepted").count() == 1
