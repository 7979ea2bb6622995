"""Deciding about applications, sending what was decided, and the waiting list."""

import json

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions import deciding, sending
from mentorhouse.recruitment.models import Application, DecisionReason, SentDecision
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.vault.sealing import open_row
from tests.factories import make_local_coordinator, make_person, make_user
from tests.recruitment.deciding import AT, WORDS, Intake

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
JUDGED = {"rule": "judged", "key": "committed", "title": "Committed", "must": True,
          "message": "A commitment is needed."}  # fmt: skip
LONG = "The board asked for it in writing."


@pytest.fixture
def intake():
    return Intake()


def letters(row):
    return [
        writer_of(letter.kind)(letter.to, letter.about)
        for letter in OutboxLetter.objects.filter(to=row.person_id).order_by("posted_at", "pk")
    ]


@pytest.mark.requirement("R3.07")
def test_nothing_is_sent_before_it_is_confirmed(intake):
    row = intake.applies()
    intake.decides(row, "approve")
    row.refresh_from_db()
    assert (row.state, row.decision) == ("submitted", "approve")
    assert not OutboxLetter.objects.exists()
    assert not Participation.objects.exists()
    assert intake.sends() == 1
    row.refresh_from_db()
    assert (row.state, row.decision) == ("approved", "")
    assert [letter.subject for letter in letters(row)] == [f"You are in: {intake.programme.name}"]


@pytest.mark.requirement("R3.08")
def test_approval_gives_access_by_a_link_and_never_a_password(intake):
    row = intake.settles(intake.applies(role="mentor", places=1), "approve")
    part = Participation.objects.get(person=row.person)
    assert (part.state, part.role, part.capacity) == ("accepted", "mentor", 1)
    (letter,) = letters(row)
    assert "/welcome/" in letter.link.url  # a link that works once
    assert "news" in letter.link.url
    assert not any("password" in words.lower() for words in (letter.subject, *letter.paragraphs))
    row.person.user.set_password("a long enough pass phrase")
    row.person.user.save()
    assert "/welcome/" not in letters(row)[0].link.url  # who has one signs in on the way


@pytest.mark.requirement("R3.07")
def test_a_decision_is_undone_before_it_is_sent(intake):
    row, other = intake.applies(), intake.applies()
    for each in (row, other):
        intake.decides(each, "decline")
    deciding.take_back(row, by=intake.by, at=intake.at)
    assert intake.sends() == 1
    row.refresh_from_db()
    assert (row.state, row.decision, row.decision_words) == ("submitted", "", None)
    assert letters(row) == []
    assert len(letters(other)) == 1
    deciding.take_back(row, by=intake.by, at=intake.at)  # nothing more to take back


def test_words_are_sealed_and_in_no_letter(intake):
    row = intake.settles(intake.applies(), "decline", words="Canary, see you next year.")
    (sent,) = SentDecision.objects.all()
    sent.application = row
    text = open_row(row.person.user, sent, at=AT, purpose="read")
    assert text["words"] == "Canary, see you next year."
    (letter,) = letters(row)
    assert "Canary" not in " ".join((letter.subject, *letter.paragraphs))


def test_who_is_declined_may_apply_again(intake):
    row = intake.settles(intake.applies(), "decline")
    assert intake.decides(
        Application.objects.get(pk=make_again(intake, row).pk), "approve"
    ).decision  # fmt: skip


def make_again(intake, row):
    from tests.factories import make_application

    return make_application(intake.programme, row.role, row.person)


@pytest.mark.requirement("R3.07")
def test_a_question_is_asked_and_answered(intake):
    row = intake.settles(intake.applies(), "ask", words="How much time have you?")
    assert row.state == "asked"
    (letter,) = letters(row)
    assert "How much time" not in " ".join(letter.paragraphs)
    (sent,) = SentDecision.objects.all()
    user = row.person.user
    for _ in range(2):  # pressed twice
        sending.answer_question(sent, "Two hours a month.", by=user, at=intake.at)
    row.refresh_from_db()
    assert (row.state, row.version) == ("submitted", 2)
    ((_, texts),) = queries.sent_about(intake.by, row, at=intake.at)
    assert texts == {"words": "How much time have you?", "answer": "Two hours a month."}
    assert OutboxLetter.objects.filter(kind="application.answered").count() == 1
    (told,) = OutboxLetter.objects.filter(kind="application.answered")
    letter = writer_of(told.kind)(told.to, told.about)
    assert "Two hours" not in " ".join(letter.paragraphs)


