"""Who gets through to first talks: the two of a talk, and nobody else; co-ordinators count."""

from datetime import timedelta

from django.utils import timezone

from mentorhouse.matching.actions import inviting
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.people.models import Biography
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.programmes.models import Participation

BOTH = frozenset({"mentor", "mentee"})
MENTOR, MENTEE = frozenset({"mentor"}), frozenset({"mentee"})
ROWS = {
    "matching:talks": MENTEE,
    "matching:invite": MENTEE,
    "matching:times": MENTOR,
    "matching:time_back": MENTOR,
    "matching:talk": BOTH,
    "matching:talk_pick": BOTH,
    "matching:talk_book": MENTEE,
    "matching:talk_times": BOTH,
    "matching:talk_joining": MENTOR,
    "matching:talk_rate": BOTH,
    "matching:talk_calendar": BOTH,
    "matching:talk_meeting": BOTH,
    "matching:talk_deed": MENTEE,
    "matching:talk_counts": frozenset({"coordinator"}),
}


def parts(world):
    """A talk of the pair whose time is agreed, and times that the mentor offers."""
    at, programme = timezone.now(), world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["matching"]["ways"] = sorted({*design["matching"]["ways"], "self_service"})
    design["matching"]["chemistry"] = {"used": True}
    change_design(programme, parse_design(design), by=world.coordinator, at=at)
    programme.refresh_from_db()
    mine, theirs = (
        Participation.objects.get(programme=programme, person=world.users[role].pk, role=role)
        for role in ("mentee", "mentor")
    )
    Biography.objects.create(person=theirs.person, published=True, about="I", changed_at=at)
    talk = Invitation.objects.create(
        programme=programme, mentor=theirs, mentee=mine, origin="search", kind="chemistry",
        state="agreed", slot=1, starts_at=at + timedelta(days=2), way="video", sent_at=at,
        changed_at=at, answer_by=at + timedelta(days=14),
    )  # fmt: skip
    start = at + timedelta(days=3)
    inviting.offer_times(theirs, [start], way="video", joining="", by=world.users["mentor"], at=at)
    here = {
        "participation_id": mine.pk, "mentor_id": theirs.pk, "talk_id": talk.pk,
        "became": "met", "deed": "withdraw", "time_id": OfferedTime.objects.get().pk,
    }  # fmt: skip
    of_mentor = here | {"participation_id": theirs.pk}
    found = dict.fromkeys(ROWS, here)
    return found | {"matching:times": of_mentor, "matching:time_back": of_mentor}
