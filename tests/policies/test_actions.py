"""Writing, putting in force, accepting, reminding, withdrawing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import accept as accept_match
from mentorhouse.partnerships.rules import SomethingFirst
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.policies.actions import accepting, keeping, writing
from mentorhouse.policies.actions.keeping import Particulars
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.queries import mine as queries
from mentorhouse.policies.rules import (
    AlreadyInForce,
    IsWithdrawn,
    NoLongerAsked,
    OutdatedVersion,
    RemindedToday,
)
from mentorhouse.programmes.models import Programme
from tests.factories import AT as LONG_AGO
from tests.factories import coordinator_of, make_partnership, make_programme, make_user
from tests.policies.conftest import AT, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def asked(person):
    return [mine.document for mine in queries.waiting_for(person.user)]


def test_one_of_the_thirteen_gets_its_row_when_it_is_first_written_to(house):
    assert Policy.objects.count() == 0
    house.write()
    assert Policy.objects.get().title == "Conduct"
    house.write()
    assert (Policy.objects.count(), Document.objects.count()) == (1, 1)


def test_a_draft_asks_nobody_and_is_seen_by_nobody_else(house):
    house.require()
    house.write()
    assert asked(house.mentee) == []


@pytest.mark.requirement("R2.11")
def test_a_new_version_asks_again_and_the_old_acceptance_is_kept(house):
    house.require(of="mentee")
    first = house.in_force("Be kind.")
    assert (asked(house.mentee), asked(house.mentor)) == ([first], [])
    house.accept(house.mentee, first)
    assert asked(house.mentee) == []
    second = house.in_force("Be very kind.", news="One word.")
    assert (asked(house.mentee), second.number) == ([second], 2)
    assert house.again(first).state == "replaced"
    kept = Acceptance.objects.get()
    assert (kept.document, kept.person, kept.accepted_at) == (first, house.mentee, AT)
    assert house.again(kept.document).text == "Be kind."


@pytest.mark.requirement("R2.11")
def test_pressing_accept_twice_accepts_once(house):
    house.require()
    document = house.in_force()
    first, second = (house.accept(house.mentee, document) for _ in range(2))
    assert first == second
    assert Acceptance.objects.count() == 1
    assert AuditEntry.objects.filter(act="policy.accepted").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(document=document, person=house.mentee, accepted_at=AT)


def test_the_version_that_was_shown_is_accepted_or_nothing(house):
    house.require()
    shown = house.in_force()
    house.in_force("Be very kind.")
    with pytest.raises(OutdatedVersion):
        house.accept(house.mentee, shown)
    assert Acceptance.objects.count() == 0


def test_a_withdrawn_policy_asks_nobody_and_keeps_what_was_accepted(house):
    house.require()
    document = house.in_force()
    house.accept(house.mentee, document)
    for _ in range(2):
        keeping.withdraw(house.policy(), by=house.coordinator, at=AT)
    assert asked(house.mentor) == []
    assert Acceptance.objects.count() == 1
    with pytest.raises(NotVisible):  # who has not accepted it has nothing to do with it any more
        house.accept(house.mentor, document)
    with pytest.raises(IsWithdrawn):
        house.write()
    for _ in range(2):
        keeping.restore(house.policy(), by=house.coordinator, at=AT)
    assert asked(house.mentor) == [document]
    acts = AuditEntry.objects.values_list("act", flat=True)
    assert [list(acts).count(f"policy.{act}") for act in ("withdrawn", "restored")] == [1, 1]


def test_nobody_is_asked_once_the_programme_is_closed(house):
    house.require()
    house.in_force()
    Programme.objects.update(state="closed")
    assert asked(house.mentee) == []


def test_who_has_said_no_is_not_asked(house):
    house.require()
    document = house.in_force()
    house.mentee.participations.update(state="declined")
    assert asked(house.mentee) == []
    with pytest.raises(NotVisible):
        house.accept(house.mentee, document)


def test_who_is_invited_is_not_asked_before_the_answer(house):
    house.require()
    house.in_force()
    house.mentee.participations.update(state="invited")
    assert asked(house.mentee) == []
    assert len(queries.policies_for(house.mentee.user)) == 1


def test_an_acceptance_that_nobody_asks_for_is_refused_kindly(house):
    document = house.in_force()
    with pytest.raises(NoLongerAsked):
        house.accept(house.mentor, document)
    house.require()
    Programme.objects.update(state="archived")
    with pytest.raises(NoLongerAsked):
        house.accept(house.mentor, document)
    Programme.objects.update(state="running")
    assert house.accept(house.mentor, document).accepted_at == AT


def test_a_version_in_force_is_put_in_force_once_and_never_discarded(house):
    draft = house.write()
    document = house.put(draft)
    with pytest.raises(AlreadyInForce):
        house.put(draft)
    with pytest.raises(NotNow, match="kept"):
        writing.discard(document, by=house.coordinator, at=AT)
    assert AuditEntry.objects.filter(act="policy.put_in_force").count() == 1


def test_the_text_that_was_on_the_page_is_put_in_force_or_nothing(house):
    draft = house.write()
    house.write("Something else.")
    with pytest.raises(ChangedMeanwhile):
        house.put(draft)
    assert house.again(draft).state == "draft"


def test_a_draft_is_discarded_and_its_number_given_again(house):
    house.in_force()
    draft = house.write("Another")
    for _ in range(2):
        writing.discard(draft, by=house.coordinator, at=AT)
    assert house.write("A third").number == 2
    assert AuditEntry.objects.filter(act="policy.draft_discarded").count() == 1
    with pytest.raises(NotVisible):
        house.put(draft)


def test_of_two_writers_the_second_is_told(house):
    house.write("Mine", based_on=0)
    with pytest.raises(ChangedMeanwhile):
        house.write("Theirs", based_on=0)
    with pytest.raises(ChangedMeanwhile):
        keeping.change(
            house.policy(), Particulars("Conduct", "both"), based_on=4, by=house.coordinator, at=AT
        )
    assert Document.objects.get().text == "Mine"


def test_an_own_policy(house):
    said = Particulars(title="Code of ethics", required_of="mentor", review_on=TODAY)
    policy = keeping.add(house.programme, said, once=uuid4(), by=house.coordinator, at=AT)
    document = house.in_force(key=policy.key)
    assert (asked(house.mentor), asked(house.mentee)) == ([document], [])


def test_an_own_policy_sent_twice_is_one(house):
    said, once = Particulars(title="Code of ethics", required_of="mentor"), uuid4()
    first, second = (
        keeping.add(house.programme, said, once=once, by=house.coordinator, at=AT) for _ in range(2)
    )
    assert first == second
    assert AuditEntry.objects.filter(act="policy.added").count() == 1
    elsewhere = make_programme()
    with pytest.raises(NotVisible):
        keeping.add(elsewhere, said, once=once, by=coordinator_of(elsewhere), at=AT)
    assert Policy.objects.count() == 1


def test_one_reminder_a_day_and_one_letter_for_several_policies(house):
    for key in ("conduct", "values"):
        house.require(key=key)
        house.in_force(key=key)
    house.accept(house.mentor, Document.objects.get(policy__key="values"))
    remind = accepting.remind
    assert remind(house.policy(), by=house.coordinator, at=AT) == 2
    with pytest.raises(RemindedToday):
        remind(house.policy(), by=house.coordinator, at=AT + timedelta(hours=3))
    assert remind(house.policy("values"), by=house.coordinator, at=AT) == 1
    letters = OutboxLetter.objects.filter(kind="policy.waiting")
    assert sorted(letters.values_list("to", flat=True)) == sorted(
        [house.mentor.pk, house.mentee.pk]
    )
    remind(house.policy(), by=house.coordinator, at=AT + timedelta(days=1))
    assert letters.count() == 4


def test_no_reminder_leaves_when_everyone_has_accepted(house):
    house.require(of="mentee")
    house.accept(house.mentee, house.in_force())
    assert accepting.remind(house.policy(), by=house.coordinator, at=AT) == 0
    assert OutboxLetter.objects.count() == 0


def test_a_match_waits_for_the_policies_and_a_partnership_that_began_does_not(house):
    running = make_partnership(
        house.programme, *(p.participations.get() for p in (house.mentor, house.mentee))
    )
    house.mentor.participations.update(capacity=2)
    house.mentee.participations.update(capacity=2)
    offered = make_partnership(
        house.programme,
        *(p.participations.get() for p in (house.mentor, house.mentee)),
        state=PartnershipState.OFFERED,
    )
    house.require()
    document = house.in_force()
    with pytest.raises(SomethingFirst, match="“Conduct”") as refusal:
        accept_match(offered, by=house.mentee.user, at=AT)
    assert refusal.value.page == "policies:asked"
    running.refresh_from_db()
    assert (running.state, running.began_at) == ("active", LONG_AGO)
    house.accept(house.mentee, document)
    accept_match(offered, by=house.mentee.user, at=AT)
    member = offered.members.get(participation__person=house.mentee)
    assert member.answer == "accepted"


def test_only_those_who_run_the_programme_write(house):
    policy = house.policy()
    for stranger in (make_user(), house.mentee.user):
        with pytest.raises(NotVisible):
            keeping.change(policy, Particulars("x", "both"), based_on=0, by=stranger, at=AT)
        with pytest.raises(NotVisible):
            keeping.add(house.programme, Particulars("x", "both"), once=uuid4(), by=stranger, at=AT)
        with pytest.raises(NotVisible):
            accepting.remind(policy, by=stranger, at=AT)
    with pytest.raises(NotVisible):
        house.accept(house.coordinator.person, house.in_force())
