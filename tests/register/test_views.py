"""The pages: the register, one entry, bulk admission and renewal, and each mentor’s own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.register import actions
from mentorhouse.register.models import CodeAcceptance, Development, Entry, Readiness
from mentorhouse.register.states import EntryState, Ready
from tests.factories import (
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_person,
)
from tests.register.worlds import on_the_register, programme_of, show

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
N, L, S = "open_mentoring", "mentor_register", "peer_mentoring"


@pytest.fixture
def register():
    return programme_of(L)


@pytest.fixture
def keeper(register, at_browser):
    return at_browser(coordinator_of(register))


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def today():
    return timezone.localdate()


@pytest.mark.requirement("R4.01")
def test_the_list_shows_each_status_and_filters_by_it(register, keeper):
    now = timezone.now()
    names = ("Ada Active", "Pia Paused", "Lena Lapsed", "Willa Withdrawn")
    active, paused, lapsed, gone = (
        on_the_register(register, make_person(name), at=now) for name in names
    )
    make_mentor(register, make_person("Nora New"))
    by = coordinator_of(register)
    actions.pause(paused, by=by, at=now)
    actions.withdraw(gone, by=by, at=now)
    Entry.objects.filter(participation=lapsed).update(
        admitted_on=today() - timedelta(days=9), renew_by=today() - timedelta(days=1)
    )
    address = reverse("register:register", args=[register.pk])
    shown = {
        "on": "Ada Active", "paused": "Pia Paused", "lapsed": "Lena Lapsed",
        "withdrawn": "Willa Withdrawn", "waiting": "Nora New",
    }  # fmt: skip
    everybody = text_of(keeper.get(address))
    assert all(name in everybody for name in shown.values())
    for show_, name in shown.items():
        page = text_of(keeper.get(address, {"show": show_}))
        assert [other for other in shown.values() if other in page] == [name]
    assert active.pk
    assert "Lena Lapsed" in text_of(keeper.get(address, {"show": "renewal", "search": "lena"}))
    assert "Nobody fits." in text_of(keeper.get(address, {"search": "nobody"}))


def test_the_list_takes_the_same_queries_for_one_and_three(register, keeper):
    address = reverse("register:register", args=[register.pk])

    def asked(people):
        for _ in range(people):
            on_the_register(register, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            text_of(keeper.get(address))
        return len(queries)

    asked(1)
    assert asked(1) == asked(3)


def test_the_export_holds_facts_and_is_recorded(register, keeper):
    on_the_register(register, make_person("Ada =1+1"), at=timezone.now())
    answer = keeper.get(reverse("register:export", args=[register.pk, "csv"]), {"show": "on"})
    assert "'=1+1" in answer.content.decode() and "On the register" in answer.content.decode()
    assert AuditEntry.objects.filter(act="register.exported").count() == 1
    assert keeper.get(reverse("register:export", args=[register.pk, "exe"])).status_code == 404


def test_one_entry_is_read_with_a_trace_and_moved_by_its_buttons(register, keeper):
    mentor = make_mentor(register)
    show(mentor.person, "accredited")
    ways = [register.pk, mentor.pk]
    assert "A co-ordinator admits" in text_of(keeper.get(reverse("register:entry", args=ways)))
    assert AuditEntry.objects.filter(act="register.read").count() == 1
    keeper.post(reverse("register:admit", args=ways))
    for deed, state in (
        ("pause", "paused"), ("resume", "admitted"), ("review", "admitted"),
        ("withdraw", "withdrawn"), ("take_back", "applied"),
    ):  # fmt: skip
        keeper.post(reverse("register:deed", args=ways), {"deed": deed})
        assert Entry.objects.get().state == state
    assert keeper.post(reverse("register:deed", args=ways), {"deed": "eat"}).status_code == 302


def test_admitting_all_the_same_asks_for_a_reason_and_keeps_what_was_typed(register, keeper):
    mentor = make_mentor(register)
    address = reverse("register:admit", args=[register.pk, mentor.pk])
    assert "accredited programme" in text_of(keeper.get(address))
    assert "no" in text_of(keeper.post(address, {"reason": "no"}))
    assert not Entry.objects.exists()
    keeper.post(address, {"reason": "The certificate is on its way."})
    assert Entry.objects.get().how == "decision"


def test_mentors_who_are_ready_are_admitted_in_one_press(register, keeper):
    met, waits = make_mentor(register), make_mentor(register)
    show(met.person, "accredited")
    address = reverse("register:admit_ready", args=[register.pk])
    page = text_of(keeper.get(address))
    assert met.person.name in page and waits.person.name not in page
    keeper.post(address, {"mentor": [str(met.pk), "nonsense"]})
    assert Entry.objects.get().participation == met
    assert "Nobody waits" in text_of(keeper.get(address))


def test_places_that_end_soon_are_listed_with_what_they_lack_and_renewed(register, keeper):
    now = timezone.now()
    mentor = on_the_register(register, at=now)
    Entry.objects.update(renew_by=today() + timedelta(days=3))
    address = reverse("register:renew_ready", args=[register.pk])
    assert "own development" in text_of(keeper.get(address))
    one = reverse("register:renew", args=[register.pk, mentor.pk])
    keeper.post(one, {"reason": "She was on parental leave."})
    assert Entry.objects.get().renew_by > today() + timedelta(days=300)
    assert "No place ends soon" in text_of(keeper.get(address))


def test_a_check_is_recorded_where_the_programme_asks_for_it(at_browser):
    programme = programme_of(mentors={"check_done_by": "required"})
    mentor, browser = make_mentor(programme), at_browser(coordinator_of(programme))
    address = reverse("register:check", args=[programme.pk, mentor.pk])
    day = today()
    typed = {"on_day": day.day, "on_month": day.month, "on_year": day.year + 1, "passed": "yes"}
    assert "future" in text_of(browser.post(address, typed))
    browser.post(address, typed | {"on_year": day.year})
    assert Entry.objects.get().check_passed is True
    assert on_the_register(programme_of()).pk
    other = programme_of()
    refused = at_browser(coordinator_of(other)).get(
        reverse("register:check", args=[other.pk, make_mentor(other).pk])
    )
    assert refused.status_code == 404


@pytest.mark.requirement("R4.06")
def test_a_mentee_is_told_what_is_missing_and_the_co_ordinator_who(at_browser):
    programme = programme_of(S)
    mentee = make_mentee(programme, make_person("Milly Mentee"))
    told = text_of(at_browser(mentee.person.user).get(reverse("register:mine", args=[mentee.pk])))
    assert "induction" in told and reverse("training:mine", args=[programme.pk]) in told
    start = text_of(at_browser(mentee.person.user).get(reverse("home:start")))
    assert "induction" in start
    page = text_of(
        at_browser(coordinator_of(programme)).get(
            reverse("register:not_ready", args=[programme.pk])
        )
    )
    assert "Milly Mentee" in page and "induction" in page
    at = at_browser(coordinator_of(programme))
    runs, check = (reverse(f"matching:{page}", args=[programme.pk]) for page in ("runs", "check"))
    assert check in text_of(at.get(runs))
    assert reverse("register:not_ready", args=[programme.pk]) in text_of(at.get(check))


@pytest.mark.requirement("R4.03")
def test_a_mentor_sees_what_is_missing_with_ways_to_it(at_browser):
    programme = programme_of(N)
    mentor = make_mentor(programme)
    page = text_of(at_browser(mentor.person.user).get(reverse("register:mine", args=[mentor.pk])))
    assert "development programme" in page
    assert reverse("training:mine", args=[programme.pk]) in page
    assert reverse("people:background") in page


@pytest.mark.requirement("R4.10")
def test_the_code_is_accepted_on_its_page_and_the_co_ordinator_sees_version_and_day(at_browser):
    programme = programme_of(N)
    mentor = make_mentor(programme)
    browser = at_browser(mentor.person.user)
    address = reverse("register:code", args=[mentor.pk])
    assert "version 1" in text_of(browser.get(address))
    browser.post(address, {"number": "1"})
    browser.post(address, {"number": "x"})
    assert CodeAcceptance.objects.count() == 1
    assert "You accepted version 1" in text_of(browser.get(address))
    entry = reverse("register:entry", args=[programme.pk, mentor.pk])
    assert "Version 1 accepted on" in text_of(at_browser(coordinator_of(programme)).get(entry))
    without = make_mentor(programme_of())
    refused = at_browser(without.person.user).get(reverse("register:code", args=[without.pk]))
    assert refused.status_code == 404


@pytest.mark.requirement("R4.13")
def test_a_mentor_says_when_and_what_for_and_the_co_ordinator_reads_it(at_browser):
    programme = programme_of("health_talent")
    mentor = make_mentor(programme, make_person(organisation="Ours"))
    browser = at_browser(mentor.person.user)
    address = reverse("register:readiness", args=[mentor.pk])
    assert reverse("people:identity") in text_of(browser.get(address))  # whom they would rather
    late = text_of(browser.post(address, {"ready": "later", "hopes": "To ask more"}))
    assert "Enter the day" in late and "To ask more" in late
    browser.post(address, {"ready": Ready.NOW.value, "hopes": "To ask more"})
    assert Readiness.objects.get().ready == "now"
    entry = reverse("register:entry", args=[programme.pk, mentor.pk])
    page = text_of(at_browser(coordinator_of(programme)).get(entry))
    assert "I am ready to begin" in page and "To ask more" in page
    local = text_of(at_browser(make_local_coordinator(programme, "Ours")).get(entry))
    assert "To ask more" not in local


@pytest.mark.requirement("R4.15")
def test_own_development_is_recorded_and_the_co_ordinator_sees_the_total_only(register, at_browser):
    mentor = on_the_register(register, at=timezone.now())
    browser = at_browser(mentor.person.user)
    address = reverse("register:development", args=[mentor.pk])
    assert "Record something" in text_of(browser.get(address))
    once = uuid4()
    day = today()
    typed = {
        "once": once, "on_day": day.day, "on_month": day.month, "on_year": day.year, "hours": "1.5",
        "kind": "course", "what": "A day on silence",
    }  # fmt: skip
    assert "Enter" in text_of(browser.post(address, typed | {"what": ""}))
    browser.post(address, typed)
    browser.post(address, typed)
    assert Development.objects.get().minutes == 90
    assert "A day on silence" in text_of(browser.get(address))
    entry = reverse("register:entry", args=[register.pk, mentor.pk])
    page = text_of(at_browser(coordinator_of(register)).get(entry))
    assert "1.5 of 6 hours" in page and "silence" not in page
    remove = reverse("register:remove_development", args=[mentor.pk, Development.objects.get().pk])
    browser.post(remove)
    assert not Development.objects.exists()


def test_a_mentor_leaves_after_being_asked_once(at_browser):
    mentor = on_the_register(programme_of(), at=timezone.now())
    browser = at_browser(mentor.person.user)
    address = reverse("register:leave", args=[mentor.pk])
    assert "Pause instead" in text_of(browser.get(address))
    browser.post(address)
    assert Entry.objects.get().state == EntryState.WITHDRAWN
    assert "Withdrawn" in text_of(browser.get(reverse("register:mine", args=[mentor.pk])))


def test_a_local_co_ordinator_reads_their_own_and_moves_nothing(register, at_browser):
    ours = on_the_register(register, make_person(organisation="Ours"), at=timezone.now())
    theirs = on_the_register(register, make_person(organisation="Theirs"), at=timezone.now())
    local = at_browser(make_local_coordinator(register, "Ours"))
    page = text_of(local.get(reverse("register:register", args=[register.pk])))
    assert ours.person.name in page and theirs.person.name not in page
    assert local.get(reverse("register:entry", args=[register.pk, theirs.pk])).status_code == 404
    deed = reverse("register:deed", args=[register.pk, ours.pk])
    assert local.post(deed, {"deed": "pause"}).status_code == 404


@pytest.mark.requirement("R5.12")
def test_mentors_set_their_own_places_within_what_the_programme_allows(register, at_browser):
    mentor = on_the_register(register, at=timezone.now(), capacity=2)
    me = at_browser(mentor.person.user)
    address = reverse("register:places", args=[mentor.pk])
    assert reverse("register:places", args=[mentor.pk]) in text_of(
        me.get(reverse("register:mine", args=[mentor.pk]))
    )
    largest = register.design.mentors.largest_capacity
    refused = text_of(me.post(address, {"capacity": largest + 1}))
    assert f"{largest} at most" in refused
    assert me.post(address, {"capacity": 1}).status_code == 302
    mentor.refresh_from_db()
    assert mentor.capacity == 1
    assert AuditEntry.objects.filter(act="participation.capacity_changed").count() == 1


@pytest.mark.requirement("R5.12")
def test_where_mentors_do_not_choose_places_stay_as_they_are(register, at_browser):
    asked = register.design.model_dump(mode="json")
    asked["mentors"] |= {"own_limit": False, "largest_capacity": 3}
    now = timezone.now()
    change_design(register, parse_design(asked), by=coordinator_of(register), at=now)
    mentor = on_the_register(register, at=now, capacity=3)
    me = at_browser(mentor.person.user)
    address = reverse("register:places", args=[mentor.pk])
    assert "same number of places" in text_of(me.get(address))
    me.post(address, {"capacity": 1})
    mentor.refresh_from_db()
    assert mentor.capacity == 3


@pytest.mark.requirement("R4.15")
def test_why_a_place_was_renewed_all_the_same_stays_with_the_entry(register, keeper):
    mentor = on_the_register(register, at=timezone.now())
    Entry.objects.update(
        renew_by=today() + timedelta(days=3), supervised_on=today() - timedelta(days=120)
    )
    ways = [register.pk, mentor.pk]
    keeper.post(reverse("register:renew", args=ways), {"reason": "Her session is next week."})
    assert Entry.objects.get().renewed_on == today()
    assert "Her session is next week." in text_of(keeper.get(reverse("register:entry", args=ways)))
    assert reverse("supervision:keep", args=[register.pk]) in text_of(
        keeper.get(reverse("register:register", args=[register.pk]))
    )
