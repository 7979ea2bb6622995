"""Applying: drafts that wait, one sitting for two roles, complete, in time, once (R3.01, R3.03)."""

import json
from datetime import date, timedelta

import pytest
from django.utils import translation

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.design import parse_design, shipped_designs
from mentorhouse.programmes.design.purpose import MODEL_WORDS
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.actions.applying.writing import mark_of
from mentorhouse.recruitment.models import Application, SharedAnswers
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.exporting import answers_in
from mentorhouse.recruitment.rules.applying import steps_of
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
)
from tests.recruitment.applying import GOAL, Applicant, design_of, form_design, question

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R3.01")
def test_a_draft_waits_for_its_owner_and_nobody_else_reads_it():
    one = Applicant()
    (row,) = one.begin("mentee")
    one.says("mentee-questions", reason=GOAL)
    assert one.sitting().drafts["mentee"].answers["reason"] == GOAL
    assert one.begin("mentee") == [row]
    with pytest.raises(NotVisible):
        open_row(coordinator_of(one.programme), row, at=AT, purpose="read")


@pytest.mark.requirement("R3.01")
def test_both_roles_in_one_sitting_ask_what_they_share_once():
    one = Applicant()
    one.begin("mentee", "mentor")
    keys = [ask.key for step in one.sitting().steps for ask in step.asks if ask.kind == "tick"]
    promises = [key for key in keys if key.startswith("promise.")]
    assert len(promises) == len(set(promises)) > 3
    one.fills_in()
    one.sends()
    mentee, mentor = Application.objects.order_by("role")
    assert (mentee.state, mentor.state) == ("submitted", "submitted")
    assert "promise.length" in mentee.agreed and "promise.length" in mentor.agreed


@pytest.mark.requirement("R3.03")
@pytest.mark.parametrize(
    "name",
    [
        "Senior talent mentoring",
        "Mentor register",
        "Mentoring with a learning contract",
        "Open mentoring",
        "Peer mentoring",
    ],
)
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_form_of_every_template_can_be_filled_in(name, role):
    design = design_of(name)
    one = Applicant(make_programme(design=design))
    if design.mentees.entry == "nomination" and role == "mentee":
        with pytest.raises(NotNow, match="nominated"):
            one.begin(role)
        return
    one.begin(role)
    one.fills_in()
    sitting = one.sitting()
    assert not any(step.missing(sitting.drafts) for step in sitting.steps)


ASKED = {"reason", "areas", "short_goals", "long_goals", "ways", "places", "times", "partner"}
PROMISED = (
    {"length", "sessions", "contract", "meetings"}, {"review"}, {"plan"}, {"feedback"},
    {"records", "notes"}, {"training"}, {"evaluation"},
)  # fmt: skip


@pytest.mark.requirement("R3.03")
@pytest.mark.parametrize("shipped", shipped_designs(), ids=lambda one: one.name)
def test_every_template_asks_mentees_what_an_application_holds(shipped):
    design = shipped.design
    steps = steps_of(design, ("mentee",))
    keys = {ask.key for step in steps for ask in step.asks}
    promised = {key.removeprefix("promise.") for key in keys}
    assert keys >= ASKED
    assert [each for each in PROMISED if not each & promised] == []
    (partner,) = [ask for step in steps for ask in step.asks if ask.key == "partner"]
    assert "co-ordinators read" in partner.hint  # what they do; nothing else is promised


@pytest.mark.requirement("R3.03")
def test_what_is_missing_is_named_and_nothing_is_sent():
    one = Applicant()
    one.begin("mentee")
    with pytest.raises(actions.NotComplete):
        one.sends()
    assert one.sitting().to_send


