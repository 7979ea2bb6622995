"""What is proposed to change in running partnerships, and who has left one that goes on."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.partnerships.models import Change, Departure, Member, Newcomer, Partnership
from mentorhouse.partnerships.queries.partnerships import partnerships_in, running_for
from mentorhouse.partnerships.rules import OF_MORE_THAN_TWO, Shape
from mentorhouse.partnerships.states import ChangeState, PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState

OPEN = ChangeState.OPEN.value
SEVERAL = [shape.value for shape in OF_MORE_THAN_TWO]


def open_change(partnership: Partnership) -> Change | None:
    """Return what is proposed for a partnership, with who would join and who has said yes."""
    return _with_people(Change.objects.filter(partnership=partnership, state=OPEN)).first()


def joining_for(viewer: Viewer, change_id: UUID) -> Change:
    """Return a change that asks the viewer, for the page that says what it means."""
    row = _with_people(Change.objects.filter(pk=change_id)).first()
    if row is None or not may(viewer, Capability.ANSWER_CHANGE, row):
        raise NotVisible
    return row


def asked_to_join(viewer: Viewer) -> list[Change]:
    """Return the open changes that ask the viewer to join, and that they have not answered."""
    rows = Change.objects.filter(state=OPEN, newcomers__participation__person=viewer.pk)
    others = rows.exclude(yeses__participation__person=viewer.pk)
    return list(_with_people(others.exclude(partnership__members__participation__person=viewer.pk)))


def said_yes(change: Change) -> set[UUID]:
    """Return who agrees to a change."""
    return {yes.participation.person_id for yes in change.yeses.all()}


def change_of(change_id: UUID) -> Change | None:
    """Return a change with its programme, for letters."""
    rows = Change.objects.select_related("partnership__programme", "partnership__followed_by")
    return rows.filter(pk=change_id).first()


def leaving_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership of several that the viewer may leave. Raises `NotVisible`."""
    row = running_for(viewer, partnership_id, Capability.END_PARTNERSHIP)
    if row.shape not in SEVERAL:
        raise NotVisible
    return row


def changeable_in(viewer: Viewer, programme: Programme) -> QuerySet[Partnership]:
    """Return the running partnerships of a programme with what is proposed for each."""
    require(viewer, Capability.ADD_TO_PARTNERSHIP, programme)
    proposed = Prefetch("changes", _with_people(Change.objects.filter(state=OPEN)))
    rows = partnerships_in(viewer, programme).filter(state=PartnershipState.ACTIVE.value)
    others = rows.exclude(members__participation__person=viewer.pk)
    return others.prefetch_related(proposed).order_by("began_at", "pk")


def changeable_for(viewer: Viewer, programme: Programme, partnership_id: UUID) -> Partnership:
    """Return one running partnership of a programme. Raises `NotVisible`."""
    row = changeable_in(viewer, programme).filter(pk=partnership_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.ADD_TO_PARTNERSHIP, row)
    return row


def left_in(viewer: Viewer, programme: Programme, most: int) -> list[Departure]:
    """Return who has left a partnership that goes on, the last first."""
    require(viewer, Capability.ADD_TO_PARTNERSHIP, programme)
    rows = Departure.objects.filter(partnership__programme=programme).exclude(ending="")
    others = rows.exclude(participation__person=viewer.pk)
    return list(others.select_related("participation__person").order_by("-left_at", "pk")[:most])


def by_address(
    programme: Programme, role: str, addresses: Collection[str]
) -> dict[str, Participation]:
    """Return who takes part in a role, by e-mail address in lower case."""
    rows = Participation.objects.filter(
        programme=programme, role=role, state=ParticipationState.ACCEPTED.value,
        person__user__email__in=addresses,
    )  # fmt: skip
    return {part.person.user.email: part for part in rows.select_related("person__user")}


def other_roles(partnership: Partnership) -> list[Participation]:
    """Return the places that two of one to one would need to mentor each other; none if missing."""
    if partnership.shape != Shape.ONE_TO_ONE:
        return []
    wanted = {(m.participation.person_id, m.role) for m in partnership.members.all()}
    people = [person for person, _ in wanted]
    rows = Participation.objects.filter(
        programme=partnership.programme_id, person__in=people,
        state=ParticipationState.ACCEPTED.value,
    ).select_related("person")  # fmt: skip
    free = [p for p in rows if p.places_taken < p.capacity]
    found = [p for p in free if (p.person_id, p.role) not in wanted]
    return found if len(found) == len(wanted) else []


def _with_people(rows: QuerySet[Change]) -> QuerySet[Change]:
    members = Member.objects.select_related("participation__person").order_by("-role", "seat")
    newcomers = Newcomer.objects.select_related("participation__person")
    return rows.select_related("partnership__programme").prefetch_related(
        Prefetch("partnership__members", members),
        Prefetch("newcomers", newcomers.order_by("-participation__role", "pk")),
        "yeses__participation",
    )
