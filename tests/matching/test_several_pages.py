"""Pages of groups and the other shapes, for those who run the programme and for those in them."""

import pytest
from django.urls import reverse

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.models import MatchRun
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import Shape
from tests.factories import AT, coordinator_of
from tests.matching.test_several import both, drafted, mentee, mentor, programme_with, published
from tests.matching.worlds import drafted as pairs_drafted

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def page(client, user, path):
    client.force_login(user)
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def address(programme, rest=""):
    return f"/programmes/{programme.pk}/matching/several/{rest}"


@pytest.mark.requirement("R9.08")
def test_a_co_ordinator_makes_looks_through_and_publishes_groups(client):
    programme = programme_with("group")
    mentor(programme)
    mentees = [mentee(programme, "Leading teams", location="Cardiff") for _ in range(2)]
    by = coordinator_of(programme)
    assert "Groups round one mentor" in page(client, by, address(programme))
    client.post(address(programme), {"shape": "group"})
    run = MatchRun.objects.get()
    carry_out(run.pk, at=AT)
    words = page(client, by, address(programme, f"{run.pk}/"))
    assert mentees[0].person.name in words
    assert "Same place of work for all: Cardiff" in words
    assert "Proved" in words
    path = f"/programmes/{programme.pk}/matching/{run.pk}/publish/"
    assert "There is a place for you in a group" in page(client, by, path)
    answer = client.post(path, follow=True)
    assert "you can still withdraw it" in answer.content.decode()


@pytest.mark.requirement("R5.11")
@pytest.mark.parametrize("path", ["", "team/"])
def test_a_programme_without_other_shapes_has_no_page(client, path):
    programme = programme_with()
    client.force_login(coordinator_of(programme))
    assert client.get(address(programme, path)).status_code == 404
    assert client.post(address(programme), {"shape": "group"}).status_code == 404
    words = page(client, coordinator_of(programme), f"/programmes/{programme.pk}/matching/waiting/")
    assert "Groups and other shapes" not in words


@pytest.mark.requirement("R9.08")
def test_a_team_is_named_and_a_team_of_one_is_refused_with_what_was_typed(client):
    programme = programme_with("team")
    outside = mentor(programme)
    team = [mentee(programme) for _ in range(2)]
    client.force_login(coordinator_of(programme))
    asked = {"name": "Payroll", "members": [str(team[0].pk)], "mentors": "1"}
    words = client.post(address(programme, "team/"), asked).content.decode()
    assert "Choose at least two members" in words
    assert "Payroll" in words
    asked["members"] = [str(one.pk) for one in team]
    client.post(address(programme, "team/"), asked)
    run = MatchRun.objects.get()
    carry_out(run.pk, at=AT)
    assert outside.person.name in page(
        client, coordinator_of(programme), address(programme, f"{run.pk}/")
    )


@pytest.mark.requirement("R9.09")
def test_where_mentors_are_too_few_groups_are_offered_beside_the_unmatched(client):
    programme = programme_with("group")
    mentor(programme)
    for _ in range(3):
        mentee(programme, "Leading teams")
    run = pairs_drafted(programme)
    by = coordinator_of(programme)
    path = f"/programmes/{programme.pk}/matching/{run.pk}/unmatched/mentee/"
    assert "Suggest groups" in page(client, by, path)
    client.post(address(programme), {"shape": "group", "too_few": "yes"})
    made = MatchRun.objects.get(kind="several")
    carry_out(made.pk, at=AT)
    [group] = made.groups.all()
    assert group.places.count() == 4
    assert "Mentors are too few" in page(client, by, address(programme, f"{made.pk}/"))


def test_where_the_programme_has_no_groups_none_are_offered(client):
    programme = programme_with()
    mentor(programme)
    for _ in range(3):
        mentee(programme)
    run = pairs_drafted(programme)
    path = f"/programmes/{programme.pk}/matching/{run.pk}/unmatched/mentee/"
    assert "Suggest groups" not in page(client, coordinator_of(programme), path)


def test_a_group_is_taken_out_of_a_draft(client):
    programme = programme_with("group")
    mentor(programme)
    for _ in range(2):
        mentee(programme)
    run = drafted(programme, Shape.GROUP)
    path = address(programme, f"{run.pk}/groups/{run.groups.get().pk}/out/")
    assert "nobody is told" in page(client, coordinator_of(programme), path)
    for _ in range(2):
        assert client.post(path).status_code == 302
    run.refresh_from_db()
    assert (run.pair_count, run.by_hand, run.unmatched.count()) == (0, 1, 3)


@pytest.mark.requirement("R9.08")
def test_everybody_in_a_group_sees_all_others_before_and_after_it_begins(client):
    programme = programme_with("group")
    lead = mentor(programme)
    one, two, three = (mentee(programme, "Leading teams") for _ in range(3))
    [row] = published(programme, Shape.GROUP)
    match = f"/partnerships/{row.pk}/match/"
    words = page(client, one.person.user, match)
    for other in (lead, two, three):
        assert other.person.name in words
    assert "Areas to develop of all: leading teams" in words
    assert "when the mentor and at least two mentees have accepted" in words
    assert "out of 100" not in words
    assert "Accept this match?" in page(client, one.person.user, f"{match}accept/")
    client.force_login(three.person.user)
    for part in (lead, one, two):
        actions.accept(row, by=part.person.user, at=AT)
    answer = client.post(f"{match}decline/", follow=True)
    assert "Nobody will ask you why" in answer.content.decode()
    assert client.get(match).status_code == 404
    home = f"/partnerships/{row.pk}/"
    words = page(client, two.person.user, home)
    assert lead.person.name in words
    assert one.person.name in words
    assert three.person.name not in words
    for part in ("agreement/", "meetings/", "meetings/propose/"):
        page(client, two.person.user, f"{home}{part}")
    by = coordinator_of(programme)
    desk = page(client, by, f"/programmes/{programme.pk}/desk/both_accepted/")
    assert one.person.name in desk
    assert two.person.name in desk


@pytest.mark.requirement("R9.07")
def test_two_who_mentor_each_other_see_it_so(client):
    programme = programme_with("reciprocal")
    (first, _), (second, _) = both(programme), both(programme)
    [row] = published(programme, Shape.RECIPROCAL)
    match = f"/partnerships/{row.pk}/match/"
    words = page(client, first.person.user, match)
    assert "mentor each other" in words
    assert second.person.name in words
    for part in (first, second):
        client.force_login(part.person.user)
        client.post(f"{match}accept/")
    assert Partnership.objects.get().state == "active"
    words = page(client, first.person.user, f"/partnerships/{row.pk}/")
    assert "Each of you is mentor and mentee" in words
    assert second.person.name in words
    for name in ("agreements:agreement", "meetings:meetings", "supervision:feedback"):
        words = page(client, first.person.user, reverse(name, args=[row.pk]))
    assert second.person.name in words  # feedback on the other, never on oneself
