"""Two who mentor each other: who is the mentor in which meeting, or in which half of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorhouse.meetings import queries
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.actions.repeating import open_feed
from mentorhouse.meetings.actions.turns import swap_turn
from mentorhouse.partnerships.actions.shapes import set_swap
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.rules.shapes import Swap
from mentorhouse.reporting.queries.figures import counted
from tests.factories import make_mentee, make_mentor, make_programme, make_together
from tests.meetings.conftest import AT, Pair

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def two():
    """Two who hold two places each, one in each role."""
    programme = make_programme()
    ada, ben = make_mentor(programme), make_mentor(programme)
    mentees = [make_mentee(programme, ben.person), make_mentee(programme, ada.person)]
    made = make_together([ada, ben], mentees, shape=Shape.RECIPROCAL)
    return made, ada.person.user, ben.person.user


class Two(Pair):
    def __init__(self):
        made, self.mentor, self.mentee = two()
        self.id, self.programme = made.pk, made.programme


@pytest.mark.requirement("R9.07")
def test_roles_swap_from_meeting_to_meeting_and_page_and_log_say_who_mentors(at_browser):
    pair = Two()
    ada, ben = pair.mentor.person.name, pair.mentee.person.name
    coming = pair.agreed()
    assert queries.turns_in(coming) == ()  # nothing is chosen yet
    set_swap(pair.partnership(pair.mentor), Swap.EACH, pair.mentor.pk, by=pair.mentor, at=AT)
    first = pair.held(facts=Facts((AT - timedelta(days=20)).date(), 60, "telephone"))
    second = pair.held(facts=Facts((AT - timedelta(days=9)).date(), 60, "telephone"))
    named = [[name for _, name in queries.turns_in(pair.meeting(m))]
             for m in (first, second, coming)]  # fmt: skip
    assert named == [[ada], [ben], [ada]]
    feed = open_feed(by=pair.mentee, at=AT)
    assert [row.pk for row in queries.in_calendar_of(feed, at=AT)] == [coming.pk]  # once
    swap_turn(pair.meeting(coming), by=pair.mentee, at=AT)
    assert queries.turns_in(pair.meeting(coming)) == (("The whole meeting", ben),)
    set_swap(pair.partnership(pair.mentor), Swap.HALF, pair.mentor.pk, by=pair.mentor, at=AT)
    client = at_browser(pair.mentee)
    page = client.get(reverse("meetings:meeting", args=[pair.id, coming.pk])).content.decode()
    assert f"First half: {ben} is the mentor" in page
    assert f"Second half: {ada} is the mentor" in page
    log = client.get(reverse("meetings:log", args=[pair.id, first.pk])).content.decode()
    assert f"First half: {ada} is the mentor" in log
    swap = reverse("meetings:swap_turn", args=[pair.id, coming.pk])
    assert client.post(swap, follow=True).status_code == 200
    assert queries.turns_in(pair.meeting(coming))[0] == ("First half", ada)


@pytest.mark.requirement("R9.07")
def test_each_of_the_two_is_a_mentor_and_a_mentee_in_the_figures():
    pair = Two()
    figures = counted(pair.programme)
    assert (figures["mentor"]["accepted"], figures["mentee"]["accepted"]) == (2, 2)
    assert figures["partnership"]["active"] == 1