@pytest.mark.requirement("R3.03")
def test_an_added_question_appears_and_its_answers_export():
    asked = [question("added"), question("formula", "text")]
    programme = make_programme(design=form_design(mentee_questions=asked))
    one = Applicant(programme)
    one.begin("mentee")
    one.says("mentee-questions", added="Because of my aunt", formula="=1+1")
    one.fills_in()
    one.sends()
    Applicant(programme).begin("mentee")  # a draft that nobody but its owner reads
    headings, rows = answers_in(coordinator_of(programme), programme, "mentee", at=AT)
    assert len(rows) == 1
    row = dict(zip(headings, rows[0], strict=True))
    assert row["What about added?"] == "Because of my aunt"
    assert row["State"] == "Sent"


def test_a_question_that_is_asked_no_more_still_exports():
    programme = make_programme(design=form_design(mentee_questions=[question("old")]))
    one = Applicant(programme)
    one.begin("mentee")
    one.says("mentee-questions", old="Of long ago")
    one.fills_in()
    one.sends()
    programme.design_data = form_design(mentee_questions=[]).model_dump(mode="json")
    programme.save()
    headings, rows = answers_in(coordinator_of(programme), programme, "mentee", at=AT)
    assert rows[0][headings.index("old")] == "Of long ago"


def test_a_local_co_ordinator_exports_their_own_people_only():
    programme = make_programme()
    local = make_local_coordinator(programme, "Here")
    ours, theirs = (make_person(organisation=name).user for name in ("Here", "There"))
    for user in (ours, theirs):
        Applicant(programme, user=user).applies()
    _, rows = answers_in(local, programme, "mentee", at=AT)
    assert [row[2] for row in rows] == [ours.email]
    with pytest.raises(NotVisible):
        answers_in(make_user(), programme, "mentee", at=AT)


def test_sent_twice_is_sent_once():
    one = Applicant()
    one.applies()
    assert one.sends() == []
    assert AuditEntry.objects.filter(act="application.sent").count() == 1
    assert OutboxLetter.objects.filter(kind="application.received").count() == 1


def test_what_is_sent_may_change_until_it_is_decided_and_stays_complete():
    one = Applicant()
    (row,) = one.applies()
    one.says("mentee-questions", reason="Something else")
    again = Application.objects.get(pk=row.pk)
    assert (again.state, again.version) == ("submitted", row.version + 1)
    with pytest.raises(NotNow, match="complete"):
        one.says("mentee-questions", reason=None)
    Application.objects.update(state="approved")
    with pytest.raises(NotVisible):
        one.says("mentee-questions", reason="Too late")


def test_two_devices_on_one_page_lose_nothing():
    one = Applicant()
    one.begin("mentee")
    empty = mark_of({ask.key: None for ask in one.sitting().steps[1].asks})
    one.writes("mentee-questions", {"reason": "From my phone"}, began_from=empty)
    with pytest.raises(actions.WrittenElsewhere) as told:
        one.writes("mentee-questions", {"reason": "From my desk"}, began_from=empty)
    assert told.value.theirs["reason"] == "From my phone"
    one.writes("mentee-questions", {"reason": "From my phone"}, began_from=empty)  # the same words
    assert one.sitting().drafts["mentee"].answers["reason"] == "From my phone"


def test_withdrawn_words_are_gone_for_ever():
    one = Applicant()
    (row,) = one.begin("mentee")
    one.says("mentee-questions", reason=GOAL)
    kept = Application.objects.get(pk=row.pk)
    actions.withdraw(row, by=one.user, at=AT)
    actions.withdraw(row, by=one.user, at=AT)
    row.refresh_from_db()
    assert (row.state, row.answers, row.agreed) == ("withdrawn", None, [])
    with pytest.raises(Destroyed):  # as an older backup would hold it
        open_row(one.user, kept, at=AT, purpose="read")
    assert AuditEntry.objects.filter(act="application.withdrawn").count() == 1


def test_nobody_withdraws_somebody_elses():
    (row,) = Applicant().begin("mentee")
    with pytest.raises(NotVisible):
        actions.withdraw(row, by=coordinator_of(row.programme), at=AT)


