"""Who gets through to the register: those who run the programme, and each to their own."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.register import actions
from mentorhouse.register.states import Kind

KEEPS = frozenset({"coordinator"})
SEES = KEEPS | {"local_coordinator"}
OWN = frozenset({"mentor"})
ROWS = {
    "register:register": SEES,
    "register:search": frozenset({"mentee"}),
    "register:export": SEES,
    "register:admit_ready": KEEPS,
    "register:renew_ready": KEEPS,
    "register:not_ready": KEEPS,
    "register:entry": KEEPS,  # the mentor is of another organisation than the local co-ordinator
    "register:deed": KEEPS,
    "register:admit": KEEPS,
    "register:renew": KEEPS,
    "register:check": KEEPS,
    "register:mine": OWN,
    "register:code": OWN,
    "register:readiness": OWN,
    "register:places": OWN,
    "register:renew_own": OWN,
    "register:leave": OWN,
    "register:development": OWN,
    "register:remove_development": OWN,
}


def parts(world):
    """The mentor of the pair on the register, with a line of their own development."""
    now, by, programme = timezone.now(), world.coordinator, world.programme
    programme.refresh_from_db()
    asking = programme.design.model_dump(mode="json")
    ways = asking["matching"]["ways"]  # other rooms' rows stand on theirs
    asking["matching"]["ways"] = sorted({*ways, "self_service", "cohort"})
    asking["mentors"] |= {"check_done_by": "where_needed"}
    asking["agreement"]["ethics"] |= {"used": True, "title": "Our code"}
    change_design(programme, parse_design(asking), by=by, at=now)
    programme.refresh_from_db()
    mentor = world.ours.members.get(role="mentor").participation
    actions.admit(mentor, by=by, at=now)
    done = actions.Done(timezone.localdate(), 60, Kind.READING, "A book")
    line = actions.record_development(mentor.person.user, done, once=uuid4(), at=now)
    own = {"participation_id": mentor.pk}
    here = {"programme_id": programme.pk}
    lists = ("export", "admit_ready", "renew_ready", "not_ready", "register", "search")
    given = {f"register:{name}": here for name in lists}
    given["register:export"] = here | {"kind": "csv"}
    for name in ("entry", "deed", "admit", "renew", "check"):
        given[f"register:{name}"] = here | own
    for name in ("mine", "code", "readiness", "places", "renew_own", "leave", "development"):
        given[f"register:{name}"] = own
    given["register:remove_development"] = own | {"development_id": line.pk}
    return given
