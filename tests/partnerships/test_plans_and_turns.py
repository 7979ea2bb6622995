"""A team's plan: for its members only, written by several at once, kept version by version."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions.shapes import set_swap, write_plan
from mentorhouse.partnerships.models import RoleSwap
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.queries.shapes import plan_for, plans_of, read_plan
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.rules.shapes import PLAN, Swap, mentors_in_turn
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_programme,
    make_together,
    make_user,
    user_of,
)
from tests.together import at_once

database = pytest.mark.django_db(databases=["default", "keystore"])
WORDS = {name: f"Canary of {name}" for name in PLAN}


def team(shape=Shape.TEAM):
    programme = make_programme()
    mentees = [make_mentee(programme) for _ in range(3)]
    made = make_together([make_mentor(programme)], mentees, shape=shape)
    users = [made.members.get(role="mentor").participation.person.user]
    users += [part.person.user for part in mentees]
    return partnership_for(users[0], made.pk), users


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@database
@pytest.mark.requirement("R9.04")
def test_a_team_writes_its_eight_points_together_and_nobody_else_reads_them():
    row, (mentor, one, two, three) = team()
    assert len(PLAN) == 8
    page = reverse("partnerships:team_plan", args=[row.pk])
    write = reverse("partnerships:team_plan_write", args=[row.pk])
    assert "Nothing is written yet" in signed_in(two).get(page).content.decode()
    before = {f"{name}_before": "" for name in PLAN}
    assert signed_in(one).post(write, WORDS | before | {"revision": 0}).url == page
    told = OutboxLetter.objects.filter(kind="team_plan.begun").values_list("to", flat=True)
    assert set(told) == {mentor.pk, two.pk, three.pk}
    for user in (mentor, one, two, three):
        html = signed_in(user).get(page).content.decode()
        assert all(words in html for words in WORDS.values())
    # When another saves over the version that they began from, both texts stand side by side.
    theirs = WORDS | {"aim": "Another canary"} | before | {"revision": 0}
    clash = signed_in(three).post(write, theirs)
    assert clash.status_code == 409
    assert "Another canary" in clash.content.decode()
    assert "Canary of aim" in clash.content.decode()
    # Then the earlier version stays, and the file holds the words as headings and text.
    write_plan(row, WORDS | {"aim": "Canary anew"}, based_on=1, by=three, at=AT)
    old = reverse("partnerships:team_plan_version", args=[row.pk, 1])
    assert "Canary of aim" in signed_in(mentor).get(old).content.decode()
    word = signed_in(two).get(reverse("partnerships:team_plan_file", args=[row.pk, "word"]))
    inside = ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert "Canary anew" in inside
    assert "How we measure results" in inside
    pdf = signed_in(two).get(reverse("partnerships:team_plan_file", args=[row.pk, "pdf"]))
    assert b"/StructTreeRoot" in pdf.content
    pages = [page, write, old, reverse("partnerships:team_plan_file", args=[row.pk, "pdf"])]
    for stranger in (coordinator_of(row.programme), make_user(is_administrator=True), make_user()):
        assert {signed_in(stranger).get(each).status_code for each in pages} == {404}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM partnerships_teamplan")
        assert "anary" not in str([[bytes(v) if isinstance(v, memoryview) else v for v in r]
                                   for r in cursor.fetchall()])  # fmt: skip


@database
def test_only_a_team_has_a_plan_and_a_version_is_written_once():
    row, (mentor, *_) = team(Shape.GROUP)
    with pytest.raises(NotVisible):
        write_plan(row, WORDS, based_on=0, by=mentor, at=AT)
    assert signed_in(mentor).get(
        reverse("partnerships:team_plan", args=[row.pk])
    ).status_code == 404  # fmt: skip


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_of_two_who_save_at_once_one_is_shown_what_the_other_wrote():
    row, (_, one, two, _) = team()
    came = at_once(
        *(lambda by=by: write_plan(row, WORDS, based_on=0, by=by, at=AT) for by in (one, two))
    )
    assert sorted(type(each) for each in came if isinstance(each, Exception)) == [ChangedMeanwhile]
    assert [plan.revision for plan in plans_of(one, row)] == [1]
    assert read_plan(two, plan_for(two, row, 1), at=AT) == WORDS


def test_who_mentors_when():
    assert mentors_in_turn(Swap.EACH, "Ada", "Ben") == (("The whole meeting", "Ada"),)
    assert mentors_in_turn(Swap.HALF, "Ada", "Ben") == (
        ("First half", "Ada"), ("Second half", "Ben"),
    )  # fmt: skip


@database
def test_two_choose_how_they_take_turns_and_the_other_is_told():
    programme = make_programme()
    made = make_together([make_mentor(programme)], [make_mentee(programme)], shape=Shape.RECIPROCAL)
    mentor, mentee = user_of(made, "mentor"), user_of(made, "mentee")
    row = partnership_for(mentor, made.pk)
    page = reverse("partnerships:swap", args=[row.pk])
    assert signed_in(mentor).post(page, {"how": "half"}).status_code == 200
    answers = {"how": "half", "first": str(mentee.pk)}
    assert signed_in(mentor).post(page, answers).status_code == 302
    assert RoleSwap.objects.get().first_id == mentee.pk
    told = OutboxLetter.objects.filter(kind="role_swap.set").values_list("to", flat=True)
    assert list(told) == [mentee.pk]
    set_swap(row, Swap.EACH, mentor.pk, by=mentee, at=AT)
    assert RoleSwap.objects.get().how == "each"
