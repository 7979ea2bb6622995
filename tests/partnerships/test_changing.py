"""Leaving a group that goes on, joining one, and another shape of a running partnership."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions.wishes import lay_down
from mentorhouse.matching.models import Wish
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import changing, handing_over, last_day, reviewing
from mentorhouse.partnerships.actions.leaving import leave_running
from mentorhouse.partnerships.models import Change, Departure, Member, Partnership
from mentorhouse.partnerships.queries import partnership_for, together
from mentorhouse.partnerships.rules import NoPlaceLeft, Shape
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.people.actions.conflicts import declare_conflict
from mentorhouse.people.models import Person
from mentorhouse.programmes.design import plain
from mentorhouse.programmes.models import Participation
from tests.factories import AT, make_mentee, make_mentor
from tests.partnerships.life import DAY, Pair, Several, letters, user, with_design, with_shapes

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def places(parts):
    rows = Participation.objects.filter(pk__in=[part.pk for part in parts])
    return sorted(rows.values_list("places_taken", flat=True))


def words_of(kind):
    row = OutboxLetter.objects.filter(kind=kind).first()
    return " ".join(writer_of(kind)(row.to, row.about).paragraphs)


@pytest.mark.requirement("R9.05", "R10.05")
def test_who_leaves_a_group_leaves_without_blame_and_the_others_go_on(client):
    group = Several(3)
    gone, *stay = group.mentees
    client.force_login(user(gone))
    address = reverse("partnerships:leaving", args=[group.row.pk])
    page = client.get(address).text
    assert "The others go on without you" in page
    assert reverse("partnerships:talk", args=[group.row.pk]) in page  # offered first
    assert "Choose what comes closest" in page or 'name="kind"' in page
    for _ in range(2):  # pressed twice, the second finds nothing to leave
        client.post(address, {"kind": "unsaid"})
    assert group.now().state == PartnershipState.ACTIVE
    assert (places([gone]), places(stay)) == ([0], [1, 1])
    assert letters("partnership.one_left") == sorted(p.person_id for p in (group.mentor, *stay))
    assert "no reason is asked" in words_of("partnership.one_left")
    assert letters("partnership.member_left") == [group.coordinator.pk]
    assert Departure.objects.get().ending == Ending.UNSAID
    for open_it in (partnership_for, lambda u, pk: client.get(address).raise_for_status):
        with pytest.raises((NotVisible, AttributeError)):
            open_it(user(gone), group.row.pk)
    assert together(group.programme)[group.mentor.pk, gone.pk] is PartnershipState.ENDED
    assert AuditEntry.objects.filter(act="partnership.member_left").count() == 1
    client.force_login(group.coordinator)
    page = client.get(reverse("partnerships:changes", args=[group.programme.pk])).text
    assert gone.person.name in page and "Not said" in page


@pytest.mark.requirement("R9.05")
@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_where_too_few_stay_it_ends_for_all(who):
    group = Several(2 if who == "mentee" else 3)
    leaver = group.mentor if who == "mentor" else group.mentees[0]
    leave_running(group.row, Ending.TIME, by=user(leaver), at=AT)
    assert (group.now().state, group.row.ending) == ("ended", "time")
    assert set(places([group.mentor, *group.mentees])) == {0}
    assert len(letters("partnership.ended")) == len(group.mentees)  # all but who left


def test_nothing_waits_for_who_has_left():
    group = Several(3)
    gone, *stay = group.mentees
    here = [group.mentor, *stay]
    review = reviewing.ask_review(group.row, by=user(gone), at=AT)
    proposal = last_day.propose_end(group.row, (AT + 90 * DAY).date(), by=user(stay[0]), at=AT)
    for part in here:
        reviewing.write_part(group.row, {"works": "x"}, done=True, by=user(part), at=AT)
        last_day.answer_end(group.row, proposal.pk, agree=True, by=user(part), at=AT)
    change = group.asks(new := make_mentee(group.programme))
    leave_running(group.row, Ending.TIME, by=user(gone), at=AT)
    for row in (review, proposal, change):
        row.refresh_from_db()
    assert (review.state, proposal.state, change.state) == ("together", "agreed", "overtaken")
    assert group.now().ends_on == proposal.ends_on
    assert letters("change.off") == [new.person_id]


@pytest.mark.requirement("R10.10")
def test_who_leaves_the_programme_leaves_a_group_that_goes_on(client):
    group = Several(3)
    leaver = group.mentees[0]
    client.force_login(group.coordinator)
    address = reverse("partnerships:hand_over", args=[group.programme.pk, leaver.pk])
    assert "These go on without them" in client.get(address).text
    client.post(address, {})
    leaver.refresh_from_db()
    assert (leaver.state, leaver.places_taken) == ("declined", 0)
    assert group.now().state == PartnershipState.ACTIVE
    assert letters("partnership.you_left") == [leaver.person_id]
    with pytest.raises(NotNow):  # the mentor's end is the end for all, and needs a choice
        handing_over.hand_over(group.mentor, {}, by=group.coordinator, at=AT)


@pytest.mark.requirement("R9.05")
def test_who_joins_is_asked_as_all_are_and_holds_a_place_once_all_agree(client):
    group = Several(3)
    new = make_mentee(group.programme)
    client.force_login(group.coordinator)
    address = reverse("partnerships:propose_change", args=[group.programme.pk, group.row.pk])
    wrong = client.post(address, {"shape": "group", "mentee": "\nnobody@example.org"}).text
    assert "Line 2" in wrong and "nobody@example.org" in wrong
    client.post(address, {"shape": "group", "mentee": user(new).email.upper()})
    change = Change.objects.get()
    assert letters("change.asked") == sorted(
        p.person_id for p in (new, group.mentor, *group.mentees)
    )
    client.force_login(user(new))
    joining = reverse("partnerships:joining", args=[change.pk])
    page = client.get(joining).text
    assert group.mentor.person.name in page and "Who can read" in page
    client.post(joining, {"deed": "agree"})
    assert client.get(reverse("home:partnership", args=[group.row.pk])).status_code == 404
    client.force_login(user(group.mentor))
    page = client.get(reverse("partnerships:change", args=[group.row.pk])).text
    assert new.person.name in page and "can read what this partnership has written" in page
    for part in (*group.mentees, group.mentor, group.mentor):
        changing.answer_change(change, agree=True, by=user(part), at=AT)
    assert places([new]) == [1]
    assert Member.objects.get(participation=new).seat == 4
    assert partnership_for(user(new), group.row.pk)
    assert letters("change.made_told") == [group.coordinator.pk]


@pytest.mark.requirement("R9.01", "R9.05")
def test_joining_a_full_group_is_refused_when_asked_and_by_the_database():
    group = Several(4)
    with pytest.raises(NotNow, match="no place left"):
        group.asks(make_mentee(group.programme))
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(
            partnership=group.row, participation=make_mentee(group.programme), role="mentee",
            shape="group", seat=5,
        )  # fmt: skip


def test_one_no_is_enough_and_a_place_that_is_gone_ends_it():
    group = Several(2)
    new = make_mentee(group.programme)
    change = group.asks(new)
    with pytest.raises(NotNow, match="proposed already"):
        group.asks(make_mentee(group.programme))
    changing.answer_change(change, agree=False, by=user(group.mentees[0]), at=AT)
    assert letters("change.off_told") == [group.coordinator.pk]
    with pytest.raises(NotNow):
        changing.answer_change(change, agree=True, by=user(new), at=AT)
    again = group.asks(new)
    Participation.objects.filter(pk=new.pk).update(places_taken=1)
    with pytest.raises(NoPlaceLeft, match="not free any more"):
        group.all_agree(again, new)
    again.refresh_from_db()
    assert again.state == "overtaken" and group.now().members.count() == 3
    stranger = make_mentee(group.programme)
    with pytest.raises(NotVisible):
        changing.answer_change(again, agree=True, by=user(stranger), at=AT)
    with pytest.raises(NotVisible):  # whom to add, a co-ordinator knows
        changing.propose_change(group.row, Shape.GROUP, [stranger.pk], by=user(group.mentor), at=AT)


@pytest.mark.requirement("R5.04", "R9.05")
def test_nobody_joins_whom_a_rule_keeps_apart_from_somebody_there():
    group = Several(3)
    managed, conflicted, never = (make_mentee(group.programme) for _ in range(3))
    Person.objects.filter(pk=managed.person_id).update(line_manager_email=user(group.mentor).email)
    declare_conflict(conflicted.person, user(group.mentor).email, by=user(conflicted), at=AT)
    lay_down(
        group.programme, Wish.Kind.FORBIDDEN, group.mentor.pk, never.pk, by=group.coordinator, at=AT
    )
    left = group.mentees[0]
    leave_running(group.row, Ending.FIT, by=user(left), at=AT)
    for part in (managed, conflicted, never, left):
        with pytest.raises(NotNow, match="keeps them apart"):
            group.asks(part)
    assert group.asks(make_mentee(group.programme))


@pytest.mark.requirement("R9.05")
def test_two_become_a_group_that_begins_anew_and_nobody_new_reads_what_the_two_wrote(client):
    pair = Pair()
    pair.programme = with_shapes(pair.programme)
    new = make_mentee(pair.programme)
    Partnership.objects.filter(pk=pair.row.pk).update(phase="progress")
    told = {"by": pair.coordinator, "at": AT}
    with pytest.raises(NotNow, match="too few"):
        changing.propose_change(pair.row, Shape.GROUP, [], **told)
    change = changing.propose_change(pair.row, Shape.GROUP, [new.pk], **told)
    said = plain(pair.programme.design)["confidentiality"]
    said |= {"coordinator_reads_content": True, "statement": "We read it now."}
    with_design(pair.programme, confidentiality=said)
    for who in (user(new), pair.mentee, pair.mentor):
        changing.answer_change(change, agree=True, by=who, at=AT)
    assert (pair.now().state, pair.row.ending) == ("ended", "changed")
    assert pair.row.evaluation_due_on is None and not pair.row.coordinator_reads_content
    made = pair.row.followed_by
    assert (made.shape, made.state, made.phase) == ("group", "active", "progress")
    assert made.ends_on == pair.row.ends_on
    assert "It begins anew in its new shape" in words_of("change.done")
    began = OutboxLetter.objects.filter(kind="partnership.began").first()
    assert writer_of("partnership.began")(began.to, began.about) is None  # told so already
    assert made.coordinator_reads_content and made.confidentiality_statement == "We read it now."
    taken = Participation.objects.filter(memberships__partnership=made)
    assert set(taken.values_list("places_taken", flat=True)) == {1}
    client.force_login(user(new))
    assert client.get(reverse("meetings:logs", args=[pair.row.pk])).status_code == 404
    assert client.get(reverse("home:partnership", args=[made.pk])).status_code == 200
    client.force_login(pair.mentee)
    page = client.get(reverse("partnerships:ending", args=[pair.row.pk])).text
    assert reverse("home:partnership", args=[made.pk]) in page


@pytest.mark.requirement("R9.05", "R9.07")
def test_two_propose_themselves_to_mentor_each_other(client):
    pair = Pair()
    pair.programme = with_shapes(pair.programme)
    client.force_login(pair.mentee)
    address = reverse("partnerships:change", args=[pair.row.pk])
    client.post(address, {"deed": "reciprocal"})
    assert not Change.objects.exists()  # neither takes part in the other role yet
    others = [make(pair.programme).pk for make in (make_mentor, make_mentee)]
    with pytest.raises(NotNow, match="two people mentor each other"):
        changing.propose_change(
            pair.row, Shape.RECIPROCAL, others, by=pair.coordinator, at=AT
        )  # fmt: skip
    make_mentor(pair.programme, pair.mentee.person)
    make_mentee(pair.programme, pair.mentor.person)
    client.post(address, {"deed": "reciprocal"})
    change = Change.objects.get()
    client.force_login(pair.mentor)
    client.post(address, {"deed": "agree", "change": change.pk})
    made = pair.now().followed_by
    assert (made.shape, made.members.count()) == ("reciprocal", 4)
    taken = Participation.objects.filter(memberships__partnership=made)
    assert set(taken.values_list("places_taken", flat=True)) == {1}
