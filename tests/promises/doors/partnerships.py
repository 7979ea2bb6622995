"""Who gets through to the end of a partnership, and to rematches that are wanted.

The mentee of ours has asked for a rematch; the programme lets the co-ordinator decide.
"""

from django.utils import timezone

from mentorhouse.partnerships.actions import ask_rematch
from tests.promises.access_table import COORDINATOR, PAIR

ROWS = {
    "partnerships:ending": PAIR,
    "partnerships:rematch": PAIR,
    "partnerships:rematches": COORDINATOR,
    "partnerships:decide": COORDINATOR,
}


def parts(world):
    """A rematch that is wanted."""
    ask_rematch(world.ours, by=world.users["mentee"], at=timezone.now())
    return {}
