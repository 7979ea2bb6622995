"""Shortlists: made for all at once, changed, published, chosen from, ended (R5.05, R5.20)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import listing, wishes
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.offering import tend
from mentorhouse.matching.actions.publishing import hold, publish, withdraw
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.actions.wishes import BreaksRule
from mentorhouse.matching.models import Invitation, MatchRun, Shortlist, ShortlistPlace, Wish
from mentorhouse.matching.queries.pool import pool_of, waiting_of
from mentorhouse.matching.queries.shortlists import is_offered, own_shortlist
from mentorhouse.matching.states import ShortlistState
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.people.models import Biography
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ParticipationState
from tests.factories import AT, coordinator_of, make_mentor, make_person, make_programme
from tests.matching.test_pages import as_coordinator, signed_in, text
from tests.matching.worlds import programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAYS = timedelta(days=21)


def choosers(mentors=4, mentees=2, **asks):
    """A programme in which mentees choose from shortlists; everybody has said yes."""
    programme = programme_of(mentors, mentees)
    data = plain(programme.design)
    data["matching"]["ways"] = ["shortlist"]
    data["matching"]["shortlist"] |= {"size": 2, "most_per_mentor": 2} | asks
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    programme.participations.update(state=ParticipationState.ACCEPTED)
    return programme


def listed(programme, at=AT):
    run = start(programme, MatchRun.Kind.SHORTLIST, by=coordinator_of(programme), at=at)
    carry_out(run.pk, at=at)
    run.refresh_from_db()
    return run


def offered(programme, at=AT):
    run = listed(programme, at)
    publish(run, by=coordinator_of(programme), at=at)
    run.refresh_from_db()
    return run


def turns_to(shortlist, at=AT):
    """The mentee of a shortlist turns to its first mentor."""
    place = shortlist.places.first()
    return Invitation.objects.create(
        programme=shortlist.mentee.programme, mentor=place.mentor, mentee=shortlist.mentee,
        origin="shortlist", kind="call", slot=1, sent_at=at, changed_at=at, answer_by=at + DAYS,
    )  # fmt: skip


@pytest.mark.requirement("R5.05")
def test_each_mentee_gets_a_list_and_no_mentor_is_on_too_many():
    run = listed(choosers(mentors=3, mentees=3))
    assert (run.state, run.kind, run.shortlists.count()) == ("draft", "shortlist", 3)
    for row in run.shortlists.all():
        assert (row.places.count(), row.short) == (2, [])
    for mentor in {place.mentor_id for place in ShortlistPlace.objects.all()}:
        assert ShortlistPlace.objects.filter(mentor=mentor).count() <= 2
    for place in ShortlistPlace.objects.all():
        assert place.score == sum(part["points"] for part in place.parts)


@pytest.mark.requirement("R5.05", "R5.22")
def test_who_is_short_and_who_gets_nobody_is_told_why_and_comes_first_next():
    programme = choosers(mentors=1, mentees=3)
    run = listed(programme)
    assert run.shortlists.count() == 2
    assert all("only 1 mentor" in row.short[0] for row in run.shortlists.all())
    [alone] = run.unmatched.all()
    assert "on 2 shortlists already" in alone.reasons[0]
    publish(run, by=coordinator_of(programme), at=AT)
    assert waiting_of(programme) == {alone.participation_id: 1}


@pytest.mark.requirement("R5.05", "R5.20")
def test_whose_list_falls_out_at_publishing_comes_first_next():
    programme = choosers(mentors=2, mentees=2)
    run = listed(programme)
    kept, falls = run.shortlists.order_by("pk")
    stays, goes = falls.places.all()
    stays.delete()
    programme.participations.filter(pk=goes.mentor_id).update(state=ParticipationState.DECLINED)
    publish(run, by=coordinator_of(programme), at=AT)
    kept.refresh_from_db()
    assert kept.state == ShortlistState.OPEN
    assert waiting_of(programme) == {falls.mentee_id: 1}
    assert run.unmatched.get().reasons == ["None of these mentors is free any more"]


@pytest.mark.requirement("R5.05")
def test_lists_that_are_open_count_against_the_limit_of_the_next_round():
    programme = choosers(mentors=1, mentees=2)
    offered(programme)
    late = programme_of(0, 1).participations.get()
    late.programme = programme
    late.save()
    run = listed(programme, AT + timedelta(days=1))
    assert not run.shortlists.exists()
    assert run.unmatched.get().participation_id == late.pk


@pytest.mark.requirement("R5.04", "R5.05")
def test_a_mentor_is_taken_out_and_put_in_under_the_same_rules_and_limits():
    programme = choosers(mentors=3, mentees=3)
    run, by = listed(programme), coordinator_of(programme)
    row = run.shortlists.first()
    mine = {place.mentor_id for place in row.places.all()}
    other = programme.participations.filter(role="mentor").exclude(pk__in=mine).get()
    with pytest.raises(NotNow, match="Take one out first"):
        listing.put_in(run, row.mentee_id, other.pk, reason="", by=by, at=AT)
    for _ in range(2):  # pressed twice
        listing.take_out(run, row.mentee_id, next(iter(mine)), by=by, at=AT)
    with pytest.raises(NotNow, match="on 2 shortlists already"):
        listing.put_in(run, row.mentee_id, other.pk, reason="", by=by, at=AT)
    lowly = make_mentor(programme, make_person(grade="AA"))
    with pytest.raises(BreaksRule):
        listing.put_in(run, row.mentee_id, lowly.pk, reason="I wish it", by=by, at=AT)
    spare = make_mentor(programme, make_person(grade="Grade 6"))
    placed = listing.put_in(run, row.mentee_id, spare.pk, reason="", by=by, at=AT)
    assert placed.by_hand
    again = listing.put_in(run, row.mentee_id, spare.pk, reason="", by=by, at=AT)
    assert again.pk == placed.pk
    row.refresh_from_db()
    run.refresh_from_db()
    assert (row.short, run.by_hand) == ([], 2)


def test_who_got_nobody_can_be_given_somebody_by_hand_and_a_ban_holds():
    programme = choosers(mentors=1, mentees=3)
    run, by = listed(programme), coordinator_of(programme)
    alone = run.unmatched.get().participation_id
    spare = make_mentor(programme, make_person(grade="Grade 6"))
    listing.put_in(run, alone, spare.pk, reason="", by=by, at=AT)
    assert not run.unmatched.exists()
    assert run.shortlists.count() == 3
    wishes.lay_down(programme, Wish.Kind.FORBIDDEN, spare.pk, alone, by=by, at=AT)
    publish(run, by=by, at=AT)
    assert Shortlist.objects.get(mentee=alone).state == ShortlistState.DRAFT, "it is left out"


@pytest.mark.requirement("R5.05", "R5.10")
def test_publishing_holds_the_letters_then_tells_mentees_only():
    programme = choosers()
    run, by = listed(programme), coordinator_of(programme)
    hold(run, by=by, at=AT)
    mentee = run.shortlists.first().mentee
    assert own_shortlist(mentee, at=AT) is None
    withdraw(run, by=by, at=AT)
    assert publish(run, by=by, at=AT).offered == 2
    assert publish(run, by=by, at=AT).already
    letters = OutboxLetter.objects.filter(kind="shortlist.offered")
    people = set(programme.participations.filter(role="mentee").values_list("person", flat=True))
    assert {letter.to_id for letter in letters} == people
    names = [p.person.family_name for p in programme.participations.filter(role="mentor")]
    said = str(writer_of("shortlist.offered")(letters[0].to, letters[0].about))
    assert not [name for name in names if name in said]
    assert own_shortlist(mentee, at=AT).answer_by == (AT + DAYS).date()
    assert not {one.participation for one in pool_of(programme, at=AT).mentees}, "they choose now"


@pytest.mark.requirement("R5.05")
def test_the_mentee_reads_who_is_offered_and_is_led_on_and_nobody_else_is():
    programme = choosers()
    run = offered(programme, AT)
    Shortlist.objects.update(answer_by=AT.date() + timedelta(days=4000))
    row, other = run.shortlists.order_by("pk")
    place = row.places.first()
    mine = reverse("matching:waiting_mine", args=[row.mentee_id])
    page = text(signed_in(row.mentee.person.user).get(mine))
    assert place.mentor.person.name in page
    assert reverse("matching:invite", args=[row.mentee_id, place.mentor_id]) in page
    assert "counts for up to" in page
    biography = Biography.objects.create(
        person=place.mentor.person, published=True, about="Ward and water", changed_at=AT
    )
    assert may(row.mentee.person.user, Capability.READ_BIOGRAPHY, biography)
    assert is_offered(row.mentee, place.mentor_id, at=AT)
    for stranger in (other.mentee, place.mentor):
        assert signed_in(stranger.person.user).get(mine).status_code == 404
    assert "You are on the list" not in page
    start_page = text(signed_in(row.mentee.person.user).get("/"))
    assert "Mentors for you to choose from" in start_page


@pytest.mark.requirement("R5.20")
def test_a_list_is_taken_up_or_reminded_and_ends_and_the_unlucky_are_seen():
    programme = choosers()
    run = offered(programme)
    taken, left = run.shortlists.order_by("pk")
    turns_to(taken)
    tend(at=AT + timedelta(days=11))
    tend(at=AT + timedelta(days=12))
    states = dict(run.shortlists.values_list("pk", "state"))
    assert states == {taken.pk: ShortlistState.TAKEN_UP, left.pk: ShortlistState.OPEN}
    assert OutboxLetter.objects.filter(kind="shortlist.reminder").get().to_id == (
        left.mentee.person_id
    )
    tend(at=AT + DAYS)
    left.refresh_from_db()
    assert left.state == ShortlistState.OPEN, "its last day"
    tend(at=AT + DAYS + timedelta(days=1))
    left.refresh_from_db()
    assert left.state == ShortlistState.EXPIRED
    letter = OutboxLetter.objects.get(kind="shortlist.expired")
    assert "has ended" in str(writer_of(letter.kind)(letter.to, letter.about))
    assert left.mentee_id in {one.participation for one in pool_of(programme, at=AT).mentees}
    page = text(
        as_coordinator(programme).get(
            reverse("matching:shortlist_run", args=[programme.pk, run.pk]), {"show": "expired"}
        )
    )
    assert left.mentee.person.name in page
    assert taken.mentee.person.name not in page


@pytest.mark.requirement("R5.20")
def test_no_letter_speaks_of_a_list_where_lists_are_switched_off_meanwhile():
    programme = choosers()
    run = offered(programme)
    data = plain(programme.design)
    data["matching"]["ways"] = ["cohort"]
    type(programme).objects.filter(pk=programme.pk).update(design_data=data)
    tend(at=AT + timedelta(days=11))
    tend(at=AT + DAYS + timedelta(days=1))
    assert set(run.shortlists.values_list("state", flat=True)) == {ShortlistState.EXPIRED}
    kinds = OutboxLetter.objects.filter(kind__startswith="shortlist.")
    assert set(kinds.values_list("kind", flat=True)) == {"shortlist.offered"}


def pages_of(run):
    at = [run.programme_id, run.pk]
    row = run.shortlists.order_by("mentee").first()
    mentor = row.places.order_by("mentor").first().mentor_id
    return {
        "lists": reverse("matching:shortlists", args=at[:1]),
        "run": reverse("matching:shortlist_run", args=at),
        "spread": reverse("matching:spread", args=at),
        "nobody": reverse("matching:shortlist_nobody", args=at),
        "one": reverse("matching:shortlist", args=[*at, row.mentee_id]),
        "out": reverse("matching:change_shortlist", args=[*at, "out", row.mentee_id, mentor]),
        "in": reverse("matching:change_shortlist", args=[*at, "in", row.mentee_id, mentor]),
        "publish": reverse("matching:publish", args=at),
        "csv": reverse("matching:export", args=[*at, "csv"]),
    }


def test_every_page_opens_and_deeds_go_from_page_to_page():
    run = listed(choosers(mentors=3, mentees=3))
    client, pages = as_coordinator(run.programme), pages_of(run)
    for name, address in pages.items():
        assert client.get(address).status_code == 200, name
        assert as_coordinator(make_programme()).get(address).status_code == 404, name
    assert "Taken off the list." in text(client.post(pages["out"], follow=True))
    assert "Put on the list." in text(client.post(pages["in"], follow=True))
    assert "Published, not sent yet" in text(client.post(pages["publish"], follow=True))
    send = reverse("matching:send", args=[run.programme_id, run.pk])
    assert "3 shortlists offered" in text(client.post(send, follow=True))


def test_lists_cost_the_same_for_one_and_for_three():
    counted = []
    for many in (1, 3):
        run = listed(choosers(mentors=4, mentees=many))
        client = as_coordinator(run.programme)
        client.get(pages_of(run)["run"])
        with CaptureQueriesContext(connection) as asked:
            for name in ("run", "spread", "one"):
                assert client.get(pages_of(run)[name]).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.requirement("R5.01")
def test_where_shortlists_are_off_there_is_none():
    run = listed(choosers())
    programme, pages = run.programme, pages_of(run)
    data = plain(programme.design)
    data["matching"]["ways"] = ["cohort"]
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    client = as_coordinator(programme)
    assert {client.get(page).status_code for page in pages.values()} == {404}
    with pytest.raises(NotVisible):
        start(programme, MatchRun.Kind.SHORTLIST, by=coordinator_of(programme), at=AT)
