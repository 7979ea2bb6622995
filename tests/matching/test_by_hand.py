"""Two people put together by hand, and two pairs swapped: the same rules, and reasons (R5.04)."""

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions import by_hand, wishes
from mentorhouse.matching.actions.publishing import hold, publish
from mentorhouse.matching.actions.wishes import BreaksRule
from mentorhouse.matching.models import Override, Wish
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_person, make_user
from tests.matching.test_pages import as_coordinator, text
from tests.matching.worlds import drafted, pairs_of, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def with_soft_rule(programme, *rules):
    data = plain(programme.design)
    data["matching"]["soft_rules"] = list(rules)
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    return programme


LEAST = {"rule": "score_at_least", "least": 60}


def crossed(run):
    """A mentee, and the mentor of another mentee."""
    first, second = run.pairs.order_by("pk")[:2]
    return first.mentee_id, second.mentor_id


def together(run, mentee, mentor, reason=""):
    by = coordinator_of(run.programme)
    return by_hand.put_together(run, mentor, mentee, reason=reason, by=by, at=AT)


def swap(run, one, other, **how):
    by_hand.swap(run, one.pk, other.pk, seen=(one.mentor_id, other.mentor_id), **how)


@pytest.mark.requirement("R5.04", "R5.10")
def test_a_pair_by_hand_takes_the_place_of_the_mentees_own_and_survives_a_rerun():
    programme = programme_of(2, 2)
    spare = make_mentor(programme, make_person(grade="Grade 6", profession="Trade 9"))
    run = drafted(programme)
    mentee, old = next(iter(pairs_of(run).items()))
    pair = together(run, mentee, spare.pk)
    run.refresh_from_db()
    assert (pair.by_hand, pairs_of(run)[mentee], run.by_hand) == (True, spare.pk, 1)
    assert run.total == sum(row.score for row in run.pairs.all())
    left = {row.participation_id for row in run.unmatched.all()}
    assert (old in left, spare.pk in left) == (True, False)
    assert pairs_of(drafted(programme))[mentee] == spare.pk


def test_a_mentor_without_a_place_in_the_draft_is_not_given_another_mentee():
    run = drafted(programme_of(2, 2))
    mentee, mentor = crossed(run)
    with pytest.raises(NotNow, match="Swap"):
        together(run, mentee, mentor)


@pytest.mark.requirement("R5.04")
def test_no_hand_makes_a_forbidden_pair_in_a_draft_a_swap_or_an_offer():
    programme = programme_of(2, 2)
    run, by = drafted(programme), coordinator_of(programme)
    first, second = run.pairs.order_by("pk")
    lowly = make_mentor(programme, make_person(grade="AA"))
    wishes.lay_down(programme, Wish.Kind.FORBIDDEN, second.mentor_id, first.mentee_id, by=by, at=AT)
    why = "The chief executive wishes it."
    with pytest.raises(BreaksRule, match="at least 1 grade above"):
        by_hand.put_together(run, lowly.pk, first.mentee_id, reason=why, by=by, at=AT)
    with pytest.raises(BreaksRule, match="never put together"):
        swap(run, first, second, reason=why, by=by, at=AT)
    for mentor in (lowly.pk, second.mentor_id):
        with pytest.raises(BreaksRule):
            by_hand.offer_by_hand(programme, mentor, first.mentee_id, reason=why, by=by, at=AT)
    assert not Partnership.objects.exists()
    assert not Override.objects.exists()


@pytest.mark.requirement("R5.04")
def test_a_rule_with_exceptions_asks_for_a_reason_and_keeps_it():
    programme = with_soft_rule(programme_of(1, 0), LEAST)
    mentee = make_mentee(programme, make_person(grade="AO", profession="Other"))
    mentor = programme.participations.get(role="mentor")
    run = drafted(programme)
    pair = run.pairs.get()
    assert pair.warnings == ["The score is below 60"], "a run says it, and makes the pair"
    run.pairs.all().delete()
    with pytest.raises(by_hand.NeedsReason, match="below 60"):
        together(run, mentee.pk, mentor.pk, reason="  ")
    together(run, mentee.pk, mentor.pk, reason="Both asked for it.")
    kept = Override.objects.get()
    assert (kept.rules, kept.reason) == (["The score is below 60"], "Both asked for it.")
    assert AuditEntry.objects.filter(act="match_pair.put_together").count() == 1


