"""Support by managers and sponsors: asked by a private link, answered once (R3.04, R3.05)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import LinkHolder, LinkIsOver, renew, token_of
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.people.models import Person
from mentorhouse.recruitment.actions import endorsing
from mentorhouse.recruitment.actions.endorsing import Said, Who
from mentorhouse.recruitment.actions.following import follow_up
from mentorhouse.recruitment.models import Endorsement
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import Standing, before_sending
from mentorhouse.recruitment.states import ApplicationState, Asks, EndorsementMove
from tests.factories import (
    coordinator_of,
    make_application,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
)
from tests.recruitment.asking import (
    MANAGER,
    SPONSOR,
    asked,
    asking_programme,
    draft,
    kept,
    letters,
    link,
    yes,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAY = timedelta(days=1)
SUPPORT = EndorsementMove.SUPPORT


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


def answer(row, said=None, *, once=None, at=None):
    said = said or Said(SUPPORT, 120, understands_confidentiality=True)
    holder = LinkHolder(row.pk)
    return endorsing.answer(said, once=once or uuid4(), by=holder, at=at or timezone.now())


@pytest.mark.requirement("R3.04")
def test_a_manager_gets_a_letter_and_answers_without_an_account(client, tmp_path):
    row = asked()
    (sent,) = letters(tmp_path)
    assert sent.to == MANAGER.email
    assert link(row) in sent.text
    assert row.application.person.name in sent.subject
    page = client.get(link(row)).content.decode()
    assert row.application.person.name in page
    assert row.application.programme.name in page
    thanks = client.post(link(row), yes(comment="She has my full support."))
    assert "2.5" in thanks.content.decode()
    row.refresh_from_db()
    assert (row.state, row.minutes_a_month) == ("supports", 150)
    assert row.understands_confidentiality
    words = [each.subject for each in letters(tmp_path)]
    assert any("has come" in subject for subject in words)


@pytest.mark.requirement("R3.04")
def test_every_link_that_does_not_open_gets_the_same_kind_page(client):
    used, late, anew, over = asked(), asked(), asked(), asked()
    renewed = link(anew)
    Endorsement.objects.filter(pk=late.pk).update(link_until=timezone.now() - DAY)
    endorsing.send_again(anew, by=anew.application.person.user, at=timezone.now() + 2 * DAY)
    over.application.state = ApplicationState.WITHDRAWN.value
    over.application.save()
    answer(used)
    forged = reverse("recruitment:answer_support", args=["x" * 43])
    pages = [client.get(path) for path in (link(used), link(late), renewed, link(over), forged)]
    assert {page.status_code for page in pages} == {404}
    words = {page.content.decode().replace(page.wsgi_request.path, "") for page in pages}
    plain = {w[w.index("<h1") : w.index("</main>")] for w in words}
    assert len(plain) == 1
    for row in (used, late, anew, over):
        assert row.application.person.name not in plain.pop() if plain else True
    assert client.get(link(anew)).status_code == 200
    posted = client.post(link(used), yes(answer="decline"))
    assert posted.status_code == 404
    used.refresh_from_db()
    assert used.state == "supports"


@pytest.mark.requirement("R3.04")
def test_opening_a_link_records_nothing_and_no_token_lies_in_the_database(client):
    row = asked()
    before = (AuditEntry.objects.count(), kept(Endorsement))
    for method in (client.get, client.head):
        assert method(link(row)).status_code == 200
    assert (AuditEntry.objects.count(), kept(Endorsement)) == before
    assert token_of(row) not in kept(Endorsement) + kept(OutboxLetter)
    assert row.email not in kept(OutboxLetter)


def test_a_page_behind_a_link_is_kept_nowhere_and_tells_no_other_site(client):
    page = client.get(link(asked()))
    assert page["Cache-Control"].startswith("no-store")
    assert page["Referrer-Policy"] == "strict-origin"


def test_who_tries_many_links_is_slowed_down(client):
    answers = {
        client.get(reverse("recruitment:answer_support", args=[f"{n:043}"])).status_code
        for n in range(40)
    }
    assert answers == {404, 429}


def test_a_link_of_one_row_answers_no_other():
    row, other = asked(), asked()
    with pytest.raises(LinkIsOver):
        queries.by_link(token_of(row)[::-1], at=timezone.now())
    found, holder = queries.by_link(token_of(row), at=timezone.now())
    assert (found, holder) == (row, LinkHolder(row.pk))
    other.refresh_from_db()
    assert other.state == "asked"


def test_a_link_still_works_when_the_installation_has_a_new_secret(settings):
    row = asked()
    token = token_of(row)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a secret that is newer and as long as it should be"
    assert token_of(row) == token
    renew(row, until=timezone.now() + DAY)
    assert token_of(row) not in {None, token}


@pytest.mark.requirement("R3.04")
def test_the_same_form_sent_twice_is_one_answer_and_thanks_twice(client):
    row = asked()
    said = yes()
    path = link(row)
    assert client.post(path, said).status_code == 200
    assert client.post(path, said).status_code == 200
    assert client.post(path, yes()).status_code == 404
    assert AuditEntry.objects.filter(act="endorsement.answered").count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_pressed_twice_at_once_is_one_answer():
    row, once = asked(), uuid4()
    decline = Said(EndorsementMove.DECLINE)
    done = at_once(
        lambda: answer(row, once=once), lambda: answer(row, once=once),
        lambda: answer(row, decline), lambda: answer(row, decline),
    )  # fmt: skip
    row.refresh_from_db()
    assert AuditEntry.objects.filter(act="endorsement.answered").count() == 1
    fine = {"supports": 2, "declines": 1}[row.state]
    assert sum(isinstance(one, Endorsement) for one in done) == fine, done
    assert sum(isinstance(one, LinkIsOver) for one in done) == 4 - fine, done


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_asked_twice_at_once_is_one_question():
    application = make_application(asking_programme())
    done = at_once(lambda: asked(application), lambda: asked(application))
    assert sorted(type(one).__name__ for one in done) == ["Endorsement", "NotNow"], done
    assert application.endorsements.count() == 1


def test_the_database_holds_one_question_that_stands():
    row = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.create(
            application=row.application, relation="line_manager", name="x", email="x@example.org",
            asked_at=row.asked_at, sent_at=row.sent_at,
        )  # fmt: skip


@pytest.mark.requirement("R3.04")
def test_a_reminder_goes_once_then_the_co_ordinators_hear_and_silence_is_no_yes(tmp_path):
    row = asked()
    began = row.asked_at
    letters(tmp_path)
    for days in (6, 8, 9):
        follow_up(at=began + days * DAY)
    assert OutboxLetter.objects.filter(kind="endorsement.reminder").count() == 1
    for days in (22, 23):
        follow_up(at=began + days * DAY)
    row.refresh_from_db()
    assert (row.state, row.by_silence) == ("asked", False)
    at = began + 23 * DAY
    assert queries.standing_of(row.application, at=at) is Standing.NO_ANSWER
    told = OutboxLetter.objects.filter(kind="endorsement.to_look_at")
    assert [each.to for each in told] == [coordinator_of(row.application.programme)]
    assert OutboxLetter.objects.filter(kind="endorsement.no_answer").count() == 1
    endorsing.send_again(row, by=told[0].to, at=at)
    row.refresh_from_db()
    assert queries.standing_of(row.application, at=at) is Standing.NOT_YET
    follow_up(at=at + 8 * DAY)
    assert OutboxLetter.objects.filter(kind="endorsement.reminder").count() == 2


def test_the_reminder_repeats_the_link_that_they_have(tmp_path):
    row = asked(at=timezone.now() - 8 * DAY)
    first = link(row)
    follow_up(at=timezone.now())
    (reminder,) = [each for each in letters(tmp_path) if "still waits" in each.subject]
    assert first in reminder.text


def test_silence_is_a_yes_only_where_the_programme_says_so_beforehand(client, tmp_path):
    row = asked(make_application(asking_programme(silence_is_consent=True)))
    (sent,) = letters(tmp_path)
    assert "counts as a yes" in sent.text
    assert "counts as a yes" in client.get(link(row)).content.decode()
    follow_up(at=row.asked_at + 22 * DAY)
    row.refresh_from_db()
    assert (row.state, row.by_silence, row.minutes_a_month) == ("supports", True, None)
    coordinator = coordinator_of(row.application.programme)
    client.force_login(coordinator)
    where = [row.application.programme_id, row.pk]
    page = client.get(reverse("recruitment:endorsement", args=where)).content.decode()
    assert "by silence" in page


def test_a_mentors_manager_is_never_taken_as_agreeing_by_silence():
    programme = asking_programme(mentor_manager=True, silence_is_consent=True)
    row = asked(make_application(programme, "mentor"))
    follow_up(at=row.asked_at + 22 * DAY)
    row.refresh_from_db()
    assert row.state == "asked"


@pytest.mark.requirement("R3.04")
@pytest.mark.requirement("R3.05")
def test_the_applicant_reads_beforehand_what_the_manager_will_read(client):
    application = draft()
    client.force_login(application.person.user)
    where = [application.pk, "line_manager"]
    preview = client.get(reverse("recruitment:ask_support", args=where)).content.decode()
    client.logout()
    theirs = client.get(link(asked(application))).content.decode()
    told = theirs[theirs.index("nhsuk-lede-text") : theirs.index("nhsuk-inset-text")]
    assert "Nobody else" not in told
    assert told in preview
    for words in ("What mentoring is", "What stays confidential", "Do you support this?",
                  "How many hours a month", "I understand that what"):  # fmt: skip
        assert words in preview
        assert words in theirs


@pytest.mark.requirement("R3.04")
@pytest.mark.requirement("R3.05")
@pytest.mark.parametrize("said", ["decline", "ask to talk first"])
def test_the_applicant_learns_only_whether_support_is_given(client, said):
    row = asked()
    client.post(link(row), yes(answer=said, comment="A secret remark"))
    client.force_login(row.application.person.user)
    page = client.get(reverse("recruitment:support", args=[row.application_id])).content.decode()
    page = page[page.index("<h1") : page.index("</main>")]
    assert "support is not given" in page
    for words in ("secret remark", "talk first", "Declined", "2.5"):
        assert words not in page
    where = [row.application.programme_id, row.pk]
    assert client.get(reverse("recruitment:endorsement", args=where)).status_code == 404


def test_what_they_wrote_is_for_co_ordinators_and_sealed(client):
    person = make_person(organisation="Home")
    programme = asking_programme()
    row = asked(make_application(programme, person=person))
    client.post(link(row), yes(comment="A secret remark"))
    assert "secret remark" not in kept(Endorsement)
    where = reverse("recruitment:endorsement", args=[programme.pk, row.pk])
    for user in (coordinator_of(programme), make_local_coordinator(programme, "Home")):
        client.force_login(user)
        assert "A secret remark" in client.get(where).content.decode()
    client.force_login(make_local_coordinator(programme, "Away"))
    assert client.get(where).status_code == 404
    reading = AuditEntry.objects.filter(act="endorsement.read")
    assert reading.count() == 2


def test_a_co_ordinator_who_applies_does_not_read_about_themselves(client):
    person = make_person()
    programme = asking_programme(coordinator=person.user)
    row = asked(make_application(programme, person=person))
    client.force_login(person.user)
    where = [programme.pk, row.pk]
    assert client.get(reverse("recruitment:endorsement", args=where)).status_code == 404
    page = client.get(reverse("recruitment:endorsements", args=[programme.pk])).content.decode()
    assert row.name not in page


@pytest.mark.requirement("R3.04")
@pytest.mark.parametrize("kind", ["off", "declared"])
def test_where_nobody_is_asked_there_is_no_page_no_link_and_no_letter(client, kind):
    programme = asking_programme(kind=kind)
    application = draft(programme)
    user = application.person.user
    with pytest.raises(NotVisible):
        endorsing.ask_for(application, MANAGER, by=user, at=timezone.now())
    client.force_login(user)
    for name, parts in (
        ("support", [application.pk]),
        ("ask_support", [application.pk, "sponsor"]),
    ):
        assert client.get(reverse(f"recruitment:{name}", args=parts)).status_code == 404
    assert not OutboxLetter.objects.exists()
    assert client.get(reverse("recruitment:for_managers", args=[programme.pk])).status_code == 404


def test_nobody_supports_themselves_and_nobody_is_pressed_twice_a_day():
    application = make_application(asking_programme())
    by, at = application.person.user, timezone.now()
    with pytest.raises(NotNow, match="your own address"):
        asked(application, Who(Asks.LINE_MANAGER, "Me", by.email.upper()))
    row = asked(application)
    with pytest.raises(NotNow, match="last day"):
        endorsing.send_again(row, by=by, at=at)
    again = asked(application, at=at + 2 * DAY)
    assert (again.pk, again.letters) == (row.pk, 2)
    for n in range(4):
        asked(application, Who(Asks.LINE_MANAGER, "N", f"n{n}@example.org"))
    with pytest.raises(NotNow, match="several times"):
        asked(application, Who(Asks.LINE_MANAGER, "N", "n9@example.org"))


@pytest.mark.requirement("R3.04")
def test_a_new_question_supersedes_the_old_and_the_old_link_is_dead(client):
    row = asked()
    old = link(row)
    newer = asked(row.application, Who(Asks.LINE_MANAGER, "Nora New", "nora@example.org"))
    assert client.get(old).status_code == 404
    assert client.get(link(newer)).status_code == 200
    answer(newer)
    with pytest.raises(NotNow, match="given already"):
        asked(row.application)


def test_the_profile_remembers_the_manager_and_the_form_does_not_ask_twice(client):
    row = asked()
    person = Person.objects.get(pk=row.application.person_id)
    assert person.line_manager_email == MANAGER.email
    other = draft(person=person)
    client.force_login(person.user)
    page = client.get(reverse("recruitment:ask_support", args=[other.pk, "line_manager"]))
    assert MANAGER.email in page.content.decode()


def test_somebody_else_s_application_is_absent(client):
    application = draft()
    client.force_login(make_person().user)
    for name, parts in (("support", []), ("ask_support", ["line_manager"])):
        where = reverse(f"recruitment:{name}", args=[application.pk, *parts])
        assert client.get(where).status_code == 404


@pytest.mark.requirement("R3.04")
def test_support_has_to_be_there_before_sending_where_it_is_required():
    programme = asking_programme(kind="required", asked=["line_manager", "sponsor"])
    application = draft(programme)
    design, now = programme.design, timezone.now()

    def missing():
        stands = queries.standing_of(application, at=now)
        return bool(before_sending(design, "mentee", stands))

    assert missing()
    answer(asked(application))
    assert missing()
    answer(asked(application, SPONSOR))
    assert not missing()


@pytest.mark.requirement("R3.16")
def test_a_mentors_own_manager_agrees_time_and_training(client, tmp_path):
    programme = asking_programme(mentor_manager=True, kind="off", asked=[])
    (missing,) = {before_sending(programme.design, "mentor", Standing.NOT_ASKED)}
    assert "Ask your line manager first" in missing
    row = asked(make_application(programme, "mentor"))
    (sent,) = letters(tmp_path)
    assert "would like to be a mentor" in sent.text
    page = client.get(link(row)).content.decode()
    assert "training of mentors" in page
    client.post(link(row), yes(hours="3"))
    assert queries.standing_of(row.application, at=timezone.now()) is Standing.GIVEN


@pytest.mark.requirement("R3.17")
def test_the_manager_hears_once_that_mentoring_starts_and_how_much_time(tmp_path):
    row = asked()
    answer(row)
    application = row.application
    application.state = ApplicationState.APPROVED.value
    application.save()
    now = timezone.now()
    follow_up(at=now)
    assert not OutboxLetter.objects.filter(kind="endorsement.mentoring_starts").exists()
    mentor = make_mentor(application.programme, make_person("Secretia Partner"))
    mentee = make_mentee(application.programme, application.person)
    make_partnership(application.programme, mentor, mentee)
    for _ in range(2):
        follow_up(at=now)
    (told,) = [
        each for each in letters(tmp_path) if each.to == MANAGER.email and "starts" in each.subject
    ]
    assert "2 hours a month" in told.text
    assert application.person.name in told.text
    for word in ("Secretia", "Partner", "http"):
        assert word not in told.text


@pytest.mark.requirement("R4.16")
def test_a_briefing_for_managers_ships_and_is_linked(client):
    row = asked()
    where = reverse("recruitment:for_managers", args=[row.application.programme_id])
    assert where in client.get(link(row)).content.decode()
    page = client.get(where)
    assert page.status_code == 200
    assert "Briefing for line managers" in page.content.decode()
    assert row.application.person.name not in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"answer": ""}, "Choose an answer"),
        ({"hours": ""}, "Enter how many hours"),
        ({"hours": "lots"}, "as a number"),
        ({"hours": "0.3"}, "half an hour or more"),
        ({"hours": "1.3"}, "whole or half hours"),
        ({"hours": "1e9"}, "fewer"),
        ({"understands": ""}, "Tick the box"),
        ({"comment": "x" * 2001}, "2000"),
        ({"once": "nonsense"}, "There is a problem"),
    ],
)
def test_bad_input_is_said_and_nothing_is_saved(client, sent, words):
    row = asked()
    page = client.post(link(row), yes(comment="Typed words") | sent).content.decode()
    assert words in page
    if "comment" not in sent:
        assert "Typed words" in page
    row.refresh_from_db()
    assert row.state == "asked"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_max_num_queries, count
):
    programme = asking_programme()
    for _ in range(count):
        asked(make_application(programme))
    client.force_login(coordinator_of(programme))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("recruitment:endorsements", args=[programme.pk]))
    assert page.content.decode().count(MANAGER.name) == count


def test_the_list_narrows_by_answer_and_name(client):
    programme = asking_programme()
    given, waiting = (
        asked(make_application(programme, person=make_person(name)))
        for name in ("Ada Given", "Ben Waiting")
    )
    answer(given)
    client.force_login(coordinator_of(programme))
    where = reverse("recruitment:endorsements", args=[programme.pk])

    def named(**query):
        page = client.get(where, query).content.decode()
        return {name for name in ("Ada Given", "Ben Waiting") if name in page}

    assert named() == {"Ada Given", "Ben Waiting"}
    assert named(standing="given") == {"Ada Given"}
    assert named(standing="not yet") == {"Ben Waiting"}
    assert named(standing="no answer") == set()
    assert named(search="ada") == {"Ada Given"}
    assert named(standing="nonsense") == {"Ada Given", "Ben Waiting"}
    assert waiting.state == "asked"
