"""Who gets through to documents: co-ordinators to all, those who take part to the guides."""

from tests.promises.access_table import COORDINATOR, EVERYONE

MEMBERS = frozenset({"coordinator", "local_coordinator", "mentor", "mentee"})
ROWS = {
    "handbook:documents": COORDINATOR,
    "handbook:book": COORDINATOR,
    "handbook:download": COORDINATOR,
    "handbook:section": COORDINATOR,
    "handbook:guide": MEMBERS,
    "handbook:download_guide": MEMBERS,
    "handbook:public": EVERYONE,  # the programme of these tests runs; see the room's own tests
}


def parts(_world) -> dict[str, dict[str, object]]:
    """The policy, its first section, and a file of each kind."""
    one = {"book": "policy", "section": "purpose", "kind": "pdf", "role": "mentee"}
    return dict.fromkeys(ROWS, one)
