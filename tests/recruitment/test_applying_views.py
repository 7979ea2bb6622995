"""The pages of applying, as a visitor and an applicant meet them (R3.01, R3.03)."""

import csv
import html
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.models import Application
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_partnership,
    make_person,
    make_programme,
    make_user,
    user_of,
)
from tests.recruitment.applying import GOAL, Applicant, design_of, form_design, question

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

SHIPPED = ["Senior talent mentoring", "Mentor register", "Mentoring with a learning contract",
           "Open mentoring", "Peer mentoring"]  # fmt: skip


class Browser:
    """An applicant at a browser."""

    def __init__(self, one: Applicant) -> None:
        self.one, self.client = one, Client()
        self.client.force_login(one.user)

    def address(self, name: str, *more: object) -> str:
        return reverse(f"recruitment:{name}", args=[self.one.programme.pk, *more])

    def get(self, name: str, *more: object) -> str:
        return self.client.get(self.address(name, *more)).content.decode()

    def post(self, name: str, *more: object, **said: object):
        if name == "step" and "began_from" not in said:
            said["began_from"] = self.began_from(*more)
        return self.client.post(self.address(name, *more), said, follow=True)

    def began_from(self, step: str) -> str:
        """What the page says of the state that its writer begins from."""
        found = re.search(r'name="began_from" value="(\w*)"', self.get("step", step))
        return found[1] if found else ""


@pytest.fixture
def browser() -> Browser:
    return Browser(Applicant())


@pytest.mark.requirement("R3.01")
def test_a_visitor_reads_without_an_account_and_gets_a_link(client: Client):
    programme = make_programme()
    for name in ("handbook:public", "recruitment:apply", "recruitment:programme_readiness"):
        assert client.get(reverse(name, args=[programme.pk])).status_code == 200
    way = reverse("recruitment:apply", args=[programme.pk])
    said = {"role": "mentee", "email": "visitor@example.org"}
    page = client.post(way, said, follow=True).content.decode()
    assert "Look into your mailbox" in page
    letter = OutboxLetter.objects.get(kind="application.way_in")
    assert letter.to.email == "visitor@example.org"


@pytest.mark.requirement("R3.01")
@pytest.mark.parametrize("name", SHIPPED)
def test_roles_are_described_to_whoever_thinks_of_applying(client: Client, name):
    design = design_of(name)
    programme = make_programme(design=design)
    page = client.get(reverse("recruitment:apply", args=[programme.pk])).content.decode()
    text = html.unescape(page)
    sides = (design.mentees, design.mentors)
    told = [words for side in sides for words in (side.role_description, *side.responsibilities)]
    assert [words for words in told if words not in text] == []


@pytest.mark.requirement("R1.07")
@pytest.mark.parametrize(("name", "leads"), [("Peer mentoring", True), ("Mentor register", False)])
def test_the_form_leads_to_wishes_that_only_matching_uses_where_it_does(name, leads):
    browser = Browser(Applicant(make_programme(design=design_of(name))))
    browser.one.begin("mentee")
    assert (reverse("people:identity") in browser.get("form")) is leads


def test_the_answer_is_the_same_whether_the_address_has_an_account(client: Client):
    programme = make_programme()
    way = reverse("recruitment:apply", args=[programme.pk])
    known = make_user("known@example.org", password="a long enough phrase")
    pages = [
        client.post(way, {"role": "mentor", "email": address}, follow=True)
        for address in (known.email, "unknown@example.org")
    ]
    assert pages[0].redirect_chain == pages[1].redirect_chain


def test_who_has_no_profile_says_their_one_name_and_begins(client: Client):
    programme, user = make_programme(), make_user()
    client.force_login(user)
    way = reverse("recruitment:apply", args=[programme.pk])
    page = client.post(way, {"role": "mentor"})
    assert "Write at least one name." in page.content.decode()
    client.post(way, {"role": "mentor", "given_name": "Björk 冰"})
    row = Application.objects.get()
    assert (row.person.name, row.role) == ("Björk 冰", "mentor")


@pytest.mark.requirement("R3.13")
def test_where_people_are_nominated_a_mentee_reads_how(client: Client):
    programme = make_programme(design=design_of("Senior talent mentoring"))
    for name in ("handbook:public", "recruitment:apply"):
        page = client.get(reverse(name, args=[programme.pk])).content.decode()
        assert "nominate you" in page
    assert "Apply as a mentee" not in page
    way = reverse("recruitment:apply", args=[programme.pk])
    client.post(way, {"role": "mentee", "email": "a@example.org"})
    assert not OutboxLetter.objects.exists()


