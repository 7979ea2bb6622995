"""The line manager's part: asked, signed once, never changed, and known outside only as a fact."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.agreements import queries
from mentorhouse.agreements.actions import three_way
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.rules import MOST_LETTERS, PartSaid, reminder_is_due
from mentorhouse.agreements.states import PART, PartMove, PartState
from mentorhouse.audit.models import AuditEntry
from tests.agreements.starting import DAY, EMAIL, SAID, SUPPORT, TALK, TALKS, Start, letters
from tests.factories import coordinator_of
from tests.recruitment.asking import kept

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def start():
    return Start()


def read(start, viewer):
    return queries.signed_part(viewer, start.partnership(viewer), at=start.now)


def acts():
    return set(AuditEntry.objects.values_list("act", flat=True))


@pytest.mark.requirement("R6.07")
def test_the_pair_reads_the_part_exactly_as_it_was_signed(start):
    start.ask()
    start.answer()
    for viewer in (start.mentee, start.mentor):
        assert read(start, viewer).said == SAID
    assert {"agreement.manager_asked", "agreement.part_signed", "vault.text_opened"} <= acts()


@pytest.mark.requirement("R6.07")
def test_outside_the_pair_it_is_known_only_that_it_is_signed(start):
    start.ask()
    start.answer()
    coordinator = coordinator_of(start.programme)
    with pytest.raises(NotVisible):
        start.partnership(coordinator)
    assert queries.part_of(coordinator, start.row) is None
    raw = kept(ManagersPart)
    assert "signed" in raw
    for word in (SUPPORT, TALKS, SAID.signed_as):
        assert word not in raw


def test_only_the_mentee_asks_and_only_where_the_programme_wishes_it(start):
    for stranger in (start.mentor, coordinator_of(start.programme)):
        with pytest.raises(NotVisible):
            start.ask(by=stranger)
        with pytest.raises(NotVisible):
            start.take_back(by=stranger)
    without = Start(three_way_start=False)
    with pytest.raises(NotVisible):
        without.ask()
    start.end()
    with pytest.raises(NotVisible):
        start.ask()


def test_the_pair_is_never_asked_for_the_managers_part(start):
    for one in (start.mentee, start.mentor):
        with pytest.raises(NotNow, match="one of you two"):
            start.ask(email=f" {one.email.upper()} ")
    assert not ManagersPart.objects.exists()


def test_a_letter_goes_out_once_a_day_and_not_for_ever(start):
    start.ask()
    with pytest.raises(NotNow, match="within the last day"):
        start.ask(at=start.now + DAY / 2)
    for number in range(1, MOST_LETTERS):
        start.ask(at=start.now + number * DAY)
    with pytest.raises(NotNow, match="several times"):
        start.ask(at=start.now + 30 * DAY)
    assert start.part.letters == MOST_LETTERS


def test_a_wrong_address_is_mended_at_once_and_the_older_link_is_dead(start):
    start.ask(email="wrong@example.org")
    older = start.part.link_hash
    start.ask()
    assert start.part.link_hash != older
    assert start.part.email == EMAIL
    with pytest.raises(LinkIsOver):  # the older page was open while the new letter left
        start.answer(letter=1)


def test_signed_once_and_by_nobody_else(start):
    start.ask()
    once = uuid4()
    start.answer(once=once)
    start.answer(PartSaid(60, "Other words", "Never", "X"), once=once)  # the same form again
    assert read(start, start.mentee).said == SAID
    with pytest.raises(LinkIsOver):
        start.answer(once=uuid4())
    with pytest.raises(LinkIsOver):
        start.answer(once=once, at=start.now + DAY)
    with pytest.raises(NotVisible):
        three_way.answer_part(SAID, once=once, letter=1, by=LinkHolder(uuid4()), at=start.now)
    for deed in (start.ask, start.take_back):
        with pytest.raises(NotNow, match="signed already"):
            deed(at=start.now + 3 * DAY)


def test_what_is_signed_cannot_change_in_the_database(start):
    start.ask()
    start.answer()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ManagersPart.objects.update(name="Somebody Else")
    with connection.cursor() as cursor:  # erasure goes on
        cursor.execute("DELETE FROM agreements_managerspart")
    assert not ManagersPart.objects.exists()


def test_talking_first_records_nothing_else_and_the_link_stays(start):
    start.ask()
    start.answer(TALK)
    assert start.part.state == PartState.TALK_FIRST
    assert start.part.support is None
    start.answer(at=start.now + DAY)
    assert read(start, start.mentor).said == SAID


@pytest.mark.parametrize("ended", ["taken back", "partnership over", "setting off", "too late"])
def test_a_link_that_is_over_signs_nothing(start, ended):
    start.ask()
    at = start.now + (22 * DAY if ended == "too late" else DAY)
    if ended == "taken back":
        start.take_back()
    elif ended == "partnership over":
        start.end()
    elif ended == "setting off":
        data = start.programme.design_data
        data["agreement"]["three_way_start"] = False
        start.programme.design_data = data
        start.programme.save()
    with pytest.raises(LinkIsOver):
        start.answer(at=at)
    assert start.part.state != PartState.SIGNED


def test_the_clock_reminds_once_and_then_tells_the_mentee_alone(start, tmp_path):
    start.ask()
    for days in (3, 8, 9, 22, 23):
        three_way.follow_up(at=start.now + days * DAY)
    three_way.follow_up(at=start.now + 23 * DAY)
    counted = AuditEntry.objects.filter(act__startswith="agreement.manager_").values_list("act")
    assert sorted(act for (act,) in counted) == [
        "agreement.manager_asked", "agreement.manager_reminded", "agreement.manager_silent",
    ]  # fmt: skip
    (told,) = letters(tmp_path, to=start.mentee.email, now=lambda: start.now + 23 * DAY)
    assert "has not answered in time" in told
    assert not letters(tmp_path, to=start.mentor.email)
    start.ask(at=start.now + 24 * DAY)
    assert start.part.ran_out_at is None


def test_nobody_is_reminded_who_talks_first_signed_or_was_not_asked_any_more(start):
    start.ask()
    start.answer(TALK)
    three_way.follow_up(at=start.now + 30 * DAY)
    assert "agreement.manager_reminded" not in acts()
    start.take_back()
    three_way.follow_up(at=start.now + 30 * DAY)
    assert not {"agreement.manager_reminded", "agreement.manager_silent"} & acts()


def test_a_reminder_is_due_after_a_week_once(start):
    assert not reminder_is_due(start.now, None, at=start.now + 6 * DAY)
    assert reminder_is_due(start.now, None, at=start.now + 7 * DAY)
    assert not reminder_is_due(start.now, start.now, at=start.now + 9 * DAY)


def test_nothing_leads_away_from_a_signed_part():
    assert all(PartState.SIGNED not in step.sources for step in PART.values())
    assert PART[PartMove.SIGN].target is PartState.SIGNED
