"""Onto the register, renewal, pause, leaving, the code, own development; each once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.people.actions import verify_evidence
from mentorhouse.people.states import EvidenceState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register import actions, tasks
from mentorhouse.register.actions.own import DEVELOPMENT_REMOVED
from mentorhouse.register.models import CodeAcceptance, Development, Entry
from mentorhouse.register.queries import findable, standing_of
from mentorhouse.register.queries.renewal import accepted_code, development_texts
from mentorhouse.register.rules.standing import Status
from mentorhouse.register.states import EntryState, How, Kind, Ready
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_person, make_user
from tests.register.worlds import (
    TODAY,
    complete,
    design_of,
    on_the_register,
    programme_of,
    show,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
N, L, S = "open_mentoring", "mentor_register", "peer_mentoring"


@pytest.mark.requirement("R4.03")
def test_completing_the_development_programme_admits_who_is_new_to_mentoring():
    programme = programme_of(N)
    new = make_mentor(programme)
    assert actions.enter(new, by=new.person.user, at=AT) is None
    assert standing_of(new, at=AT).status is Status.IN_TRAINING
    complete(programme, new.person, "in_house")
    assert standing_of(new, at=AT).active
    entry = actions.enter(new, by=new.person.user, at=AT)
    assert entry.how == How.IN_HOUSE and entry.admitted_by is None
    assert entry.renew_by == TODAY.replace(year=TODAY.year + 1)
    assert list(findable(programme, at=AT)) == [new]
    assert actions.enter(new, by=None, at=AT) is None  # once


@pytest.mark.requirement("R4.02")
def test_the_clock_admits_whom_the_rule_admits_by_itself_and_nobody_else():
    programme = programme_of(N)
    met, waits = make_mentor(programme), make_mentor(programme)
    declined = make_mentor(programme, state=ParticipationState.DECLINED)
    for part in (met, declined):
        show(part.person, "training")
    approved = programme_of(L)
    show(make_mentor(approved).person, "accredited")
    tasks.admit_by_the_rule(AT)
    tasks.admit_by_the_rule(AT)
    assert [row.participation_id for row in Entry.objects.all()] == [met.pk]
    assert waits.pk
    entry = AuditEntry.objects.get(act="register.admitted_some")
    assert entry.detail == {"count": 1}


@pytest.mark.requirement("R4.02")
def test_verified_evidence_admits_at_once_wherever_the_rule_does_by_itself():
    one, two, over, approved = (programme_of(kind) for kind in (N, N, N, L))
    Programme.objects.filter(pk=over.pk).update(state="closed")
    person = make_person()
    here = {make_mentor(each, person).pk for each in (one, two)}
    for other in (over, approved):
        make_mentor(other, person)
    make_mentor(one)  # somebody else
    evidence = show(person, "training", state=EvidenceState.UNVERIFIED)
    assert not Entry.objects.exists()
    verify_evidence(evidence, version=evidence.version, by=coordinator_of(one), at=AT)
    assert set(Entry.objects.values_list("participation", flat=True)) == here
    assert {row.admitted_by for row in Entry.objects.all()} == {None}  # the rule, nobody
    tasks.admit_by_the_rule(AT)
    assert Entry.objects.count() == 2


@pytest.mark.requirement("R4.02")
def test_where_a_co_ordinator_approves_their_own_deed_is_the_approval():
    programme = programme_of(L)
    mentor = make_mentor(programme)
    by = coordinator_of(programme)
    assert actions.enter(mentor, by=by, at=AT) is None
    show(mentor.person, "accredited")
    assert actions.enter(mentor, by=mentor.person.user, at=AT) is None
    assert actions.enter(mentor, by=by, at=AT).admitted_by == by


def test_several_are_admitted_in_one_press_and_the_rest_stay():
    programme = programme_of(L)
    met, waits = make_mentor(programme), make_mentor(programme)
    show(met.person, "accredited")
    made = actions.admit_ready(programme, [met.pk, waits.pk], by=coordinator_of(programme), at=AT)
    assert (made.admitted, made.left) == (1, 1)
    assert Entry.objects.get().participation == met
    again = actions.admit_ready(programme, [met.pk], by=coordinator_of(programme), at=AT)
    assert again.admitted == 0


def test_a_co_ordinator_admits_all_the_same_with_a_reason():
    programme = programme_of(L)
    mentor, by = make_mentor(programme), coordinator_of(programme)
    with pytest.raises(NotNow):
        actions.admit(mentor, by=by, at=AT, reason=" ")
    entry = actions.admit(mentor, by=by, at=AT, reason="The certificate is on its way.")
    assert entry.how == How.DECISION and entry.reason
    assert actions.admit(mentor, by=by, at=AT).admitted_on == entry.admitted_on  # pressed twice


def test_nobody_else_moves_an_entry():
    programme = programme_of()
    mentor = on_the_register(programme)
    for deed in (actions.pause, actions.withdraw, actions.renew, actions.review, actions.admit):
        with pytest.raises(NotVisible):
            deed(mentor, by=make_user(), at=AT)
    with pytest.raises(NotVisible):
        actions.leave(mentor, by=coordinator_of(programme), at=AT)


@pytest.mark.requirement("R4.01")
def test_an_entry_is_paused_resumed_withdrawn_and_taken_back():
    programme = programme_of()
    mentor, by = on_the_register(programme), coordinator_of(programme)
    steps = (
        (actions.pause, Status.PAUSED), (actions.resume, Status.ACTIVE),
        (actions.withdraw, Status.WITHDRAWN), (actions.take_back, Status.ACTIVE),
    )  # fmt: skip
    for deed, status in steps:
        deed(mentor, by=by, at=AT)
        deed(mentor, by=by, at=AT)
        assert standing_of(mentor, at=AT).status is status
    assert Entry.objects.get().state == EntryState.APPLIED  # the rule of this programme admits
    assert AuditEntry.objects.filter(act__startswith="register.").count() == 5


@pytest.mark.requirement("R4.15")
def test_a_place_is_renewed_once_the_yearly_amount_is_recorded():
    programme = programme_of(L)
    mentor, by = on_the_register(programme), coordinator_of(programme)
    entry = Entry.objects.get()
    assert entry.review_on == TODAY.replace(year=2027, month=5)
    assert entry.renew_by == TODAY.replace(year=2027)
    actions.supervised(mentor, on=TODAY + timedelta(days=330), by=None, at=AT)
    near = AT + timedelta(days=350)
    with pytest.raises(NotNow, match="own development"):
        actions.renew(mentor, by=by, at=near)
    done = actions.Done(TODAY + timedelta(days=200), 360, Kind.COURSE, "A day on listening")
    actions.record_development(mentor.person.user, done, once=uuid4(), at=near)
    ready = actions.renew_ready(programme, [mentor.pk], by=by, at=near)
    assert ready.admitted == 1
    assert Entry.objects.get().renew_by == TODAY.replace(year=2028)
    with pytest.raises(NotNow, match="too early"):
        actions.renew(mentor, by=by, at=near)


def test_a_mentor_renews_where_the_rule_decides_and_not_elsewhere():
    programme = programme_of(N, recognition={"mentor_hours_a_year": None})
    mentor = on_the_register(programme)
    near = AT + timedelta(days=350)
    with pytest.raises(NotNow, match="newest version"):
        actions.renew_own(mentor, by=mentor.person.user, at=near)
    actions.accept_code(mentor, number=1, by=mentor.person.user, at=near)
    actions.renew_own(mentor, by=mentor.person.user, at=near)
    assert Entry.objects.get().renew_by == TODAY.replace(year=2028)
    other = on_the_register(programme_of(L))
    with pytest.raises(NotNow, match="co-ordinator renews"):
        actions.renew_own(other, by=other.person.user, at=near)


@pytest.mark.requirement("R4.10")
def test_the_code_is_accepted_in_a_version_on_a_day_and_a_new_one_is_asked_for_again():
    programme = programme_of(N)
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    first = actions.accept_code(mentor, number=1, by=mentor.person.user, at=AT)
    again = actions.accept_code(mentor, number=1, by=mentor.person.user, at=AT + timedelta(days=1))
    assert first == again and again.accepted_at == AT
    actions.accept_code(mentee, number=1, by=mentee.person.user, at=AT)
    design = design_of(N)
    ethics = design.agreement.ethics.model_dump() | {"words": "New words."}
    changed = design_of(N, agreement={"ethics": ethics})
    Programme.objects.filter(pk=programme.pk).update(design_data=changed.model_dump(mode="json"))
    mentor = Participation.objects.select_related("programme", "person").get(pk=mentor.pk)
    assert accepted_code(mentor) is None
    with pytest.raises(NotNow, match="changed meanwhile"):
        actions.accept_code(mentor, number=1, by=mentor.person.user, at=AT)
    second = actions.accept_code(mentor, number=2, by=mentor.person.user, at=AT)
    assert (second.code.number, second.code.words) == (2, "New words.")
    assert CodeAcceptance.objects.filter(participation=mentor).count() == 2
    assert first.code.words == design.agreement.ethics.words


@pytest.mark.requirement("R4.13")
def test_readiness_is_said_changed_and_sealed():
    mentor = make_mentor(programme_of())
    by = mentor.person.user
    said = {"hopes": "To ask better questions", "by": by, "at": AT}
    actions.say_ready(mentor, Ready.LATER, ready_from=TODAY, **said)
    row = actions.say_ready(mentor, Ready.NOW, ready_from=TODAY, **said)
    assert row.ready_from is None and row.in_words
    assert mentor.readiness == row


def test_what_a_form_sends_twice_is_recorded_once_and_can_be_removed():
    user = make_mentor(programme_of()).person.user
    done, once = actions.Done(TODAY, 90, Kind.READING, "A book"), uuid4()
    first = actions.record_development(user, done, once=once, at=AT)
    assert actions.record_development(user, done, once=once, at=AT) == first
    assert development_texts(user, [first], at=AT) == {first.pk: "A book"}
    with pytest.raises(NotNow):
        future = actions.Done(TODAY + timedelta(days=1), 90, Kind.READING, "A book")
        actions.record_development(user, future, once=uuid4(), at=AT)
    with pytest.raises(NotVisible):
        actions.remove_development(first, by=make_user(), at=AT)
    actions.remove_development(first, by=user, at=AT)
    actions.remove_development(first, by=user, at=AT)
    assert not Development.objects.exists()
    assert AuditEntry.objects.filter(act=DEVELOPMENT_REMOVED.code).count() == 1


def test_only_a_later_supervision_is_noted_and_only_for_mentors():
    programme = programme_of(L)
    mentor = on_the_register(programme)
    assert actions.supervised(make_mentee(programme), on=TODAY, by=None, at=AT) is None
    actions.supervised(mentor, on=TODAY, by=None, at=AT)
    row = actions.supervised(mentor, on=TODAY - timedelta(days=9), by=None, at=AT)
    assert row.supervised_on == TODAY


def test_a_check_keeps_its_day_and_yes_or_no():
    programme = programme_of(mentors={"check_done_by": "required"})
    mentor, by = make_mentor(programme), coordinator_of(programme)
    assert not standing_of(mentor, at=AT).active
    with pytest.raises(NotNow):
        actions.record_check(mentor, on=TODAY + timedelta(days=1), passed=True, by=by, at=AT)
    actions.record_check(mentor, on=TODAY, passed=True, by=by, at=AT)
    assert standing_of(mentor, at=AT).active
    actions.record_check(mentor, on=TODAY, passed=False, by=by, at=AT)
    assert not standing_of(mentor, at=AT).active


@pytest.mark.requirement("R4.15")
def test_the_mentor_is_warned_once_and_then_the_co_ordinators():
    programme = programme_of(L)
    mentor = on_the_register(programme)
    ends = Entry.objects.get().renew_by
    early, soon = AT + timedelta(days=330), AT + timedelta(days=360)
    tasks.warn_of_the_end(AT)
    assert not OutboxLetter.objects.exists()
    for at in (early, early, soon, soon):
        tasks.warn_of_the_end(at)
    told = OutboxLetter.objects.values_list("kind", "to")
    assert sorted(told) == sorted(
        [
            ("register.place_ends", mentor.person_id),
            ("register.places_end", coordinator_of(programme).pk),
        ]
    )
    assert ends


def test_the_letters_hold_no_names_and_are_not_sent_once_renewed():
    from mentorhouse.register import emails

    programme = programme_of(L)
    mentor = on_the_register(programme)
    entry = Entry.objects.get()
    user = mentor.person.user
    about = {"entry": str(entry.pk), "ends": f"{entry.renew_by:%Y%m%d}"}
    assert programme.name in emails.place_ends(user, about).subject
    assert emails.place_ends(make_user(), about) is None
    ends = {"programme": str(programme.pk), "ends": f"{entry.renew_by:%Y%m%d}"}
    letter = emails.places_end(coordinator_of(programme), ends)
    assert mentor.person.family_name not in " ".join(letter.paragraphs)
    Entry.objects.update(state=EntryState.WITHDRAWN.value)
    assert emails.place_ends(user, about) is None
    assert emails.places_end(coordinator_of(programme), ends) is None


def test_the_database_refuses_an_entry_without_its_facts():
    mentor = make_mentor(programme_of())
    for wrong in (
        {"state": "admitted"}, {"state": "admitted", "admitted_on": TODAY}, {"state": "gone"},
        {"how": "decision", "reason": ""}, {"check_passed": True},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(participation=mentor, **wrong)


@pytest.mark.django_db(databases=["default", "keystore"], transaction=True)
def test_two_who_admit_at_the_same_moment_make_one_entry():
    programme = programme_of(N)
    mentor = make_mentor(programme)
    show(mentor.person, "training")
    by = coordinator_of(programme)
    done = at_once(
        lambda: actions.enter(mentor, by=None, at=AT),
        lambda: actions.admit(mentor, by=by, at=AT),
        lambda: actions.admit_due(at=AT),
    )
    assert not [one for one in done if isinstance(one, Exception)]
    assert Entry.objects.get().state == EntryState.ADMITTED
    assert AuditEntry.objects.filter(act__startswith="register.admitted").count() == 1
