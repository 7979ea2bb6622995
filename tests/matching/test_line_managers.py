"""Nobody is matched with their own line manager, whichever of the two says so (R5.04, R2.16)."""

import pytest

from mentorhouse.matching.queries.inviting.eligible import _forbidden
from mentorhouse.matching.queries.pool import MANAGES, pool_of
from mentorhouse.people.actions import change_profile
from tests.factories import AT, make_mentee, make_mentor, make_person, make_programme

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R5.04")
@pytest.mark.parametrize("said_by", ["mentee", "mentor"])
def test_one_line_manages_the_other(said_by):
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    make_mentee(programme)
    assert pool_of(programme, at=AT).forbidden == ()
    one, other = (mentee, mentor) if said_by == "mentee" else (mentor, mentee)
    user = one.person.user
    address = other.person.user.email.upper()
    change_profile(one.person, {"line_manager_email": address}, by=user, at=AT)
    assert pool_of(programme, at=AT).forbidden == (((mentor.pk, mentee.pk), MANAGES),)


@pytest.mark.requirement("R5.04")
def test_the_manager_of_a_manager_is_in_the_line_too_also_where_one_between_takes_no_part():
    programme = make_programme()
    boss, free = make_mentor(programme), make_mentor(programme)
    mentee, between = make_mentee(programme), make_person()
    for one, above in ((mentee.person, between), (between, boss.person), (boss.person, between)):
        change_profile(one, {"line_manager_email": above.user.email}, by=one.user, at=AT)
    pairs = {pair for pair, _why in pool_of(programme, at=AT).forbidden}
    assert pairs == {(boss.pk, mentee.pk)}
    assert (_forbidden(mentee, boss), _forbidden(mentee, free)) == (True, False)


def test_two_mentees_of_one_line_forbid_nothing():
    programme = make_programme()
    one, other = make_mentee(programme), make_mentee(programme)
    address = {"line_manager_email": other.person.user.email}
    change_profile(one.person, address, by=one.person.user, at=AT)
    assert pool_of(programme, at=AT).forbidden == ()


@pytest.mark.requirement("R2.16")
def test_the_address_is_shown_to_its_owner_alone(client):
    programme = make_programme()
    mentee = make_mentee(programme)
    address = {"line_manager_email": "boss.invented@example.org"}
    change_profile(mentee.person, address, by=mentee.person.user, at=AT)
    client.force_login(mentee.person.user)
    assert "boss.invented@example.org" in client.get("/people/me/").content.decode()
    client.force_login(programme.coordinators.get().user)
    page = client.get(f"/programmes/{programme.pk}/people/{mentee.pk}/").content.decode()
    assert mentee.person.name in page
    assert "boss.invented@example.org" not in page