def test_a_question_needs_words_and_an_answer_too(intake):
    row = intake.applies()
    with pytest.raises(NotNow, match="Write the question"):
        intake.decides(row, "ask", words=" ")
    intake.settles(row, "ask")
    (sent,) = SentDecision.objects.all()
    with pytest.raises(NotNow, match="Write your answer"):
        sending.answer_question(sent, " ", by=row.person.user, at=AT)
    with pytest.raises(NotVisible):
        sending.answer_question(sent, "x", by=make_user(), at=AT)


def test_an_application_changed_meanwhile_is_not_decided(intake):
    row = intake.applies("Ciara Brannigan")
    Application.objects.filter(pk=row.pk).update(version=2)
    with pytest.raises(deciding.ChangedMeanwhile, match="Ciara changed the application"):
        intake.decides(row, "approve", version=1)
    intake.decides(row, "approve", version=2)
    Application.objects.filter(pk=row.pk).update(version=3)
    with pytest.raises(deciding.ChangedMeanwhile, match="Nothing was sent"):
        intake.sends()
    assert not OutboxLetter.objects.exists()


def test_a_preview_that_is_old_sends_nothing(intake):
    row, other = intake.applies(), intake.applies()
    intake.decides(row, "approve")
    intake.decides(other, "approve")
    seen = intake.seen()
    deciding.take_back(row, by=intake.by, at=intake.at)
    intake.decides(row, "decline")
    with pytest.raises(deciding.ChangedMeanwhile):
        intake.sends(seen)
    other.refresh_from_db()
    assert other.state == "submitted"


def test_sending_twice_sends_once(intake):
    intake.decides(intake.applies(), "approve")
    seen = intake.seen()
    assert (intake.sends(seen), intake.sends(seen)) == (1, 0)
    assert OutboxLetter.objects.count() == 1
    assert SentDecision.objects.count() == 1


def test_the_second_co_ordinator_is_told_who_decided(intake):
    row = intake.applies()
    intake.decides(row, "approve")
    first = row.decided_at
    from mentorhouse.programmes.models import Coordinator

    other = make_user()
    Coordinator.objects.create(programme=intake.programme, user=other, since=AT)
    with pytest.raises(deciding.AlreadyDecided, match="Amara Okafor has decided already: approve"):
        intake.decides(row, "decline", by=other)
    intake.decides(row, "approve")  # the same person pressed twice
    row.refresh_from_db()
    assert (row.decision, row.decided_by) == ("approve", intake.by)
    assert first is None


def test_nobody_decides_about_their_own(intake):
    from tests.factories import make_application

    own = make_application(intake.programme, "mentor", intake.by.person)
    with pytest.raises(NotNow, match="your own application"):
        intake.decides(own, "approve")
    with pytest.raises(NotVisible):
        queries.application_to_look_at(intake.by, intake.programme, own.pk)


def test_a_must_that_is_not_met_needs_a_reason():
    intake = Intake(mentees={"requirements": [JUDGED]})
    row = intake.applies()
    deciding.judge(row, "committed", met=False, by=intake.by, at=AT)
    with pytest.raises(deciding.NeedsReason, match="A commitment is needed") as refusal:
        intake.decides(row, "approve")
    assert refusal.value.kind == "waiver"
    intake.settles(row, "approve", waiver=LONG)
    part = Participation.objects.get(person=row.person)
    assert (part.waiver_reason, part.waived_by) == (LONG, intake.by)
    assert not DecisionReason.objects.exists()


@pytest.mark.requirement("R3.07")
def test_a_judgement_is_kept_with_who_and_when():
    intake = Intake(mentees={"requirements": [JUDGED]})
    row = intake.applies()
    (open_one,) = queries.criteria_of(row)
    assert (open_one.met, open_one.for_a_person) == (None, True)
    deciding.judge(row, "committed", met=True, by=intake.by, at=AT)
    (judged,) = queries.criteria_of(row)
    assert (judged.met, judged.hand.by, judged.hand.at) == (True, "Amara Okafor", AT)
    deciding.judge(row, "committed", met=None, by=intake.by, at=AT)
    assert queries.criteria_of(row) == (open_one,)
    with pytest.raises(NotNow):
        deciding.judge(row, "nothing", met=True, by=intake.by, at=AT)


@pytest.mark.requirement("R3.07")
def test_the_waiting_list_keeps_its_order_and_fills_as_places_appear():
    intake = Intake(pilot={"is_pilot": True, "places": 1})
    programme = intake.programme
    intake.settles(intake.applies(), "approve")
    first, second, third = intake.waits(3)
    line = [first.pk, second.pk, third.pk]
    assert queries.waiting_line(programme, "mentee") == line
    assert queries.next_for_a_place(programme, "mentee") == []  # no place is free
    # A question keeps the place in the order.
    intake.settles(first, "ask")
    sending.answer_question(first.sentdecisions.get(decision="ask"), "Yes.",
                            by=first.person.user, at=intake.at)  # fmt: skip
    intake.settles(first, "wait")
    assert queries.waiting_line(programme, "mentee") == line
    # A place appears: it comes to the first.
    Participation.objects.update(state="declined")
    assert queries.free_places(programme, "mentee") == 1
    assert queries.next_for_a_place(programme, "mentee") == [first.pk]
    with pytest.raises(deciding.NeedsReason, match="waited longer") as refusal:
        intake.decides(second, "approve")
    assert refusal.value.kind == "out_of_turn"
    intake.settles(first, "approve")
    assert queries.waiting_line(programme, "mentee") == [second.pk, third.pk]
    assert queries.next_for_a_place(programme, "mentee") == []


