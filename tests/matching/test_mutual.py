"""Two colleagues who find each other and mentor each other (R5.18)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import inviting
from mentorhouse.matching.emails.inviting import asked
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.rules.inviting import SEARCH, CannotInvite
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation
from tests.factories import AT, make_mentee
from tests.matching.talks import ask, mentee_in, mentor_in, user, world
from tests.matching.test_pages import signed_in, text

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
N = "open_mentoring"


def page(name, *args):
    return reverse(f"matching:{name}", args=args)


def colleague(programme):
    """Somebody who takes part as both; as mentor, and as mentee."""
    mentor = mentor_in(programme)
    return mentor, make_mentee(programme, mentor.person)


def aims(**more):
    return inviting.Aims("Let us learn from each other.", "video", **more)


@pytest.mark.requirement("R5.18")
def test_one_picks_a_biography_or_publishes_ones_own():
    _programme, (mentor, *_), (mentee,) = world(N)
    for part in (mentor, mentee):
        shown = text(signed_in(user(part)).get(page("talks", part.pk)))
        assert "two people may also mentor each other" in shown
        assert reverse("people:write_biography") in shown
    shown = text(signed_in(user(mentee)).get(page("invite", mentee.pk, mentor.pk)))
    assert "I listen." in shown
    assert "We would mentor each other" not in shown  # neither takes part as both
    with pytest.raises(CannotInvite):
        inviting.invite(mentee, mentor, aims(mutual=True), origin=SEARCH, by=user(mentee), at=AT)


@pytest.mark.requirement("R5.18")
def test_two_colleagues_agree_to_mentor_each_other():
    programme, (spare, *_), _ = world(N)
    my_mentor, me = colleague(programme)
    their_mentor, them = colleague(programme)
    client, address = signed_in(user(me)), page("invite", me.pk, their_mentor.pk)
    assert "We would mentor each other" in text(client.get(address))
    client.post(address, {"message": "Hello", "way": "video", "mutual": "on"})
    talk = Invitation.objects.get()
    assert talk.mutual
    letter = asked(user(them), OutboxLetter.objects.get(kind="talk.asked").about)
    assert "mentor each other" in letter.paragraphs[0]
    theirs = signed_in(user(them))
    assert "about mentoring each other" in text(theirs.get(page("talk", talk.pk)))
    other_way = ask(mentee_in(programme), my_mentor)  # somebody waits for the place as mentor
    now = timezone.now()
    talk = inviting.propose(talk, [now + timedelta(days=1)], way="video", by=user(them), at=now)
    talk = inviting.pick(talk, talk.times.get().pk, by=user(me), at=now)
    later = now + timedelta(days=2)
    talk = inviting.note_meeting(talk, met=True, by=user(me), at=later)
    talk = inviting.choose(talk, by=user(me), at=later)
    assert "You mentor each other" in text(theirs.get(page("talk_deed", talk.pk, "confirm")))
    inviting.confirm(talk, by=user(them), at=later)
    row = Partnership.objects.get()
    assert (row.shape, row.state) == ("reciprocal", "active")
    members = {(m.participation_id, m.role) for m in row.members.all()}
    both = {(part.pk, part.role) for part in (my_mentor, me, their_mentor, them)}
    assert members == both
    taken = Participation.objects.filter(places_taken=1).values_list("pk", flat=True)
    assert set(taken) == {pk for pk, _ in both}
    other_way.refresh_from_db()
    my_mentor.refresh_from_db()
    assert other_way.state == ("lapsed" if my_mentor.capacity == 1 else "sent")
    # once together, neither can turn to the other again, in any direction
    with pytest.raises(NotNow):
        ask(them, my_mentor, at=later)
    assert spare.places_taken == 0


@pytest.mark.requirement("R5.18", "R5.11")
def test_rank_does_not_count_and_every_other_rule_holds_both_ways():
    programme, _mentors, _ = world(N)
    _my_mentor, me = colleague(programme)
    their_mentor, them = colleague(programme)
    them.places_taken = them.capacity
    them.save()
    with pytest.raises(CannotInvite):
        inviting.invite(me, their_mentor, aims(mutual=True), origin=SEARCH, by=user(me), at=AT)
    one_way = inviting.invite(me, their_mentor, aims(), origin=SEARCH, by=user(me), at=AT)
    assert not one_way.mutual
