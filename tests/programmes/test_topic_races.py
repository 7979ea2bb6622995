"""Two co-ordinators at the same page at once: one is saved, the other is told, nothing is lost."""

import pytest

from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.queries import verify_chain
from mentorhouse.programmes import actions
from mentorhouse.programmes.models import DesignVersion
from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import AT, coordinator_of, make_mentor, make_person, make_programme
from tests.programmes.posting import posted
from tests.programmes.test_criteria import GRADE, design
from tests.programmes.test_races import at_once
from tests.programmes.test_topics import as_, draft, form_of, page

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


def test_of_two_who_save_one_page_at_once_one_is_told_and_keeps_what_was_typed():
    for _ in range(ROUNDS):
        programme = draft()
        by = coordinator_of(programme)

        def saving(purpose, programme=programme, by=by):
            data = posted(form_of(programme, "purpose"), purpose=purpose)
            client = as_(by)
            return lambda: client.post(page("topic", programme, "purpose"), data)

        done = at_once(saving("One"), saving("Two"))
        assert sorted(reply.status_code for reply in done) == [200, 302]
        told = next(reply for reply in done if reply.status_code == 200).content.decode()
        assert "Someone else saved a change" in told
        programme.refresh_from_db()
        lost = "Two" if programme.design.purpose == "One" else "One"
        assert f"{lost}</textarea>" in told
        assert DesignVersion.objects.filter(programme=programme).count() == 2
    assert verify_chain().whole


def test_two_deeds_on_one_list_at_once_change_it_once():
    for _ in range(ROUNDS):
        programme = draft()
        by = coordinator_of(programme)
        before = [clause.key for clause in programme.design.agreement.clauses]

        def moving(handle, programme=programme, by=by):
            client = as_(by)
            data = {"deed": "down", "handle": handle, "version": 1}
            return lambda: client.post(page("entries", programme, "agreement.clauses"), data)

        at_once(moving(before[0]), moving(before[1]))
        programme.refresh_from_db()
        after = [clause.key for clause in programme.design.agreement.clauses]
        assert sorted(after) == sorted(before)
        assert programme.design_version == 2


def test_a_must_overridden_twice_at_once_is_overridden_once():
    programme = make_programme(design=design(GRADE))
    by = coordinator_of(programme)
    row = make_mentor(programme, make_person(grade="SEO"), state=S.INVITED)

    def waive():
        return actions.waive_requirements(row, "She has done it for years", by=by, at=AT)

    at_once(waive, waive)
    assert AuditEntry.objects.filter(act="participation.requirements_waived").count() == 1
    assert verify_chain().whole
