"""A mentee asks for a rematch, the co-ordinator decides, and no way leads back (R5.13)."""

import pytest
from django.urls import reverse

from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.queries.inviting.eligible import may_be_invited
from mentorhouse.matching.queries.judging import considered
from mentorhouse.partnerships.actions import agree
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, coordinator_of, make_partnership
from tests.matching.talks import mentee_in, mentor_in, user, world
from tests.register.worlds import programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R5.13")
def test_a_rematch_from_asking_to_the_next_run(client):
    programme = programme_of("peer_mentoring")
    programme.state = ProgrammeState.RUNNING.value
    programme.save()
    coordinator = coordinator_of(programme)
    mentor, mentee = mentor_in(programme), mentee_in(programme)
    row = make_partnership(programme, mentor, mentee)
    client.force_login(user(mentee))
    home = client.get(reverse("home:partnership", args=[row.pk])).text
    rematch = reverse("partnerships:rematch", args=[row.pk])
    assert rematch in home
    assert "Your co-ordinator answers by" in client.post(rematch, follow=True).text
    client.force_login(coordinator)
    listed = reverse("partnerships:rematches", args=[programme.pk])
    assert listed in client.get(reverse("home:start")).text
    decide = reverse("partnerships:decide", args=[programme.pk, row.pk])
    assert decide in client.get(listed).text
    assert "Decided" in client.post(decide, {"answer": "look"}, follow=True).text
    run = start(programme, by=coordinator, at=AT)
    carry_out(run.pk, at=AT)
    assert not run.pairs.exists()
    for part in (mentor, mentee):
        part.refresh_from_db()
        assert part.places_taken == 0
    other = mentor_in(programme)
    carry_out(start(programme, by=coordinator, at=AT).pk, at=AT)
    pairs = programme.match_runs.order_by("-made_at", "-pk")
    made = {(pair.mentor_id, pair.mentee_id) for one in pairs for pair in one.pairs.all()}
    assert made == {(other.pk, mentee.pk)}
    [first, last] = considered(programme, mentee.pk, at=AT)
    assert (first.mentor, first.broken) == (other.pk, ())
    assert (last.mentor, last.broken) == (mentor.pk, ("They were partners before",))


@pytest.mark.requirement("R5.13")
def test_no_first_talk_and_no_agreement_leads_back(client):
    programme, (mentor, *_), (mentee,) = world()
    programme.state = ProgrammeState.RUNNING.value
    programme.save()
    row = make_partnership(programme, mentor, mentee)
    assert programme.design.matching.rematch == "pair"
    client.force_login(user(mentee))
    client.post(reverse("partnerships:rematch", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "ended"
    for part in (mentor, mentee):
        part.refresh_from_db()
    for origin in ("search", "proposed"):
        assert not may_be_invited(mentee, mentor, origin, at=AT)
    with pytest.raises(NotNow):
        agree(programme, mentor.pk, mentee.pk, by=user(mentee), at=AT)
    assert Partnership.objects.count() == 1
