"""Other rules and points tried on real data, compared, and taken (R5.10)."""

import json

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import hold
from mentorhouse.matching.actions.starting import start, take_trial, try_out
from mentorhouse.matching.models import DraftPair, MatchRun
from mentorhouse.matching.queries.hanging import hanging
from mentorhouse.matching.queries.runs import changed_mentees
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.actions import ChangedMeanwhile, change_design
from mentorhouse.programmes.design import parse_design, plain
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_person, make_user
from tests.matching.test_pages import as_coordinator, text
from tests.matching.worlds import Kind, drafted, pairs_of, programme_of, tell_identity

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def programme():
    """One mentee, and two mentors: one of the same profession, one at the best distance."""
    made = programme_of(0, 0)
    make_mentee(made, make_person(grade="HEO", profession="Law"))
    make_mentor(made, make_person(grade="SCS1", profession="Law"))
    make_mentor(made, make_person(grade="Grade 7", profession="Policy"))
    return made


def weighed(programme, *weights):
    data = plain(programme.design)
    for part, weight in zip(data["matching"]["criteria"], weights, strict=True):
        part["weight"] = weight
    return parse_design(data)


def tried(programme, design):
    run = try_out(programme, design, by=coordinator_of(programme), at=AT)
    carry_out(run.pk, at=AT)
    run.refresh_from_db()
    return run


@pytest.mark.requirement("R5.10")
def test_a_trial_shows_the_difference_and_changes_nothing(programme):
    first = drafted(programme)
    before, letters = pairs_of(first), OutboxLetter.objects.count()
    run = tried(programme, weighed(programme, 0, 100))
    assert (run.is_trial, run.state) == (True, "draft")
    assert changed_mentees(run) == list(before)
    assert pairs_of(run.earlier) == before
    first.refresh_from_db()
    programme.refresh_from_db()
    assert (first.state, programme.design_version) == ("draft", 1)
    assert OutboxLetter.objects.count() == letters
    page = text(as_coordinator(programme).get(reverse("matching:run", args=[programme.pk, run.pk])))
    assert "1 mentee would have another mentor" in page
    with pytest.raises(NotVisible):
        hold(run, by=coordinator_of(programme), at=AT)


@pytest.mark.requirement("R5.10")
def test_a_trial_is_taken_by_the_co_ordinators_hand_and_runs_again(programme):
    run = tried(programme, weighed(programme, 0, 100))
    again = take_trial(run, by=coordinator_of(programme), at=AT)
    carry_out(again.pk, at=AT)
    programme.refresh_from_db()
    assert [part.weight for part in programme.design.matching.criteria] == [0, 100]
    assert pairs_of(again) == pairs_of(run)
    with pytest.raises(NotVisible):
        take_trial(run, by=make_user(), at=AT)


def test_a_trial_overwrites_nobody(programme):
    run, by = tried(programme, weighed(programme, 0, 100)), coordinator_of(programme)
    change_design(programme, weighed(programme, 10, 90), by=by, at=AT)
    with pytest.raises(ChangedMeanwhile):
        take_trial(run, by=by, at=AT)
    newer = tried(programme, weighed(programme, 30, 70))
    run.refresh_from_db()
    with pytest.raises(NotNow, match="This trial is over"):
        take_trial(run, by=by, at=AT)
    kept = set(DraftPair.objects.values_list("run", flat=True))
    assert kept == {newer.pk, newer.earlier_id}


def test_while_a_run_is_under_way_no_trial_begins(programme):
    by = coordinator_of(programme)
    start(programme, by=by, at=AT)
    with pytest.raises(NotNow, match="under way"):
        try_out(programme, weighed(programme, 0, 100), by=by, at=AT)


@pytest.mark.requirement("R5.15", "R5.10")
def test_a_trial_tells_nothing_of_private_wishes(programme):
    def said():
        run = tried(programme, weighed(programme, 40, 60))
        hung = hanging(run, at=AT)
        return pairs_of(run), pairs_of(run.earlier), [(h.mentees, h.hold.weight) for h in hung]

    plain_answer = said()
    mentee = programme.participations.get(role="mentee").person
    for mentor in programme.participations.filter(role="mentor").select_related("person"):
        if mentor.pk not in plain_answer[0].values():
            tell_identity(mentor.person, **{Kind.CHARACTERISTICS: "Zyzz"})
    tell_identity(mentee, **{Kind.WANTS_SIMILAR: "yes", Kind.IDENTITY_TO_MATCH: "Zyzz"})
    assert said() == plain_answer


@pytest.mark.requirement("R5.10")
def test_what_hangs_on_one_criterion_is_said(programme):
    run = drafted(programme)
    profession, distance = hanging(run, at=AT)
    assert profession.mentees == 1
    assert profession.named[0].role == "mentee"
    page = text(
        as_coordinator(programme).get(reverse("matching:hangs", args=[programme.pk, run.pk]))
    )
    assert "Same profession" in page
    assert distance.hold.weight == 50


def test_points_and_rules_are_tried_in_the_browser_also_before_they_are_saved(programme):
    client = as_coordinator(programme)
    trial = reverse("matching:trial", args=[programme.pk])
    assert "Try it" in text(client.get(trial))
    wrong = text(client.post(trial, {"points_0": "200", "points_1": "50"}))
    assert "There is a problem" in wrong
    client.post(trial, {"points_0": "0", "points_1": "50", "rules": ["0"]})
    run = MatchRun.objects.get()
    assert [part.weight for part in run.design.matching.criteria] == [0, 50]
    assert len(run.design.matching.hard_rules) == 1
    carry_out(run.pk, at=AT)
    take = reverse("matching:take_trial", args=[programme.pk, run.pk])
    assert "A new run began" in text(client.post(take, follow=True))
    carry_out(MatchRun.objects.get(is_trial=False).pk, at=AT)
    handed = json.dumps(plain(weighed(programme, 20, 80)))
    client.post(trial, {"design": handed})
    newest = MatchRun.objects.get(is_trial=True, state="waiting")
    assert [part.weight for part in newest.design.matching.criteria] == [20, 80]
    assert "cannot be tried" in text(client.post(trial, {"design": "{]"}, follow=True))
