"""Who gets through to what partners give one another."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.development.actions.exchanges import give
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.people.rules import Upload
from tests.promises.access_table import PAIR

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
ROWS = dict.fromkeys(
    (f"development:{name}" for name in ("exchanges", "exchange_give", "exchange", "exchange_file")),
    PAIR,
)


def parts(world):
    """A picture that the mentee shares."""
    mentee = world.users["mentee"]
    pair = partnership_for(mentee, world.ours.pk)
    file = Upload("map.png", PNG)
    row = give(
        pair, "resource", {"topic": "A map"}, once=uuid4(), by=mentee, at=timezone.now(), file=file
    )
    one = {"exchange_id": row.pk}
    return {
        "development:exchange_give": {"kind": "resource"},
        "development:exchange": one,
        "development:exchange_file": one,
    }