@pytest.mark.requirement("R3.01")
def test_what_is_saved_for_later_is_there_after_signing_out(browser):
    browser.one.begin("mentee")
    answer = browser.post("step", "mentee-questions", reason=GOAL, later="yes")
    assert "Your draft is saved" in answer.content.decode()
    other = Browser(browser.one)  # another device, another session
    assert GOAL in other.get("step", "mentee-questions")
    assert "Go on with your application" in other.client.get("/").content.decode()


def test_going_on_asks_for_what_has_to_be_there_and_keeps_what_was_typed(browser):
    browser.one.begin("mentee")
    page = browser.post("step", "mentee-questions", short_goals=GOAL).content.decode()
    assert "There is a problem" in page
    assert GOAL in page
    assert not browser.one.sitting().drafts["mentee"].answers


def test_ten_thousand_characters_are_refused_and_kept(browser):
    browser.one.begin("mentee")
    page = browser.post("step", "mentee-questions", reason="x" * 10_000, later="yes")
    text = page.content.decode()
    assert "4000" in text or "4,000" in text
    assert "x" * 10_000 in text
    assert not browser.one.sitting().drafts["mentee"].answers


def test_two_tabs_show_both_texts(browser):
    browser.one.begin("mentee")
    began = browser.began_from("mentee-questions")
    browser.one.says("mentee-questions", reason="Written on the train")
    answer = browser.post(
        "step", "mentee-questions", reason="Written at home", later="yes", began_from=began
    )
    text = answer.content.decode()
    assert "saved in another tab or on another device" in text
    assert "Written on the train" in text
    assert re.search(r">\s*Written at home\s*</textarea>", text)
    assert browser.one.sitting().drafts["mentee"].answers["reason"] == "Written on the train"


def test_every_kind_of_question_can_be_asked_and_is_shown_again(browser):
    kinds = {
        "text": "A line", "long_text": "A\r\nB", "yes_no": "no", "choice": "Two",
        "choices": ["One", "Two"], "scale": "4", "number": "7",
    }  # fmt: skip
    asked = [question(f"a_{kind}", kind, options=["One", "Two"]) for kind in (*kinds, "date")]
    browser.one.programme = make_programme(design=form_design(mentor_questions=asked))
    browser.one.begin("mentor")
    said = {f"a_{kind}": value for kind, value in kinds.items()}
    date = {"a_date_day": "3", "a_date_month": "2", "a_date_year": "2027"}
    browser.post("step", "mentor-questions", **said, **date)
    known = browser.one.sitting().drafts["mentor"].answers
    assert known == {
        "a_text": "A line", "a_long_text": "A\nB", "a_yes_no": "no", "a_choice": "Two",
        "a_choices": ["One", "Two"], "a_scale": 4, "a_number": 7, "a_date": "2027-02-03",
    }  # fmt: skip
    page = browser.get("check_answers")
    for words in ("One, Two", "4 of 5", "3 February 2027"):
        assert words in page
    assert browser.get("step", "mentor-questions").count("checked") == 5
    assert 'value="2027"' in browser.get("step", "mentor-questions")


def test_a_rank_is_given_once(browser):
    browser.one.programme = make_programme(design=design_of("Peer mentoring"))
    browser.one.begin("mentee")
    said = {"rank.group": "1", "rank.team": "1"}
    page = browser.post("step", "shapes", **said).content.decode()
    assert "Give each number once" in page
    assert browser.one.sitting().drafts["mentee"].ranked == []


@pytest.mark.requirement("R1.01")
def test_what_the_profile_knows_is_shown_and_not_asked(browser):
    browser.one.begin("mentee")
    page = browser.get("step", "about")
    assert browser.one.user.person.name in page
    assert 'name="grade"' not in page
    browser.post("step", "about", step="about", job_title="Lamplighter")
    browser.one.user.person.refresh_from_db()
    assert browser.one.user.person.job_title == "Lamplighter"
    assert 'name="job_title"' not in browser.get("step", "about")


def test_a_criterion_is_judged_at_once_with_a_kind_message():
    programme = make_programme(design=design_of("Senior talent mentoring"))
    browser = Browser(Applicant(programme, user=make_person(grade="Head of service").user))
    browser.one.begin("mentor")
    assert "other programmes will be glad of it" in browser.get("step", "criteria")


@pytest.mark.requirement("R3.01")
def test_answers_are_checked_then_sent_and_withdrawn(browser):
    (row,) = browser.one.begin("mentee")
    assert "Something is still missing" in browser.get("check_answers")
    assert "Send my application" not in browser.get("check_answers")
    browser.one.fills_in()
    page = browser.get("check_answers")
    assert GOAL in page
    assert "Managers and sponsors read none of it" in page
    sent = browser.post("check_answers").content.decode()
    assert "Who decides" in sent
    assert "Your application as a mentee" in sent
    assert "Your application as a mentee" in browser.post("check_answers").content.decode()
    browser.post("withdraw", row.pk)
    assert "deleted for ever" in browser.get("applied", row.pk)


