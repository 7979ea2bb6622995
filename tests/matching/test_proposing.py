"""A mentor proposes a pair; the same rules hold, and nothing is told but a yes (R5.14)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import proposing as deeds
from mentorhouse.matching.models import Proposal, Wish
from mentorhouse.matching.rules.proposing import MOST_OPEN
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import end
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending
from mentorhouse.programmes.models import Programme
from tests.factories import AT, coordinator_of
from tests.matching.talks import mentee_in, user, world

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
LATE = AT + timedelta(days=60)


def letters(kind):
    return list(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


def propose(mentor, email, *, at=AT, once=None):
    return deeds.propose(mentor, email, once=once or uuid4(), by=user(mentor), at=at)


def approving(programme):
    data = programme.design_data
    data["matching"] |= {"ways": ["cohort"], "introduction": False}
    data["matching"]["chemistry"]["used"] = False
    Programme.objects.filter(pk=programme.pk).update(design_data=data)
    return Programme.objects.get(pk=programme.pk)


@pytest.mark.requirement("R5.14")
def test_a_mentor_proposes_and_the_mentee_s_yes_begins_it(client):
    programme, (mentor, *_), (mentee,) = world()
    once, at = uuid4(), timezone.now()
    one = propose(mentor, user(mentee).email.upper(), at=at, once=once)
    assert propose(mentor, user(mentee).email, at=at, once=once) == one  # sent twice
    assert letters("proposal.asked") == [user(mentee).pk]
    client.force_login(user(mentee))
    page = reverse("matching:proposal", args=[one.pk])
    assert mentor.person.name in client.get(page).text
    assert page in client.get(reverse("home:start")).text
    client.post(page, {"answer": "yes"})
    client.post(page, {"answer": "yes"})
    assert "You said yes" in client.get(page).text
    begun = Partnership.objects.get(programme=programme)
    assert begun.state == "active"
    for part in (mentor, mentee):
        part.refresh_from_db()
        assert part.places_taken == 1
    client.force_login(user(mentor))
    told = client.get(reverse("matching:propose", args=[mentor.pk])).text
    assert reverse("home:partnership", args=[begun.pk]) in told


def forbidden_pair(programme, mentor):
    mentee = mentee_in(programme)
    Wish.objects.create(
        programme=programme, mentor=mentor, mentee=mentee, kind=Wish.Kind.FORBIDDEN,
        by=coordinator_of(programme), at=AT,
    )  # fmt: skip
    return mentee


def managed(programme, mentor):
    mentee = mentee_in(programme)
    mentee.person.line_manager_email = user(mentor).email
    mentee.person.save()
    return mentee


def full(programme, _mentor):
    mentee = mentee_in(programme)
    mentee.places_taken = mentee.capacity
    mentee.save()
    return mentee


def earlier(programme, mentor):
    mentee = mentee_in(programme)
    deeds.answer(propose(mentor, user(mentee).email), accept=True, by=user(mentee), at=AT)
    row = Partnership.objects.get(programme=programme)
    end(row, Ending.FIT, by=user(mentee), at=AT)
    OutboxLetter.objects.all().delete()
    return mentee


@pytest.mark.requirement("R5.14", "R5.04")
@pytest.mark.parametrize("kind", [forbidden_pair, managed, full, earlier, None])
def test_no_rule_is_broken_and_the_answer_tells_nothing(client, kind):
    programme, (mentor, *_), (possible,) = world()
    whom = kind(programme, mentor) if kind else None
    email = user(whom).email if whom else "nobody.at.all@example.org"
    client.force_login(user(mentor))
    page = reverse("matching:propose", args=[mentor.pk])
    told = []
    for address in (email, user(possible).email):
        with transaction.atomic():
            answer = client.post(page, {"email": address, "once": str(uuid4())}, follow=True)
            told.append(answer.text.split("<main")[1].split("csrfmiddlewaretoken")[0])
            told.append(answer.text.split("What you have proposed")[1].split("</ul>")[0])
            if address == email:
                assert not letters("proposal.asked")
                assert Proposal.objects.filter(state="nobody", mentee=None).count() == 1
            transaction.set_rollback(True)
    assert told[:2] == told[2:]


@pytest.mark.requirement("R5.14")
def test_a_no_is_private_and_all_that_came_to_nothing_is_told_alike():
    _programme, (mentor, *_), (mentee,) = world()
    said_no = propose(mentor, user(mentee).email)
    nobody = propose(mentor, "nobody.at.all@example.org")
    deeds.answer(said_no, accept=False, by=user(mentee), at=AT)
    deeds.answer(said_no, accept=False, by=user(mentee), at=AT)  # pressed twice
    deeds.end_run_out(at=AT + timedelta(days=1))
    assert not letters("proposal.over")
    assert deeds.end_run_out(at=LATE) == 2
    assert deeds.end_run_out(at=LATE) == 0
    assert letters("proposal.over") == [user(mentor).pk] * 2
    nobody.refresh_from_db()
    assert nobody.state == "expired"


@pytest.mark.requirement("R5.14")
def test_a_second_no_and_a_late_one_are_answered_kindly(client):
    _programme, (mentor, other, *_), (mentee,) = world()
    at = timezone.now()
    said_no = propose(mentor, user(mentee).email, at=at)
    late = propose(other, user(mentee).email, at=at - timedelta(days=60))
    client.force_login(user(mentee))
    page = reverse("matching:proposal", args=[said_no.pk])
    for answer in ("no", "no", "yes"):
        told = client.post(page, {"answer": answer}, follow=True)
        assert "You said no to this proposal already" in told.text
    assert "answered already" in told.text  # the yes that came after the no
    page = reverse("matching:proposal", args=[late.pk])
    assert "cannot go ahead" in client.post(page, {"answer": "yes"}, follow=True).text
    deeds.end_run_out(at=at)
    assert "time to answer this proposal is over" in client.get(page).text
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.14")
def test_where_the_co_ordinator_matches_they_see_it_first(client):
    programme, (mentor, *_), (mentee,) = world()
    programme = approving(programme)
    coordinator = coordinator_of(programme)
    mentor.programme = programme
    one = propose(mentor, user(mentee).email)
    assert (one.state, letters("proposal.asked")) == ("to_decide", [])
    assert coordinator.pk in letters("proposal.to_decide")
    left = propose(mentor, user(mentee_in(programme)).email)
    deeds.decide(left, ask=False, by=coordinator, at=AT)
    for unasked in (one, left):  # nobody learns what they were not asked
        with pytest.raises(NotVisible):
            deeds.answer(unasked, accept=True, by=user(unasked.mentee), at=AT)
    client.force_login(coordinator)
    listed = client.get(reverse("matching:proposals_to_decide", args=[programme.pk])).text
    assert mentee.person.name in listed
    until = one.answer_by
    deeds.decide(one, ask=True, by=coordinator, at=AT + timedelta(days=2))
    one.refresh_from_db()
    assert one.answer_by == until  # a day that moved would tell the mentor
    assert deeds.answer(one, accept=True, by=user(mentee), at=AT).state == "active"


def told_to(client, mentor):
    client.force_login(user(mentor))
    page = client.get(reverse("matching:propose", args=[mentor.pk])).text
    return re.findall(r"It is open until [^<]*", page)


@pytest.mark.requirement("R5.14")
def test_what_the_mentor_reads_tells_not_that_it_was_let_through(client):
    programme, (mentor, *_), (mentee,) = world()
    mentor.programme = programme = approving(programme)
    at = timezone.now() - timedelta(days=3)
    one = propose(mentor, user(mentee).email, at=at)
    propose(mentor, "nobody.at.all@example.org", at=at)
    deeds.decide(one, ask=True, by=coordinator_of(programme), at=timezone.now())
    first, second = told_to(client, mentor)
    assert first == second


@pytest.mark.requirement("R5.14")
def test_who_said_no_is_not_asked_again_and_the_mentor_cannot_tell(client):
    _programme, (mentor, *_), (mentee,) = world()
    at = timezone.now()
    deeds.answer(propose(mentor, user(mentee).email, at=at), accept=False, by=user(mentee), at=at)
    assert propose(mentor, user(mentee).email, at=at).state == "nobody"
    assert letters("proposal.asked") == [user(mentee).pk]
    first, second = told_to(client, mentor)
    assert first == second


def test_where_mentees_look_themselves_the_co_ordinator_has_no_page(client):
    programme, _mentors, _mentees = world()
    client.force_login(coordinator_of(programme))
    page = reverse("matching:proposals_to_decide", args=[programme.pk])
    assert client.get(page).status_code == 404


def test_what_waits_for_a_decision_is_decided_though_mentees_look_themselves_by_now(client):
    programme, (mentor, *_), (mentee,) = world()
    design = dict(programme.design_data)
    approving(programme)
    mentor = type(mentor).objects.get(pk=mentor.pk)
    waits = propose(mentor, user(mentee).email)
    Programme.objects.filter(pk=programme.pk).update(
        design_data=design | {"matching": design["matching"] | {"ways": ["self_service"]}}
    )
    client.force_login(coordinator_of(programme))
    page = reverse("matching:proposals_to_decide", args=[programme.pk])
    assert mentor.person.name in client.get(page).text
    decide = reverse("matching:decide_proposal", args=[programme.pk, waits.pk, "leave"])
    assert client.post(decide, follow=True).status_code == 200
    assert client.get(page).status_code == 404


def test_only_so_many_are_open_and_not_twice_for_one():
    _programme, (mentor, *_), (mentee,) = world()
    one = propose(mentor, user(mentee).email)
    assert propose(mentor, user(mentee).email).state == "nobody"
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=one.pk).update(mentee=None)
    for number in range(MOST_OPEN - 2):
        propose(mentor, f"{number}@example.org")
    with pytest.raises(NotNow):
        propose(mentor, "one.more@example.org")
    assert propose(mentor, "one.more@example.org", at=LATE).state == "nobody"


def test_a_mentor_without_a_place_is_told_so(client):
    _programme, (mentor, *_), (mentee,) = world()
    mentor.places_taken = mentor.capacity
    mentor.save()
    client.force_login(user(mentor))
    page = reverse("matching:propose", args=[mentor.pk])
    answer = client.post(page, {"email": user(mentee).email, "once": str(uuid4())})
    assert "no free place" in answer.text
    assert user(mentee).email in answer.text  # typed text is kept
    assert not Proposal.objects.exists()
