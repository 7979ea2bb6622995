"""Prepare alone, agree together: nothing is seen before all have finished (R6.02, R6.14)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.agreements.actions import preparing
from mentorhouse.agreements.models import Preparation, PreparedPart
from mentorhouse.agreements.queries import preparing as queries
from mentorhouse.agreements.rules.preparing import NOTHING_YET
from mentorhouse.agreements.states import PreparationState
from mentorhouse.matching.actions import inviting
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import end
from mentorhouse.partnerships.states import Ending
from mentorhouse.vault.models import DataKey
from mentorhouse.vault.sealing import open_row
from tests.agreements.conftest import AT
from tests.agreements.preparing import Prepares
from tests.factories import coordinator_of
from tests.matching.talks import chosen, user, world
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
THEIRS, MINE = "Canary-of-the-mentor", "Canary-of-the-mentee"


def browser(who):
    client = Client()
    client.force_login(who)
    return client


def pages_of(pair, row):
    names = ("agreement", "write", "sign", "versions", "ground_rules", "look", "code")
    yield from (reverse(f"agreements:{name}", args=[pair.id]) for name in names)
    yield reverse("agreements:version", args=[pair.id, 1])
    yield from (reverse("agreements:download", args=[pair.id, 1, kind]) for kind in ("word", "pdf"))
    yield reverse("home:partnership", args=[pair.id])
    yield reverse("home:start")
    yield reverse("agreements:preparation", args=[row.pk])
    yield from (reverse("agreements:stage", args=[row.pk, number]) for number in range(1, 5))


@pytest.mark.requirement("R6.02")
def test_nobody_sees_anything_before_both_have_finished_not_even_that_the_other_began():
    pair = Prepares()
    pair.begin()
    row = pair.open(pair.mentee)
    client = browser(pair.mentee)
    addresses = list(pages_of(pair, row))
    before = [_plain(client.get(where)) for where in addresses]
    pair.answer(pair.mentor, help_wanted=THEIRS)
    begun = [_plain(client.get(where)) for where in addresses]
    pair.finish(pair.mentor)
    finished = [_plain(client.get(where)) for where in addresses]
    assert before == begun == finished
    assert pair.sees(pair.mentee) == []
    part = PreparedPart.objects.get(person=pair.mentor.pk)
    with pytest.raises(NotVisible):
        open_row(pair.mentee, part, at=AT, purpose="peep")
    assert not OutboxLetter.objects.filter(kind="preparation.shown").exists()

    pair.answer(pair.mentee, help_wanted=MINE)
    assert pair.finish(pair.mentee) is PreparationState.TOGETHER
    assert pair.sees(pair.mentor) == [{"help_wanted": THEIRS}, {"help_wanted": MINE}]
    shown = client.get(reverse("agreements:preparation", args=[row.pk])).text
    writing = client.get(reverse("agreements:write", args=[pair.id])).text
    assert all(words in page for words in (THEIRS, MINE) for page in (shown, writing))
    assert OutboxLetter.objects.filter(kind="preparation.shown").count() == 2
    assert browser(coordinator_of(pair.programme)).get(addresses[-5]).status_code == 404
    with pytest.raises(NotNow):
        pair.answer(pair.mentee, help_wanted="Too late")


def _plain(response):
    """What a page shows, without what differs each time it is drawn."""
    if not response.headers["Content-Type"].startswith("text/html"):
        return response.status_code
    lines = response.text.splitlines()
    return [line for line in lines if "csrf" not in line and "nonce" not in line]


@pytest.mark.requirement("R6.02")
def test_answers_are_kept_page_by_page_and_can_be_changed_until_all_have_finished():
    pair = Prepares()
    row = pair.open(pair.mentee)
    client = browser(pair.mentee)
    finish = reverse("agreements:finish", args=[row.pk])
    assert NOTHING_YET in client.post(finish, follow=True).text
    first, last = (reverse("agreements:stage", args=[row.pk, number]) for number in (1, 4))
    asked = client.get(first).text
    assert "Who can read this: you and the people in this partnership. Nobody else." in asked
    step = client.post(first, {"help_wanted": "An ear", "results": "x" * 2001})
    assert "An ear" in step.text and not row.parts.exists()
    step = client.post(first, {"help_wanted": "An ear"})
    assert step.url.endswith("/2/")
    assert client.post(last, {"first_topic": "My role"}).url.endswith(f"{row.pk}/")
    own = client.get(reverse("agreements:preparation", args=[row.pk])).text
    assert "An ear" in own and "My role" in own
    client.post(finish)
    refused = client.post(first, {"help_wanted": "Other words"})
    assert refused.status_code == 409 and "Other words" in refused.text
    client.post(reverse("agreements:back", args=[row.pk]))
    client.post(first, {"help_wanted": "Other words"})
    assert queries.own_answers(pair.mentee, row, at=AT)["help_wanted"] == "Other words"


@pytest.mark.requirement("R6.14")
def test_it_opens_with_the_introductory_meeting_and_goes_with_it():
    _, (mentor, other), (mentee,) = world("open_mentoring", mentors=2)
    talk = inviting.invite(
        mentee, mentor, inviting.Aims("Hello", "video", (AT + timedelta(days=3),)),
        by=user(mentee), at=AT, origin="search",
    )  # fmt: skip
    with pytest.raises(NotVisible):
        queries.preparing_introduction(user(mentee), talk.pk)  # no time is agreed yet
    inviting.pick(talk, talk.times.get().pk, by=user(mentor), at=AT)
    for who in (mentor, mentee):
        client = browser(user(who))
        assert "Prepare alone" in client.get(reverse("matching:talk", args=[talk.pk])).text
        page = client.get(reverse("agreements:prepare_early", args=[talk.pk]), follow=True)
        assert "deleted" in page.text
    row = Preparation.objects.get()
    early = reverse("agreements:prepare_early", args=[talk.pk])
    assert browser(user(other)).get(early).status_code == 404
    preparing.answer(row, {"help_wanted": MINE}, by=user(mentee), at=AT)
    assert not preparing.keep_up(at=AT)
    inviting.decline(talk, by=user(mentor), at=AT)
    assert preparing.keep_up(at=AT) == 1
    row.refresh_from_db()
    assert row.state == PreparationState.GONE and not PreparedPart.objects.exists()
    key = DataKey.objects.get(owner_kind="preparation", owner_id=str(row.pk))
    assert key.wrapped is None and key.destroyed_at is not None
    gone = browser(user(mentee)).get(reverse("agreements:preparation", args=[row.pk])).text
    assert "deleted" in gone


@pytest.mark.requirement("R6.14")
def test_what_was_prepared_for_the_introductory_meeting_goes_on_with_the_pair():
    _, (mentor,), (mentee,) = world("open_mentoring", mentors=1)
    talk = chosen(mentee, mentor)
    row = preparing.open_with_introduction(talk.pk, by=user(mentee), at=AT)
    preparing.answer(row, {"help_wanted": MINE}, by=user(mentee), at=AT)
    preparing.finish(row, by=user(mentee), at=AT)
    talk = inviting.confirm(talk, by=user(mentor), at=AT + timedelta(days=4))
    partnership = queries.preparing_partnership(user(mentor), talk.partnership_id)
    kept = preparing.open_for(partnership, by=user(mentor), at=AT)
    assert kept.pk == row.pk and kept.partnership_id == talk.partnership_id
    preparing.answer(kept, {"help_wanted": THEIRS}, by=user(mentor), at=AT)
    assert preparing.finish(kept, by=user(mentor), at=AT) is PreparationState.TOGETHER


@pytest.mark.requirement("R6.14")
def test_without_an_agreement_the_answers_are_deleted_at_the_end():
    for signs in (False, True):
        pair = Prepares()
        pair.answer(pair.mentee, help_wanted=MINE)
        pair.begin()
        if signs:
            pair.sign(pair.mentor)
            pair.sign(pair.mentee)
        partnership = pair.partnership(pair.mentee)
        assert not preparing.keep_up(at=AT)
        end(partnership, Ending.UNSAID, by=pair.mentee, at=AT)
        assert preparing.keep_up(at=AT) == (0 if signs else 1)


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_both_finish_at_once_and_all_is_shown_once():
    pair = Prepares()
    for who in (pair.mentor, pair.mentee):
        pair.answer(who, help_wanted="Mine")
    row = pair.open(pair.mentee)
    done = at_once(
        lambda: preparing.finish(row, by=pair.mentor, at=AT),
        lambda: preparing.finish(row, by=pair.mentee, at=AT),
    )
    assert {*done} == {PreparationState.ALONE, PreparationState.TOGETHER}, done
    assert OutboxLetter.objects.filter(kind="preparation.shown").count() == 2
