"""A biography: draft, preview, publishing, who reads it (R1.04); the profile around it (R1.03)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.people import actions, queries
from mentorhouse.people.actions.biography import TOLD
from mentorhouse.people.models import Biography, Skill
from mentorhouse.people.rules import ChangedSince
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TOLD_OF_ME = dict.fromkeys(TOLD, "") | {
    "about": "I listen.", "experience": "Wards & services <b>", "skills": ["Presenting", "Change"],
    "ways": ["video"], "capacity": 2, "places": "Łódź and 東京", "sectors": "Health",
}  # fmt: skip


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def publish(person, **changes):
    draft = queries.own_draft(person.user, person)
    version = draft.version if draft else 0
    row = actions.write_biography(
        person, TOLD_OF_ME | changes, version=version, by=person.user, at=AT
    )
    return actions.publish_biography(person, version=row.version, by=person.user, at=AT)


def card_in(reply):
    text = reply.content.decode()
    return re.search(r'<dl class="nhsuk-summary-list">.*?</dl>', text, re.DOTALL)[0]


@pytest.mark.requirement("R1.04")
def test_the_preview_equals_what_a_mentee_sees():
    pair = make_partnership()
    mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee")
    client = as_(mentor)
    typed = {
        "version": "0", "about": "I listen & <i>learn</i>.", "skills": "Presenting\nchange, Změna",
        "ways": ["video", "telephone"], "capacity": "2", "expect": "Questions", "places": "東京",
        "experience": "Twenty years", "sectors": "Charities", "career_path": "Porter, then nurse",
        "availability": "Fridays",
    }  # fmt: skip
    actions.keep_words(mentor.person, {Skill.Kind.INTEREST: ["Choirs"]}, by=mentor, at=AT)
    reply = client.post(reverse("people:write_biography"), typed)
    assert reply.url == reverse("people:preview")
    preview = card_in(client.get(reverse("people:preview")))
    card = reverse("people:card", args=[mentor.pk])
    assert as_(mentee).get(card).status_code == 404  # a draft is nobody else's
    client.post(reverse("people:preview"), {"version": "1"})
    seen = card_in(as_(mentee).get(card))
    assert seen == preview
    assert "I listen &amp; &lt;i&gt;learn&lt;/i&gt;." in seen
    assert "Video call, Telephone" in seen
    said = ("Presenting, change, Změna", "Questions", "東京", "Twenty years", "Charities",
            "Porter, then nurse", "Fridays", "Choirs", ">2</dd>")  # fmt: skip
    assert [words for words in said if words not in seen] == []


@pytest.mark.requirement("R1.04")
def test_a_change_is_seen_only_once_it_is_published():
    pair = make_partnership()
    mentor = user_of(pair, "mentor").person
    publish(mentor)
    actions.write_biography(
        mentor, TOLD_OF_ME | {"about": "New words"}, version=1, by=mentor.user, at=AT
    )
    reader = user_of(pair, "mentee")
    assert queries.card(reader, mentor).biography.about == "I listen."
    assert queries.preview(mentor.user, mentor).biography.about == "New words"


def test_taken_back_it_is_absent_and_its_skills_find_nobody():
    mentor = make_person()
    publish(mentor)
    assert Skill.objects.filter(person=mentor, kind="offered").count() == 2
    actions.take_biography_back(mentor, by=mentor.user, at=AT)
    actions.take_biography_back(mentor, by=mentor.user, at=AT)  # twice is as once
    assert not Skill.objects.filter(person=mentor).exists()
    assert queries.own_draft(mentor.user, mentor) is not None
    with pytest.raises(NotVisible):
        queries.card(mentor.user, mentor)


def test_of_two_windows_the_second_is_told_and_keeps_its_words():
    mentor = make_person()
    client = as_(mentor.user)
    url = reverse("people:write_biography")
    client.post(url, {"version": "0", "about": "First"})
    second = client.post(url, {"version": "0", "about": "Second"})
    text = second.content.decode()
    assert "Something else was saved meanwhile" in text
    assert "Second" in text
    assert queries.own_draft(mentor.user, mentor).about == "First"
    client.post(url, {"version": "1", "about": "Second"})
    assert queries.own_draft(mentor.user, mentor).about == "Second"


def test_published_is_what_was_looked_at():
    mentor = make_person()
    with pytest.raises(NotNow):
        actions.publish_biography(mentor, version=0, by=mentor.user, at=AT)
    publish(mentor)
    actions.write_biography(mentor, TOLD_OF_ME, version=1, by=mentor.user, at=AT)
    with pytest.raises(ChangedSince):
        actions.publish_biography(mentor, version=1, by=mentor.user, at=AT)
    for nonsense in ("", "x", "9" * 30, "-1"):
        reply = as_(mentor.user).post(reverse("people:preview"), {"version": nonsense})
        assert reply.status_code == 302


def test_an_answer_that_is_too_long_is_named_and_kept():
    mentor = make_person()
    typed = {"version": "0", "about": "x" * 10_000, "skills": "\n".join(map(str, range(31)))}
    text = as_(mentor.user).post(reverse("people:write_biography"), typed).content.decode()
    assert "4000" in text
    assert "Choose the 30 that matter most" in text
    assert "x" * 10_000 in text
    assert not Biography.objects.exists()


def everyone_reads(kind):
    design = complete_design()
    matching = design.matching.model_dump(mode="json") | {"biographies": kind}
    return make_programme(state=ProgrammeState.RUNNING, design=complete_design(matching=matching))


@pytest.mark.requirement("R1.04")
@pytest.mark.parametrize(("kind", "reads"), [("everyone", True), ("as_matched", False)])
def test_fellow_participants_read_it_where_the_programme_opens_it(kind, reads):
    programme = everyone_reads(kind)
    mentor = make_mentor(programme).person
    mentee = make_mentee(programme).person
    publish(mentor)
    reply = as_(mentee.user).get(reverse("people:card", args=[mentor.pk]))
    assert reply.status_code == (200 if reads else 404)
    assert as_(make_user()).get(reverse("people:card", args=[mentor.pk])).status_code == 404


def test_a_co_ordinators_reading_leaves_a_trace_a_mentees_none():
    pair = make_partnership()
    mentor = user_of(pair, "mentor")
    publish(mentor.person)
    card = reverse("people:card", args=[mentor.pk])
    readers = [user_of(pair, "mentee"), coordinator_of(pair.programme)]
    for reader in readers:
        assert as_(reader).get(card).status_code == 200
    traces = AuditEntry.objects.filter(act="person.read").values_list("actor", flat=True)
    assert list(traces) == [str(readers[1].pk)]


def test_co_ordinators_read_it_local_ones_of_their_own_people():
    programme = make_programme()
    mentor = make_mentor(programme, make_person(organisation="North Body", grade="SCS1")).person
    publish(mentor)
    ours = make_local_coordinator(programme, "North Body")
    theirs = make_local_coordinator(programme, "South Body")
    card = reverse("people:card", args=[mentor.pk])
    readers = (coordinator_of(programme), ours, theirs, coordinator_of(make_programme()))
    assert [as_(user).get(card).status_code for user in readers] == [200, 200, 404, 404]


@pytest.mark.requirement("R1.03")
def test_a_profile_holds_role_contact_and_languages_in_every_script():
    me = make_person()
    typed = {
        "given_name": "Þórunn", "family_name": "", "work_role": "I lead <a team>",
        "contact": "0161 496 0123 after 3pm", "languages": "Cymraeg, العربية, 日本語",
    }  # fmt: skip
    client = as_(me.user)
    client.post(reverse("people:edit"), typed)
    text = client.get(reverse("people:profile")).content.decode()
    for said in ("Þórunn", "I lead &lt;a team&gt;", "0161 496 0123", "العربية", "日本語"):
        assert said in text


@pytest.mark.requirement("R1.03")
def test_whoever_writes_their_grade_sees_the_ladders_of_their_programmes():
    me = make_person()
    programme = make_programme()
    make_mentee(programme, me)
    text = as_(me.user).get(reverse("people:edit")).content.decode()
    name, rungs = programme.name, next(iter(programme.design.ladders.values()))
    assert f"Grades or levels in {name}: {', '.join(rungs)}." in text
