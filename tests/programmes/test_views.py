"""Pages for co-ordinators and for those invited: who gets in, what they do, what is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def page(name, programme, *args):
    return reverse(f"programmes:{name}", args=[programme.pk, *args])


def pages(programme):
    row = make_mentor(programme)
    return [
        page("set_up", programme),
        *(page("topic", programme, key) for key in TOPICS),
        page("entries", programme, CLAUSES),
        page("add_entry", programme, CLAUSES),
        page("change_entry", programme, CLAUSES, "purpose"),
        page("remove_entry", programme, CLAUSES, "purpose"),
        page("coordinators", programme),
        page("invitations", programme),
        page("people", programme),
        page("export", programme, "csv"),
        page("export", programme, "xlsx"),
        page("participation", programme, row.pk),
    ]


TOPICS = ("purpose", "confidentiality", "matching", "meetings")
CLAUSES = "agreement.clauses"


def test_every_page_opens_for_its_co_ordinator_and_is_absent_for_everyone_else():
    programme = make_programme()
    inside = as_(coordinator_of(programme))
    outside = [
        as_(coordinator_of(make_programme())),
        as_(make_mentee(programme).person.user),
        as_(make_user(is_administrator=True)),
    ]
    for address in pages(programme):
        assert inside.get(address).status_code == 200, address
        for client in outside:
            assert client.get(address).status_code == 404, address
            if "export" not in address:
                assert client.post(address, {}).status_code in {404, 405}, address
        assert Client().get(address).status_code == 302


def test_what_does_not_exist_is_absent_for_a_co_ordinator_too():
    programme, other = make_programme(), make_programme()
    client = as_(coordinator_of(programme))
    for address in (
        page("topic", programme, "nonsense"),
        page("export", programme, "pdf"),
        page("entries", programme, "nonsense"),
        page("entries", programme, "agreement.name"),
        page("change_entry", programme, CLAUSES, "nonsense"),
        page("remove_entry", programme, CLAUSES, "nonsense"),
        page("participation", programme, make_mentee(other).pk),
    ):
        assert client.get(address).status_code == 404, address


def test_starting_a_programme_is_for_those_who_may():
    address = reverse("programmes:start")
    assert as_(make_user()).get(address).status_code == 404
    client = as_(make_user(may_start_programmes=True))
    assert client.get(address).status_code == 200
    reply = client.post(address, {"design": "general", "name": "Spring"})
    made = Programme.objects.get()
    assert reply.url == page("set_up", made)
    assert (made.name, made.design.name, made.state) == ("Spring", "Spring", "draft")


@pytest.mark.requirement("R2.06")
def test_the_set_up_names_what_is_missing_and_opens_recruitment_when_nothing_is():
    programme = make_programme(state=ProgrammeState.DRAFT, design=complete_design(purpose=""))
    client = as_(coordinator_of(programme))
    shown = client.get(page("set_up", programme)).content.decode()
    assert "Say in a few sentences what the programme is for." in shown
    assert "Open recruitment</button>" not in shown
    client.post(page("set_up", programme))
    programme.refresh_from_db()
    assert programme.state == "draft"
    said = {"version": 1, "name": "N", "purpose": "To grow."}
    client.post(page("topic", programme, "purpose"), said)
    shown = client.get(page("set_up", programme)).content.decode()
    assert "Open recruitment</button>" in shown
    client.post(page("set_up", programme))
    programme.refresh_from_db()
    assert (programme.state, programme.name) == ("recruiting", "N")


def test_invitations_are_confirmed_before_they_leave_and_leave_once():
    programme = make_programme()
    make_mentee(programme, state=S.INVITED)
    make_mentor(programme, state=S.INVITED)
    client = as_(coordinator_of(programme))
    shown = client.get(page("invitations", programme)).content.decode()
    assert "2 e-mails" in shown
    assert not OutboxLetter.objects.exists()
    client.post(page("invitations", programme))
    client.post(page("invitations", programme))
    assert OutboxLetter.objects.count() == 2


@pytest.mark.requirement("R3.10")
@pytest.mark.parametrize("state", S)
def test_what_people_say_about_themselves_waits_for_their_own_yes(state):
    """Else whoever runs a programme could read it of anyone, by bringing in their address."""
    programme = make_programme()
    person = make_person("Ada Example", biography="I grew up by the sea.", pronouns="ze/zir")
    row = make_mentee(programme, person, state=state)
    shown = as_(coordinator_of(programme)).get(page("participation", programme, row.pk))
    seen = [said in shown.content.decode() for said in ("Ada Example", "by the sea", "ze/zir")]
    assert seen == [True, state is S.ACCEPTED, state is S.ACCEPTED]


def test_a_co_ordinators_reading_is_recorded_and_nothing_confidential_is_on_the_page():
    programme = make_programme()
    row = make_mentor(programme, make_person("Ada Example"), capacity=2)
    client = as_(coordinator_of(programme))
    shown = client.get(page("participation", programme, row.pk)).content.decode()
    assert "Ada Example" in shown
    assert AuditEntry.objects.get(act="participation.read").subject_id == str(row.pk)
    refused = client.post(page("participation", programme, row.pk), {"capacity": 9})
    assert "3 at most" in refused.content.decode()
    client.post(page("participation", programme, row.pk), {"capacity": 3})
    row.refresh_from_db()
    assert row.capacity == 3


def test_the_list_takes_the_same_queries_for_one_row_and_three(django_assert_num_queries):
    programme = make_programme()
    client = as_(coordinator_of(programme))
    make_mentee(programme)
    counted = queries_of(client, page("people", programme))
    for _ in range(2):
        make_mentee(programme)
    with django_assert_num_queries(counted):
        client.get(page("people", programme))


def queries_of(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


def test_an_export_holds_the_facts_is_safe_and_is_recorded():
    programme = make_programme()
    make_mentor(programme, make_person("=cmd() Example"))
    make_mentee(programme, make_person("Bea Example"))
    client = as_(coordinator_of(programme))
    address = page("export", programme, "csv")
    text = client.get(f"{address}?role=mentor").content.decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "Bea" not in text
    assert AuditEntry.objects.get(act="programme.people_exported").detail == {"count": 1}


def test_another_co_ordinator_is_added_by_e_mail():
    programme = make_programme()
    client = as_(coordinator_of(programme))
    said = {"email": "new@example.org", "lasts": "lasting"}
    client.post(page("coordinators", programme), said)
    assert programme.coordinators.count() == 2
    again = client.post(page("coordinators", programme), said)
    assert "already" in again.content.decode()
