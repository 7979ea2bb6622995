"""What a spreadsheet tells beside the profile lands where people type it (R1.03–R1.05, R3.09)."""

import pytest

from mentorhouse.people import actions
from mentorhouse.people.actions.biography import TOLD
from mentorhouse.people.models import Biography, Person, Skill
from mentorhouse.people.queries import words_of
from tests.factories import AT
from tests.recruitment.files import MENTOR_HEADINGS, csv_file, mentor

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
MORE = ("What you do", "Languages", "Skills", "Experience", "Interests", "Places to meet",
        "Availability")  # fmt: skip
SAID = ("I lead a team", "Cymraeg, English", "Presenting; change", "Twenty years", "Choirs",
        "Leeds", "Fridays")  # fmt: skip


def sheet(*said):
    return csv_file([[*mentor(1), *said]], [*MENTOR_HEADINGS, *MORE])


@pytest.mark.requirement("R1.05")
def test_what_a_sheet_brings_is_what_people_would_have_typed(importer):
    batch = importer.save(sheet(*SAID))
    assert batch.state == "saved", importer.problems(batch)
    person = Person.objects.get(user__email="mentor.1@example.org")
    assert (person.work_role, person.languages) == ("I lead a team", "Cymraeg, English")
    words = words_of(person.pk)
    assert (words["offered"], words["interest"]) == (("change", "Presenting"), ("Choirs",))
    draft = Biography.objects.get(person=person)
    assert not draft.published  # its mentor looks at it first
    assert (draft.experience, draft.places, draft.availability) == SAID[3:4] + SAID[5:]


def test_a_sheet_changes_no_word_that_somebody_said(importer):
    importer.save(sheet(*SAID))
    person = Person.objects.get(user__email="mentor.1@example.org")
    told = dict.fromkeys(TOLD, "") | {"about": "Mine", "skills": ["Waiting"], "capacity": None}
    draft = actions.write_biography(person, told | {"ways": []}, version=1, by=person.user, at=AT)
    actions.publish_biography(person, version=draft.version, by=person.user, at=AT)
    importer.save(sheet(*SAID[:2], "Juggling", "Else", "Else", "Else", "Else"))
    assert words_of(person.pk)["offered"] == ("Waiting",)
    assert Skill.objects.filter(person=person, kind="interest").get().text == "Choirs"
    assert Biography.objects.get(person=person, published=False).about == "Mine"


def test_words_that_are_too_many_or_too_long_are_named_with_their_place(importer):
    for words in ("x" * 101, ",".join(f"word {n}" for n in range(31))):
        batch = importer.check(sheet(*SAID[:2], words, *SAID[3:]))
        problem = importer.problems(batch)[0]
        assert "Up to 30 entries of up to 100 characters fit" in str(problem)
        assert "Skills" in str(problem)
