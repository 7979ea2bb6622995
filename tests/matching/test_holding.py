"""A published draft is held, withdrawn or sent: nobody hears of it before (R5.10)."""

from datetime import timedelta

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import HOLD, hold, publish, send_due, withdraw
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.states import RunState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.programmes.states import ParticipationState
from tests.factories import AT, coordinator_of, make_user
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DUE = AT + HOLD


def held(programme):
    run = drafted(programme)
    return hold(run, by=coordinator_of(programme), at=AT)


@pytest.mark.requirement("R5.10")
def test_nobody_hears_of_a_held_draft_and_it_can_be_withdrawn():
    run = held(programme_of(2, 2))
    assert (run.state, run.send_at) == (RunState.HELD, DUE)
    assert not Partnership.objects.exists()
    assert not OutboxLetter.objects.filter(kind="partnership.offered").exists()
    assert send_due(at=DUE - timedelta(minutes=1)) == 0, "too early"
    back = withdraw(run, by=coordinator_of(run.programme), at=AT)
    assert (back.state, back.send_at, back.held_by) == (RunState.DRAFT, None, None)
    assert send_due(at=DUE) == 0
    assert withdraw(run, by=coordinator_of(run.programme), at=AT).state == RunState.DRAFT
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts[-2:] == ["match_run.held", "match_run.withdrawn"]


@pytest.mark.requirement("R5.10")
def test_what_was_held_long_enough_leaves_once():
    run = held(programme_of(2, 2))
    assert (send_due(at=DUE), send_due(at=DUE)) == (1, 0)
    assert Partnership.objects.count() == 2
    assert OutboxLetter.objects.filter(kind="partnership.offered").count() == 4
    with pytest.raises(NotNow, match="too late"):
        withdraw(run, by=coordinator_of(run.programme), at=DUE)
    assert hold(run, by=coordinator_of(run.programme), at=DUE).state == RunState.PUBLISHED


def test_a_held_draft_can_be_sent_at_once():
    run = held(programme_of(1, 1))
    assert publish(run, by=coordinator_of(run.programme), at=AT).offered == 1
    assert send_due(at=DUE) == 0


def test_who_pauses_while_it_is_held_is_left_out():
    run = held(programme_of(2, 2))
    gone = run.pairs.first().mentor_id
    Participation.objects.filter(pk=gone).update(state=ParticipationState.DECLINED)
    assert send_due(at=DUE) == 1
    assert Partnership.objects.count() == 1


def test_where_nobody_is_left_to_be_offered_it_is_a_draft_again():
    run = held(programme_of(1, 1))
    Participation.objects.update(state=ParticipationState.DECLINED)
    assert send_due(at=DUE) == 0
    run.refresh_from_db()
    assert (run.state, run.send_at) == (RunState.DRAFT, None)


def test_it_does_not_leave_in_the_name_of_somebody_who_runs_the_programme_no_more():
    run = held(programme_of(1, 1))
    Coordinator.objects.filter(programme=run.programme).delete()
    assert send_due(at=DUE) == 0
    run.refresh_from_db()
    assert run.state == RunState.DRAFT
    assert not Partnership.objects.exists()


def test_no_run_begins_while_one_is_held_and_one_that_ends_then_fails_in_words():
    programme = programme_of(1, 1)
    first = drafted(programme)
    by = coordinator_of(programme)
    second = start(programme, by=by, at=AT)
    hold(first, by=by, at=AT)
    carry_out(second.pk, at=AT)
    second.refresh_from_db()
    assert second.state == RunState.FAILED
    assert "published meanwhile" in second.failure
    with pytest.raises(NotNow, match="leave soon"):
        start(programme, by=by, at=AT)
    assert MatchRun.objects.get(pk=first.pk).state == RunState.HELD


def test_only_a_co_ordinator_of_the_programme_holds_and_withdraws():
    run = drafted(programme_of(1, 1))
    for deed in (hold, withdraw):
        with pytest.raises(NotVisible):
            deed(run, by=make_user(), at=AT)


def test_a_draft_of_nothing_is_not_held():
    run = drafted(programme_of(1, 1))
    Participation.objects.update(state=ParticipationState.DECLINED)
    with pytest.raises(NotNow, match="Run it again"):
        hold(run, by=coordinator_of(run.programme), at=AT)
