import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.handbook.actions import WrittenMeanwhile, write_section
from mentorhouse.handbook.rules import Key
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, coordinator_of, make_mentee, make_programme, make_user

pytestmark = pytest.mark.django_db
PURPOSE = (Key.POLICY, "purpose")


@pytest.fixture
def programme():
    return make_programme()


def write(programme, text, *, before="", by=None, place=PURPOSE):
    by = by or coordinator_of(programme)
    return write_section(programme, place, text, before=before, by=by, at=AT)


def own(programme):
    programme.refresh_from_db()
    return programme.design.documents


def test_own_words_stand_in_the_design_and_its_history(programme):
    write(programme, "  We care.\r\nAlways.  ")
    assert own(programme) == {"policy": {"purpose": "We care.\nAlways."}}
    assert programme.design_version == 2
    newest = AuditEntry.objects.order_by("pk").last()
    assert newest.act == "handbook.section_written"
    assert "care" not in str(newest.detail)


def test_empty_words_give_the_made_text_back(programme):
    write(programme, "We care.")
    write(programme, "", before="We care.")
    assert own(programme) == {}
    assert AuditEntry.objects.order_by("pk").last().act == "handbook.section_restored"


def test_the_same_words_twice_change_nothing(programme):
    write(programme, "We care.")
    version = own(programme) and programme.design_version
    write(programme, "We care.", before="")
    assert own(programme) and programme.design_version == version


def test_the_second_of_two_writers_is_told(programme):
    write(programme, "Mine.")
    with pytest.raises(WrittenMeanwhile) as refusal:
        write(programme, "Theirs.")
    assert refusal.value.theirs == "Mine."
    assert own(programme) == {"policy": {"purpose": "Mine."}}


def test_two_writers_of_two_sections_do_not_meet(programme):
    write(programme, "Mine.")
    write(programme, "Theirs.", place=(Key.POLICY, "aims"))
    assert own(programme) == {"policy": {"purpose": "Mine.", "aims": "Theirs."}}


def test_only_coordinators_write(programme):
    mentee = make_mentee(programme).person.user
    for user in (make_user(), mentee):
        with pytest.raises(NotVisible):
            write(programme, "x", by=user)


def test_a_closed_programme_stays_as_it_is():
    closed = make_programme(state=ProgrammeState.CLOSED)
    with pytest.raises(NotNow):
        write(closed, "x")
    assert own(closed) == {}
