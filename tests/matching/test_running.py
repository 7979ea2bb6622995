"""Starting and carrying out runs, and what a co-ordinator lays down."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions import carrying, wishes
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import DraftPair, MatchRun, Wish
from mentorhouse.matching.states import RunState
from mentorhouse.notifications.clock import rules
from mentorhouse.notifications.worker.queue import Queue
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)
from tests.matching.worlds import drafted, pairs_of, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
LOCKED, FORBIDDEN = Wish.Kind.LOCKED, Wish.Kind.FORBIDDEN


def people(programme, role):
    return list(programme.participations.filter(role=role).order_by("pk"))


def lay_down(programme, kind, mentor, mentee):
    return wishes.lay_down(programme, kind, mentor, mentee, by=coordinator_of(programme), at=AT)


@pytest.mark.requirement("R5.09", "R5.03")
def test_a_run_makes_a_draft_whose_parts_add_up():
    run = drafted(programme_of(3, 3))
    assert (run.state, run.pair_count, run.gap) == (RunState.DRAFT, 3, 0)
    assert run.pairs.count() == 3
    for pair in run.pairs.all():
        assert pair.score == sum(part["points"] for part in pair.parts) == 10_000
        assert all(part["words"] and part["points"] <= part["most"] for part in pair.parts)
    assert (run.average, run.lowest, run.free_places, run.unmatched_mentees) == (
        10_000,
        10_000,
        0,
        0,
    )


def test_the_worker_takes_the_run_from_the_queue():
    programme = programme_of()
    run = start(programme, by=coordinator_of(programme), at=timezone.now())
    assert run.state == RunState.WAITING
    assert Queue("test").run_next()
    run.refresh_from_db()
    assert run.state == RunState.DRAFT
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts[-2:] == ["match_run.started", "match_run.finished"]


def test_pressing_twice_starts_one_run():
    programme = programme_of()
    by = coordinator_of(programme)
    assert start(programme, by=by, at=AT) == start(programme, by=by, at=AT)
    assert MatchRun.objects.count() == 1
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.MATCHING
    with pytest.raises(IntegrityError):
        MatchRun.objects.create(programme=programme, design_data={}, made_by=by, made_at=AT)


def test_a_programme_that_does_not_recruit_yet_is_not_matched():
    programme = make_programme(state=ProgrammeState.DRAFT)
    with pytest.raises(NotNow, match="Open recruitment"):
        start(programme, by=coordinator_of(programme), at=AT)
    assert not MatchRun.objects.exists()


def test_only_a_co_ordinator_of_the_programme_matches():
    programme = programme_of()
    mentor, mentee = people(programme, "mentor")[0], people(programme, "mentee")[0]
    for stranger in (make_user(), mentor.person.user, coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            start(programme, by=stranger, at=AT)
        with pytest.raises(NotVisible):
            wishes.lay_down(programme, LOCKED, mentor.pk, mentee.pk, by=stranger, at=AT)
        with pytest.raises(NotVisible):
            wishes.lift(programme, mentor.pk, mentee.pk, by=stranger, at=AT)


@pytest.mark.requirement("R5.09")
def test_the_same_people_give_the_same_draft():
    programme = programme_of(4, 6)
    assert pairs_of(drafted(programme)) == pairs_of(drafted(programme))


def test_a_run_that_a_killed_worker_left_is_carried_out_again_and_once():
    programme = programme_of()
    run = start(programme, by=coordinator_of(programme), at=AT)
    carrying._begin(run.pk)  # a worker began, and was killed
    carry_out(run.pk, at=AT)
    first = pairs_of(run)
    carry_out(run.pk, at=AT)
    assert pairs_of(run) == first
    assert AuditEntry.objects.filter(act="match_run.finished").count() == 1


def test_a_run_that_no_worker_could_carry_out_does_not_stand_in_the_way_for_ever():
    programme = programme_of()
    by = coordinator_of(programme)
    left, late = start(programme, by=by, at=AT), AT + carrying.LEFT_LYING + timedelta(minutes=1)
    assert carrying.tidy(at=AT + carrying.LEFT_LYING) == 0, "a worker may still take it up"
    assert carrying.tidy(at=late) == 1
    left.refresh_from_db()
    assert (left.state, left.failure) == (RunState.FAILED, carrying.BROKEN)
    assert "matching.tidy" in rules()
    assert start(programme, by=by, at=late) != left


@pytest.mark.requirement("R5.10")
def test_a_locked_pair_survives_a_rerun_that_would_part_them():
    programme = programme_of(3, 3)
    run = drafted(programme)
    mentee, mentor = next(iter(pairs_of(run).items()))
    other = next(m.pk for m in people(programme, "mentor") if m.pk != mentor)
    lay_down(programme, LOCKED, other, mentee)
    assert pairs_of(drafted(programme))[mentee] == other
    assert pairs_of(drafted(programme))[mentee] == other
    wishes.lift(programme, other, mentee, by=coordinator_of(programme), at=AT)
    assert pairs_of(drafted(programme))[mentee] == mentor


@pytest.mark.requirement("R5.10", "R5.04")
def test_a_forbidden_pair_is_never_made_again():
    programme = programme_of(2, 2)
    mentee, mentor = next(iter(pairs_of(drafted(programme)).items()))
    lay_down(programme, FORBIDDEN, mentor, mentee)
    for _ in range(2):
        assert pairs_of(drafted(programme)).get(mentee) != mentor


@pytest.mark.requirement("R5.04", "R5.10")
def test_a_lock_never_beats_a_hard_rule_and_the_refusal_says_which():
    programme = make_programme()
    junior = make_mentor(programme, make_person(grade="AO", organisation="Here"))
    senior = make_mentee(programme, make_person(grade="SEO", organisation="Here"))
    with pytest.raises(wishes.BreaksRule) as refused:
        lay_down(programme, LOCKED, junior.pk, senior.pk)
    assert "at least 1 grade above" in str(refused.value)
    assert "same organisation" in str(refused.value)
    assert not Wish.objects.exists()


def test_nobody_is_locked_to_themselves():
    programme, person = make_programme(), make_person()
    pair = make_mentor(programme, person), make_mentee(programme, person)
    with pytest.raises(wishes.BreaksRule, match="their own mentor"):
        lay_down(programme, LOCKED, pair[0].pk, pair[1].pk)


def test_people_of_another_programme_or_role_do_not_exist_here():
    programme, other = programme_of(1, 1), programme_of(1, 1)
    mentor, mentee = people(programme, "mentor")[0].pk, people(programme, "mentee")[0].pk
    for pair in ((people(other, "mentor")[0].pk, mentee), (mentee, mentor), (mentor, mentor)):
        with pytest.raises(NotVisible):
            lay_down(programme, FORBIDDEN, *pair)


def test_a_mentee_is_locked_to_one_mentor_at_a_time():
    programme = programme_of(2, 1)
    mentee = people(programme, "mentee")[0].pk
    for mentor in people(programme, "mentor"):
        lay_down(programme, LOCKED, mentor.pk, mentee)
    assert Wish.objects.get().mentor_id == people(programme, "mentor")[1].pk


def test_a_lock_that_a_later_change_broke_fails_the_run_in_words_with_names():
    programme = programme_of(1, 1)
    mentor, mentee = people(programme, "mentor")[0], people(programme, "mentee")[0]
    lay_down(programme, LOCKED, mentor.pk, mentee.pk)
    mentor.person.organisation = mentee.person.organisation
    mentor.person.save()
    run = drafted(programme)
    assert run.state == RunState.FAILED
    assert mentor.person.name in run.failure
    assert mentee.person.name in run.failure
    assert "same organisation" in run.failure
    assert AuditEntry.objects.filter(act="match_run.failed").count() == 1
    assert start(programme, by=coordinator_of(programme), at=AT) != run, "the way on is open"


def test_too_many_locks_of_one_mentor_fail_the_run_in_words():
    programme = programme_of(1, 2)
    mentor = people(programme, "mentor")[0]
    for mentee in people(programme, "mentee"):
        lay_down(programme, LOCKED, mentor.pk, mentee.pk)
    run = drafted(programme)
    assert run.state == RunState.FAILED
    assert mentor.person.name in run.failure
    assert str(mentor.person_id) not in run.failure


@pytest.mark.requirement("R5.10")
def test_who_is_left_is_left_with_a_reason():
    programme = programme_of(1, 2)
    lowly = make_mentor(programme, make_person(grade="AA"))
    run = drafted(programme)
    assert (run.pair_count, run.unmatched_mentees, run.free_places) == (1, 1, 1)
    said = {row.participation_id: " ".join(row.reasons) for row in run.unmatched.all()}
    assert "excludes" in said.pop(lowly.pk)
    assert "all of their places are taken" in said.popitem()[1]


def test_a_new_draft_replaces_the_one_before_and_the_last_two_before_it_are_kept():
    programme = programme_of()
    runs = [drafted(programme).pk for _ in range(4)]
    states = dict(MatchRun.objects.values_list("pk", "state"))
    assert states == {**dict.fromkeys(runs[:3], "replaced"), runs[3]: "draft"}
    assert set(DraftPair.objects.values_list("run", flat=True)) == set(runs[1:])


def test_an_empty_programme_gives_an_empty_draft():
    run = drafted(make_programme())
    assert (run.state, run.pair_count, run.average) == (RunState.DRAFT, 0, 0)


def test_who_declined_since_is_not_in_the_next_run():
    programme = programme_of(2, 2)
    gone = people(programme, "mentor")[0]
    drafted(programme)
    Participation.objects.filter(pk=gone.pk).update(state=ParticipationState.DECLINED)
    assert gone.pk not in pairs_of(drafted(programme)).values()


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_workers_at_once_make_one_draft():
    programme = programme_of()
    run = start(programme, by=coordinator_of(programme), at=AT)
    together, failures = threading.Barrier(4), []

    def work():
        together.wait()
        try:
            carry_out(run.pk, at=AT)
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    run.refresh_from_db()
    assert (run.state, run.pairs.count()) == (RunState.DRAFT, 3)
    assert AuditEntry.objects.filter(act="match_run.finished").count() == 1


@pytest.mark.requirement("R5.22")
def test_a_mentor_with_somebody_and_a_place_left_is_told_why_it_stays_free():
    programme = programme_of(0, 1)
    mentor = make_mentor(programme, make_person(grade="Grade 6"), capacity=3)
    run = drafted(programme)
    [row] = run.unmatched.all()
    assert row.participation_id == mentor.pk
    assert row.reasons[0] == "2 places are left free."
