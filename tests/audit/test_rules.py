"""Only numbers, yes and no, identifiers and codes reach the trail."""

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

import pytest

from mentorhouse.audit.rules import NotForTheTrail, code_of, detail_of


class State(StrEnum):
    OFFERED = "offered"


IDENTIFIER = UUID("1158f0a9-13c0-4bce-9182-c1a465ac85f3")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (3, 3),
        (-1, -1),
        (True, True),
        (IDENTIFIER, str(IDENTIFIER)),
        (str(IDENTIFIER), str(IDENTIFIER)),
        ("offered", "offered"),
        (State.OFFERED, "offered"),
        ("partnership.accepted", "partnership.accepted"),
        ("a" * 64, "a" * 64),
    ],
)
def test_what_may_stand_there(given, kept):
    (value,) = detail_of({"key": given}).values()
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    "given",
    [
        "Anna Example", "anna example", "Anna", "anna@example.org", "she said so.", "", " ",
        "a" * 65, "naïve", "line\nbreak", "offered\n", None, 1.5, ["offered"], {"a": 1},
        datetime(2026, 1, 1, tzinfo=UTC), b"bytes", object(),
    ],
)  # fmt: skip
def test_what_may_not(given):
    with pytest.raises(NotForTheTrail) as refusal:
        detail_of({"key": given})
    assert "Anna" not in str(refusal.value)
    assert "anna" not in str(refusal.value)


@pytest.mark.parametrize("key", ["", "Key", "a key", "a" * 41, 1, "anna@example.org"])
def test_keys_are_short_words(key):
    with pytest.raises(NotForTheTrail):
        detail_of({key: 1})


def test_no_detail_is_fine():
    assert detail_of(None) == detail_of({}) == {}


def test_a_purpose_becomes_a_code():
    assert code_of("read the log") == "read_the_log"
    with pytest.raises(NotForTheTrail):
        code_of("Read Anna’s log")