def test_who_was_declined_applies_again_with_the_same_words():
    one = Applicant()
    (row,) = one.applies()
    Application.objects.filter(pk=row.pk).update(state="declined")
    (again,) = one.begin("mentee")
    assert again.pk != row.pk
    draft = one.sitting().drafts["mentee"]
    assert draft.answers["reason"] == GOAL
    assert draft.agreed == []


def test_who_takes_part_already_or_comes_too_late_is_told_so():
    one = Applicant()
    make_mentee(one.programme, one.user.person)
    with pytest.raises(NotNow, match="already"):
        one.begin("mentee")
    public = complete_design().public.model_dump(mode="json") | {"apply_by": "2026-11-01"}
    late = Applicant(make_programme(design=complete_design(public=public)))
    with pytest.raises(NotNow, match="1 November 2026"):
        late.begin("mentor")
    closed = Applicant(make_programme(state=ProgrammeState.CLOSING))
    with pytest.raises(NotNow, match="closing"):
        closed.begin("mentor")


def test_a_programme_that_closes_meanwhile_takes_nothing_more():
    one = Applicant()
    one.begin("mentor")
    one.fills_in()
    one.programme.state = ProgrammeState.CLOSING.value
    one.programme.save()
    with pytest.raises(NotNow, match="closing"):
        one.sends()
    assert one.sitting().to_send


@pytest.mark.requirement("R3.14")
def test_an_applicant_confirms_manager_and_plan_where_asked():
    one = Applicant(make_programme(design=design_of("Open mentoring")))
    one.begin("mentee")
    one.fills_in()
    step = next(s for s in one.sitting().steps if s.key == "declarations")
    assert [ask.key for ask in step.asks] == ["declared.manager", "declared.plan"]
    one.writes("declarations", {"declared.plan": None})
    with pytest.raises(actions.NotComplete, match="line manager"):
        one.sends()
    one.writes("declarations", {"declared.plan": True})
    (row,) = one.sends()
    assert {"declared.manager", "declared.plan"} <= set(row.agreed)


def test_where_nobody_approves_sending_is_taking_part():
    one = Applicant(make_programme(design=design_of("Open mentoring")))
    (row,) = one.applies("mentee")
    part = Participation.objects.get(person=one.user.person)
    assert (row.state, part.state, part.role) == ("approved", "accepted", "mentee")


def test_an_invitation_is_answered_by_sending_the_form():
    one = Applicant()
    part = make_mentor(one.programme, one.user.person, state=ParticipationState.INVITED, capacity=2)
    one.begin("mentor")
    one.fills_in()
    one.says("places", places=1)
    (row,) = one.sends()
    part.refresh_from_db()
    assert (row.state, part.state, part.capacity) == ("approved", "accepted", 1)


def test_the_last_place_of_a_pilot_goes_to_one():
    data = design_of("Open mentoring").model_dump(mode="json")
    data["pilot"] = {"is_pilot": True, "places": 1}
    programme = make_programme(design=complete_design(**{
        key: data[key] for key in ("pilot", "mentees", "application", "ladders", "models")
    }))  # fmt: skip
    first, second = Applicant(programme), Applicant(programme)
    first.applies()
    with pytest.raises(NotNow, match="places for 1"):
        second.applies()
    assert second.sitting().to_send


@pytest.mark.requirement("R3.18")
def test_applicants_rank_the_models_that_suit_them():
    one = Applicant(make_programme(design=design_of("Peer mentoring")))
    one.begin("mentee")
    one.writes("shapes", {"rank.group": 1, "rank.one_to_one": 2})
    assert Application.objects.get().models_ranked == ["group", "one_to_one"]
    one.writes("shapes", {"rank.group": 2, "rank.one_to_one": 1})
    assert Application.objects.get().models_ranked == ["one_to_one", "group"]
    Application.objects.update(state="submitted", submitted_at=AT)
    headings, rows = answers_in(coordinator_of(one.programme), one.programme, "mentee", at=AT)
    ranks = [rows[0][headings.index(MODEL_WORDS[kind])] for kind in ("group", "one_to_one")]
    assert ranks == ["2", "1"]


