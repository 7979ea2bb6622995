"""Who gets through to a three-way start, and to the agreement as a file.

The mentee has asked their line manager. The private link opens to whoever holds it, signed in or
not; the mentor has no page of it.
"""

from django.utils import timezone

from mentorhouse.access.links import token_of
from mentorhouse.agreements.actions.three_way import ask_manager
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from tests.promises.access_table import EVERYONE, PAIR

ROWS = {
    "agreements:download": PAIR,
    "agreements:ask_manager": frozenset({"mentee"}),
    "agreements:take_back": frozenset({"mentee"}),
    "agreements:managers_part": EVERYONE,
}


def parts(world):
    """A programme that begins with the line manager, who has been asked."""
    at, programme = timezone.now(), world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["agreement"]["three_way_start"] = True
    change_design(programme, parse_design(design), by=world.coordinator, at=at)
    programme.refresh_from_db()
    whom = {"name": "A Manager", "email": "the.manager@example.org"}
    part = ask_manager(world.ours, **whom, by=world.users["mentee"], at=at)
    return {
        "agreements:managers_part": {"token": token_of(part)},
        "agreements:download": {"kind": "pdf"},
    }
