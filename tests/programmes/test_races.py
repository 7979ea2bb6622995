"""Two at once: one design wins and the other is told; nobody is invited or added twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from mentorhouse.access.states import NotNow
from mentorhouse.audit.queries import verify_chain
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes import actions
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import AT, complete_design, coordinator_of, make_mentee, make_programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


def at_once(*deeds):
    """Do deeds in threads that start together; give what each returned or was refused."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait(10)
        try:
            return deed()
        except NotNow as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [done.result(60) for done in [threads.submit(run, deed) for deed in deeds]]


def test_of_two_designs_saved_at_once_one_stands_and_the_other_is_told():
    for _ in range(ROUNDS):
        programme = make_programme()
        by = coordinator_of(programme)

        def saving(purpose, programme=programme, by=by):
            design = complete_design(purpose=purpose)
            return lambda: actions.change_design(programme, design, by=by, at=AT, version=1)

        done = at_once(saving("One"), saving("Two"))
        refused = [isinstance(result, actions.ChangedMeanwhile) for result in done]
        assert sorted(refused) == [False, True], done
        programme.refresh_from_db()
        assert programme.design.purpose == ("Two" if refused[0] else "One")
        assert programme.design_version == 2
    assert verify_chain().whole


def test_invitations_sent_twice_at_once_leave_once():
    for _ in range(ROUNDS):
        programme = make_programme()
        by = coordinator_of(programme)
        for _ in range(5):
            make_mentee(programme, state=S.INVITED)

        def invite(programme=programme, by=by):
            return actions.invite(programme, by=by, at=AT)

        assert sorted(at_once(invite, invite)) == [0, 5]
        assert OutboxLetter.objects.filter(kind="programme.invitation").count() == 5
        OutboxLetter.objects.all().delete()


def test_the_same_co_ordinator_added_twice_at_once_is_there_once():
    programme = make_programme()
    by = coordinator_of(programme)

    def add():
        return actions.add_coordinator(programme, "new@example.org", by=by, at=AT)

    done = at_once(add, add)
    assert sorted(isinstance(result, NotNow) for result in done) == [False, True]
    assert Coordinator.objects.filter(programme=programme).count() == 2
    assert OutboxLetter.objects.count() == 1


def test_yes_and_no_at_once_end_with_one_answer():
    row = make_mentee(make_programme(), state=S.INVITED)
    me = row.person.user

    def answer(*, accept):
        return lambda: actions.answer_participation(row, accept=accept, by=me, at=AT)

    at_once(answer(accept=True), answer(accept=False))
    assert Participation.objects.get(pk=row.pk).state in {S.ACCEPTED, S.DECLINED}
    assert verify_chain().whole
