"""Who gets through to the policies of a programme."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from mentorhouse.policies.actions.keeping import Particulars, add, change
from mentorhouse.policies.actions.writing import Wording, put_in_force, write
from mentorhouse.policies.queries.keeping import policy_for
from tests.promises.access_table import COORDINATOR, SIGNED_IN

READERS = frozenset({"coordinator", "mentor", "mentee"})
ROWS = {
    "policies:mine": SIGNED_IN,  # each sees only what is theirs
    "policies:asked": SIGNED_IN,
    "policies:not_now": SIGNED_IN,
    "policies:read": READERS,
    "policies:accept": frozenset({"mentor", "mentee"}),
    "policies:policies": COORDINATOR,
    "policies:export": COORDINATOR,
    "policies:add": COORDINATOR,
    "policies:policy": COORDINATOR,
    "policies:change": COORDINATOR,
    "policies:withdraw": COORDINATOR,
    "policies:restore": COORDINATOR,
    "policies:remind": COORDINATOR,
    "policies:for_organisation": COORDINATOR,
    "policies:write": COORDINATOR,
    "policies:version": COORDINATOR,
    "policies:put_in_force": COORDINATOR,
    "policies:discard": COORDINATOR,
    "policies:people": COORDINATOR,
    "policies:people_export": COORDINATOR,
}


def parts(world) -> dict[str, dict[str, object]]:
    """A policy in force that everyone has to accept, and a draft of another one."""
    by, at = world.coordinator, timezone.now()
    said = Particulars(title="Code of ethics", required_of="both")
    key = add(world.programme, said, once=uuid4(), by=by, at=at).key
    policy = policy_for(by, world.programme.pk, key)
    draft = write(policy, None, Wording(text="Be kind."), based_on=0, by=by, at=at)
    approved = {"approved_by": "The board", "approved_on": date(2026, 1, 5)}
    in_force = put_in_force(draft, based_on=1, by=by, at=at, **approved)
    other = policy_for(by, world.programme.pk, "conduct")
    said = Particulars(title="Conduct", required_of="nobody")
    other = change(other, said, based_on=0, by=by, at=at)
    waiting = write(other, None, Wording(text="Be on time."), based_on=0, by=by, at=at)
    here = {"key": key, "document_id": in_force.pk, "whose": "everyone"}
    drafts = {"key": other.key, "document_id": waiting.pk}
    on_drafts = {"policies:put_in_force", "policies:discard"}
    return {route: drafts if route in on_drafts else here for route in ROWS}
