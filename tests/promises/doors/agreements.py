"""Who gets through to the agreement’s other pages, and to a three-way start.

The pair prepares alone, looks at its agreement again, and has a code of ethics. The mentee has
asked their line manager: the private link opens to whoever holds it, signed in or not.
"""

from django.utils import timezone

from mentorhouse.access.links import token_of
from mentorhouse.agreements.actions.preparing import open_for
from mentorhouse.agreements.actions.three_way import ask_manager
from mentorhouse.matching.models import Invitation
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from tests.promises.access_table import EVERYONE, PAIR

ROWS = {
    "agreements:download": PAIR,
    "agreements:ground_rules": PAIR,
    "agreements:look": PAIR,
    "agreements:look_day": PAIR,
    "agreements:code": PAIR,
    "agreements:prepare": PAIR,
    "agreements:prepare_early": PAIR,
    "agreements:preparation": PAIR,
    "agreements:stage": PAIR,
    "agreements:finish": PAIR,
    "agreements:back": PAIR,
    "agreements:ask_manager": frozenset({"mentee"}),
    "agreements:take_back": frozenset({"mentee"}),
    "agreements:managers_part": EVERYONE,
}


def parts(world):
    """A programme with a code that begins with the line manager, who has been asked."""
    at, programme = timezone.now(), world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["agreement"]["three_way_start"] = True
    design["agreement"]["ethics"] = {"used": True, "title": "A code", "words": "Be fair."}
    change_design(programme, parse_design(design), by=world.coordinator, at=at)
    programme.refresh_from_db()
    whom = {"name": "A Manager", "email": "the.manager@example.org"}
    part = ask_manager(world.ours, **whom, by=world.users["mentee"], at=at)
    mentor = world.ours.members.get(role="mentor").participation
    mentee = world.ours.members.get(role="mentee").participation
    meeting = Invitation.objects.create(
        programme=programme, mentor=mentor, mentee=mentee, origin="search", kind="introduction",
        state="confirmed", sent_at=at, changed_at=at, partnership=world.ours,
    )  # fmt: skip
    preparation = open_for(world.ours, by=world.users["mentee"], at=at)
    ours = {"preparation_id": preparation.pk}
    return {
        "agreements:managers_part": {"token": token_of(part)},
        "agreements:download": {"kind": "pdf"},
        "agreements:prepare_early": {"introduction_id": meeting.pk},
        "agreements:preparation": ours,
        "agreements:stage": ours | {"number": 1},
        "agreements:finish": ours,
        "agreements:back": ours,
    }
