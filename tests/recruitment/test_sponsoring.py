"""Sponsors identify people, who are invited to apply and decide freely (R3.06)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import LinkHolder, LinkIsOver, token_of
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions import sponsoring
from mentorhouse.recruitment.actions.sponsoring import Seen, Sponsor
from mentorhouse.recruitment.models import Application, Identification, SponsorLink
from tests.factories import coordinator_of, make_person, make_user
from tests.recruitment.asking import asking_programme, kept, letters
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
HR = Sponsor("Harriet Res", "harriet@example.org", "Home Trust", 2, 28)


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


def identifying():
    return asking_programme(entry="identified")


def give(programme=None, sponsor=HR) -> SponsorLink:
    programme = programme or identifying()
    by = coordinator_of(programme)
    return sponsoring.give_link(programme, sponsor, once=uuid4(), by=by, at=timezone.now())


def path(row):
    return reverse("recruitment:identify_by_link", args=[token_of(row)])


def seen(**changes):
    said = {"once": str(uuid4()), "name": "Ada Person", "email": "ada@example.org"}
    return said | {"why": "She sees far."} | changes


@pytest.mark.requirement("R3.06")
def test_a_sponsor_names_somebody_who_is_invited_to_apply_and_is_made_nothing(client, tmp_path):
    link = give()
    (sent,) = letters(tmp_path)
    assert (sent.to, path(link) in sent.text) == (HR.email, True)
    asked = client.get(path(link)).content.decode()
    assert "Who can read this: the person you name and the programme’s co-ordinators." in asked
    assert "Ada Person" in client.post(path(link), seen()).content.decode()
    invited = next(each for each in letters(tmp_path) if each.to == "ada@example.org")
    assert "Harriet Res, Home Trust" in invited.text
    assert "She sees far" not in invited.text
    assert not Participation.objects.exists()
    assert not Application.objects.exists()
    user = User.objects.get(email="ada@example.org")
    row = Identification.objects.get()
    client.force_login(user)
    where = reverse("recruitment:identification", args=[row.programme_id, row.pk])
    page = client.get(where).content.decode()
    assert "She sees far." in page
    assert "invited to apply" in page
    client.force_login(make_person().user)
    assert client.get(where).status_code == 404
    assert "She sees far" not in kept(Identification)


@pytest.mark.requirement("R3.06")
def test_a_link_names_only_so_many_until_a_day_and_can_be_ended(client):
    link, by = give(), None
    for n in range(2):
        assert client.post(path(link), seen(email=f"p{n}@example.org")).status_code == 200
    assert client.get(path(link)).status_code == 404
    assert client.post(path(link), seen(email="p9@example.org")).status_code == 404
    late = give()
    SponsorLink.objects.filter(pk=late.pk).update(link_until=timezone.now() - timedelta(days=1))
    assert client.get(path(late)).status_code == 404
    ended = give()
    where = path(ended)
    by = coordinator_of(ended.programme)
    client.force_login(by)
    end = reverse("recruitment:end_link", args=[ended.programme_id, ended.pk])
    assert client.post(end).status_code == 302
    assert client.get(where).status_code == 404
    assert Identification.objects.count() == 2


def test_the_same_form_twice_invites_once_and_thanks_twice(client):
    link, said = give(sponsor=Sponsor("H", "h@example.org", "Home", 1, 9)), seen()
    for _ in range(2):
        assert client.post(path(link), said).status_code == 200
    assert Identification.objects.count() == 1


def test_who_is_named_twice_is_invited_once_and_nobody_learns_of_the_other(client):
    programme = identifying()
    one, other = give(programme), give(programme)
    first = client.post(path(one), seen()).content.decode()
    again = client.post(path(other), seen(email="ADA@example.org")).content.decode()
    assert "is invited to apply" in first
    assert "is invited to apply" in again
    assert OutboxLetter.objects.filter(kind="identification.made").count() == 1


def test_a_link_is_used_up_alike_whoever_was_named_before(client):
    """How many are left must not tell a sponsor whom somebody else has named."""
    programme = identifying()
    one, other = give(programme), give(programme)
    client.post(path(one), seen())
    first = seen()
    for said in (first, seen(email="new@example.org"), first):  # the first form comes twice
        assert client.post(path(other), said).status_code == 200
    other.refresh_from_db()
    assert other.used == 2


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_who_use_the_last_of_a_link_at_once():
    link = give(sponsor=Sponsor("H", "h@example.org", "Home", 1, 9))

    def name(n):
        person = Seen("P", f"p{n}@example.org", "why")
        holder = LinkHolder(link.pk)
        sponsoring.identify_by_link(person, once=uuid4(), by=holder, at=timezone.now())

    done = at_once(lambda: name(1), lambda: name(2))
    assert sorted(type(one).__name__ for one in done) == ["LinkIsOver", "NoneType"], done
    assert Identification.objects.count() == 1


def test_only_who_runs_the_programme_gives_links_and_only_where_sponsors_identify(client):
    programme, other = identifying(), asking_programme()
    at = timezone.now()
    with pytest.raises(NotVisible):
        sponsoring.give_link(programme, HR, once=uuid4(), by=make_user(), at=at)
    with pytest.raises(NotVisible):
        sponsoring.give_link(other, HR, once=uuid4(), by=coordinator_of(other), at=at)
    client.force_login(coordinator_of(other))
    for name in ("sponsors", "give_link", "identify"):
        assert client.get(reverse(f"recruitment:{name}", args=[other.pk])).status_code == 404
    with pytest.raises(LinkIsOver):
        link = give(programme)
        SponsorLink.objects.filter(pk=link.pk).update(most=2, used=2)
        person = Seen("P", "p@example.org", "why")
        sponsoring.identify_by_link(person, once=uuid4(), by=LinkHolder(link.pk), at=at)


def test_a_co_ordinator_gives_a_link_and_identifies_somebody(client):
    programme = identifying()
    client.force_login(coordinator_of(programme))
    said = {
        "once": str(uuid4()), "name": HR.name, "email": HR.email, "organisation": "Home Trust",
        "most": "3", "days": "9",
    }  # fmt: skip
    where = reverse("recruitment:give_link", args=[programme.pk])
    for _ in range(2):
        assert client.post(where, said).status_code == 302
    assert SponsorLink.objects.count() == 1
    wrong = client.post(where, said | {"once": str(uuid4()), "most": "999"}).content.decode()
    assert "There is a problem" in wrong
    where = reverse("recruitment:identify", args=[programme.pk])
    assert client.post(where, seen()).status_code == 302
    assert "already" in client.post(where, seen()).content.decode()
    page = client.get(reverse("recruitment:sponsors", args=[programme.pk])).content.decode()
    assert "Ada Person" in page
    assert HR.name in page
    with pytest.raises(NotNow):
        sponsoring.identify(
            programme, Seen("A", "ada@example.org", "x"), once=uuid4(),
            by=coordinator_of(programme), at=timezone.now(),
        )  # fmt: skip


def test_who_was_identified_does_not_type_again_what_the_sponsor_said(client):
    link = give()
    client.post(path(link), seen(name="Ada van Person"))
    user = User.objects.get(email="ada@example.org")
    client.force_login(user)
    apply = client.get(reverse("recruitment:apply", args=[link.programme_id])).text
    assert 'value="Ada"' in apply
    assert 'value="van Person"' in apply
    profile = reverse("people:edit")
    assert 'value="van Person"' in client.get(profile).text
    client.post(profile, {"given_name": "Ada", "family_name": "van Person"})
    assert user.person.name == "Ada van Person"
