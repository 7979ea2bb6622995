"""Letters: sent only while there is a cause, with a way in, naming nobody."""

import pytest

from mentorhouse.governance.models import BoardMember
from mentorhouse.notifications.letters import kinds, writer_of
from tests.factories import make_user
from tests.governance.makers import make_champion, make_member, make_obstacle


def test_a_new_member_is_led_to_the_group(world):
    member = make_member(world.programme)
    about = {"programme": str(world.programme.pk)}
    letter = writer_of("governance.seat")(member.user, about)
    assert world.programme.name in letter.subject
    assert "steering-group" in letter.link.url
    assert writer_of("governance.seat")(make_user(), about) is None
    BoardMember.objects.all().delete()
    assert writer_of("governance.seat")(member.user, about) is None


def test_whose_cause_is_gone_gets_nothing(world):
    senior, about = make_user(), {"programme": str(world.programme.pk)}
    for kind in ("governance.champion", "governance.obstacle", "governance.handed_over"):
        assert writer_of(kind)(senior, about) is None
    make_champion(world.programme, senior)
    assert writer_of("governance.obstacle")(senior, about).link.url
    obstacle = make_obstacle(world.programme)
    gone = {"obstacle": str(obstacle.pk)}
    assert writer_of("governance.answered")(senior, gone) is None
    assert writer_of("governance.answered")(world.coordinator, gone).link.url


@pytest.mark.parametrize("kind", [k for k in kinds() if k.startswith("governance.")])
def test_every_letter_of_this_room_has_a_test(kind):
    assert kind in {
        "governance.seat", "governance.champion", "governance.obstacle", "governance.answered",
        "governance.needs", "governance.handed_over",
    }  # fmt: skip
