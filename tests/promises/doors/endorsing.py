"""Who gets through to support by managers and sponsors, and to what sponsors identify.

The mentee has a draft and has asked their manager. A private link opens to whoever holds it, signed
in or not; a used one opens to nobody. The identified person is the stranger.
"""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.access.links import LinkHolder, token_of
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.recruitment.actions import endorsing, sponsoring
from mentorhouse.recruitment.actions.endorsing import Said, Who
from mentorhouse.recruitment.actions.sponsoring import Seen, Sponsor
from mentorhouse.recruitment.states import ApplicationState, Asks, EndorsementMove
from tests.factories import make_application, make_programme
from tests.promises.access_table import EVERYONE

RUNS = frozenset({"coordinator"})
APPLICANT = frozenset({"mentee"})
ROWS = {
    "recruitment:answer_support": EVERYONE,
    "recruitment:for_managers": EVERYONE,
    "recruitment:support": APPLICANT,
    "recruitment:ask_support": APPLICANT,
    "recruitment:ask_again": APPLICANT,
    "recruitment:endorsements": RUNS | {"local_coordinator"},
    "recruitment:endorsement": RUNS,
    "recruitment:send_again": RUNS,
}
SPONSORS = {
    "recruitment:identify_by_link": EVERYONE,
    "recruitment:sponsors": RUNS,
    "recruitment:give_link": RUNS,
    "recruitment:identify": RUNS,
    "recruitment:end_link": RUNS,
    "recruitment:identification": RUNS | {"stranger"},
}
ROWS |= SPONSORS


def parts(world):
    """A question that waits, one that is answered, a sponsor's link, and somebody identified."""
    by, at = world.coordinator, timezone.now()
    programme = world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["mentees"]["endorsement"] |= {"kind": "takes_part", "asked": ["line_manager", "sponsor"]}
    change_design(programme, parse_design(design), by=by, at=at)
    programme.refresh_from_db()
    mentee = world.users["mentee"]
    row = make_application(programme, person=mentee.person, state=ApplicationState.DRAFT)
    manager = Who(Asks.LINE_MANAGER, "A Manager", "a.manager@example.org")
    sponsor = Who(Asks.SPONSOR, "A Sponsor", "a.sponsor@example.org")
    waiting = endorsing.ask_for(row, manager, by=mentee, at=at)
    answered = endorsing.ask_for(row, sponsor, by=mentee, at=at)
    said = Said(EndorsementMove.SUPPORT, 60, understands_confidentiality=True)
    endorsing.answer(said, once=uuid4(), by=LinkHolder(answered.pk), at=at)
    # Another programme: one cannot be both of nominees and of those whom sponsors identify.
    design["mentees"]["entry"] = "identified"
    identifying = make_programme(coordinator=by, design=parse_design(design))
    named = Sponsor("Another Sponsor", "another@example.org", "A body", 3, 9)
    link = sponsoring.give_link(identifying, named, once=uuid4(), by=by, at=at)
    seen = Seen("A Stranger", world.users["stranger"].email, "They see far.")
    once = uuid4()
    sponsoring.identify(identifying, seen, once=once, by=by, at=at)
    here = {
        "application_id": row.pk, "relation": "line_manager", "endorsement_id": waiting.pk,
        "link_id": link.pk, "identification_id": once, "token": token_of(waiting),
    }  # fmt: skip
    there = here | {"programme_id": identifying.pk, "token": token_of(link)}
    return dict.fromkeys(ROWS, here) | dict.fromkeys(SPONSORS, there)
