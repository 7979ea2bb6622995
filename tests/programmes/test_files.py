"""Designs as files, copies of programmes, lessons and pilots."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes import actions, queries
from mentorhouse.programmes.design import plain, read_design, write_design
from mentorhouse.programmes.models import DesignVersion, Lesson, Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def starter():
    return make_user(may_start_programmes=True)


@pytest.mark.requirement("R2.02")
def test_a_file_starts_a_programme_in_the_browser(client):
    client.force_login(starter())
    text = write_design(complete_design(name="From afar"))
    upload = SimpleUploadedFile("design.yaml", text.encode())
    answer = client.post(reverse("programmes:start_from_file"), {"file": upload, "name": ""})
    programme = Programme.objects.get()
    assert answer["Location"] == reverse("programmes:set_up", args=[programme.pk])
    assert (programme.name, write_design(programme.design)) == ("From afar", text)
    got = client.get(reverse("programmes:design_file", args=[programme.pk]))
    assert got.content.decode() == text
    assert "attachment" in got["Content-Disposition"]


@pytest.mark.requirement("R2.02")
@pytest.mark.parametrize("content", [b"name: [", b"\xff\xfe", b"format: 9\nname: x"])
def test_a_file_that_cannot_be_used_is_answered_with_what_to_mend(client, content):
    client.force_login(starter())
    upload = SimpleUploadedFile("design.yaml", content)
    answer = client.post(reverse("programmes:start_from_file"), {"file": upload, "name": "Kept"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "What to mend in the file" in page
    assert 'value="Kept"' in page
    assert not Programme.objects.exists()


@pytest.mark.requirement("R2.01")
def test_an_earlier_programme_is_copied_without_its_calendar(client):
    by = starter()
    timing = plain(complete_design())["timing"] | {
        "starts_on": "2026-01-05",
        "ends_on": "2026-12-18",
    }
    earlier = make_programme(coordinator=by, design=complete_design(timing=timing))
    client.force_login(by)
    client.post(
        reverse("programmes:start_from_copy"), {"programme": earlier.pk, "name": "Second round"}
    )
    copy = Programme.objects.get(name="Second round")
    assert (copy.state, copy.copied_from) == ("draft", earlier)
    assert copy.design.timing.starts_on is None
    assert copy.design.agreement == earlier.design.agreement
    assert not copy.participations.exists()


def test_a_programme_of_others_cannot_be_copied(client):
    theirs = make_programme()
    client.force_login(starter())
    form = {"programme": theirs.pk, "name": "Mine"}
    assert client.post(reverse("programmes:start_from_copy"), form).status_code == 200
    assert Programme.objects.count() == 1
    with pytest.raises(NotVisible):
        actions.copy_programme(theirs, "Mine", by=starter(), at=AT)


@pytest.mark.requirement("R2.23")
def test_a_pilots_lessons_stand_beside_the_settings_of_its_copy(client):
    by = starter()
    pilot = complete_design(pilot={"is_pilot": True, "places": 8})
    programme = make_programme(coordinator=by, design=pilot)
    client.force_login(by)
    here = reverse("programmes:lessons", args=[programme.pk])
    form = {"part": "meetings", "text": "An hour was too short."}
    client.post(here, form)
    client.post(here, form)  # sent twice
    assert Lesson.objects.count() == 1
    copy = actions.copy_programme(programme, "For everyone", by=by, at=AT)
    beside = queries.lessons_beside(by, copy)
    assert [lesson.text for lesson in beside["meetings"]] == ["An hour was too short."]
    page = client.get(reverse("programmes:lessons", args=[copy.pk])).content.decode()
    assert "An hour was too short." in page
    assert copy.design.pilot.places is None
    # What belongs to the pilot is removed there, not in its copy.
    lesson = Lesson.objects.get()
    there = reverse("programmes:lessons", args=[copy.pk])
    assert client.post(there, {"remove": lesson.pk}).status_code == 404
    assert client.post(here, {"remove": lesson.pk}).status_code == 302
    assert not Lesson.objects.exists()


@pytest.mark.requirement("R2.23")
def test_a_pilot_takes_no_more_mentees_than_it_has_places():
    programme = make_programme(design=complete_design(pilot={"is_pilot": True, "places": 1}))
    first = make_mentee(programme, state=ParticipationState.INVITED)
    second = make_mentee(programme, state=ParticipationState.INVITED)
    actions.answer_participation(first, accept=True, by=first.person.user, at=AT)
    with pytest.raises(NotNow, match="all are taken"):
        actions.answer_participation(second, accept=True, by=second.person.user, at=AT)
    actions.answer_participation(first, accept=False, by=first.person.user, at=AT)
    actions.answer_participation(second, accept=True, by=second.person.user, at=AT)


@pytest.mark.requirement("R2.02")
def test_every_saved_design_stays_in_the_history():
    by = starter()
    programme = actions.start(complete_design(purpose="One"), by=by, at=AT)
    changed = read_design(write_design(programme.design).replace("One", "Two"))
    actions.change_design(programme, changed, by=by, at=AT)
    kept = DesignVersion.objects.filter(programme=programme).order_by("number")
    assert [(row.number, row.by, row.design.purpose) for row in kept] == [
        (1, by, "One"),
        (2, by, "Two"),
    ]


def test_export_and_lessons_leave_a_trace():
    programme = make_programme(state=ProgrammeState.DRAFT)
    by = coordinator_of(programme)
    actions.export_design(programme, by=by, at=AT)
    lesson = actions.add_lesson(programme, "meetings", "Short.", by=by, at=AT)
    actions.remove_lesson(lesson, by=by, at=AT)
    actions.remove_lesson(lesson, by=by, at=AT)
    acts = [entry.act for entry in AuditEntry.objects.order_by("sequence")]
    assert acts[-3:] == [
        "programme.design_exported",
        "programme.lesson_added",
        "programme.lesson_removed",
    ]


def test_an_archived_programme_learns_no_more():
    programme = make_programme(state=ProgrammeState.ARCHIVED)
    with pytest.raises(NotNow):
        actions.add_lesson(programme, "meetings", "Late.", by=coordinator_of(programme), at=AT)
