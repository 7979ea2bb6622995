"""Each act is named once, by a code that stays."""

import pytest

from mentorhouse.audit import Act
from mentorhouse.audit.acts import DoubledAct, known_acts


def test_an_act_is_known_by_its_code():
    act = Act("tests.something_done", "did something")
    assert known_acts()["tests.something_done"] is act


def test_a_code_is_given_once():
    Act("tests.done_twice", "did it")
    with pytest.raises(DoubledAct, match=r"tests\.done_twice"):
        Act("tests.done_twice", "did something else")


@pytest.mark.parametrize("code", ["", "done", "Tests.done", "tests.", "tests.a b", "t." + "a" * 80])
def test_a_code_looks_like_a_code(code):
    with pytest.raises(ValueError, match="code looks like"):
        Act(code, "did it")


def test_the_register_cannot_be_changed_from_outside():
    known_acts().clear()
    assert known_acts()
