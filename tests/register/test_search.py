"""Searching the register: who is found, who is not, and why (R5.02)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.people.actions import (
    add_term,
    change_profile,
    keep_words,
    pause,
    publish_biography,
    take_biography_back,
    write_biography,
)
from mentorhouse.people.models import Pause, Skill, Term
from mentorhouse.people.queries import card
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register import actions
from mentorhouse.register.models import Entry, Posting, SearchRow
from mentorhouse.register.queries.searching import search
from mentorhouse.register.rules.finding import Wanted
from tests.factories import coordinator_of, make_mentee, make_participation, make_person
from tests.register.worlds import on_the_register, programme_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TOLD = {
    "about": "", "experience": "", "skills": [], "sectors": "", "career_path": "", "expect": "",
    "ways": [], "places": "", "availability": "", "capacity": None,
}  # fmt: skip


def publish(person, **told):
    version = getattr(person.biographies.filter(published=False).first(), "version", 0)
    draft = write_biography(person, TOLD | told, version=version, by=person.user, at=NOW)
    publish_biography(person, version=draft.version, by=person.user, at=NOW)


def mentor_of(programme, name, told=None, *, capacity=1, **fields):
    mentor = on_the_register(
        programme, make_person(name, **({"grade": "SCS1"} | fields)), at=NOW, capacity=capacity
    )
    publish(mentor.person, **(told or {}))
    return mentor


@pytest.fixture
def programme():
    return programme_of(matching={"ways": ["self_service"]}, training={"mentors": "off"})


@pytest.fixture
def mentee(programme):
    return make_mentee(programme)


def found(programme, mentee, words="", *, at=NOW, fresh=True, **wanted):
    if fresh:
        actions.refresh(programme, at=at)
    return search(mentee.person.user, programme, Wanted(words, **wanted), page=1, at=at)


def names(results):
    return {row.participation.person.given_name for row in results.rows}


@pytest.mark.requirement("R1.05")
@pytest.mark.requirement("R5.02")
def test_a_synonym_finds_the_mentor_also_one_that_is_added_later(programme, mentee):
    mentor_of(programme, "Ann", {"skills": ["Executive coaching"]})
    mentor_of(programme, "Bo", {"skills": ["Budgets"]})
    assert names(found(programme, mentee, "helping people think")) == set()
    term = add_term(
        "Coaching", ["executive coaching", "helping people think"],
        by=coordinator_of(programme), at=NOW,
    )  # fmt: skip
    assert isinstance(term, Term)
    results = found(programme, mentee, "helping people think", fresh=False)
    assert names(results) == {"Ann"}
    assert results.rows[0].why == ("Offers Coaching, which you look for.",)
    assert names(found(programme, mentee, chosen=(("skill", "helping people think"),))) == {"Ann"}


@pytest.mark.requirement("R5.02")
def test_a_slip_is_forgiven_and_said(programme, mentee):
    mentor_of(programme, "Ann", {"experience": "Years of negotiation with suppliers"})
    mentor_of(programme, "Bo", {"experience": "Years of nursing"})
    results = found(programme, mentee, "negotation")
    assert names(results) == {"Ann"}
    assert results.slips == (("negotation", ("negotiation",)),)
    assert results.rows[0].why == ("Names “negotiation”, which you look for.",)
    assert names(found(programme, mentee, "zebra")) == set()


@pytest.mark.requirement("R5.02")
@pytest.mark.parametrize(
    "wanted",
    [
        {"chosen": (("skill", "coaching"),)},
        {"chosen": (("sector", "charities"),)},
        {"chosen": (("grade", "band 9"),)},
        {"chosen": (("profession", "nursing"),)},
        {"chosen": (("language", "welsh"),)},
        {"chosen": (("way", "video"),)},
        {"place": "Ripon"},
        {"place": "York", "within": 25},
        {"place": "Leeds", "within": 25},
        {"free": True},
        {"words": "O’Neill"},
        {"words": "midwife"},
    ],
    ids=str,
)
def test_each_filter_narrows(programme, mentee, wanted):
    told = {
        "skills": ["Coaching"], "sectors": "Charities, health", "ways": ["video"],
        "places": "Leeds, Ripon", "experience": "I was a midwife.",
    }  # fmt: skip
    mentor_of(programme, "Ann O’Neill", told, grade="Band 9", profession="Nursing",
              languages="English, Welsh")  # fmt: skip
    full = mentor_of(programme, "Bo", {"skills": ["Budgets"], "ways": ["telephone"]},
                     location="Truro", languages="English")  # fmt: skip
    full.places_taken = 1
    full.save()
    assert names(found(programme, mentee)) == {"Ann", "Bo"}
    assert names(found(programme, mentee, **wanted)) == {"Ann"}


@pytest.mark.requirement("R1.03")
@pytest.mark.parametrize(
    ("field", "written", "asked"),
    [
        ("name", "Zephyrine Mentor", {"words": "Zephyrine"}),
        ("job_title", "Head of glaciers", {"words": "glaciers"}),
        ("work_role", "I look after volcanoes", {"words": "volcanoes"}),
        ("profession", "Falconry", {"words": "falconry"}),
        ("profession", "Falconry", {"chosen": (("profession", "falconry"),)}),
        ("organisation", "Cormorant Trust", {"words": "cormorant"}),
        ("location", "Whitby", {"words": "whitby"}),
        ("location", "Whitby", {"place": "Whitby"}),
        ("grade", "SCS1", {"chosen": (("grade", "scs1"),)}),
        ("languages", "Cymraeg, Kernewek", {"chosen": (("language", "kernewek"),)}),
    ],
)
def test_what_a_profile_says_finds_its_owner_and_nobody_else(
    programme, mentee, field, written, asked
):
    mentor_of(programme, "Other Mentor", grade="Grade 7")
    said = {} if field == "name" else {field: written}
    mentor_of(programme, written if field == "name" else "Ada Mentor", **said)
    wanted = dict(asked)
    found_now = names(found(programme, mentee, wanted.pop("words", ""), **wanted))
    assert found_now == {"Zephyrine" if field == "name" else "Ada"}


@pytest.mark.requirement("R1.03")
def test_pronouns_stand_beside_the_name_and_contact_nowhere(programme, mentee, at_browser):
    mentor_of(programme, "Ada Mentor", pronouns="ze/zir", contact="0161 496 0123")
    actions.refresh(programme, at=NOW)
    text = page(at_browser(mentee.person.user), programme).content.decode()
    assert "ze/zir" in text and "0161 496" not in text
    assert names(found(programme, mentee, "0161")) == set()


@pytest.mark.requirement("R5.02")
def test_an_organisation_is_chosen_from_those_that_are_there_with_counts(programme, mentee):
    mentor_of(programme, "Ann", organisation="Trust One")
    mentor_of(programme, "Bo", organisation="Trust One")
    mentor_of(programme, "Cy", organisation="Trust Two")
    options = found(programme, mentee).options["organisation"]
    assert [(one.label, one.count) for one in options] == [("Trust One", 2), ("Trust Two", 1)]
    results = found(programme, mentee, chosen=(("organisation", options[1].value),))
    assert names(results) == {"Cy"}
    assert results.rows[0].why == ("Works at Trust Two.",)
    # What else could be chosen is still there.
    assert [one.count for one in results.options["organisation"]] == [2, 1]


@pytest.mark.requirement("R4.01")
@pytest.mark.parametrize("fresh", [True, False], ids=["fresh index", "old index"])
def test_a_lapsed_mentor_is_not_found_by_mentees(programme, mentee, fresh):
    ann, _ = mentor_of(programme, "Ann"), mentor_of(programme, "Bo")
    assert names(found(programme, mentee)) == {"Ann", "Bo"}
    yesterday = NOW.date() - timedelta(days=1)
    Entry.objects.filter(participation=ann).update(renew_by=yesterday, admitted_on=yesterday)
    results = found(programme, mentee, fresh=fresh)
    assert names(results) == {"Bo"}
    assert results.total == 1
    with pytest.raises(NotVisible):
        card(mentee.person.user, ann.person)


@pytest.mark.requirement("R1.08")
@pytest.mark.parametrize("fresh", [True, False], ids=["fresh index", "old index"])
def test_a_paused_mentor_disappears_and_comes_back_by_the_date(programme, mentee, fresh):
    ann = mentor_of(programme, "Ann")
    assert names(found(programme, mentee)) == {"Ann"}
    back = NOW.date() + timedelta(days=7)
    said = Pause(reason=Pause.Reason.AWAY, since=NOW.date(), returns_on=back)
    pause(ann.person, said, by=ann.person.user, at=NOW)
    assert names(found(programme, mentee, fresh=fresh)) == set()
    assert names(found(programme, mentee, at=NOW + timedelta(days=8))) == {"Ann"}


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh index", "old index"])
@pytest.mark.parametrize("how", ["withdrawn", "paused by hand", "declined", "taken back"])
def test_who_is_not_there_any_more_is_not_found(programme, mentee, how, fresh):
    ann, by = mentor_of(programme, "Ann"), coordinator_of(programme)
    assert names(found(programme, mentee)) == {"Ann"}
    if how == "withdrawn":
        actions.withdraw(ann, by=by, at=NOW)
    elif how == "paused by hand":
        actions.pause(ann, by=by, at=NOW)
    elif how == "declined":
        ann.state = ParticipationState.DECLINED.value
        ann.save()
    else:
        take_biography_back(ann.person, by=ann.person.user, at=NOW)
    assert names(found(programme, mentee, fresh=fresh)) == set()
    with pytest.raises(NotVisible):
        card(mentee.person.user, ann.person)


def test_mentors_of_another_programme_are_never_found(programme, mentee):
    mentor_of(programme_of(matching={"ways": ["self_service"]}), "Ann", {"skills": ["Coaching"]})
    mentor_of(programme, "Bo", {"skills": ["Coaching"]})
    assert names(found(programme, mentee, "coaching")) == {"Bo"}


def test_what_changes_is_found_and_what_is_gone_is_not(programme, mentee):
    ann = mentor_of(programme, "Ann", {"experience": "Shipbuilding"}, job_title="Welder")
    assert names(found(programme, mentee, "shipbuilding")) == {"Ann"}
    publish(ann.person, experience="Beekeeping")
    change_profile(ann.person, {"job_title": "Painter"}, by=ann.person.user, at=NOW)
    assert names(found(programme, mentee, "beekeeping painter")) == {"Ann"}
    assert names(found(programme, mentee, "shipbuilding")) == set()
    assert names(found(programme, mentee, "welder")) == set()


def test_a_draft_is_not_searched(programme, mentee):
    ann = mentor_of(programme, "Ann", {"experience": "Beekeeping"})
    told = TOLD | {"experience": "Falconry"}
    write_biography(ann.person, told, version=1, by=ann.person.user, at=NOW)
    assert names(found(programme, mentee, "falconry")) == set()


def test_who_offers_what_the_mentee_wants_to_develop_comes_first(programme, mentee):
    for number in range(25):
        mentor_of(programme, f"M{number}", {"skills": ["Coaching"] if number == 17 else []})
    wishes = {Skill.Kind.DEVELOPING: ["coaching"]}
    keep_words(mentee.person, wishes, by=mentee.person.user, at=NOW)
    results = found(programme, mentee)
    assert results.rows[0].participation.person.given_name == "M17"
    assert results.rows[0].why == ("Offers Coaching, which you want to develop.",)
    second = search(mentee.person.user, programme, Wanted(), page=2, at=NOW)
    assert (len(results.rows), len(second.rows)) == (20, 5)
    assert not names(results) & names(second)


def test_what_people_left_is_swept_out_of_the_index(programme, mentee):
    ann = mentor_of(programme, "Ann", {"experience": "Beekeeping"})
    mentor_of(programme, "Bo")
    actions.refresh(programme, at=NOW)
    assert Posting.objects.filter(key="w:beekeeping").exists()
    SearchRow.objects.filter(participation=ann).delete()
    ann.person.biographies.all().delete()
    actions.sweep_all()
    assert not Posting.objects.filter(key="w:beekeeping").exists()
    assert names(found(programme, mentee)) == {"Bo"}


def test_an_index_that_nothing_changed_stays_as_it_is(programme):
    mentor_of(programme, "Ann")
    actions.refresh_all(at=NOW)
    before = programme.search_index.version
    actions.refresh_all(at=NOW)
    programme.search_index.refresh_from_db()
    assert programme.search_index.version == before


def page(client, programme, **asked):
    return client.get(reverse("register:search", args=[programme.pk]), asked)


def test_the_page_shows_who_fits_and_why(programme, mentee, at_browser):
    mentor_of(programme, "Ann Lee", {"skills": ["Coaching"], "places": "Leeds"})
    client = at_browser(mentee.person.user)
    assert "being prepared" in page(client, programme).text
    actions.refresh(programme, at=NOW)
    shown = page(client, programme, words="coaching", place="York", within="50", page="junk")
    assert "Offers Coaching, which you look for." in shown.text
    assert reverse("people:card", args=[programme.search_index.rows.get().participation.person_id])
    assert "Nobody fits all of this" in page(client, programme, words="zebra").text
    assert "do not know where" in page(client, programme, place="Nowhere", within="10").text


@pytest.mark.parametrize("capacity", [0, 1], ids=["full", "free"])
def test_only_a_mentor_with_a_free_place_is_to_be_turned_to(
    programme, mentee, at_browser, capacity
):
    mentor = mentor_of(programme, "Ann Lee", {"skills": ["Coaching"]}, capacity=capacity)
    actions.refresh(programme, at=NOW)
    shown = page(at_browser(mentee.person.user), programme).text
    invite = reverse("matching:invite", args=[mentee.pk, mentor.pk])
    assert (invite in shown, "No free place at the moment" in shown) == (
        (True, False) if capacity else (False, True)
    )


@pytest.mark.parametrize(
    "asked",
    [{"words": "\0"}, {"words": "x" * 10_000}, {"skill": "%' OR 1=1"}, {"within": "-3"},
     {"page": "9" * 40}, {"words": "ﷺ 😀 Ω"}, {"organisation": "\0"}],
    ids=["nul", "long", "quotes", "negative", "far page", "scripts", "nul choice"],
)  # fmt: skip
def test_nonsense_is_answered_kindly(programme, mentee, at_browser, asked):
    mentor_of(programme, "Ann")
    actions.refresh(programme, at=NOW)
    assert page(at_browser(mentee.person.user), programme, **asked).status_code == 200


@pytest.mark.requirement("R5.01")
def test_where_mentees_do_not_search_there_is_no_page(at_browser):
    programme = programme_of(matching={"ways": ["shortlist", "cohort"]})
    mentee, mentor = make_mentee(programme), mentor_of(programme, "Ann")
    actions.refresh_all(at=NOW)
    assert not SearchRow.objects.exists()
    assert page(at_browser(mentee.person.user), programme).status_code == 404
    with pytest.raises(NotVisible):
        search(mentee.person.user, programme, Wanted(), page=1, at=NOW)
    with pytest.raises(NotVisible):
        card(mentee.person.user, mentor.person)


@pytest.mark.parametrize("who", ["mentor", "co-ordinator", "invited", "declined", "elsewhere"])
def test_nobody_but_mentees_who_take_part_searches(programme, at_browser, who):
    mentor = mentor_of(programme, "Ann")
    said = ParticipationState
    elsewhere = programme_of(matching={"ways": ["self_service"]})
    users = {
        "mentor": mentor.person.user,
        "co-ordinator": coordinator_of(programme),
        "invited": make_participation(programme, "mentee", state=said.INVITED).person.user,
        "declined": make_participation(programme, "mentee", state=said.DECLINED).person.user,
        "elsewhere": make_mentee(elsewhere).person.user,
    }
    assert page(at_browser(users[who]), programme).status_code == 404


@pytest.mark.parametrize("mentors", [1, 3])
def test_the_page_asks_as_often_for_many_as_for_one(
    programme, mentee, at_browser, mentors, django_assert_max_num_queries
):
    for number in range(mentors):
        mentor_of(programme, f"M{number}", {"skills": ["Coaching"]}, organisation=f"Body {number}")
    actions.refresh(programme, at=NOW)
    client = at_browser(mentee.person.user)
    page(client, programme, words="coaching")
    with django_assert_max_num_queries(18):
        page(client, programme, words="coaching")
