"""Needs per year: asked, stated, corrected, closed, and summed (R2.27)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions import needs as actions
from mentorhouse.governance.actions.needs import Stated
from mentorhouse.governance.models import Need, NeedsYear
from mentorhouse.governance.queries.needs import needs_of
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import AT, make_mentee, make_mentor, make_person, make_programme, make_user
from tests.governance.makers import make_member

SAID = Stated("Trust", 12, 3, "First line management", "")


@pytest.fixture
def asked(world):
    """Ask two managers for 2027."""
    actions.ask(
        world.programme, 2027, ["mary@example.org", "tom@example.org"], by=world.coordinator, at=AT
    )
    return {need.manager.email.split("@")[0]: need for need in Need.objects.all()}


def form_of(need):
    return reverse("governance:need", args=[need.pk])


def typed(**more):
    return {
        "version": "1", "organisation": "Trust", "mentees_wanted": "12", "mentors_offered": "3",
        "themes": "First line management",
    } | more  # fmt: skip


@pytest.mark.requirement("R2.27")
def test_managers_are_asked_state_their_need_and_the_figures_stand_against_what_there_is(world):
    programme, client = world.programme, world.browser()
    for _ in range(3):
        make_mentee(programme, make_person(organisation="Trust"))
    make_mentee(programme, make_person(organisation="Trust"), state=S.DECLINED)
    make_mentor(programme, make_person(organisation="Council"), capacity=4)
    text = {"year": "2027", "addresses": "mary@example.org, Tom@example.org\nmary@example.org"}
    assert client.post(world.page("needs"), text).url == world.page("needs_year", 2027)
    assert set(User.objects.filter(needs_stated__isnull=False).values_list("email", flat=True)) == {
        "mary@example.org", "tom@example.org",
    }  # fmt: skip
    need = Need.objects.get(manager__email="mary@example.org")
    assert world.browser(need.manager).post(form_of(need), typed()).url == form_of(need)
    found = needs_of(world.coordinator, programme, 2027)
    rows = {row.organisation: row for row in found.organisations}
    assert (rows["Trust"].wanted, rows["Trust"].mentees, rows["Trust"].without_place) == (12, 3, 9)
    assert rows["Council"].places == 4
    assert (found.all.wanted, found.all.places, found.all.places_short) == (12, 4, 5)
    shown = world.shown("needs_year", 2027)
    assert "1 of 2 managers answered" in shown and "5 places are short" in shown
    lines = client.get(world.page("needs_export", 2027, "csv")).content.decode()
    assert "Trust,1,12,3,3,0,9,9" in lines
    assert client.get(world.page("needs_export", 2027, "pdf")).status_code == 404


def test_each_manager_is_asked_once_a_year_with_one_letter(world, asked):
    again = ["mary@example.org", "new@example.org"]
    assert actions.ask(world.programme, 2027, again, by=world.coordinator, at=AT) == 1
    assert OutboxLetter.objects.filter(kind="governance.needs").count() == 3
    assert actions.ask(world.programme, 2028, again, by=world.coordinator, at=AT) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(year=asked["mary"].year, manager=asked["mary"].manager, asked_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedsYear.objects.create(programme=world.programme, year=2027)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=asked["tom"].pk).update(given_at=AT)


def test_the_letter_leads_to_the_form_and_is_not_sent_to_who_has_answered(world, asked):
    need = asked["mary"]
    about = {"need": str(need.pk)}
    letter = writer_of("governance.needs")(need.manager, about)
    assert "2027" in letter.subject and "account/welcome" in letter.link.url
    assert writer_of("governance.needs")(asked["tom"].manager, about) is None
    actions.state(need, SAID, version=1, by=need.manager, at=AT)
    assert writer_of("governance.needs")(need.manager, about) is None
    actions.remind(need.year, by=world.coordinator, at=AT)
    assert OutboxLetter.objects.filter(kind="governance.needs").count() == 2  # the same day


def test_a_manager_sees_only_their_own_statement(world, asked):
    mary = world.browser(asked["mary"].manager)
    shown = mary.get(form_of(asked["mary"])).content.decode()
    assert "tom@example.org" not in shown
    assert mary.get(form_of(asked["tom"])).status_code == 404
    assert mary.post(form_of(asked["tom"]), typed()).status_code == 404
    assert world.browser().get(form_of(asked["mary"])).status_code == 404
    for name, *args in (
        ("start",),
        ("needs",),
        ("needs_year", 2027),
        ("needs_export", 2027, "csv"),
    ):
        assert mary.get(world.page(name, *args)).status_code == 404
    assert form_of(asked["mary"]) in mary.get("/").content.decode()


def test_a_statement_is_corrected_until_the_year_is_closed(world, asked):
    need = asked["mary"]
    client = world.browser(need.manager)
    for _ in range(2):  # sent twice
        assert client.post(form_of(need), typed()).status_code == 302
    assert AuditEntry.objects.filter(act="needs.stated").count() == 1
    client.post(form_of(need), typed(version="2", mentees_wanted="9"))
    need.refresh_from_db()
    assert (need.mentees_wanted, need.version) == (9, 3)
    stale = client.post(form_of(need), typed(version="1", mentees_wanted="1")).content.decode()
    assert "changed in another window" in stale and 'value="1"' in stale
    world.browser().post(world.page("needs_deed", 2027, "close"))
    late = client.post(form_of(need), typed(version="3", mentees_wanted="2")).content.decode()
    assert "The year is closed." in late
    with pytest.raises(NotNow, match="The figures for 2027 are closed"):
        actions.state(need, SAID, version=3, by=need.manager, at=AT)
    with pytest.raises(NotNow):
        actions.ask(world.programme, 2027, ["x@example.org"], by=world.coordinator, at=AT)
    need.refresh_from_db()
    assert need.mentees_wanted == 9
    assert "9" in client.get(form_of(need)).content.decode()
    world.browser().post(world.page("needs_deed", 2027, "reopen"))
    client.post(form_of(need), typed(version="3", mentees_wanted="2"))
    need.refresh_from_db()
    assert need.mentees_wanted == 2


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"mentees_wanted": "many"}, "Enter a whole number, for example 4"),
        ({"mentees_wanted": "-1"}, "Enter 0 or more"),
        ({"mentors_offered": "9999999"}, "Enter 10000 or less"),
        ({"organisation": ""}, "Enter your organisation"),
    ],
)
def test_a_slip_is_named_and_nothing_is_saved(world, asked, wrong, words):
    need = asked["mary"]
    shown = world.browser(need.manager).post(form_of(need), typed(**wrong)).content.decode()
    assert words in shown and "First line management" in shown
    need.refresh_from_db()
    assert need.given_at is None


def test_a_wrong_address_is_named_and_nobody_is_asked(world):
    client = world.browser()
    text = {"year": "2027", "addresses": "mary@example.org\nnot an address"}
    assert (
        "Not an e-mail address: not, an, address."
        in client.post(world.page("needs"), text).content.decode()
    )
    many = {"year": "2027", "addresses": " ".join(f"m{n}@example.org" for n in range(201))}
    assert "Ask at most 200 at once." in client.post(world.page("needs"), many).content.decode()
    assert not Need.objects.exists()


def test_only_co_ordinators_ask_close_and_see_figures(world, asked):
    year = asked["mary"].year
    for user in (make_user(), make_member(world.programme).user, asked["mary"].manager):
        for deed in (actions.close, actions.reopen, actions.remind):
            with pytest.raises(NotVisible):
                deed(year, by=user, at=AT)
        with pytest.raises(NotVisible):
            needs_of(user, world.programme, 2027)
        assert world.browser(user).post(world.page("needs_deed", 2027, "close")).status_code == 404
    assert world.browser().post(world.page("needs_deed", 2027, "burn")).status_code == 404
    assert world.browser().get(world.page("needs_year", 2031)).status_code == 404
    assert make_programme().needs_years.count() == 0


def test_reminding_says_when_everybody_has_answered(world, asked):
    for need in asked.values():
        actions.state(need, SAID, version=1, by=need.manager, at=AT)
    reply = world.browser().post(world.page("needs_deed", 2027, "remind"), follow=True)
    assert "Everybody has answered." in reply.content.decode()
