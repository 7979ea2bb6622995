"""Pages of a co-ordinator: who opens them, what they say, what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun, Wish
from mentorhouse.matching.states import RunState
from mentorhouse.partnerships.models import Partnership
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def as_coordinator(programme):
    return signed_in(coordinator_of(programme))


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def addresses(run, pair=None):
    """Every page of a run, by name."""
    pair, at = pair or run.pairs.first(), (run.programme_id, run.pk)
    two = (pair.mentor_id, pair.mentee_id)
    return {
        "runs": reverse("matching:runs", args=at[:1]),
        "wishes": reverse("matching:wishes", args=at[:1]),
        "run": reverse("matching:run", args=at),
        "unmatched mentees": reverse("matching:unmatched", args=(*at, "mentee")),
        "unmatched mentors": reverse("matching:unmatched", args=(*at, "mentor")),
        "changes": reverse("matching:changes", args=at),
        "pair": reverse("matching:pair", args=(*at, pair.pk)),
        "considered": reverse("matching:considered", args=(*at, pair.mentee_id)),
        "why not": reverse("matching:why_not", args=(*at, *reversed(two))),
        "lock": reverse("matching:lay_down", args=(*at, "lock", *two)),
        "forbid": reverse("matching:lay_down", args=(*at, "forbid", *two)),
        "lift": reverse("matching:lay_down", args=(*at, "lift", *two)),
        "publish": reverse("matching:publish", args=at),
        "csv": reverse("matching:export", args=(*at, "csv")),
        "xlsx": reverse("matching:export", args=(*at, "xlsx")),
    }


def test_every_page_opens_for_the_co_ordinator_and_is_absent_for_everyone_else():
    run = drafted(programme_of(2, 3))
    mentee = run.pairs.first().mentee.person.user
    strangers = [make_user(), mentee, coordinator_of(make_programme())]
    for name, address in addresses(run).items():
        assert as_coordinator(run.programme).get(address).status_code == 200, name
        for stranger in strangers:
            assert signed_in(stranger).get(address).status_code == 404, name
        assert Client().get(address).status_code == 302, name


def test_deeds_are_absent_for_everyone_else_too():
    run = drafted(programme_of())
    pages = addresses(run)
    for stranger in (make_user(), coordinator_of(make_programme())):
        for name in ("runs", "lock", "forbid", "lift", "publish"):
            assert signed_in(stranger).post(pages[name]).status_code == 404
    assert (MatchRun.objects.count(), Wish.objects.count(), Partnership.objects.count()) == (
        1,
        0,
        0,
    )


def test_a_run_under_another_programmes_address_does_not_exist():
    run, other = drafted(programme_of()), make_programme()
    address = reverse("matching:run", args=(other.pk, run.pk))
    assert as_coordinator(other).get(address).status_code == 404
    assert as_coordinator(run.programme).get(address).status_code == 404


def test_a_deed_or_role_or_format_that_there_is_not_does_not_exist():
    run = drafted(programme_of())
    at, pair = (run.programme_id, run.pk), run.pairs.first()
    client = as_coordinator(run.programme)
    for address in (
        reverse("matching:lay_down", args=(*at, "marry", pair.mentor_id, pair.mentee_id)),
        reverse("matching:unmatched", args=(*at, "sponsor")),
        reverse("matching:export", args=(*at, "exe")),
        reverse("matching:considered", args=(*at, pair.mentor_id)),
        reverse("matching:pair", args=(*at, run.pk)),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.requirement("R5.10")
def test_from_the_button_to_the_published_draft():
    programme = programme_of(2, 2)
    client = as_coordinator(programme)
    runs = reverse("matching:runs", args=(programme.pk,))
    assert "2 mentors with 2 free places" in text(client.get(runs))
    waiting = client.post(runs, follow=True)
    assert "The matching is running" in text(waiting)
    assert "data-mh-watch" in text(waiting)
    run = drafted(programme)
    assert run == MatchRun.objects.get()
    page = text(client.get(reverse("matching:run", args=(programme.pk, run.pk))))
    assert "2 pairs from 2 mentees" in page
    assert "Proved" in page
    publish = reverse("matching:publish", args=(programme.pk, run.pk))
    asked = text(client.get(publish))
    assert "2 matches will be offered, and 4 people will get an e-mail" in asked
    assert "we have found you a mentor" in asked
    held = text(client.post(publish, follow=True))
    assert "Published, not sent yet" in held
    assert not Partnership.objects.exists()
    send = reverse("matching:send", args=(programme.pk, run.pk))
    assert "Published: 2 matches offered." in text(client.post(send, follow=True))
    assert "Nothing was sent twice" in text(client.post(send, follow=True))
    assert "Nothing was sent twice" in text(client.post(publish, follow=True))
    assert "Published" in text(client.get(runs))


def test_a_lock_is_asked_for_done_and_shown_and_a_broken_rule_is_said():
    programme = programme_of(2, 2)
    lowly = make_mentor(programme, make_person(grade="AA"))
    run = drafted(programme)
    client, pair = as_coordinator(programme), run.pairs.first()
    page = text(client.post(addresses(run)["lock"], follow=True))
    assert "These two stay together in every run" in page
    assert ">Locked<" in page
    broken = reverse(
        "matching:lay_down", args=(programme.pk, run.pk, "lock", lowly.pk, pair.mentee_id)
    )
    assert "breaks a rule: The mentor must be at least 1 grade above the mentee" in text(
        client.post(broken, follow=True)
    )


def test_the_list_is_searched_narrowed_and_sorted():
    programme = programme_of(0, 0)
    for name, grade in (("Ada Zander", "Grade 6"), ("Bo Young", "SCS2")):
        make_mentor(programme, make_person(name, grade=grade))
    for name in ("Cy Xu", "Di Wall"):
        make_mentee(programme, make_person(name))
    run = drafted(programme)
    client = as_coordinator(programme)
    address = addresses(run)["run"]

    def order(query):
        page = text(client.get(f"{address}?{query}"))
        names = ("Ada Zander", "Bo Young")
        return [name[:2] for name in sorted(names, key=page.find) if name in page]

    assert order("") == ["Bo", "Ad"]  # the weakest pair first
    assert order("sort=-score") == ["Ad", "Bo"]
    assert order("sort=mentor") == ["Bo", "Ad"]
    assert order("sort=-mentor") == ["Ad", "Bo"]
    assert order("search=zander") == ["Ad"]
    assert order("show=locked") == []
    assert "No pair fits what you look for" in text(client.get(f"{address}?show=locked"))
    assert order("sort=nonsense&show=nonsense") == ["Bo", "Ad"]


@pytest.mark.requirement("R5.21")
@pytest.mark.requirement("R5.21")
def test_the_check_says_what_is_missing_and_what_follows():
    programme = programme_of(1, 2)
    wizard = make_mentor(programme, make_person(grade="Wizard"))
    make_mentee(programme, make_person(profession=""))
    client = as_coordinator(programme)
    page = " ".join(text(client.get(reverse("matching:check", args=(programme.pk,)))).split())
    assert "A rule looks at it: they cannot be matched." in page
    assert "They earn no points for it." in page
    assert "At least 1 mentee will stay without a mentor" in page
    who = text(client.get(reverse("matching:missing", args=(programme.pk, "grade", "mentor"))))
    assert wizard.person.name in who
    assert "Mentors without a known grade" in who


def test_a_programme_with_nobody_says_what_to_do():
    page = text(
        as_coordinator(programme := make_programme()).get(
            reverse("matching:runs", args=(programme.pk,))
        )
    )
    assert "at least one mentor and one mentee" in page
    assert "Run the matching" not in page


def test_a_failed_run_says_why_and_the_way_on():
    programme = programme_of()
    run = start(programme, by=coordinator_of(programme), at=AT)
    MatchRun.objects.update(state=RunState.FAILED, failure="You locked A to B.")
    page = text(as_coordinator(programme).get(reverse("matching:run", args=(programme.pk, run.pk))))
    assert "You locked A to B." in page


@pytest.mark.requirement("R5.22")
def test_why_not_says_the_rule_or_the_better_use():
    programme = programme_of(2, 2)
    run = drafted(programme)
    pair = run.pairs.order_by("pk").first()
    other = programme.participations.filter(role="mentor").exclude(pk=pair.mentor_id).get()
    at = (programme.pk, run.pk, pair.mentee_id)
    client = as_coordinator(programme)
    assert "No rule." in text(client.get(reverse("matching:considered", args=at)))
    page = text(client.get(reverse("matching:why_not", args=(*at, other.pk))))
    assert "lower the total of all scores by" in page
    assert "Lock this pair" in page
    trace = AuditEntry.objects.get(act="match_pair.tried")
    assert trace.actor == str(coordinator_of(programme).pk), "it uses identity data as a run does"
    assert (trace.subject_id, trace.detail) == (str(pair.mentee_id), {"mentor": str(other.pk)})


PAGES = (
    "runs",
    "run",
    "unmatched mentees",
    "unmatched mentors",
    "wishes",
    "considered",
    "changes",
    "publish",
    "csv",
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_with_one_row_and_with_three(name):
    counted = []
    for many in (1, 3):
        programme = programme_of(many, many)
        for _ in range(many):
            make_mentor(programme, make_person(grade="AA"))
            make_mentee(programme, make_person(grade="SCS4"))
        drafted(programme)
        gone = list(programme.participations.filter(role="mentor", person__grade="Grade 6"))
        run = drafted(programme)
        by = coordinator_of(programme)
        run.earlier.pairs.all().delete()  # so that every pair is a change
        for mentor in gone:
            Wish.objects.create(
                programme=programme,
                kind="forbidden",
                mentor=mentor,
                mentee=run.pairs.get(mentor=mentor).mentee,
                by=by,
                at=AT,
            )
        client, address = as_coordinator(programme), addresses(run)[name]
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
