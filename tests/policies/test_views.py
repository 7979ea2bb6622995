"""The pages: asked at sign-in, reading and accepting, keeping, lists and exports."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.policies.models import Acceptance, Document, Policy
from tests.factories import PASSWORD, make_mentee, make_partnership, make_person

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
WORDING = {"revision": "0", "text": "Be kind.", "link": "", "news": ""}


@pytest.fixture
def keeper(house, at_browser):
    return at_browser(house.coordinator)


@pytest.fixture
def mentee(house, at_browser):
    return at_browser(house.mentee.user)


def here(house, name, *more, key="conduct"):
    return reverse(f"policies:{name}", args=[house.programme.pk, key, *more])


def text_of(answer):
    return answer.content.decode()


def sign_in(client, person):
    person.user.set_password(PASSWORD)
    person.user.save()
    said = {"login": person.user.email, "password": PASSWORD}
    return client.post(reverse("account_login"), said, follow=True)


@pytest.mark.requirement("R2.11")
def test_after_a_new_version_the_participant_is_asked_at_the_next_sign_in(house, client):
    house.require()
    first = house.in_force("Be kind.")
    asked = sign_in(client, house.mentee)
    assert asked.redirect_chain[-1][0] == reverse("policies:asked")
    client.post(reverse("policies:accept", args=[first.pk]), {"accept": "on"})
    assert client.get(reverse("home:start")).status_code == 200
    client.logout()
    house.in_force("Be very kind.", news="One more word.")
    asked = sign_in(client, house.mentee)
    assert asked.redirect_chain[-1][0] == reverse("policies:asked")
    assert "Conduct" in text_of(asked) and "One more word." in text_of(asked)


def test_not_now_leads_to_the_start_page_with_a_notice_and_the_next_sign_in_asks_again(
    house, client
):
    house.require()
    house.in_force()
    sign_in(client, house.mentee)
    start = client.post(reverse("policies:not_now"), follow=True)
    assert start.redirect_chain == [(reverse("home:start"), 302)]
    assert "1 policy waits for you to read" in text_of(start)
    assert client.get(reverse("home:start")).status_code == 200
    client.logout()
    assert "policies/to-accept" in sign_in(client, house.mentee).redirect_chain[-1][0]


def test_who_has_nothing_to_accept_is_led_on(house, mentee):
    assert mentee.get(reverse("policies:asked")).url == reverse("home:start")
    assert "No policy is in force for you" in text_of(mentee.get(reverse("policies:mine")))


def test_reading_and_accepting(house, mentee):
    house.require()
    document = house.in_force()
    page = text_of(mentee.get(reverse("policies:read", args=[document.pk])))
    assert "How we meet</h2>" in page and "Be on time." in page
    address = reverse("policies:accept", args=[document.pk])
    missing = mentee.post(address, {})
    assert "Tick the box: I have read it and accept it" in text_of(missing)
    assert not Acceptance.objects.exists()
    for _ in range(2):
        mentee.post(address, {"accept": "on"})
    assert Acceptance.objects.get().person == house.mentee
    assert "You accepted this version" in text_of(
        mentee.get(reverse("policies:read", args=[document.pk]))
    )
    house.in_force("New")
    listed = text_of(mentee.get(reverse("policies:mine")))
    assert "What you accepted before" in listed and "To read and accept" in listed


def test_who_accepts_an_outdated_version_is_shown_the_new_one(house, mentee):
    house.require()
    shown, now = house.in_force(), house.in_force("Be very kind.")
    answer = mentee.post(reverse("policies:accept", args=[shown.pk]), {"accept": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("policies:read", args=[now.pk])
    assert "changed while you were reading" in text_of(answer)
    assert "Be very kind." in text_of(answer)
    assert not Acceptance.objects.exists()


def test_who_is_not_asked_is_told(house, mentee):
    document = house.in_force()
    address = reverse("policies:accept", args=[document.pk])
    answer = mentee.post(address, {"accept": "on"}, follow=True)
    assert "You are not asked to accept this policy" in text_of(answer)
    assert "Not asked of you" in text_of(answer)


def test_a_link_is_opened_where_it_is(house, mentee):
    document = house.in_force("", link="https://policies.example.org/conduct")
    page = text_of(mentee.get(reverse("policies:read", args=[document.pk])))
    assert 'href="https://policies.example.org/conduct"' in page


def test_what_looks_like_markup_is_text(house, mentee):
    document = house.in_force("Be <script>alert(1)</script> kind. [x](javascript:alert(1))")
    page = text_of(mentee.get(reverse("policies:read", args=[document.pk])))
    assert "<script>alert" not in page and 'href="javascript' not in page


def test_accepting_a_match_leads_to_the_policies_first(house, mentee):
    pair = make_partnership(
        house.programme,
        *(p.participations.get() for p in (house.mentor, house.mentee)),
        state=PartnershipState.OFFERED,
    )
    house.require()
    house.in_force()
    answer = mentee.post(reverse("matching:accept", args=[pair.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("policies:asked")
    assert "Before you accept the match" in text_of(answer)


def test_from_an_empty_place_to_a_version_in_force(house, keeper):
    page = text_of(keeper.get(reverse("policies:policies", args=[house.programme.pk])))
    assert "Nothing is in force yet" in page and "Personal relationships" in page
    assert Policy.objects.count() == 0
    written = keeper.post(here(house, "write", "everyone"), WORDING, follow=True)
    draft = Document.objects.get()
    assert written.redirect_chain[-1][0] == here(house, "version", draft.pk)
    put = here(house, "put_in_force", draft.pk)
    bad = {"revision": "1", "approved_by": "", "approved_on_day": "1"}
    refused = text_of(keeper.post(put, bad))
    assert "Enter an answer: Who approved it?" in refused
    said = {"revision": "1", "approved_by": "The board"} | {
        "approved_on_day": "5", "approved_on_month": "1", "approved_on_year": "2026",
    }  # fmt: skip
    for _ in range(2):
        answer = keeper.post(put, said, follow=True)
    assert "in force already" in text_of(answer)
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by) == ("in force", "The board")
    assert keeper.get(put).status_code == 302
    future = said | {"approved_on_year": "2099"}
    newer = house.write("Newer")
    refused = keeper.post(here(house, "put_in_force", newer.pk), future)
    assert "must be today or earlier" in text_of(refused)


@pytest.mark.parametrize(
    "said, problem",
    [
        ({"text": ""}, "Enter the text, or give a link below"),
        ({"text": "", "link": "http://example.org"}, "Enter a link that begins with https://"),
        ({"text": "", "link": "https://"}, "Enter a whole link"),
        ({"link": "https://example.org/a"}, "Give a text or a link, not both"),
    ],
)
def test_a_text_or_an_https_link(house, keeper, said, problem):
    answer = keeper.post(here(house, "write", "everyone"), WORDING | said)
    assert problem in text_of(answer)
    assert not Document.objects.exists()


def test_two_writers_of_a_draft(house, keeper):
    house.write("Mine")
    answer = keeper.post(here(house, "write", "everyone"), WORDING | {"text": "Theirs"})
    assert answer.status_code == 409
    assert "Mine" in text_of(answer) and "Theirs" in text_of(answer)
    again = keeper.post(
        here(house, "write", "everyone"), WORDING | {"text": "Theirs", "revision": "1"}
    )
    assert (again.status_code, Document.objects.get().text) == (302, "Theirs")
    stale = {"revision": "1", "approved_by": "B"} | {
        "approved_on_day": "5", "approved_on_month": "1", "approved_on_year": "2026",
    }  # fmt: skip
    met = keeper.post(here(house, "put_in_force", Document.objects.get().pk), stale)
    assert met.status_code == 409 and "The draft was changed" in text_of(met)


def test_what_is_said_about_a_policy(house, keeper):
    said = {
        "revision": "0", "title": "Conduct", "required_of": "both", "owner": "else",
        "owner_name": "", "review_on_day": "", "review_on_month": "", "review_on_year": "",
    }  # fmt: skip
    assert "Enter the name of the person" in text_of(keeper.post(here(house, "change"), said))
    said |= {"owner": str(house.coordinator.pk), "owner_name": "Olive Owner"}
    assert "or empty the box with the name" in text_of(keeper.post(here(house, "change"), said))
    said |= {"owner_name": ""}
    assert keeper.post(here(house, "change"), said).status_code == 302
    assert Policy.objects.get().owner == house.coordinator
    assert "Cora Keeper" in text_of(keeper.get(here(house, "policy")))
    met = keeper.post(here(house, "change"), said | {"title": "Behaviour"})
    assert met.status_code == 409
    assert "Someone else saved a change" in text_of(met) and "Behaviour" in text_of(met)


def test_an_own_policy_and_its_withdrawal(house, keeper):
    said = {"revision": "0", "title": "Code of ethics", "required_of": "mentor", "owner": ""}
    add = reverse("policies:add", args=[house.programme.pk])
    drawn = re.search(r'name="once" value="([-0-9a-f]{36})"', text_of(keeper.get(add)))
    said |= {"once": drawn[1] if drawn else ""}
    for _ in range(2):  # a double press
        added = keeper.post(add, said, follow=True)
        assert "Code of ethics" in text_of(added)
    key = Policy.objects.get().key
    assert "Withdraw Code of ethics?" in text_of(keeper.get(here(house, "withdraw", key=key)))
    keeper.post(here(house, "withdraw", key=key))
    listed = text_of(keeper.get(reverse("policies:policies", args=[house.programme.pk])))
    assert ">Withdrawn</h2>" in listed
    assert keeper.get(here(house, "write", "everyone", key=key)).status_code == 302
    assert "Bring it back" in text_of(keeper.get(here(house, "policy", key=key)))
    keeper.post(here(house, "restore", key=key))
    assert Policy.objects.get().withdrawn_at is None


@pytest.mark.requirement("R2.22")
def test_a_document_for_one_organisation(house, keeper, at_browser):
    house.require()
    house.in_force("For everyone.")
    aspen = house.mentor.organisation
    chosen = keeper.get(here(house, "for_organisation"), {"organisation": aspen.pk})
    assert chosen.url == here(house, "write", aspen.pk)
    keeper.post(chosen.url, WORDING | {"text": "For Aspen."})
    house.put(Document.objects.get(organisation=aspen))
    page = text_of(keeper.get(here(house, "policy")))
    assert "Aspen Trust</h2>" in page and "0 of 1 person accepted" in page
    for person, text in ((house.mentor, "For Aspen."), (house.mentee, "For everyone.")):
        theirs = at_browser(person.user)
        document = Document.objects.get(text=text)
        assert str(document.pk) in text_of(theirs.get(reverse("policies:asked")))
        assert text in text_of(theirs.get(reverse("policies:read", args=[document.pk])))
        theirs.post(reverse("policies:accept", args=[document.pk]), {"accept": "on"})
        assert Acceptance.objects.get(person=person).document == document
    nothing = keeper.get(here(house, "for_organisation"), follow=True)
    assert "Choose an organisation first" in text_of(nothing)


def test_who_has_accepted_and_the_trace_of_looking(house, keeper):
    house.require()
    document = house.in_force()
    house.accept(house.mentee, document)
    address = here(house, "people", document.pk)
    page = text_of(keeper.get(address))
    assert "1 of 2 people accepted it" in page and "Mary Mentor" in page
    waiting = text_of(keeper.get(address, {"only": "waiting"}))
    assert "Mary Mentor" in waiting and "Menna Mentee" not in waiting
    assert "Menna Mentee" in text_of(keeper.get(address, {"only": "nonsense"}))
    house.accept(house.mentor, document)
    assert "Nobody fits." in text_of(keeper.get(address, {"only": "waiting"}))
    acts = AuditEntry.objects.filter(act="policy.acceptances_read", subject_id=str(document.pk))
    assert acts.count() == 4


def test_exports_are_recorded(house, keeper):
    house.require()
    document = house.in_force()
    house.write(key="values")
    house.accept(house.mentee, document)
    asked = keeper.get(here(house, "people_export", document.pk, "csv"), {"only": "accepted"})
    lines = asked.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and "Menna,Mentee" in lines[1]
    whole = keeper.get(reverse("policies:export", args=[house.programme.pk, "csv"]))
    rows = whole.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 14
    assert rows[1].startswith("Conduct,in force,Everyone,1,The steering group,3 Nov 2026")
    assert "Menna" not in whole.content.decode()
    xlsx = keeper.get(reverse("policies:export", args=[house.programme.pk, "xlsx"]))
    assert io.BytesIO(xlsx.content).read(2) == b"PK"
    assert keeper.get(reverse("policies:export", args=[house.programme.pk, "pdf"])).status_code == (
        404
    )
    assert keeper.get(here(house, "people_export", document.pk, "pdf")).status_code == 404
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"policy.acceptances_exported", "policy.register_exported"} <= acts


def test_a_reminder_a_day(house, keeper):
    house.require()
    document = house.in_force()
    assert "Send a reminder" in text_of(keeper.get(here(house, "policy")))
    first = keeper.post(here(house, "remind"), follow=True)
    assert "2 reminders are on the way." in text_of(first)
    assert "A reminder left today" in text_of(first)
    second = keeper.post(here(house, "remind"), follow=True)
    assert "already" in text_of(second)
    assert OutboxLetter.objects.count() == 2
    house.accept(house.mentee, document)
    house.accept(house.mentor, document)
    assert "Remind people" not in text_of(keeper.get(here(house, "policy")))


def test_a_draft_is_discarded(house, keeper):
    draft = house.write()
    keeper.post(here(house, "discard", draft.pk))
    assert not Document.objects.exists()
    document = house.in_force()
    kept = keeper.post(here(house, "discard", document.pk), follow=True)
    assert "so it is kept" in text_of(kept)


def test_long_lists_come_in_pages_with_a_constant_number_of_queries(house, keeper):
    house.require()
    document = house.in_force()
    address = here(house, "people", document.pk)
    keeper.get(address)
    counts = []
    for newcomers in (0, 26):
        for _ in range(newcomers):
            make_mentee(house.programme, make_person())
        with CaptureQueriesContext(connection) as asked:
            page = text_of(keeper.get(address))
        counts.append(len(asked))
    assert "Showing 1 to 25 of 28 people" in page
    assert counts[0] == counts[1]


def test_the_list_of_policies_asks_as_often_for_one_as_for_three(house, keeper, mentee):
    addresses = reverse("policies:policies", args=[house.programme.pk]), reverse("policies:mine")
    counts = []
    for keys in (["conduct"], ["values", "complaints"]):
        for key in keys:
            house.require(key=key)
            house.in_force(key=key)
        for client, address in zip((keeper, mentee), addresses, strict=True):
            client.get(address)
        with CaptureQueriesContext(connection) as asked:
            for client, address in zip((keeper, mentee), addresses, strict=True):
                assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