@pytest.mark.requirement("R3.03")
def test_answers_export_harmlessly_and_the_export_is_recorded(browser):
    asked = [question("added", "text")]
    browser.one.programme = make_programme(design=form_design(mentee_questions=asked))
    browser.one.begin("mentee")
    browser.one.says("mentee-questions", added="=HYPERLINK(1)")
    browser.one.fills_in()
    browser.one.sends()
    client = Client()
    client.force_login(coordinator_of(browser.one.programme))
    answer = client.get(browser.address("export_answers", "mentee", "csv"))
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["What about added?"] == "'=HYPERLINK(1)"
    assert AuditEntry.objects.filter(act="programme.applications_exported").count() == 1
    assert client.get(browser.address("export_answers", "mentee", "xlsx")).status_code == 200
    assert client.get(browser.address("export_answers", "nobody", "csv")).status_code == 404


def test_who_reads_it_stands_beside_each_box(browser):
    browser.one.begin("mentee")
    page = browser.get("step", "mentee-questions")
    assert "Who can read this: you and the programme’s co-ordinators" in page
    assert Capability.READ_APPLICATION.value not in page


def test_an_invited_person_says_yes_by_the_form():
    one = Applicant()
    part = make_mentee(one.programme, one.user.person, state=ParticipationState.INVITED)
    browser = Browser(one)
    page = browser.client.get(f"/programmes/taking-part/{part.pk}/").content.decode()
    assert "sending it is your yes" in page
    answer = browser.client.post(f"/programmes/taking-part/{part.pk}/", {"answer": "yes"})
    assert answer["Location"].startswith(browser.address("apply"))
    browser.post("apply", role="mentee")
    part.refresh_from_db()
    assert part.state == "invited"
    one.fills_in()
    assert "You take part" in browser.post("check_answers").content.decode()
    part.refresh_from_db()
    assert part.state == "accepted"
    # Who steps back and changes their mind is not asked everything again.
    there = f"/programmes/taking-part/{part.pk}/"
    browser.client.post(there, {"answer": "no"})
    assert "sending it is your yes" not in browser.client.get(there).text
    assert browser.client.post(there, {"answer": "yes"})["Location"] == reverse("home:start")
    part.refresh_from_db()
    assert part.state == "accepted"


def test_one_of_a_pair_reads_what_the_other_shares_and_nobody_else_does():
    asked = [question("goals", shared=True)]
    pair = make_partnership(make_programme(design=form_design(mentee_questions=asked)))
    mentor, mentee = (user_of(pair, role) for role in ("mentor", "mentee"))
    Participation.objects.filter(person=mentee.person).update(state="invited")
    one = Applicant(pair.programme, user=mentee)
    one.begin("mentee")
    one.says("mentee-questions", goals=GOAL, shares=True)
    one.fills_in()
    one.sends()
    client = Client()
    client.force_login(mentor)
    assert "What they shared with you" in client.get(f"/partnerships/{pair.pk}/").content.decode()
    assert GOAL in client.get(reverse("recruitment:shared", args=[pair.pk])).content.decode()
    for other in (mentee, coordinator_of(pair.programme), make_user()):
        client.force_login(other)
        assert client.get(reverse("recruitment:shared", args=[pair.pk])).status_code == 404


def test_a_request_that_is_left_empty_is_asked_for_as_it_stands(browser):
    asked = [question("path", required=True) | {"text": "Tell us about your work."}]
    browser.one.programme = make_programme(design=form_design(mentor_questions=asked))
    browser.one.begin("mentor")
    assert (
        "Enter an answer: Tell us about your work."
        in browser.post("step", "mentor-questions").content.decode()
    )


@pytest.mark.requirement("R3.03")
def test_a_question_that_a_co_ordinator_adds_is_asked(browser):
    programme = browser.one.programme
    desk = Client()
    desk.force_login(coordinator_of(programme))
    said = {"text": "What would your team say?", "hint": "", "kind": "text", "options": "",
            "lowest": "1", "highest": "5", "required": "no", "shared": "no",
            "version": programme.design_version}  # fmt: skip
    where = reverse("programmes:add_entry", args=[programme.pk, "application.mentee_questions"])
    assert "Look at what changes" in desk.post(where, said).text  # the programme is under way
    assert desk.post(where, said | {"confirmed": "yes"}).status_code == 302
    browser.one.begin("mentee")
    assert "What would your team say?" in browser.get("step", "mentee-questions")