def test_soft_rules_of_every_shape_speak_for_themselves():
    programme = with_soft_rule(
        programme_of(1, 1),
        {"rule": "different", "field": "profession"},
        {"rule": "gap_at_least", "field": "grade", "ladder": "grades", "least": 4},
    )
    [pair] = drafted(programme).pairs.all()
    assert pair.warnings == [
        "Mentor and mentee must not have the same profession",
        "The mentor must be at least 4 grades above the mentee",
    ]


@pytest.mark.requirement("R5.10")
def test_two_pairs_swap_and_stay_swapped():
    programme = programme_of(2, 2)
    run, by = drafted(programme), coordinator_of(programme)
    first, second = run.pairs.order_by("pk")
    swap(run, first, second, reason="", by=by, at=AT)
    wanted = {first.mentee_id: second.mentor_id, second.mentee_id: first.mentor_id}
    assert pairs_of(run) == wanted
    assert pairs_of(drafted(programme)) == wanted
    assert publish(run.programme.match_runs.get(state="draft"), by=by, at=AT).offered == 2


def test_what_cannot_be_swapped_is_refused():
    run, other = drafted(programme_of(2, 2)), drafted(programme_of(1, 1))
    by = coordinator_of(run.programme)
    mine, theirs = run.pairs.first(), other.pairs.get()
    with pytest.raises(NotVisible):
        swap(run, mine, theirs, reason="", by=by, at=AT)
    with pytest.raises(NotVisible):
        swap(run, mine, mine, reason="", by=make_user(), at=AT)
    programme = programme_of(0, 2)
    make_mentor(programme, make_person(grade="Grade 6"), capacity=2)
    one, two = drafted(programme).pairs.all()
    with pytest.raises(NotNow, match="same mentor"):
        swap(one.run, one, two, reason="", by=coordinator_of(programme), at=AT)


def test_nothing_is_changed_by_hand_while_it_is_held_or_after():
    run = drafted(programme_of(2, 2))
    by, (mentee, mentor) = coordinator_of(run.programme), crossed(run)
    hold(run, by=by, at=AT)
    with pytest.raises(NotNow, match="Withdraw it first"):
        together(run, mentee, mentor)
    publish(run, by=by, at=AT)
    with pytest.raises(NotNow, match="no draft any more"):
        together(run, mentee, mentor)


@pytest.mark.requirement("R5.04")
def test_outside_a_draft_both_are_offered_the_match_at_once():
    programme = programme_of(1, 1)
    mentor, mentee = (programme.participations.get(role=role) for role in ("mentor", "mentee"))
    by = coordinator_of(programme)
    made = by_hand.offer_by_hand(programme, mentor.pk, mentee.pk, reason="", by=by, at=AT)
    programme.refresh_from_db()
    assert (made.state, programme.state) == ("offered", ProgrammeState.RUNNING)
    with pytest.raises(BreaksRule):  # neither has a free place now
        by_hand.offer_by_hand(programme, mentor.pk, mentee.pk, reason="", by=by, at=AT)


@pytest.mark.requirement("R5.22")
def test_any_two_people_are_found_looked_at_and_put_together_in_the_browser():
    programme = with_soft_rule(programme_of(2, 2), LEAST | {"least": 100})
    run, client = drafted(programme), as_coordinator(programme)
    spare = make_mentor(programme, make_person(grade="Grade 6", profession="Trade 9"))
    mentee = run.pairs.first().mentee
    two = reverse("matching:two", args=[programme.pk])
    page = text(client.get(two, {"mentor": spare.person.family_name}))
    assert str(spare.pk) in page
    assert "Choose a mentee and a mentor" in text(client.get(two, {"one": str(mentee.pk)}))
    chosen = client.get(two, {"one": str(mentee.pk), "other": str(spare.pk)})
    pair = reverse("matching:pair_up", args=[programme.pk, mentee.pk, spare.pk])
    assert chosen["Location"] == pair
    assert "The score is below 100" in text(client.get(pair))
    refused = text(client.post(pair, {"deed": "draft", "reason": ""}))
    assert "Say why you make it all the same" in refused or "Enter" in refused
    done = text(client.post(pair, {"deed": "draft", "reason": "They know why."}, follow=True))
    assert "They are together in the draft, and locked." in done
    assert pairs_of(run)[mentee.pk] == spare.pk
