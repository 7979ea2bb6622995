"""What the tests of the trail share."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from mentorhouse.audit import Act, Subject, record

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TESTED = Act("tests.tested", "tested the trail")


@dataclass
class Somebody:
    """Someone with an account."""

    pk: UUID | None = field(default_factory=uuid4)


@pytest.fixture
def write():
    """Record one act, with whatever a test changes."""

    def one(**changes) -> None:
        given = {"by": Somebody(), "on": Subject("tests.thing", "1"), "at": AT} | changes
        record(TESTED, **given)

    return one
