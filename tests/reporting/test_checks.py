"""The health check and the principles on real rows: data answers, people answer the rest."""

import re

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions.checks import answer_point
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.models import Champion, CheckNote
from mentorhouse.governance.rules.checks import (
    CHECKLISTS,
    HEALTH,
    PRINCIPLES,
    Known,
    Note,
    count_of,
    judge,
)
from mentorhouse.programmes.design import parse_design, shipped_design
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules.topics import TOPICS
from mentorhouse.reporting.queries import checklist_of
from tests.factories import AT, complete_design, coordinator_of, make_programme, make_user

ON = AT.date()
GENERAL = shipped_design()
EMPTY = parse_design({"format": 2, "name": "Empty"})


def points(programme: Programme, checklist: str = "health") -> dict[str, str]:
    judged = checklist_of(coordinator_of(programme), programme, checklist, on=ON)
    return {one.point.key: one.state for one in judged}


@pytest.mark.requirement("R2.05")
def test_the_health_check_has_twenty_seven_points_and_the_principles_are_eleven():
    assert len({point.key for point in HEALTH}) == 27
    assert len({point.key for point in PRINCIPLES}) == 11


def test_every_point_that_is_put_right_on_a_topic_names_one():
    named = {point.topic for points in CHECKLISTS.values() for point in points if point.topic}
    assert named - set(TOPICS) == set()


@pytest.mark.requirement("R2.05")
def test_data_answers_before_people_do_except_what_is_not_needed():
    named = next(point for point in HEALTH if point.key == "coordinator")
    seen = judge(named, EMPTY, Known(coordinators=1), Note("no"))
    assert (seen.state, seen.by_data) == ("yes", True)
    assert judge(named, EMPTY, Known(coordinators=1), Note("not_needed")).state == "not_needed"
    assert judge(named, EMPTY, Known(), Note("partly", "A paper")).reason == "A paper"
    assert judge(named, EMPTY, Known(), Note()).state == "open"


def test_points_are_counted_by_state():
    judged = tuple(judge(point, EMPTY, Known(), Note()) for point in HEALTH)
    counts = count_of(judged)
    assert sum(counts.values()) == 27
    assert counts["open"] > counts["yes"]


@pytest.mark.django_db(databases=["default", "keystore"])
class TestOnRows:
    @pytest.mark.requirement("R2.05")
    def test_naming_a_coordinator_turns_that_point_green_by_itself(self):
        programme = make_programme()
        by = coordinator_of(programme)
        assert points(programme)["coordinator"] == "yes"
        known = Known(coordinators=0)
        named = next(point for point in HEALTH if point.key == "coordinator")
        assert judge(named, programme.design, known, Note()).state == "open"
        assert points(programme)["senior_leadership"] == "open"
        Champion.objects.create(programme=programme, name="Dame Invented")
        assert points(programme)["senior_leadership"] == "yes"
        assert by.pk

    @pytest.mark.requirement("R2.26")
    def test_the_design_is_reviewed_against_the_principles(self):
        programme = make_programme(design=complete_design())
        found = points(programme, "principles")
        assert found["voluntary"] == "yes"
        assert found["clear_objectives"] == "open"
        by = coordinator_of(programme)
        values = {"answer": "partly", "evidence": "A survey of needs", "note": ""}
        answer_point(programme, "principles", "clear_objectives", values, version=0, by=by, at=AT)
        assert points(programme, "principles")["clear_objectives"] == "partly"

    def test_of_two_who_answer_at_once_the_second_sees_the_first(self):
        programme = make_programme()
        by = coordinator_of(programme)

        def say(answer: str, version: int) -> CheckNote:
            values = {"answer": answer, "evidence": "", "note": ""}
            return answer_point(
                programme, "health", "resources", values, version=version, by=by, at=AT
            )

        say("yes", 0)
        say("yes", 0)  # the same again
        with pytest.raises(ChangedMeanwhile):
            say("no", 0)
        say("no", 1)
        row = CheckNote.objects.get()
        assert (row.answer, row.version) == ("no", 2)
        assert AuditEntry.objects.filter(act="governance.point_answered").count() == 2

    def test_nobody_else_answers(self):
        programme = make_programme()
        with pytest.raises(NotVisible):
            answer_point(programme, "health", "resources", {}, version=0, by=make_user(), at=AT)

    @pytest.mark.requirement("R2.05")
    def test_the_page_shows_every_point_and_takes_an_answer(self, client):
        programme = make_programme()
        client.force_login(coordinator_of(programme))
        here = reverse("reporting:health", args=[programme.pk])
        page = client.get(here).content.decode()
        assert all(point.title in page for point in HEALTH)
        there = reverse("reporting:point", args=[programme.pk, "health", "fit_and_flexible"])
        form = {"version": 0, "answer": "yes", "evidence": "Minutes of May", "note": "Kept"}
        assert client.post(there, form)["Location"] == here
        page = client.get(here).content.decode()
        assert "Minutes of May" in page
        late = client.post(there, form | {"answer": "no"}).content.decode()
        assert "Someone else changed" in late or re.search(r"saved by now|is saved", late)
        assert CheckNote.objects.get().answer == "yes"

    def test_a_list_or_point_that_is_not_there(self, client):
        programme = make_programme()
        client.force_login(coordinator_of(programme))
        for args in (["none", "purpose"], ["health", "none"]):
            address = reverse("reporting:point", args=[programme.pk, *args])
            assert client.get(address).status_code == 404

    def test_the_checklist_takes_a_fixed_number_of_queries(
        self, client, django_assert_max_num_queries
    ):
        programme = make_programme()
        client.force_login(coordinator_of(programme))
        here = reverse("reporting:health", args=[programme.pk])
        client.get(here)
        with django_assert_max_num_queries(60):
            client.get(here)
