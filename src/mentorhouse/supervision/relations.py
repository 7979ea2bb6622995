"""What a viewer is to supervision: the supervisor, who was there, or the mentor themselves."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import COUNTER, Viewer, adds_relations_to, relations_to
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import coordinates
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.supervision.models import (
    Attendance,
    Charge,
    PracticeFeedback,
    SelfAssessment,
    Session,
    SessionAction,
    Supervisor,
)
from mentorhouse.supervision.rules import may_release
from mentorhouse.supervision.states import SessionState


@adds_relations_to(Programme)
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated or row.state == ProgrammeState.DRAFT:
        return frozenset()
    found = Supervisor.objects.filter(programme=row, user=viewer.pk, ended_at=None)
    return frozenset({Relation.SUPERVISOR}) if found.exists() else frozenset()


@relations_to.register
def _(row: Session, viewer: Viewer) -> frozenset[Relation]:
    """Tell a supervisor, while they are one; who was there; a co-ordinator once all agree."""
    if not viewer.is_authenticated:
        return frozenset()
    found = set()
    if supervises(row, viewer):
        found.add(Relation.SUPERVISOR)
    there = list(row.attendances.all())  # prefetched by the queries
    if any(one.participation.person_id == viewer.pk for one in there):
        found.add(Relation.SUPERVISED)
    if released(row) and _coordinates(viewer, row.supervisor.programme):
        found.add(Relation.COORDINATOR)
    return frozenset(found)


@relations_to.register
def _(row: Attendance, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    found = {Relation.SELF} if row.participation.person_id == viewer.pk else set()
    return frozenset(found | ({Relation.SUPERVISOR} if supervises(row.session, viewer) else set()))


@relations_to.register
def _(row: SessionAction, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.attendance, viewer)


@relations_to.register
def _(row: SelfAssessment, viewer: Viewer) -> frozenset[Relation]:
    """Tell its mentor; and the supervisor who looks after them, once it is shared."""
    if not viewer.is_authenticated:
        return frozenset()
    if row.participation.person_id == viewer.pk:
        return frozenset({Relation.SELF})
    looks_after = row.shared_at is not None and Charge.objects.filter(
        participation=row.participation_id,
        ended_at=None,
        supervisor__user=viewer.pk,
        supervisor__ended_at=None,
    )
    return frozenset({Relation.SUPERVISOR}) if looks_after and looks_after.exists() else frozenset()


@relations_to.register
def _(row: PracticeFeedback, viewer: Viewer) -> frozenset[Relation]:
    """Tell its author; the mentor, where the author agreed to that; counting, once it is shown."""
    if viewer is COUNTER and row.batch is not None:
        return frozenset({Relation.COUNTER})
    if not viewer.is_authenticated:
        return frozenset()
    if row.by_id == viewer.pk:
        return frozenset({Relation.SELF})
    mine = row.openly and row.about.person_id == viewer.pk
    return frozenset({Relation.MENTOR}) if mine else frozenset()


def _coordinates(viewer: Viewer, programme: Programme) -> bool:
    """Ask once for a programme however many sessions are opened."""
    asked: dict[object, bool] = programme.__dict__.setdefault("_coordinated_by", {})
    if viewer.pk not in asked:
        asked[viewer.pk] = coordinates(viewer, programme.pk)
    return asked[viewer.pk]


def supervises(session: Session, viewer: Viewer) -> bool:
    """Whether the viewer leads this session, and is a supervisor still."""
    supervisor = session.supervisor
    return supervisor.user_id == viewer.pk and supervisor.ended_at is None


def released(session: Session) -> bool:
    """Whether all who were there agree that the co-ordinator reads the themes."""
    if session.state != SessionState.HELD:
        return False
    there = [one for one in session.attendances.all() if one.attended]
    return may_release(sum(one.release_agreed_at is not None for one in there), len(there))
