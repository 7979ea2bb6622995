"""Whose key it is: the same owner however it is written, and no owner by mistake."""

from uuid import UUID

import pytest

from mentorhouse.vault.keys import KeyOwner


def test_an_identifier_and_its_text_are_the_same_owner():
    number = UUID(int=1)
    assert KeyOwner("person", number) == KeyOwner("person", str(number))
    assert len({KeyOwner("person", number), KeyOwner("person", str(number))}) == 1


@pytest.mark.parametrize(
    ("kind", "number"), [("Person", 1), ("", 1), ("person", None), ("person", "")]
)
def test_half_an_owner_is_refused(kind, number):
    with pytest.raises(ValueError, match="owner"):
        KeyOwner(kind, number)
