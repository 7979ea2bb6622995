"""Two at once: one draft, one sending, one last place; and one withdrawn while it is sent."""

import pytest

from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.queries import verify_chain
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.models import Application
from tests.factories import AT, make_programme
from tests.recruitment.applying import Applicant, design_of
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


@pytest.mark.requirement("R3.01")
def test_begun_twice_at_once_is_one_draft():
    one = Applicant()
    at_once(*[lambda: one.begin("mentee")] * 2)
    assert Application.objects.count() == 1
    assert verify_chain().whole


@pytest.mark.requirement("R3.01")
def test_sent_twice_at_once_is_sent_once():
    one = Applicant()
    one.begin("mentee", "mentor")
    one.fills_in()
    at_once(*[one.sends] * 2)
    assert AuditEntry.objects.filter(act="application.sent").count() == 2  # one for each role
    assert {row.state for row in Application.objects.all()} == {"submitted"}


@pytest.mark.requirement("R3.01")
def test_one_step_saved_in_two_tabs_at_once_keeps_one_and_tells_the_other():
    one = Applicant()
    one.begin("mentee")
    done = at_once(
        lambda: one.says("mentee-questions", reason="Here"),
        lambda: one.says("mentee-questions", reason="There"),
    )
    told = [problem for problem in done if isinstance(problem, actions.WrittenElsewhere)]
    kept = one.sitting().drafts["mentee"].answers["reason"]
    # Either they met, and one was told; or one had read what the other saved.
    assert kept in {"Here", "There"}
    assert len(told) + AuditEntry.objects.filter(act="application.changed").count() == 2


def test_two_who_want_the_last_place_of_a_pilot_at_once():
    data = design_of("Open mentoring")
    design = data.model_copy(update={"pilot": data.pilot.model_copy(update={"places": 1})})
    programme = make_programme(design=design)
    two = [Applicant(programme), Applicant(programme)]
    for one in two:
        one.begin("mentee")
        one.fills_in()
    done = at_once(*[one.sends for one in two])
    assert sum(isinstance(problem, NotNow) for problem in done) == 1
    assert Participation.objects.filter(state="accepted").count() == 1


def test_withdrawn_while_it_is_sent_is_withdrawn():
    one = Applicant()
    (row,) = one.begin("mentee")
    one.fills_in()
    at_once(one.sends, lambda: actions.withdraw(row, by=one.user, at=AT))
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert row.answers is None
    assert verify_chain().whole
