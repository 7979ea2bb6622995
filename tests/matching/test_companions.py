"""A draft of several in the co-ordinator’s hand: kept, exchanged, forbidden, compared (R5.10)."""

import csv
import io

import pytest

from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import several as deeds
from mentorhouse.matching.actions.wishes import BreaksRule, lay_down
from mentorhouse.matching.models import DraftPlace, MatchRun, Wish
from mentorhouse.matching.queries.companions import compared
from mentorhouse.matching.queries.several import standing_groups
from mentorhouse.partnerships.rules import Shape
from tests.factories import AT, coordinator_of
from tests.matching.test_several import both, drafted, mentee, mentor, people_of, programme_with

pytestmark = [
    pytest.mark.django_db(databases=["default", "keystore"]),
    pytest.mark.requirement("R5.10", "R9.08"),
]


def together(run):
    return {frozenset(group.places.values_list("participation", flat=True)) for group in
            run.groups.all()}  # fmt: skip


def two_groups():
    """Two mentors, and four mentees who fall into two kinds."""
    programme = programme_with("group")
    for _ in range(2):
        mentor(programme)
    for word in ("Leading teams", "Leading teams", "Budgets", "Budgets"):
        mentee(programme, word)
    return programme, coordinator_of(programme)


def test_people_exchanged_by_hand_stay_so_in_a_rerun_and_the_draft_before_is_compared():
    programme, by = two_groups()
    run = drafted(programme, Shape.GROUP)
    best = together(run)
    assert len(best) == 2
    one, other = (
        group.places.filter(participation__role="mentee").first() for group in run.groups.all()
    )
    for _ in range(2):  # pressed twice
        deeds.exchange(run, one.pk, other.pk, seen=one.group_id, by=by, at=AT)
    run.refresh_from_db()
    mixed = together(run)
    assert (len(mixed), mixed & best, run.by_hand) == (2, set(), 1)
    scores = list(run.groups.values_list("score", flat=True))
    assert run.total == sum(scores)
    again = drafted(programme, Shape.GROUP)
    assert together(again) == mixed
    assert list(again.groups.values_list("score", flat=True)) == scores
    for group in again.groups.all():
        deeds.keep(again, group.pk, kept=False, by=by, at=AT)
    last = drafted(programme, Shape.GROUP)
    assert together(last) == best
    told = compared(last)
    assert (len(told.fresh), len(told.gone), told.same) == (2, 2, 0)


def test_two_who_mentor_each_other_change_partners_and_keep_them():
    programme = programme_with("reciprocal")
    for _ in range(4):
        both(programme)
    by, run = coordinator_of(programme), drafted(programme, Shape.RECIPROCAL)
    before = together(run)
    one, other = (group.places.filter(participation__role="mentor").first() for group in
                  run.groups.all())  # fmt: skip
    deeds.exchange(run, one.pk, other.pk, seen=one.group_id, by=by, at=AT)
    assert not together(run) & before
    for group in run.groups.all():
        assert people_of(group, "mentor") == people_of(group, "mentee")
        assert group.score == sum(reason["points"] for reason in group.reasons)
    assert together(drafted(programme, Shape.RECIPROCAL)) == together(run)


def test_a_forbidden_exchange_is_refused_and_a_kept_group_that_breaks_a_rule_is_not_kept():
    programme, by = two_groups()
    run = drafted(programme, Shape.GROUP)
    first, second = run.groups.all()
    one, other = (
        group.places.filter(participation__role="mentee").first() for group in (first, second)
    )
    lead = second.places.get(participation__role="mentor").participation_id
    lay_down(programme, Wish.Kind.FORBIDDEN, lead, one.participation_id, by=by, at=AT)
    with pytest.raises(BreaksRule):
        deeds.exchange(run, one.pk, other.pk, seen=first.pk, by=by, at=AT)
    with pytest.raises(NotNow):  # a mentee for a mentor
        lead_place = second.places.get(participation__role="mentor")
        deeds.exchange(run, one.pk, lead_place.pk, seen=first.pk, by=by, at=AT)
    assert DraftPlace.objects.get(pk=one.pk).group_id == first.pk
    deeds.keep(run, second.pk, kept=True, by=by, at=AT)
    lay_down(programme, Wish.Kind.FORBIDDEN, lead, other.participation_id, by=by, at=AT)
    run.refresh_from_db()
    assert [group.pk for group, _why in standing_groups(run, at=AT).left_out] == [second.pk]
    again = drafted(programme, Shape.GROUP)
    assert not any({lead, other.participation_id} <= people for people in together(again))


def test_the_pages_keep_exchange_compare_and_take_out_as_a_file(client):
    programme, by = two_groups()
    client.force_login(by)
    run = drafted(programme, Shape.GROUP)
    home = f"/programmes/{programme.pk}/matching/several/{run.pk}/"
    group = run.groups.first()
    here = f"{home}groups/{group.pk}/"
    words = client.get(here).content.decode()
    assert "Forbid" in words
    assert "Keep these people together" in words
    assert "Let the run decide" in client.post(here, {"keep": "yes"}, follow=True).content.decode()
    place = group.places.filter(participation__role="mentee").first()
    there = DraftPlace.objects.filter(run=run, participation__role="mentee").exclude(group=group)
    other = there.first()
    path = f"{here}{place.pk}/"
    assert other.participation.person.name in client.get(path).content.decode()
    assert "Choose with whom" in client.post(path, {"other": "x"}, follow=True).content.decode()
    words = client.post(path, {"other": str(other.pk)}, follow=True).content.decode()
    assert "Both partnerships are kept" in words
    answer = client.get(f"/programmes/{programme.pk}/matching/{run.pk}/pairs.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert {row["role"] for row in rows} == {"mentor", "mentee"}
    again = drafted(programme, Shape.GROUP)
    words = client.get(f"{home}".replace(str(run.pk), str(again.pk)) + "changes/").content.decode()
    assert "2 partnerships are the same in both" in words
    assert MatchRun.objects.count() == 2
