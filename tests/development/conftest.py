"""A pair that works on goals."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from mentorhouse.development.actions import goals
from mentorhouse.development.actions.goals import Aim
from mentorhouse.partnerships.queries import partnership_for
from tests.factories import make_partnership, user_of

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
WORDS = {"statement": "Lead a ward round", "level": "Alone", "criteria": "", "measures": ""}


class Pair:
    """Two people in a partnership."""

    def __init__(self, partnership):
        self.id, self.programme = partnership.pk, partnership.programme
        self.mentor, self.mentee = user_of(partnership, "mentor"), user_of(partnership, "mentee")

    def row(self, viewer=None):
        return partnership_for(viewer or self.mentee, self.id)

    def goal(self, by=None, statement=WORDS["statement"], **aim):
        by = by or self.mentee
        aim = Aim(**({"term": "short", "due_on": date(2027, 3, 1)} | aim))
        texts = WORDS | {"statement": statement}
        return goals.set_goal(self.row(by), aim, texts, once=uuid4(), by=by, at=AT)


@pytest.fixture
def pair():
    return Pair(make_partnership())