def test_a_partner_reads_what_was_shared_once_both_have_accepted():
    asked = [question("goals", shared=True), question("secret")]
    pair = make_partnership(make_programme(design=form_design(mentee_questions=asked)))
    mentor = pair.members.get(role="mentor").participation.person.user
    part = pair.members.get(role="mentee").participation
    Participation.objects.filter(pk=part.pk).update(state="invited")
    one = Applicant(pair.programme, user=part.person.user)
    one.begin("mentee")
    one.says("mentee-questions", goals=GOAL, secret="Not for him", shares=True)
    one.fills_in()
    one.sends()
    shared = queries.shared_with(mentor, pair, at=AT)
    assert shared == [(part.person.name, {"What about goals?": GOAL})]
    assert queries.shared_with(coordinator_of(pair.programme), pair, at=AT) == []
    pair.state = "offered"
    pair.save()
    assert queries.shared_with(mentor, pair, at=AT) == []


def test_a_partner_reads_shared_questions_and_options_in_their_own_language():
    ways = question("ways", "choices", shared=True, options=["By video", "On foot, outdoors"])
    agreed = question("agreed", "yes_no", shared=True)
    asked = [question("goals", shared=True), ways, agreed]
    design = form_design(mentee_questions=asked).model_dump(mode="json")
    said = {"What about ways?": "Sut?", "On foot, outdoors": "Ar droed, y tu allan"}
    design["public"]["second_language"] = "cy"
    design["translations"] = [
        {"language": "cy", "text": text, "says": says} for text, says in said.items()
    ]
    pair = make_partnership(make_programme(design=parse_design(design)))
    mentor = pair.members.get(role="mentor").participation.person.user
    part = pair.members.get(role="mentee").participation
    Participation.objects.filter(pk=part.pk).update(state="invited")
    one = Applicant(pair.programme, user=part.person.user)
    one.begin("mentee")
    picked = ["By video", "On foot, outdoors"]
    one.says("mentee-questions", goals=GOAL, ways=picked, agreed="no", shares=True)
    one.fills_in()
    one.sends()
    with translation.override("cy"):
        [(_, answers)] = queries.shared_with(mentor, pair, at=AT)
    assert answers["Sut?"] == "By video, Ar droed, y tu allan"
    assert answers["What about goals?"] == GOAL  # what people wrote is theirs
    assert answers["What about agreed?"] == "Na"
    [(_, answers)] = queries.shared_with(mentor, pair, at=AT)
    assert answers["What about ways?"] == "By video, On foot, outdoors"
    assert answers["What about agreed?"] == "No"


def test_without_the_tick_nothing_is_shared():
    one = Applicant(make_programme(design=form_design(
        mentee_questions=[question("goals", shared=True)]
    )))  # fmt: skip
    one.begin("mentee")
    one.says("mentee-questions", goals=GOAL)
    one.fills_in()
    one.sends()
    assert not SharedAnswers.objects.exists()
    one.says("mentee-questions", shares=True)
    assert SharedAnswers.objects.count() == 1
    one.says("mentee-questions", shares=None)
    assert not SharedAnswers.objects.exists()


def test_no_answer_stands_in_the_database_in_plain():
    one = Applicant()
    one.begin("mentee")
    one.says("mentee-questions", reason=GOAL)
    row = Application.objects.values().get()
    assert GOAL not in json.dumps({k: str(v) for k, v in row.items() if k != "answers"})


def test_the_way_in_opens_an_account_once_and_sends_one_letter():
    programme = make_programme()
    for minutes in (0, 1):
        at = AT + timedelta(minutes=minutes)
        actions.ask_way_in(programme, "New@Example.org", "mentee", at=at)
    (letter,) = OutboxLetter.objects.filter(kind="application.way_in")
    assert letter.to.email == "new@example.org"
    assert date(2026, 11, 2) == letter.posted_at.date()
