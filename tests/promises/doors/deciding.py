"""Who gets through to applications that are decided about, and to the figures of recruitment.

The other mentee has applied here too: they see what is theirs. What is decided is not sent.
"""

from django.utils import timezone

from mentorhouse.recruitment.actions import deciding, equality
from mentorhouse.recruitment.actions.deciding import Ruling
from mentorhouse.recruitment.models import Baseline
from mentorhouse.recruitment.states import Decision
from tests.factories import make_application

RUNS = frozenset({"coordinator"})
LOCAL = RUNS | {"local_coordinator"}
APPLICANT = frozenset({"other_mentee"})
ROWS = {
    "recruitment:applications": LOCAL,
    "recruitment:export_applications": LOCAL,
    "recruitment:waiting_list": LOCAL,
    "recruitment:application": RUNS,
    "recruitment:judge": RUNS,
    "recruitment:decide": RUNS,
    "recruitment:take_back": RUNS,
    "recruitment:decide_many": RUNS,
    "recruitment:unsent": RUNS,
    "recruitment:news": APPLICANT,
    "recruitment:counted": APPLICANT,
    "recruitment:withdraw_counted": APPLICANT,
    "recruitment:funnel": RUNS | {"steering"},
    "recruitment:equal_access": RUNS | {"steering"},
    "recruitment:export_access": RUNS | {"steering"},
    "recruitment:workforce": RUNS,
}


def parts(world):
    """An application that is decided about, and a question that is only counted."""
    at, by, programme = timezone.now(), world.coordinator, world.programme
    programme.refresh_from_db()
    person = world.users["other_mentee"].person
    row = make_application(programme, "mentor", person, submitted_at=at)
    deciding.decide(row, Ruling(Decision.DECLINE), version=row.version, by=by, at=at)
    about = Baseline.About.CHARACTERISTIC
    asked = equality.Entered(about, "Age", {"Under 40": 600}, "Staff record", at.date())
    equality.enter_workforce(programme, asked, by=by, at=at)
    own = {"application_id": row.pk}
    return dict.fromkeys(ROWS, own)
