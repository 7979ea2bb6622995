"""Who gets through the doors of programmes; and a local co-ordinator for every door.

She is of another organisation than the mentee whose pages are tried, so she sees her own list and
nothing of that person.
"""

from tests.factories import make_local_coordinator

COORDINATOR = frozenset({"coordinator"})
BOTH_KINDS = COORDINATOR | {"local_coordinator"}
ROWS = {
    "programmes:start": frozenset({"starter"}),
    "programmes:taking_part": frozenset({"mentee"}),
    "programmes:pause": frozenset({"mentee"}),
    "programmes:come_back": frozenset({"mentee"}),
    "programmes:set_up": COORDINATOR,
    "programmes:launch": COORDINATOR,
    "programmes:move": COORDINATOR,
    "programmes:topic": COORDINATOR,
    "programmes:coordinators": COORDINATOR,
    "programmes:coordinator": COORDINATOR,
    "programmes:partners": COORDINATOR,
    "programmes:local_coordinator": COORDINATOR,
    "programmes:invitations": BOTH_KINDS,
    "programmes:people": BOTH_KINDS,
    "programmes:export": BOTH_KINDS,
    "programmes:participation": COORDINATOR,
}


def people(world):
    """Give the programme a local co-ordinator of an organisation that nobody in a pair is of."""
    return {"local_coordinator": make_local_coordinator(world.programme, "A Third Body")}


def parts(world):
    """Give the co-ordinator's own row, a move by hand, and an organisation to remove."""
    row = world.programme.coordinators.get(user=world.coordinator)
    return {
        "programmes:coordinator": {"coordinator_id": row.pk},
        "programmes:move": {"way": "begin-closing"},
    }
