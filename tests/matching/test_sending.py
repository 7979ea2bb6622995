"""A large draft is sent by the clock in many steps: nothing twice, nothing lost (R5.10)."""

import pytest

from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions import sending
from mentorhouse.matching.actions.publishing import HOLD, hold, publish, send, send_due, withdraw
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun, Unmatched
from mentorhouse.matching.rules import tallies as rules
from mentorhouse.matching.states import RunState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.programmes.states import ParticipationState
from tests.factories import AT, coordinator_of
from tests.matching.test_shortlists import choosers, listed
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DUE = AT + HOLD
PULLED = "The plug was pulled."


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    monkeypatch.setattr(rules, "LARGE", 0)
    monkeypatch.setattr(sending, "AT_ONCE", 2)


def leaving(programme):
    run = drafted(programme)
    by, before = coordinator_of(programme), Partnership.objects.count()
    done = send(hold(run, by=by, at=AT), by=by, at=AT)
    assert done.leaves and Partnership.objects.count() == before, "nothing while one waits"
    run.refresh_from_db()
    return run


@pytest.mark.requirement("R5.10")
def test_who_dies_in_the_middle_is_gone_on_from_there(monkeypatch):
    run = leaving(programme_of(5, 5))
    by = coordinator_of(run.programme)
    offers, steps = sending.OFFERS[MatchRun.Kind.COHORT], []

    def dying(*about):
        steps.append(about)
        last = offers(*about)
        if len(steps) == 2:
            raise RuntimeError(PULLED)
        return last

    monkeypatch.setitem(sending.OFFERS, MatchRun.Kind.COHORT, dying)
    with pytest.raises(ExceptionGroup, match="wrong"):
        send_due(at=AT)
    run.refresh_from_db()
    assert (run.state, run.sending["offered"]) == (RunState.SENDING, 2)
    assert Partnership.objects.count() == 2, "the second step left nothing half done"
    with pytest.raises(NotNow, match="too late"):
        withdraw(run, by=by, at=AT)
    with pytest.raises(NotNow, match="e-mails leave"):
        start(run.programme, by=by, at=AT)
    assert hold(run, by=by, at=AT).state == RunState.SENDING
    assert publish(run, by=by, at=AT).already
    send_due(at=AT)
    send_due(at=AT)
    run.refresh_from_db()
    assert (run.state, run.published_at, run.sending) == (RunState.PUBLISHED, AT, {})
    assert Partnership.objects.count() == 5
    assert OutboxLetter.objects.filter(kind="partnership.offered").count() == 10
    told = AuditEntry.objects.get(act="match_run.published")
    assert told.detail == {"offered": 5, "left_out": 0}


@pytest.mark.requirement("R5.20")
def test_who_pauses_meanwhile_is_left_out_and_the_other_comes_first_next_time():
    run = leaving(programme_of(4, 4))
    gone = run.pairs.order_by("-score", "pk").last()
    Participation.objects.filter(pk=gone.mentor_id).update(state=ParticipationState.DECLINED)
    send_due(at=AT)
    assert Partnership.objects.count() == 3
    [left] = Unmatched.objects.filter(run=run)
    assert left.participation_id == gone.mentee_id
    assert AuditEntry.objects.get(act="match_run.published").detail["left_out"] == 1
    assert not Member.objects.filter(participation=gone.mentee_id).exists()


def test_what_was_held_leaves_by_the_clock_and_nothing_in_the_name_of_who_may_not():
    programme = programme_of(3, 3)
    run = drafted(programme)
    hold(run, by=coordinator_of(programme), at=AT)
    assert send_due(at=AT) == 0, "too early"
    assert send_due(at=DUE) == 1
    run.refresh_from_db()
    assert run.state == RunState.PUBLISHED and Partnership.objects.count() == 3
    other = leaving(programme_of(2, 2))
    Coordinator.objects.filter(programme=other.programme).delete()
    send_due(at=AT)
    other.refresh_from_db()
    assert (other.state, other.held_by, other.sending) == (RunState.DRAFT, None, {})


def test_shortlists_leave_in_steps_too():
    run = listed(choosers(4, 5))
    by = coordinator_of(run.programme)
    send(hold(run, by=by, at=AT), by=by, at=AT)
    send_due(at=AT)
    run.refresh_from_db()
    offered = run.shortlists.filter(state="open").count()
    assert run.state == RunState.PUBLISHED and offered == run.shortlists.count() > 2
    assert OutboxLetter.objects.filter(kind="shortlist.offered").count() == offered
