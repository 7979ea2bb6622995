"""When two addresses are the same, and when a link opens."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorhouse.accounts.rules import hash_of, same_address, still_opens

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "typed",
    ["anwen@example.org", "Anwen@Example.ORG", "  anwen@example.org\n", "ANWEN@EXAMPLE.ORG"],
)
def test_however_it_is_typed_it_is_one_address(typed):
    assert same_address(typed) == "anwen@example.org"


def test_other_addresses_stay_others():
    assert same_address("an.wen@example.org") != same_address("anwen@example.org")


@pytest.mark.parametrize(
    "left, used, opens",
    [
        (SECOND, None, True),
        (0 * SECOND, None, False),
        (-SECOND, None, False),
        (SECOND, AT, False),
        (SECOND, AT - SECOND, False),
    ],
)
def test_a_link_opens_once_and_before_it_expires(left, used, opens):
    assert still_opens(expires_at=AT + left, used_at=used, at=AT) is opens


def test_a_hash_does_not_hold_the_token():
    assert hash_of("token") != hash_of("token2")
    assert "token" not in hash_of("token")
    assert len(hash_of("token")) == 64
