"""Pages for co-ordinators and for those invited: who gets in, what they do, what is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Coordinator, Programme
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
        page("agreement", programme),
        page("add_clause", programme),
        page("change_clause", programme, "purpose"),
        page("remove_clause", programme, "purpose"),
        page("coordinators", programme),
        page("invitations", programme),
        page("people", programme),
        page("export", programme, "csv"),
        page("export", programme, "xlsx"),
        page("participation", programme, row.pk),
    ]


TOPICS = ("purpose", "confidentiality", "matching", "ladder", "meetings", "size")


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
        page("change_clause", programme, "nonsense"),
        page("remove_clause", programme, "nonsense"),
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


def test_of_two_who_save_the_second_keeps_what_they_typed_and_sees_what_is_saved():
    programme = make_programme()
    first = coordinator_of(programme)
    second = make_user()
    Coordinator.objects.create(programme=programme, user=second, since=programme.made_at)
    address = page("topic", programme, "purpose")
    as_(first).post(address, {"version": 1, "name": "N", "purpose": "Theirs"})
    typed = {"version": 1, "name": "N", "purpose": "Mine"}
    shown = as_(second).post(address, typed).content.decode()
    programme.refresh_from_db()
    assert programme.design.purpose == "Theirs"
    assert "Mine</textarea>" in shown
    assert "Someone else saved a change" in shown
    assert "Theirs" in shown
    assert 'name="version" value="2"' in shown.replace('type="hidden" ', "")
    as_(second).post(address, typed | {"version": 2})
    programme.refresh_from_db()
    assert programme.design.purpose == "Mine"


def test_clauses_are_added_changed_moved_and_removed_without_a_script():
    programme = make_programme()
    client = as_(coordinator_of(programme))

    def clauses():
        programme.refresh_from_db()
        return programme.design.agreement.clauses

    def post(name, data, *args):
        return client.post(page(name, programme, *args), data | {"version": clauses_version()})

    def clauses_version():
        programme.refresh_from_db()
        return programme.design_version

    before = [c.key for c in clauses()]
    post("add_clause", {"title": "New", "text": "Words"})
    assert [c.key for c in clauses()] == [*before, "clause_6"]
    post("change_clause", {"title": "Newer", "text": "Words"}, "clause_6")
    assert clauses()[-1].title == "Newer"
    post("agreement", {"deed": "up", "key": "clause_6"})
    assert clauses()[-2].key == "clause_6"
    post("agreement", {"deed": "remove", "key": "clause_6"})
    assert [c.key for c in clauses()] == before
    client.post(page("agreement", programme), {"deed": "remove", "key": "purpose", "version": 1})
    assert [c.key for c in clauses()] == before


def test_a_clause_removed_meanwhile_does_not_take_the_words_with_it():
    programme = make_programme()
    client = as_(coordinator_of(programme))
    remove = {"deed": "remove", "key": "purpose", "version": 1}
    client.post(page("agreement", programme), remove)
    said = {"version": 1, "title": "T", "text": "My words"}
    shown = client.post(page("change_clause", programme, "purpose"), said).content.decode()
    assert "My words</textarea>" in shown
    assert page("add_clause", programme) in shown


def test_the_last_clause_stays():
    one = [{"key": "only", "title": "T", "text": "x"}]
    programme = make_programme(design=complete_design(agreement=one))
    remove = {"deed": "remove", "key": "only", "version": 1}
    as_(coordinator_of(programme)).post(page("agreement", programme), remove)
    programme.refresh_from_db()
    assert len(programme.design.agreement.clauses) == 1


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
    client.post(page("coordinators", programme), {"email": "new@example.org"})
    assert programme.coordinators.count() == 2
    again = client.post(page("coordinators", programme), {"email": "new@example.org"})
    assert "already" in again.content.decode()
