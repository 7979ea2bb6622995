"""Two deeds never wait for each other in a circle: a locked row can still be pointed at.

PostgreSQL looks at foreign keys when a deed commits. By then it holds the end of the audit trail.
Another deed that keeps a row from being pointed at, and waits for the trail, closes the circle.
"""

import re
from pathlib import Path

import pytest
from django.db import connection

from mentorhouse.accounts.actions import set_up_sign_in, welcome_link
from mentorhouse.matching.models import Wish
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications import post
from mentorhouse.people.actions import change_profile
from mentorhouse.people.models import IdentityConsent
from mentorhouse.programmes.actions import answer_participation, change_design
from mentorhouse.programmes.models import Coordinator
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_user,
)
from tests.together import HeldTrail

SOURCE = Path(__file__).parents[2] / "src" / "mentorhouse"
# Nothing points at these rows.
POINTED_AT_BY_NOBODY = {"audit", "notifications", "vault"}


def test_every_lock_lets_others_point_at_the_row():
    calls = [
        (file.relative_to(SOURCE), call)
        for file in SOURCE.rglob("*.py")
        if file.relative_to(SOURCE).parts[0] not in POINTED_AT_BY_NOBODY
        for call in re.findall(r"select_for_update\([^)]*\)", file.read_text(encoding="utf-8"))
    ]
    assert len(calls) > 20
    assert [found for found in calls if "no_key=True" not in found[1]] == []


def answers_about_taking_part():
    """Somebody answers the invitation, while a co-ordinator's wish points at them."""
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)

    def deed():
        answer_participation(mentee, accept=False, by=mentee.person.user, at=AT)

    def pointing():
        Wish.objects.create(
            programme=programme, kind="forbidden", mentor=mentor, mentee=mentee,
            by=coordinator_of(programme), at=AT,
        )  # fmt: skip

    return deed, pointing


def sets_up_sign_in():
    """Somebody chooses a password, while a letter to them is posted."""
    user = make_user()
    token = welcome_link(user, at=AT).rstrip("/").rpartition("/")[2]

    def deed():
        set_up_sign_in(token, password="four words that rhyme", at=AT)

    return deed, lambda: post("account.welcome", to=user, about={}, at=AT, key="1")


def changes_their_profile():
    """Somebody writes their profile, while a consent of theirs is recorded."""
    person = make_mentee(make_programme()).person

    def deed():
        change_profile(person, {"job_title": "Analyst"}, by=person.user, at=AT)

    return deed, lambda: IdentityConsent.objects.create(
        person=person, given_at=AT, declared_by=person.user
    )


def changes_the_design():
    """A co-ordinator changes the design, while another one is named."""
    programme = make_programme()
    by = coordinator_of(programme)

    def deed():
        change_design(programme, complete_design(), by=by, at=AT)

    return deed, lambda: Coordinator.objects.create(programme=programme, user=make_user(), since=AT)


def proposes_a_meeting():
    """One proposes a meeting, while another meeting of the pair is written down."""
    from mentorhouse.meetings.actions.arranging import propose
    from tests.meetings.conftest import BY_PHONE, TIMES, Pair

    pair = Pair(make_partnership())
    mine = pair.partnership(pair.mentee)

    def deed():
        propose(mine, TIMES, BY_PHONE, by=pair.mentee, at=AT)

    return deed, lambda: Meeting.objects.create(
        partnership_id=pair.id, state="withdrawn", way="video", length_minutes=30, changed_at=AT
    )


@pytest.mark.parametrize(
    "story",
    [
        answers_about_taking_part,
        sets_up_sign_in,
        changes_their_profile,
        changes_the_design,
        proposes_a_meeting,
    ],
)
@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_who_waits_for_the_trail_keeps_nobody_from_pointing_at_the_row(story):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one lock for everything, so there is no circle")
    deed, pointing = story()
    with HeldTrail() as trail:
        trail.begin(deed)
        pointing()
    assert trail.failures == []