def test_no_more_are_sent_an_approval_than_there_are_places():
    intake = Intake(pilot={"is_pilot": True, "places": 1})
    rows = [intake.applies() for _ in range(2)]
    for row in rows:
        intake.decides(row, "approve")
    with pytest.raises(NotNow, match="1 place is free"):
        intake.sends()
    assert not Participation.objects.exists()
    assert not OutboxLetter.objects.exists()


def test_somebody_new_does_not_pass_those_who_wait_where_places_are_limited():
    intake = Intake(pilot={"is_pilot": True, "places": 3})
    intake.waits(1)
    fresh = intake.applies()
    with pytest.raises(deciding.NeedsReason):
        intake.decides(fresh, "approve")
    intake.settles(fresh, "approve", out_of_turn=LONG)
    assert fresh.state == "approved"


def test_without_a_limit_only_those_on_the_list_wait_for_each_other(intake):
    first, second = intake.waits(2)
    intake.settles(intake.applies(), "approve")
    with pytest.raises(deciding.NeedsReason):
        intake.decides(second, "approve")
    intake.decides(first, "approve")
    intake.settles(second, "approve")  # both together pass nobody over
    assert {first.pk, second.pk} & set(queries.waiting_line(intake.programme, "mentee")) == set()


def test_an_invited_or_refusing_person_takes_part_after_all(intake):
    row = intake.applies()
    Participation.objects.create(
        programme=intake.programme, person=row.person, role="mentee", state="declined", joined_at=AT
    )
    intake.settles(row, "approve")
    assert Participation.objects.get().state == "accepted"


def test_only_those_who_run_it_decide(intake):
    person = make_person(organisation="Northmoor")
    from tests.factories import make_application

    row = make_application(intake.programme, "mentee", person)
    other = intake.applies()
    local = make_local_coordinator(intake.programme, "Northmoor")
    assert list(queries.seen_in(local, intake.programme)) == [row]
    assert queries.application_to_look_at(local, intake.programme, row.pk) == row
    with pytest.raises(NotVisible):
        queries.application_to_look_at(local, intake.programme, other.pk)
    for user in (local, make_user(), person.user):
        with pytest.raises((NotVisible, NotNow)):
            intake.decides(row, "approve", by=user)
        with pytest.raises(NotVisible):
            intake.sends({}, by=user)


def test_reading_leaves_a_trace(intake):
    row = intake.applies()
    deciding.note_reading(row, by=intake.by, at=AT)
    assert AuditEntry.objects.filter(act="application.read", subject_id=str(row.pk)).count() == 1


def test_what_was_decided_is_not_read_before_it_is_sent(intake):
    row = intake.applies()
    intake.decides(row, "decline")
    assert queries.sent_about(row.person.user, row, at=AT) == []
    with pytest.raises(NotVisible):
        queries.words_of(row.person.user, row, at=AT)
    row.refresh_from_db()
    assert queries.words_of(intake.by, row, at=AT) == WORDS


def test_the_trail_holds_no_words(intake):
    row = intake.settles(intake.applies(), "decline", words="Canary")
    details = json.dumps([*AuditEntry.objects.values_list("detail", flat=True)])
    assert row.state == "declined"
    assert "Canary" not in details


def test_who_withdraws_takes_the_words_along(intake):
    from mentorhouse.recruitment.actions.applying.withdrawing import withdraw

    row = intake.settles(intake.applies(), "ask", words="How much time?")
    intake.decides(row, "decline")
    seen = intake.seen()
    withdraw(row, by=row.person.user, at=intake.at)
    assert not queries.unsent_in(intake.by, intake.programme).exists()
    with pytest.raises(deciding.ChangedMeanwhile):
        intake.sends(seen)
    ((sent, texts),) = queries.sent_about(intake.by, row, at=intake.at)
    assert (sent.decision, texts["words"]) == ("ask", "")


def test_an_approved_mentor_is_on_the_register_where_approval_is_the_rule(intake):
    from mentorhouse.register.models import Entry

    row = intake.settles(intake.applies(role="mentor", places=1), "approve")
    assert Entry.objects.filter(participation__person=row.person).count() == 1
