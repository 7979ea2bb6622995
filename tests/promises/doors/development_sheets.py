"""Who gets through to what somebody worked through: its author, and nobody until it is shared."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.development.actions.sheets import begin_sheet
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.partnerships.queries import partnership_for
from tests.promises.access_table import PAIR

MENTEE = frozenset({"mentee"})
ROWS = {
    "development:sheets": PAIR,
    "development:sheet_begin": PAIR,
    "development:sheet_compare": PAIR,
    "development:sheet": MENTEE,
    "development:sheet_part": MENTEE,
    "development:sheet_share": MENTEE,
    "home:sheet_outcome": MENTEE,
    "reporting:capabilities": frozenset({"coordinator", "steering"}),
    "home:cpd": MENTEE,
    "home:cpd_file": MENTEE,
}


def parts(world):
    """A conversation of the mentee, kept to herself."""
    mentee = world.users["mentee"]
    pair = partnership_for(mentee, world.ours.pk)
    answers = {"topic": "My first budget", "way": "Ask Rowan"}
    sheet = begin_sheet(pair, KINDS["grow"], answers, once=uuid4(), by=mentee, at=timezone.now())
    mine = {"participation_id": world.ours.members.get(role="mentee").participation_id}
    one = {"sheet_id": sheet.pk}
    return {
        "development:sheet_begin": {"kind": "grow"},
        "development:sheet_compare": {"kind": "oskar"},
        "development:sheet": one,
        "development:sheet_part": one | {"step": 1},
        "development:sheet_share": one,
        "home:sheet_outcome": one,
        "home:cpd": mine,
        "home:cpd_file": mine | {"kind": "word"},
    }
