"""The hash of an entry is the same for ever, and changes with everything that the entry says."""

import hashlib
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mentorhouse.audit.chain import GENESIS, Link, hash_of

LINK = Link(
    sequence=1,
    previous_hash=GENESIS,
    at=datetime(2026, 11, 2, 9, 30, 0, 5, tzinfo=UTC),
    act="partnership.accepted",
    actor="4b0c",
    task="",
    subject_kind="partnerships.partnership",
    subject_id="77aa",
    programme="",
    detail={"count": 3, "again": False},
)
CANONICAL = (
    '{"act":"partnership.accepted","actor":"4b0c","at":"2026-11-02T09:30:00.000005+00:00",'
    '"detail":{"again":false,"count":3},"previous_hash":"' + GENESIS + '","programme":"",'
    '"sequence":1,"subject_id":"77aa","subject_kind":"partnerships.partnership","task":""}'
)


def test_the_hash_is_over_this_very_text():
    """Whoever checks a trail without our code needs nothing but this."""
    assert hash_of(LINK) == hashlib.sha256(CANONICAL.encode()).hexdigest()


@pytest.mark.parametrize("field", [f.name for f in fields(Link)])
def test_every_part_counts(field):
    changed = {
        "sequence": 2,
        "at": LINK.at + timedelta(microseconds=1),
        "detail": {"count": 4, "again": False},
    }.get(field, "other")
    assert hash_of(replace(LINK, **{field: changed})) != hash_of(LINK)


def test_the_zone_in_which_a_time_is_written_does_not_count():
    elsewhere = LINK.at.astimezone(timezone(timedelta(hours=5)))
    assert hash_of(replace(LINK, at=elsewhere)) == hash_of(LINK)


def test_the_order_of_a_detail_does_not_count():
    assert hash_of(replace(LINK, detail={"again": False, "count": 3})) == hash_of(LINK)
