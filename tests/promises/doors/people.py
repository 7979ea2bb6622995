"""Who gets through to a mentor’s biography and evidence, to words, and to what helps a pair."""

from datetime import date

from django.utils import timezone

from mentorhouse.people import actions
from mentorhouse.people.actions.biography import TOLD
from mentorhouse.people.rules import Needs, Said, Upload
from tests.promises.access_table import PAIR, SIGNED_IN

RUNS = frozenset({"coordinator"})
# Words are shared by all programmes: every co-ordinator who sees a whole programme keeps them.
KEEPS_WORDS = frozenset({"coordinator", "other_coordinator"})
OWN = frozenset({"mentor"})
ROWS = {
    "people:write_biography": SIGNED_IN,
    "people:preview": OWN,  # who has written nothing has nothing to look at
    "people:take_back": SIGNED_IN,
    "people:interests": SIGNED_IN,
    "people:adjustments": SIGNED_IN,
    "people:delete_adjustments": SIGNED_IN,
    "people:conflicts": SIGNED_IN,
    "people:take_conflict_back": SIGNED_IN,  # what is not one’s own stays
    "people:pause": SIGNED_IN,
    "people:come_back": SIGNED_IN,
    "people:background": SIGNED_IN,
    "people:add_evidence": SIGNED_IN,
    "people:change_evidence": OWN,
    "people:remove_evidence": OWN,
    "people:verify": RUNS,
    "people:file": RUNS | OWN,
    "people:card": RUNS | PAIR,
    "people:vocabulary": KEEPS_WORDS,
    "people:add_term": KEEPS_WORDS,
    "people:bring": KEEPS_WORDS,
    "people:vocabulary_export": KEEPS_WORDS,
    "people:term": KEEPS_WORDS,
    "people:merge": KEEPS_WORDS,
    "people:remove_term": KEEPS_WORDS,
    "programmes:organisations": RUNS | {"local_coordinator"},  # their own organisation
    "programmes:organisation": RUNS,
    "home:helps": PAIR,
    "home:statement": SIGNED_IN,
}
PDF = b"%PDF-1.7\n%%EOF"


def parts(world):
    """The mentor has published a biography, added evidence, and said what helps; a term is kept."""
    at, mentor = timezone.now(), world.users["mentor"]
    told = dict.fromkeys(TOLD, "") | {
        "about": "I listen.", "skills": ["Presenting"], "ways": ["video"], "capacity": 2,
    }  # fmt: skip
    draft = actions.write_biography(mentor.person, told, version=0, by=mentor, at=at)
    actions.publish_biography(mentor.person, version=draft.version, by=mentor, at=at)
    said = Said("training", "Mentor training", "A college", date(2024, 5, 1))
    row = actions.add_evidence(mentor.person, said, Upload("c.pdf", PDF), by=mentor, at=at)
    actions.keep_adjustments(mentor.person, Needs(("captions",), ""), by=mentor, at=at)
    apart = actions.declare_conflict(mentor.person, "kin@example.org", by=mentor, at=at)
    term = actions.add_term("Presenting", ("talks",), by=world.coordinator, at=at)
    body = world.ours.members.get(role="mentor").participation.person.organisation_id
    here = {
        "organisation_id": body,
        "person_id": mentor.pk,
        "evidence_id": row.pk,
        "conflict_id": apart.pk,
        "term_id": term.pk,
        "kind": "csv",
    }
    return dict.fromkeys(ROWS, here)
