"""What stays between two people is told as it was when their match was offered (R6.09)."""

import pytest
from django.urls import reverse

from mentorhouse.partnerships.actions import offer
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_programme

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R6.09")
def test_a_later_statement_never_works_backwards(client):
    programme = make_programme(state=ProgrammeState.MATCHING)
    by = coordinator_of(programme)
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    (pair,) = offer(programme, [(mentor, mentee)], by=by, at=AT)
    data = plain(programme.design)
    data["confidentiality"]["statement"] = "From now on everybody hears everything."
    change_design(programme, parse_design(data), by=by, at=AT)
    client.force_login(mentee.person.user)
    page = client.get(reverse("matching:offer", args=[pair.pk])).content.decode()
    assert "What you say stays between you." in page
    assert "From now on everybody hears everything." not in page
