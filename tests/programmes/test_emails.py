"""The letters: they say that there is something to read, link to it, and name nobody."""

import pytest

from mentorhouse.notifications.letters import writer_of
from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import coordinator_of, make_mentee, make_person, make_programme, make_user

pytestmark = pytest.mark.django_db


def test_an_invitation_leads_a_newcomer_to_set_up_sign_in_and_then_to_the_answer():
    row = make_mentee(make_programme(), make_person("Ada Example"), state=S.INVITED)
    letter = writer_of("programme.invitation")(row.person.user, {"participation": str(row.pk)})
    assert row.programme.name in letter.subject
    assert "/account/welcome/" in letter.link.url
    assert f"taking-part%2F{row.pk}" in letter.link.url
    assert not any("Ada" in words for words in letter.paragraphs)


def test_an_invitation_leads_someone_with_a_password_straight_to_the_answer():
    person = make_person(user=make_user(password="a long enough pass phrase"))
    row = make_mentee(make_programme(), person, state=S.INVITED)
    letter = writer_of("programme.invitation")(person.user, {"participation": str(row.pk)})
    assert letter.link.url.endswith(f"/programmes/taking-part/{row.pk}/")


def test_who_has_answered_or_is_gone_gets_no_letter():
    write = writer_of("programme.invitation")
    row = make_mentee(make_programme(), state=S.DECLINED)
    assert write(row.person.user, {"participation": str(row.pk)}) is None
    other = make_mentee(make_programme(), state=S.INVITED)
    assert write(row.person.user, {"participation": str(other.pk)}) is None
    row.delete()
    assert write(row.person.user, {"participation": str(other.person_id)}) is None


def test_a_new_co_ordinator_is_led_to_the_desk():
    programme = make_programme()
    write = writer_of("programme.coordinator")
    letter = write(coordinator_of(programme), {"programme": str(programme.pk)})
    assert "desk" in letter.link.url
    assert write(make_user(), {"programme": str(programme.pk)}) is None
