"""Who gets through to the directory, the guide and applications.

The stranger has a draft; the mentee has shared some answers. Anybody may open the way in.
"""

from django.utils import timezone

from mentorhouse.recruitment.actions.applying import begin
from mentorhouse.recruitment.models import Application, SharedAnswers
from mentorhouse.vault.sealing import seal
from tests.factories import make_programme
from tests.promises.access_table import EVERYONE

OWN = frozenset({"stranger"})
RUNS = frozenset({"coordinator", "local_coordinator"})
ROWS = {
    "recruitment:directory": EVERYONE,
    "recruitment:readiness": EVERYONE,
    "recruitment:programme_readiness": EVERYONE,
    "recruitment:apply": EVERYONE,
    "recruitment:apply_sent": EVERYONE,
    "recruitment:form": OWN,
    "recruitment:step": OWN,
    "recruitment:check_answers": OWN,
    "recruitment:applied": OWN,
    "recruitment:withdraw": OWN,
    "recruitment:shared": frozenset({"mentor"}),
    "recruitment:export_answers": RUNS,
}


def parts(world):
    """A draft of somebody who is not in the programme yet, and what the mentee shared."""
    at = timezone.now()
    apart = make_programme(coordinator=world.coordinator)  # others apply to the first programme
    (row,) = begin(apart, ["mentor"], by=world.users["stranger"], at=at)
    mentee = world.users["mentee"].person
    done = Application(programme=world.programme, person=mentee, role="mentee", state="approved",
                       started_at=at, changed_at=at)  # fmt: skip
    done.save()
    shared = SharedAnswers(application=done)
    seal(shared, answers='{"Why?": "Because."}')
    shared.save()
    own = {"programme_id": apart.pk, "application_id": row.pk, "step": "promises"}
    answers = {"programme_id": world.programme.pk, "role": "mentor"}
    return dict.fromkeys(ROWS, own) | {"recruitment:export_answers": answers}
