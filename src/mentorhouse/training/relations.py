"""What a viewer is to an event, to how one joins it, and to what was said of it."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import coordinates
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.training.models import Booking, Event, EventFeedback, EventWay
from mentorhouse.training.rules.events import roles_for
from mentorhouse.training.states import BookingState


@relations_to.register
def _(row: Event, viewer: Viewer) -> frozenset[Relation]:
    """Tell who runs the programme; whom the event is meant for, and who has booked it."""
    if not viewer.is_authenticated:
        return frozenset()
    programme = row.programme
    found = set(relations_to(programme, viewer)) - {Relation.SELF}
    if programme.state != ProgrammeState.DRAFT and (
        _meant(row, viewer) or row.bookings.filter(person=viewer.pk).exists()
    ):
        found.add(Relation.SELF)
    return frozenset(found)


@relations_to.register
def _(row: EventWay, viewer: Viewer) -> frozenset[Relation]:
    """Tell those who are booked for this way, and who runs the programme."""
    if not viewer.is_authenticated:
        return frozenset()
    booked = Booking.objects.filter(way=row, person=viewer.pk, state=BookingState.BOOKED)
    found = {Relation.BOOKED} if booked.exists() else set()
    if coordinates(viewer, row.event.programme_id):
        found.add(Relation.COORDINATOR)
    return frozenset(found)


@relations_to.register
def _(row: EventFeedback, viewer: Viewer) -> frozenset[Relation]:
    """Tell who runs the programme, once so many have answered that nobody can be guessed."""
    programme = row.event.programme
    least = programme.design.evaluation.small_number
    if viewer.is_authenticated and row.event.feedback.count() >= least:
        held = coordinates(viewer, programme.pk)
        return frozenset({Relation.COORDINATOR}) if held else frozenset()
    return frozenset()


def _meant(row: Event, viewer: Viewer) -> bool:
    rows = Participation.objects.filter(
        programme=row.programme_id, person=viewer.pk, role__in=roles_for(row.audience)
    )
    return rows.exclude(state=ParticipationState.DECLINED).exists()
