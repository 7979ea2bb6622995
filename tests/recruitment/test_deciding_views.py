"""Pages of deciding: the list, one application, the preview, the news, and figures."""

import html
import re

import pytest
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.recruitment.actions import deciding
from mentorhouse.recruitment.models import Application, Baseline, EqualityAnswer
from tests.factories import make_application, make_local_coordinator, make_person
from tests.recruitment.deciding import AT, Intake, as_

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
QUESTION = {"key": "why", "text": "Why now?", "kind": "long_text", "required": True}


@pytest.fixture
def intake():
    return Intake(application={"mentee_questions": [QUESTION]})


def address(intake, name, *parts):
    return reverse(f"recruitment:{name}", args=[intake.programme.pk, *parts])


def text_of(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def read_token(client, page):
    found = re.search(r'name="read" value="([^"]*)"', client.get(page).content.decode())
    return html.unescape(found[1])


def test_the_list_filters_and_costs_the_same(intake, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    intake.applies("Ciara Brannigan")
    page, client = address(intake, "applications"), as_(intake.by)
    client.get(page)
    counts = []
    for more in (0, 3):
        for _ in range(more):
            intake.applies(role="mentor")
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(page)
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert "Ciara" in text_of(client.get(f"{page}?role=mentee"))
    assert "Ciara" not in text_of(client.get(f"{page}?role=mentor&state=submitted"))
    assert "Ciara" in text_of(client.get(f"{page}?search=brannigan&sort=-name&role=x"))
    assert "No application fits" in text_of(client.get(f"{page}?decided=unsent"))


def test_drafts_are_nowhere(intake):
    from mentorhouse.recruitment.states import ApplicationState

    row = make_application(intake.programme, state=ApplicationState.DRAFT)
    client = as_(intake.by)
    assert "Nobody has sent an application yet" in text_of(
        client.get(address(intake, "applications"))
    )
    assert client.get(address(intake, "application", row.pk)).status_code == 404


def test_a_local_co_ordinator_reads_and_does_not_decide(intake):
    row = make_application(
        intake.programme, "mentee", make_person(organisation="Northmoor"), answers={"why": "Grow"}
    )
    local = as_(make_local_coordinator(intake.programme, "Northmoor"))
    page = text_of(local.get(address(intake, "application", row.pk)))
    assert "Grow" in page
    assert "What do you decide?" not in page
    for name, parts in (
        ("decide", [row.pk]),
        ("decide_many", []),
        ("unsent", []),
        ("judge", [row.pk]),
    ):
        assert local.post(address(intake, name, *parts)).status_code == 404


def test_an_application_is_read_with_what_it_lacks(intake):
    row = intake.applies(answers={})
    page = text_of(as_(intake.by).get(address(intake, "application", row.pk)))
    assert "What is missing" in page
    assert "Why now?" in page
    assert "No answer" in page


@pytest.mark.requirement("R3.07")
def test_criteria_support_and_completeness_stand_beside_the_answers():
    asked = {"kind": "takes_part", "asked": ["line_manager"]}
    grade = {"rule": "grade_at_least", "key": "senior", "title": "Works at SCS1 or above",
             "ladder": "grades", "grade": "SCS1"}  # fmt: skip
    intake = Intake(mentees={"requirements": [grade], "endorsement": asked},
                    application={"mentee_questions": [QUESTION]})  # fmt: skip
    page = text_of(as_(intake.by).get(address(intake, "application", intake.applies().pk)))
    for words in ("Works at SCS1 or above", "Not met", "Not asked yet", "Why now?"):
        assert words in page


@pytest.mark.requirement("R3.07")
def test_it_is_decided_and_sent_in_two_steps(intake):
    row = intake.applies("Ciara Brannigan", answers={"why": "Grow"})
    client, page = as_(intake.by), address(intake, "application", row.pk)
    said = {"version": 1, "read": read_token(client, page), "decision": "decline"}
    decide = address(intake, "decide", row.pk)
    assert "Thank you for the time and thought" in text_of(client.post(decide, said))
    row.refresh_from_db()
    assert row.decision == ""
    client.post(decide, said | {"words": "Next year."})
    unsent = address(intake, "unsent")
    shown = client.get(unsent)
    assert "Next year." in text_of(shown)
    seen = re.findall(r'name="seen" value="([^"]*)"', shown.content.decode())
    assert not OutboxLetter.objects.exists()
    client.post(unsent, {"seen": seen})
    client.post(unsent, {"seen": seen})  # pressed twice
    row.refresh_from_db()
    assert (row.state, OutboxLetter.objects.count()) == ("declined", 1)
    assert client.post(unsent, {"seen": ["nonsense"]}).status_code == 404


def test_what_changed_meanwhile_is_named(intake):
    import json

    from mentorhouse.vault.sealing import seal

    row = intake.applies("Ciara Brannigan", answers={"why": "Grow"})
    client, page = as_(intake.by), address(intake, "application", row.pk)
    said = {"version": 1, "read": read_token(client, page),
            "decision": "approve", "words": "Yes"}  # fmt: skip
    row.version = 2
    seal(row, answers=json.dumps({"why": "Other"}))
    row.save()
    told = text_of(client.post(address(intake, "decide", row.pk), said, follow=True))
    assert "Ciara changed the application after you opened it" in told
    assert "Changed: Why now?." in told
    row.refresh_from_db()
    assert row.decision == ""


@pytest.mark.requirement("R3.07")
def test_many_are_decided_and_one_is_taken_back(intake):
    rows = [intake.applies() for _ in range(3)]
    client = as_(intake.by)
    many = address(intake, "decide_many")
    chosen = [f"{row.pk}:1" for row in rows]
    shown = text_of(client.post(many, {"chosen": chosen}))
    assert "about 3 applications" in shown
    assert "Who can read this: the applicant, and whoever may read the application." in shown
    asks = client.post(many, {"chosen": chosen, "decision": "ask", "words": ""})
    assert "Write the question" in text_of(asks)
    client.post(many, {"chosen": chosen, "decision": "wait", "words": ""})
    assert Application.objects.filter(decision="wait").count() == 3
    client.post(address(intake, "take_back", rows[0].pk), {"back": "unsent"})
    assert Application.objects.filter(decision="wait").count() == 2
    assert not OutboxLetter.objects.exists()
    assert "Tick the applications" in text_of(client.post(many, follow=True))
    assert client.post(many, {"chosen": ["x"]}).status_code == 404


def test_a_missing_reason_is_asked_for_and_words_stay(intake):
    first, second = intake.waits(2)
    client = as_(intake.by)
    said = {"version": 1, "read": "", "decision": "approve", "words": "My own words"}
    page = text_of(client.post(address(intake, "decide", second.pk), said))
    assert "waited longer" in page
    assert "My own words" in page
    said |= {"out_of_turn": "A place only in her region is free."}
    client.post(address(intake, "decide", second.pk), said)
    second.refresh_from_db()
    assert second.decision == "approve"
    assert first.decision == ""


def test_the_waiting_list_shows_numbers(intake):
    rows = intake.waits(2)
    page = text_of(as_(intake.by).get(address(intake, "waiting_list")))
    assert page.index(rows[0].person.name) < page.index(rows[1].person.name)
    assert "You can approve them now" in page
    assert "Nobody waits" in text_of(
        as_(intake.by).get(address(intake, "waiting_list") + "?role=mentor")
    )


def test_an_applicant_reads_the_news_and_answers(intake):
    row = intake.settles(intake.applies(), "ask", words="How much time?")
    client = as_(row.person.user)
    page = reverse("recruitment:news", args=[row.pk])
    assert "How much time?" in text_of(client.get(page))
    assert "Enter your answer" in text_of(client.post(page, {"answer": ""}))
    assert "on its way" in text_of(client.post(page, {"answer": "Two hours."}, follow=True))
    assert client.post(page, {"answer": "Again"}).status_code == 404
    assert as_(intake.by).get(page).status_code == 404


@pytest.mark.requirement("R3.08")
def test_who_is_approved_finds_what_comes_next(intake):
    row = intake.settles(intake.applies(), "approve")
    client = as_(row.person.user)
    assert "You are in: see what comes next" in text_of(client.get("/", follow=True))
    assert "Read the guide" in text_of(client.get(reverse("recruitment:news", args=[row.pk])))


def test_the_desk_and_the_start_page_say_what_waits(intake):
    intake.applies()
    intake.decides(intake.applies(), "approve")
    client = as_(intake.by)
    assert "one to look at" in text_of(client.get("/"))
    desk = text_of(client.get(reverse("home:desk", args=[intake.programme.pk])))
    assert "1 To look at" in desk
    assert "1 Decided, not sent" in desk


def test_the_list_leaves_as_a_file_without_answers(intake):
    intake.applies("Ciara Brannigan", answers={"why": "Canary"})
    answer = as_(intake.by).get(address(intake, "export_applications", "csv"))
    assert b"Ciara" in answer.content
    assert b"Canary" not in answer.content
    assert as_(intake.by).get(address(intake, "export_applications", "pdf")).status_code == 404


def test_a_criterion_is_judged_on_the_page():
    rule = {"rule": "judged", "key": "committed", "title": "Committed", "must": True}
    intake = Intake(mentees={"requirements": [rule]})
    row = intake.applies()
    client, judge = as_(intake.by), address(intake, "judge", row.pk)
    told = client.post(judge, {"criterion": "committed", "met": "met"}, follow=True)
    assert "Judged by Amara Okafor" in text_of(told)
    told = client.post(judge, {"criterion": "committed", "met": "x"}, follow=True)
    assert "Choose whether the criterion is met" in text_of(told)
    assert "Judged by Amara Okafor" in text_of(told)
    assert deciding.APPLICATION_READ.code


@pytest.mark.requirement("R3.11")
def test_equal_access_beside_the_workforce(intake):
    client = as_(intake.by)
    workforce = address(intake, "workforce")
    form = {"about": "characteristic", "question": "Age", "source": "Staff record",
            "as_of_day": "1", "as_of_month": "4", "as_of_year": "2026"}  # fmt: skip
    assert "Line 1" in text_of(client.post(workforce, form | {"lines": "Under 40"}))
    assert (
        client.post(workforce, form | {"lines": "Under 40, 600\nOver 40, 400"}).status_code == 302
    )
    assert Baseline.objects.count() == 2
    for about, line in (("grade", "SEO, 300"), ("organisation", "Harbour, 80")):
        client.post(workforce, form | {"about": about, "question": "", "lines": line})
    rows = [intake.applies() for _ in range(30)]
    for number, row in enumerate(rows):
        user = as_(row.person.user)
        user.post(reverse("recruitment:counted", args=[row.pk]),
                  {"q0": "Under 40" if number < 15 else "Over 40"})  # fmt: skip
    assert EqualityAnswer.objects.count() == 30
    page = text_of(client.get(address(intake, "equal_access")))
    assert "Under 40" in page
    assert "600 (60%)" in page
    assert "15 (50%)" in page
    assert "300 (100%)" in page and "80 (100%)" in page  # the workforce by grade, by organisation
    exported = client.get(address(intake, "export_access", "csv")).content.decode()
    assert "Under 40,15,50%" in exported
    assert "SEO,30,100%" in exported
    assert AuditEntry.objects.filter(act="vault.text_used").exists()


def test_who_looks_before_and_after_one_answer_learns_nothing_of_that_person(intake):
    from mentorhouse.recruitment.actions.equality import (
        Entered,
        enter_workforce,
        give_answers,
        withdraw_answers,
    )
    from mentorhouse.recruitment.queries.equality import counted

    asked = Entered(Baseline.About.CHARACTERISTIC, "Age", {"Under 40": 9}, "x", AT.date())
    enter_workforce(intake.programme, asked, by=intake.by, at=AT)

    def gives(row):
        give_answers(row, {"Age": "Under 40"}, by=row.person.user, at=AT)

    def looks():
        found = counted(intake.by, intake.programme, "mentee", at=AT)
        rows = found.tables["Age"]
        return rows, EqualityAnswer.objects.exclude(batch=None).count()

    rows = [intake.applies() for _ in range(40)]
    for row in rows[:10]:
        gives(row)
    before = looks()
    assert before[1] == 10
    for row in rows[10:14]:
        gives(row)
        assert looks() == before  # too few of them for a batch of their own
    gives(rows[14])
    assert looks()[1] == 15
    withdraw_answers(rows[0], by=rows[0].person.user, at=AT)
    assert looks()[1] == 10  # the others of the batch wait again
    gives(rows[5])  # says it anew
    assert looks()[1] == 5
    gives(rows[15])
    assert looks()[1] == 15


@pytest.mark.requirement("R3.11")
def test_answers_are_counted_only_with_consent_and_deleted(intake):
    from mentorhouse.access.relations import NotVisible
    from mentorhouse.recruitment.actions.equality import Entered, enter_workforce
    from mentorhouse.recruitment.queries.equality import own_words

    asked = Entered(Baseline.About.CHARACTERISTIC, "Age", {"Under 40": 9}, "x", AT.date())
    enter_workforce(intake.programme, asked, by=intake.by, at=AT)
    row = intake.applies()
    client = as_(row.person.user)
    page = reverse("recruitment:counted", args=[row.pk])
    assert "Nobody who decides sees them" in text_of(client.get(page))
    client.post(page, {"q0": "Under 40"})
    given = EqualityAnswer.objects.get()
    assert own_words(row.person.user, given, at=AT) == {"Age": "Under 40"}
    with pytest.raises(NotVisible):
        own_words(intake.by, given, at=AT)
    as_(intake.by).get(address(intake, "equal_access"))
    assert not AuditEntry.objects.filter(act="vault.text_used").exists()  # it waits for others
    client.post(reverse("recruitment:withdraw_counted", args=[row.pk]))
    assert not EqualityAnswer.objects.exists()
    assert AuditEntry.objects.filter(act="vault.key_destroyed").exists()


@pytest.mark.requirement("R3.11")
def test_the_funnel_hides_small_numbers(intake):
    for _ in range(12):
        intake.applies()
    intake.settles(intake.applies(), "decline")
    page = text_of(as_(intake.by).get(address(intake, "funnel")))
    assert "13 people applied" in page
    assert "not shown" in page


def test_the_preview_costs_the_same_for_one_and_for_three(intake):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, page = as_(intake.by), address(intake, "unsent")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            intake.decides(intake.applies(), "wait")
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            client.get(page)
        counts.append(len(caught))
    assert counts[0] == counts[1]
