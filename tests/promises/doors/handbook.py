"""Who gets through to documents: co-ordinators to all, those who take part to the guides."""

from tests.promises.access_table import COORDINATOR, EVERYONE, SIGNED_IN

MEMBERS = frozenset({"coordinator", "local_coordinator", "mentor", "mentee"})
ROWS = {
    "handbook:documents": COORDINATOR,
    "handbook:book": COORDINATOR,
    "handbook:download": COORDINATOR,
    "handbook:section": COORDINATOR,
    "handbook:guide": MEMBERS,
    "handbook:download_guide": MEMBERS,
    "handbook:record": frozenset({"mentor"}),
    "handbook:letter": frozenset({"mentor"}),
    "handbook:passport": frozenset({"mentor"}),
    "handbook:check_passport": SIGNED_IN,
    "handbook:public": EVERYONE,  # the programme of these tests runs; see the room's own tests
}


def parts(world) -> dict[str, dict[str, object]]:
    """The policy, its first section, a file of each kind, and the record of the pair's mentor."""
    mentor = world.ours.members.get(role="mentor").participation
    one = {"book": "policy", "section": "purpose", "kind": "pdf", "role": "mentee"}
    given = dict.fromkeys(ROWS, one)
    own = {"participation_id": mentor.pk}
    given |= {"handbook:record": own, "handbook:passport": own}
    given["handbook:letter"] = {"participation_id": mentor.pk, "kind": "pdf"}
    return given
