"""Organisations that run a programme together: each local co-ordinator sees their own (R2.09)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.access.policy import POLICY, Capability, Relation
from mentorhouse.access.relations import NotVisible, may, relations_to
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.relations import partnership_relations
from mentorhouse.programmes import actions, queries
from mentorhouse.programmes.actions import Terms
from mentorhouse.programmes.models import PartnerBody
from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import (
    AT,
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_organisation,
    make_partnership,
    make_person,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
A, B = "Aldershaw Trust", "Brackenby Council"


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def local(programme):
    return make_local_coordinator(programme, A)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def page(name, *args):
    return reverse(f"programmes:{name}", args=args)


def of(organisation, name, programme, make=make_mentee, **more):
    return make(programme, make_person(name, organisation=organisation), **more)


@pytest.mark.requirement("R2.09")
def test_a_local_co_ordinator_of_a_cannot_open_a_person_of_b(programme, local):
    ours, theirs = of(A, "Ada Own", programme), of(B, "Bea Other", programme)
    client = as_(local)
    assert client.get(page("participation", programme.pk, ours.pk)).status_code == 200
    for method in (client.get, client.post):
        assert method(page("participation", programme.pk, theirs.pk)).status_code == 404
    central = as_(coordinator_of(programme))
    assert central.get(page("participation", programme.pk, theirs.pk)).status_code == 200
    read = AuditEntry.objects.filter(act="participation.read", actor=str(local.pk))
    assert read.count() == 1


@pytest.mark.requirement("R2.09")
def test_a_local_co_ordinator_sees_only_a_in_list_search_filters_counts_and_export(
    programme, local
):
    of(A, "Ada Own", programme, make=make_mentor)
    other = of(B, "Bea Other", programme, state=S.INVITED)
    client, body_b = as_(local), make_organisation(B)
    people, export = page("people", programme.pk), page("export", programme.pk, "csv")
    asked = ("", "?search=Bea", f"?search={other.person.user.email}", f"?organisation={body_b.pk}")
    for query in (*asked, "?role=mentee", "?state=invited", "?sort=-organisation"):
        for address in (people, export):
            shown = client.get(f"{address}{query}").content.decode()
            assert "Bea Other" not in shown, query
            assert B not in shown
    shown = client.get(people).content.decode()
    assert "Ada Own" in shown
    assert "1 mentor and 0 mentees of Aldershaw Trust in the programme." in shown
    assert list(queries.organisations_in(local, programme)) == [make_organisation(A)]
    assert "Ada" in client.get(export).content.decode()
    exported = AuditEntry.objects.filter(act="programme.people_exported").latest("sequence")
    assert exported.detail == {"count": 1}
    everyone = queries.people_in(coordinator_of(programme), programme)
    assert everyone.count() == 2


@pytest.mark.requirement("R2.09")
def test_a_local_co_ordinator_invites_their_own_people_only(programme, local):
    ours = of(A, "Ada Own", programme, state=S.INVITED)
    theirs = of(B, "Bea Other", programme, state=S.INVITED)
    client = as_(local)
    assert "1 e-mail" in client.get(page("invitations", programme.pk)).content.decode()
    client.post(page("invitations", programme.pk))
    letter = OutboxLetter.objects.get(kind="programme.invitation")
    assert letter.to_id == ours.person_id
    theirs.refresh_from_db()
    assert theirs.invited_at is None
    assert actions.invite(programme, by=coordinator_of(programme), at=AT) == 1


@pytest.mark.requirement("R2.09")
def test_a_local_co_ordinator_is_never_a_co_ordinator(programme, local):
    ours, theirs = of(A, "Ada Own", programme), of(B, "Bea Other", programme, make=make_mentor)
    pair = make_partnership(programme, theirs, ours)
    assert relations_to(programme, local) == {Relation.LOCAL_COORDINATOR}
    assert relations_to(ours, local) == {Relation.LOCAL_COORDINATOR}
    assert relations_to(theirs, local) == frozenset()
    assert partnership_relations(pair, local) == frozenset()
    about_people = ("programme.", "participation.", "partnership.", "meeting", "agreement.")
    held = {
        capability
        for capability, rule in POLICY.items()
        if Relation.LOCAL_COORDINATOR in rule.may and capability.value.startswith(about_people)
    }
    assert held == {
        Capability.SEE_PROGRAMME,
        Capability.SEE_PEOPLE,
        Capability.INVITE_PEOPLE,
        Capability.READ_PARTICIPATION,
    }
    assert not may(local, Capability.RUN_PROGRAMME, programme)
    assert not queries.programmes_of(local).exists()
    for deed in (
        lambda: actions.set_capacity(ours, 1, by=local, at=AT),
        lambda: actions.add_coordinator(programme, "x@example.org", by=local, at=AT),
        lambda: actions.bring_in(programme, [], by=local, at=AT),
    ):
        with pytest.raises(NotVisible):
            deed()


@pytest.mark.requirement("R2.09")
def test_whom_their_people_are_matched_with_is_not_shown(programme, local):
    ours = of(A, "Ada Own", programme)
    make_partnership(programme, of(B, "Bea Other", programme, make=make_mentor), ours)
    shown = as_(local).get(page("participation", programme.pk, ours.pk)).content.decode()
    assert "1 of 1 taken" in shown
    assert "Bea" not in shown
    assert "You do not see whom they mentor or who mentors them." in shown


def test_somebody_local_here_is_nobody_in_another_programme(local):
    other = make_programme()
    of(A, "Ada Own", other)
    assert as_(local).get(page("people", other.pk)).status_code == 404


def test_somebody_who_changes_organisation_goes_out_of_sight(programme, local):
    ours = of(A, "Ada Own", programme)
    ours.person.organisation = make_organisation(B)
    ours.person.save(update_fields=["organisation"])
    assert as_(local).get(page("participation", programme.pk, ours.pk)).status_code == 404


def test_the_start_page_leads_a_local_co_ordinator_to_their_people(programme, local):
    shown = as_(local).get(reverse("home:start")).content.decode()
    assert "as local co-ordinator for Aldershaw Trust" in shown
    assert page("people", programme.pk) in shown
    assert reverse("home:desk", args=[programme.pk]) not in shown


def test_people_are_told_who_sees_that_they_take_part(programme, local):
    for organisation, told in ((A, True), (B, False)):
        row = of(organisation, "Ada Own", programme)
        reply = as_(row.person.user).get(page("taking_part", row.pk))
        shown = reply.content.decode()
        assert ("the local co-ordinators of your own organisation" in shown) is told
        assert (local.email in shown) is told


@pytest.mark.requirement("R2.09")
def test_organisations_and_their_local_co_ordinators_are_named_and_removed(programme):
    client = as_(coordinator_of(programme))
    address = page("partners", programme.pk)
    assert "One organisation runs this programme so far." in client.get(address).content.decode()
    assert client.get(page("local_coordinator", programme.pk)).url == address
    for _ in range(2):  # pressed twice
        client.post(address, {"name": A})
    body = PartnerBody.objects.get()
    said = {"organisation": str(body.pk), "email": "local@example.org"}
    wrong = client.post(
        page("local_coordinator", programme.pk),
        said | {"until_day": "1", "until_month": "1", "until_year": "2020"},
    )
    assert "Enter today or a later day." in wrong.content.decode()
    client.post(page("local_coordinator", programme.pk), said)
    row = programme.coordinators.get(user__email="local@example.org")
    assert row.organisation == body.organisation
    letter = writer_of("programme.coordinator")(row.user, {"programme": str(programme.pk)})
    assert "You see the people of Aldershaw Trust who take part" in letter.paragraphs[1]
    assert page("people", programme.pk).split("/")[2] in letter.link.url
    kept = client.post(address, {"remove": str(body.pk)}, follow=True).content.decode()
    assert "End the access of its local co-ordinators first." in kept
    client.post(page("coordinator", programme.pk, row.pk), {"deed": "end"})
    client.post(address, {"remove": str(body.pk)})
    assert not PartnerBody.objects.exists()
    assert client.post(address, {"remove": "nonsense"}).status_code == 404


def test_a_local_co_ordinator_needs_an_organisation_that_helps_to_run_it(programme):
    by, terms = coordinator_of(programme), Terms(organisation=make_organisation(A))
    with pytest.raises(NotNow, match="Add the organisation"):
        actions.add_coordinator(programme, make_user().email, by=by, at=AT, terms=terms)


def test_who_sees_all_is_not_ended_as_a_local_one_is(programme):
    by = coordinator_of(programme)
    with pytest.raises(NotNow, match="Hand over"):
        actions.end_local(programme.coordinators.get(), by=by, at=AT)


def test_the_list_asks_the_database_as_often_for_three_as_for_one(programme, local):
    client, asked = as_(local), []
    for more in (1, 2):
        for _ in range(more):
            of(A, "", programme)
        with CaptureQueriesContext(connection) as found:
            client.get(page("people", programme.pk))
        asked.append(len(found))
    assert asked[0] == asked[1]
