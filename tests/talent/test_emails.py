"""Letters: that there is something to read, and no name or reason."""

import pytest

from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Coordinator
from mentorhouse.talent import emails
from mentorhouse.talent.actions import nominations
from mentorhouse.talent.models import Nominator
from tests.talent.conftest import AT

pytestmark = pytest.mark.django_db


def about(kind):
    return OutboxLetter.objects.filter(kind=kind).order_by("posted_at", "pk").last().about


def written(letter):
    return " ".join((letter.subject, *letter.paragraphs, letter.link.text))


def test_a_nominee_is_told_and_led_to_their_page(scheme):
    row = scheme.nominate(why="She sees far.")
    letter = emails.made(row.nominee, about("nomination.made"))
    assert scheme.north.name in written(letter)
    assert "She sees far" not in written(letter)
    assert "/account/" in letter.link.url  # no password yet: a link that sets one up
    assert emails.made(scheme.other, about("nomination.made")) is None
    nominations.withdraw(row, by=row.nominee, at=AT)
    assert emails.made(row.nominee, about("nomination.made")) is None


def test_a_nominator_is_told_what_they_may_do(scheme):
    named = Nominator.objects.get(user=scheme.nominator)
    letter = emails.nominator(scheme.nominator, {"nominator": str(named.pk)})
    assert scheme.north.name in written(letter)
    nominations.remove_nominator(named, by=scheme.coordinator, at=AT)
    assert emails.nominator(scheme.nominator, {"nominator": str(named.pk)}) is None


def test_co_ordinators_are_told_of_a_wish_without_a_name(scheme):
    row = scheme.wishing("Ada Person")
    letter = emails.wish_stated(scheme.coordinator, about("nomination.wish_stated"))
    assert "Ada" not in written(letter)
    nominations.withdraw(row, by=row.nominee, at=AT)
    assert emails.wish_stated(scheme.coordinator, about("nomination.wish_stated")) is None
    Coordinator.objects.all().delete()
    assert emails.wish_stated(scheme.coordinator, about("nomination.wish_stated")) is None


def test_an_organisation_is_told_of_interest_without_a_name(scheme):
    offered = scheme.offer()
    scheme.interested(offered, scheme.wishing("Ada Person"))
    letter = emails.interested(scheme.other, about("opportunity.interested"))
    assert "Ada" not in written(letter)
    assert emails.interested(scheme.nominator, about("opportunity.interested")) is None


@pytest.mark.requirement("R3.06")
@pytest.mark.requirement("R3.13")
def test_a_nominee_is_invited_to_apply_once_they_have_stated_their_wish(scheme):
    row = scheme.nominate()
    assert not OutboxLetter.objects.filter(kind="nomination.apply").exists()
    row = nominations.state_wish(row, by=row.nominee, at=AT)
    letter = emails.apply(row.nominee, about("nomination.apply"))
    assert "apply" in written(letter)
    assert "She sees far" not in written(letter)
    nominations.withdraw(row, by=row.nominee, at=AT)
    assert emails.apply(row.nominee, about("nomination.apply")) is None
