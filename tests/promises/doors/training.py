"""Who gets through to training: one's own courses, the co-ordinator's pages, the open briefing."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from mentorhouse.programmes.models import Completion
from mentorhouse.training.actions import keeping, records, statements
from mentorhouse.training.models import CourseCode, Statement
from tests.promises.access_table import COORDINATOR, EVERYONE, NOBODY, SIGNED_IN

HERE = frozenset({"coordinator", "local_coordinator", "mentor", "mentee"})
FACTS = frozenset({"coordinator", "local_coordinator"})
ROWS = {
    "training:managers_briefing": EVERYONE,
    "training:mine": HERE,
    "training:own_record": SIGNED_IN,  # each their own
    "training:own_record_file": SIGNED_IN,
    "training:course": HERE - {"mentor"},
    "training:module": HERE - {"mentor"},
    "training:count_here": frozenset({"mentee"}),
    "training:finish": frozenset({"mentee"}),
    "training:step_back": frozenset({"mentee"}),
    "training:people": FACTS,
    "training:people_export": FACTS,
    "training:remind": COORDINATOR,
    "training:record": COORDINATOR,
    "training:take_back": COORDINATOR,
    "training:records": COORDINATOR,
    "training:report": COORDINATOR,
    "training:check_file": COORDINATOR,
    "training:record_file": COORDINATOR,
    "training:map_course": COORDINATOR,
    "training:unmap_course": COORDINATOR,
    "training:add_system": COORDINATOR,
    "training:revoke_system": COORDINATOR,
    "training:look_again": COORDINATOR,
    "training:put_aside": COORDINATOR,
    "training:statements": NOBODY,  # a token opens it; without one it is absent
}


def parts(world) -> dict[str, dict[str, object]]:
    """A completion by hand, a checked file, a named course, a system, a statement that waits."""
    programme, by, at = world.programme, world.coordinator, timezone.now()
    mentee = world.ours.members.get(role="mentee").participation
    what = Completion.What.MENTEE_INDUCTION
    keeping.record_by_hand(programme, [mentee.pk], what, done_at=at, by=by, at=at)
    sheet = b"E-mail,Course,Date\nnobody@example.org,X,2026-01-01\n"
    upload, _ = records.check_file(programme, sheet, today=date(2026, 11, 1), by=by, at=at)
    records.map_course(programme, "MENT-101", "mentor_training", by=by, at=at)
    system, _ = statements.add_system(programme, "Learning Hub", once=uuid4(), by=by, at=at)
    waiting = Statement.objects.create(
        programme=programme, statement=uuid4(), digest="x", state="waiting", received_at=at,
        actor="nobody@example.org", activity="MENT-102", reason="person",
    )  # fmt: skip
    here = {
        "course": "mentee-induction",
        "module": "mentee-purpose",
        "completion_id": Completion.objects.get(programme=programme).pk,
        "upload_id": upload.pk,
        "code_id": CourseCode.objects.get(programme=programme).pk,
        "system_id": system.pk,
        "statement_id": waiting.pk,
    }
    return dict.fromkeys(ROWS, here)
