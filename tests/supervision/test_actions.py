"""Supervisors, sessions, actions, release and warnings; who may, and twice."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.register.models import Entry
from mentorhouse.register.queries import not_ready
from mentorhouse.supervision import actions
from mentorhouse.supervision.models import Charge, Session, SessionAction, Supervisor
from mentorhouse.supervision.queries.keeping import judged, mentors_of, released_themes
from tests.supervision.conftest import AT, TODAY, Group, as_
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def letters(kind):
    return list(OutboxLetter.objects.filter(kind=kind))


@pytest.mark.requirement("R4.07")
def test_a_named_supervisor_plans_and_records_sessions(group):
    session = group.plan()
    assert {row.to_id for row in letters("supervision.planned")} == {group.ada.pk, group.ben.pk}
    group.record(session, came=group.mentors[:1])
    on = {row.participation_id: row.supervised_on for row in Entry.objects.all()}
    assert [on[row.pk] for row in group.mentors] == [TODAY, None, None]


def test_a_session_that_was_is_noted_without_a_letter_and_a_mistyped_year_is_refused(group):
    for years in (-6, 73):
        with pytest.raises(actions.WrongDay, match="the year"):
            group.plan(on=TODAY.replace(year=TODAY.year + years))
    row = group.plan(on=TODAY - timedelta(days=3))
    assert row.attendances.count() == 2
    assert not letters("supervision.planned")


def test_only_ones_own_mentors_and_only_supervisors(group):
    with pytest.raises(NotNow, match="whom you supervise"):
        group.plan(mentors=group.mentors[2:])
    for who in (group.ada, group.coordinator, group.mentee):
        with pytest.raises(NotVisible):
            group.plan(by=who)
    actions.end_supervisor(group.supervisor, by=group.coordinator, at=AT)
    with pytest.raises(NotVisible):
        group.plan()


def test_nobody_supervises_themselves(group):
    mine = actions.name_supervisor(group.programme, group.cleo.email, by=group.coordinator, at=AT)
    with pytest.raises(NotNow, match="themselves"):
        group.give(group.mentors, mine)
    assert group.give(group.mentors[:1], mine) == 1
    assert Charge.objects.get(participation=group.mentors[0], ended_at=None).supervisor == mine
    assert group.give(group.mentors[:1], mine) == 0


def test_who_ended_keeps_no_mentors_and_reads_nothing_more(group):
    session = group.plan()
    actions.end_supervisor(group.supervisor, by=group.coordinator, at=AT)
    actions.end_supervisor(group.supervisor, by=group.coordinator, at=AT)
    assert not Charge.objects.filter(ended_at=None).exists()
    with pytest.raises(NotVisible):
        group.record(session)
    with pytest.raises(NotNow, match="no supervisor any more"):
        group.give(group.mentors)
    again = actions.name_supervisor(group.programme, group.lead.email, by=group.coordinator, at=AT)
    assert again.pk != group.supervisor.pk


def test_the_same_form_twice_is_one(group):
    once = uuid4()
    session = group.plan(once=once)
    assert group.plan(once=once).pk == session.pk
    part, again = group.part(session), uuid4()
    for _ in range(2):
        actions.take_on(part, "Ask more", None, once=again, by=group.ada, at=AT)
    assert (Session.objects.count(), SessionAction.objects.count()) == (1, 1)
    with pytest.raises(NotNow, match="already"):
        actions.name_supervisor(group.programme, group.lead.email, by=group.coordinator, at=AT)


def test_a_session_is_recorded_from_what_one_has_read_and_not_ahead(group):
    session = group.plan()
    with pytest.raises(NotNow, match="lies ahead"):
        group.record(session, on=TODAY + timedelta(days=1))
    group.record(session)
    with pytest.raises(actions.ChangedMeanwhile):
        group.record(session, version=1)
    with pytest.raises(NotNow, match="recorded"):
        actions.call_off(session, by=group.lead, at=AT)


def test_a_session_that_is_called_off_is_told_once(group):
    session = group.plan()
    for _ in range(2):
        actions.call_off(session, by=group.lead, at=AT)
    assert len(letters("supervision.called_off")) == 2
    with pytest.raises(NotNow):
        group.record(session)


def test_a_mentor_brings_and_takes_on_what_is_theirs(group):
    session = group.plan()
    part = group.part(session)
    actions.bring(part, "How to end", by=group.ada, at=AT)
    for who in (group.ben, group.lead, group.coordinator):
        with pytest.raises(NotVisible):
            actions.bring(part, "Mine", by=who, at=AT)
    action = actions.take_on(part, "Ask more", TODAY, once=uuid4(), by=group.ada, at=AT)
    for done in (True, True, False):
        action = actions.settle_action(action, done=done, by=group.ada, at=AT)
        assert (action.done_on == TODAY) is done
    with pytest.raises(NotNow, match="who were there"):
        actions.agree_to_release(part, agree=True, by=group.ada, at=AT)
    group.record(session)
    with pytest.raises(NotNow, match="over"):
        actions.bring(part, "Too late", by=group.ada, at=AT)


@pytest.mark.requirement("R4.07")
def test_the_co_ordinator_reads_themes_once_all_who_were_there_agree(group):
    session = group.plan()
    group.record(session)

    def read():
        return released_themes(group.coordinator, group.programme, at=AT)

    actions.agree_to_release(group.part(session), agree=True, by=group.ada, at=AT)
    assert read() == []
    actions.agree_to_release(group.part(session, 1), agree=True, by=group.ben, at=AT)
    assert read() == [(TODAY, 2, "Ending well")]
    # Other words: whoever agreed is asked anew.
    group.record(session, themes="Something else")
    assert read() == []


@pytest.mark.requirement("R4.07")
def test_late_supervision_warns_the_mentor_then_the_co_ordinator_then_pauses(group):
    first_due = TODAY - timedelta(days=33) + timedelta(days=90)  # on the register since 1 October

    def later(days):
        return AT + (first_due - TODAY) + timedelta(days=days)

    actions.warn(at=later(0))
    assert not letters("supervision.due")
    for _ in range(2):
        actions.warn(at=later(1))
    assert (len(letters("supervision.due")), letters("supervision.overdue")) == (3, [])
    actions.warn(at=later(14))
    assert [row.to_id for row in letters("supervision.overdue")] == [group.coordinator.pk]
    keys = {row.pk for row in group.mentors}
    assert not keys & not_ready(group.programme, at=later(30)).keys()
    assert keys <= not_ready(group.programme, at=later(31)).keys()
    session = group.plan()
    group.record(session, on=later(31).date(), at=later(31))
    assert keys & not_ready(group.programme, at=later(32)).keys() == {group.mentors[2].pk}


@pytest.mark.requirement("R4.07")
@pytest.mark.parametrize(
    "how",
    [
        {"state": "withdrawn"},
        {"state": "applied"},  # taken back, and not admitted again yet
        {"renew_by": TODAY},  # lapsed
    ],
)
def test_who_is_not_on_the_register_is_neither_late_nor_warned(group, how):
    ada, ben, cleo = group.mentors
    Entry.objects.filter(participation__in=[ada, cleo]).update(**how)
    late = AT + timedelta(days=200)
    actions.warn(at=late)
    assert [row.to_id for row in letters("supervision.due")] == [group.ben.pk]
    shown = judged(group.programme, mentors_of(group.programme), today=late.date())
    assert {one.row.pk for one in shown if one.due.late} == {ben.pk}
    Entry.objects.filter(participation=ben).update(**how)
    OutboxLetter.objects.all().delete()
    actions.warn(at=late + timedelta(days=14))
    assert not letters("supervision.overdue")
    page = as_(group.ada).get(group.own("mine")).content.decode()
    assert "overdue" not in page.lower()


@pytest.mark.requirement("R4.07")
@pytest.mark.parametrize("kind", ["off", "offered"])
def test_where_it_is_not_required_nobody_is_warned(kind):
    more = {} if kind == "off" else {"every_days": 30}
    design = {"kind": kind} | more
    if kind == "off":
        with pytest.raises(NotVisible):
            Group(**design)
    else:
        group = Group(**design)
        actions.warn(at=AT + timedelta(days=400))
        assert not letters("supervision.due")
        assert not not_ready(group.programme, at=AT + timedelta(days=400))


def test_no_letter_holds_what_is_written(group):
    session = group.plan()
    part = group.part(session)
    actions.bring(part, "SECRET", by=group.ada, at=AT)
    about = {"attendance": str(part.pk)}
    written = [writer_of("supervision.planned")(group.ada, about)]
    assert writer_of("supervision.planned")(group.ben, about) is None
    assert writer_of("supervision.called_off")(group.ada, about) is None
    actions.call_off(session, by=group.lead, at=AT)
    written.append(writer_of("supervision.called_off")(group.ada, about))
    assert writer_of("supervision.planned")(group.ada, about) is None
    named = {"supervisor": str(group.supervisor.pk)}
    written.append(writer_of("supervision.named")(group.lead, named))
    assert writer_of("supervision.named")(group.ada, named) is None
    assert all(written)
    assert "SECRET" not in repr(written)
    assert "room four" not in repr(written)
    assert "Ben" not in repr(written)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_co_ordinators_name_the_same_supervisor_at_once():
    group = Group()

    def name():
        return actions.name_supervisor(
            group.programme, "new@example.org", by=group.coordinator, at=AT
        )

    done = at_once(name, name)
    assert sorted(type(one).__name__ for one in done) == ["NotNow", "Supervisor"], done
    assert Supervisor.objects.filter(user__email="new@example.org").count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_session_is_recorded_while_it_is_called_off():
    group = Group()
    session = group.plan()
    done = at_once(
        lambda: group.record(session, version=1),
        lambda: actions.call_off(session, by=group.lead, at=AT),
    )
    assert sorted(isinstance(one, Session) for one in done) == [False, True], done
