"""Criteria judge what a profile says; who lacks a must is told kindly; a reason overrides it."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes import actions, rules
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)
from tests.programmes.test_topics import as_, page

GRADE = {"key": "grade", "title": "Grade 6 or above", "must": True, "rule": "grade_at_least",
         "ladder": "grades", "grade": "Grade 6",
         "message": "Come back when you are Grade 6. Until then, try a course."}  # fmt: skip
FIELD = {"key": "field", "title": "Policy or law", "must": True, "rule": "one_of",
         "field": "profession", "values": ["Policy", "Law"], "message": ""}  # fmt: skip
AGREES = {"key": "agrees", "title": "Six meetings", "must": True, "rule": "agrees", "message": ""}


def design(*criteria):
    data = complete_design().model_dump(mode="json")
    return complete_design(mentors=data["mentors"] | {"requirements": list(criteria)})


@pytest.mark.parametrize(
    ("profile", "met"),
    [
        ({"grade": "SCS1", "profession": "law"}, [True, True, None]),
        ({"grade": "grade 6", "profession": "Policy"}, [True, True, None]),
        ({"grade": "SEO", "profession": "Nursing"}, [False, False, None]),
        ({"grade": "Band 7"}, [None, None, None]),
        ({}, [None, None, None]),
    ],
)
@pytest.mark.requirement("R2.14")
def test_only_what_a_profile_answers_is_judged(profile, met):
    judged = rules.judged(design(GRADE, FIELD, AGREES), "mentor", rules.Profile(**profile))
    assert [one.met for one in judged] == met
    assert rules.judged(design(GRADE), "mentee", rules.Profile(**profile)) == ()


def test_a_should_stops_nobody_and_a_must_without_words_gets_kind_ones():
    lacks = rules.Profile(grade="SEO", profession="Nursing")
    should = GRADE | {"must": False}
    assert rules.what_stops(rules.judged(design(should), "mentor", lacks)) == []
    assert rules.what_stops(rules.judged(design(FIELD), "mentor", lacks)) == [
        "The programme asks for this: Policy or law."
    ]


@pytest.fixture
def row():
    programme = make_programme(design=design(GRADE, AGREES))
    return make_mentor(programme, make_person("Ada Example", grade="SEO"), state=S.INVITED)


@pytest.mark.django_db
@pytest.mark.requirement("R2.14")
def test_who_lacks_a_must_is_told_kindly_and_a_co_ordinator_overrides_it_with_a_reason(row):
    programme, me = row.programme, as_(row.person.user)
    address = f"/programmes/taking-part/{row.pk}/"
    shown = me.get(address).content.decode()
    assert "Come back when you are Grade 6. Until then, try a course." in shown
    assert "Yes, I take part" not in shown
    me.post(address, {"answer": "yes"})
    row.refresh_from_db()
    assert row.state == S.INVITED

    client = as_(coordinator_of(programme))
    person = client.get(page("participation", programme, row.pk)).content.decode()
    assert "Not met" in person
    assert "For you to judge" in person
    assert page("waive", programme, row.pk) in person
    short = client.post(page("waive", programme, row.pk), {"reason": "ok"}).content.decode()
    assert "Write in a sentence" in short
    assert ">ok</textarea>" in short.replace("\n", "")
    reason = "She has led such work for years."
    client.post(page("waive", programme, row.pk), {"reason": reason})
    row.refresh_from_db()
    assert row.waiver_reason == reason
    entry = AuditEntry.objects.get(act="participation.requirements_waived")
    assert reason not in str(entry.detail)

    assert "Yes, I take part" in me.get(address).content.decode()
    actions.answer_participation(row, accept=True, by=row.person.user, at=AT)
    row.refresh_from_db()
    assert row.state == S.ACCEPTED
    person = client.get(page("participation", programme, row.pk)).content.decode()
    assert reason in person


@pytest.mark.django_db
def test_only_who_runs_the_programme_overrides_and_twice_is_once(row):
    by = coordinator_of(row.programme)
    for other in (row.person.user, make_user(), coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            actions.waive_requirements(row, "A reason that is long", by=other, at=AT)
    for _ in range(2):
        actions.waive_requirements(row, "A reason that is long", by=by, at=AT)
    assert AuditEntry.objects.filter(act="participation.requirements_waived").count() == 1
    other = make_mentee(make_programme())
    address = page("waive", row.programme, other.pk)
    assert as_(by).get(address).status_code == 404


@pytest.mark.django_db
def test_nothing_is_overridden_where_nothing_stands_in_the_way(row):
    met = make_mentor(row.programme, make_person(grade="SCS1"), state=S.INVITED)
    client = as_(coordinator_of(row.programme))
    shown = client.get(page("waive", row.programme, met.pk)).content.decode()
    assert "Nothing stands in the way" in shown


@pytest.mark.django_db
def test_a_closed_programme_overrides_nothing(row):
    row.programme.state = ProgrammeState.CLOSED
    row.programme.save(update_fields=["state"])
    with pytest.raises(NotNow):
        actions.waive_requirements(row, "A reason that is long", by=coordinator_of(row.programme),
                                   at=AT)  # fmt: skip
