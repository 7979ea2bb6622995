"""What a viewer is to a programme’s mentors’ space, to a thread and to a post."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.communication.models import Post, Report, Thread, Update
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import coordinates
from mentorhouse.programmes.states import ParticipationState, ProgrammeState


@adds_relations_to(Programme)
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    """Who mentors in a programme is a fellow mentor, for as long as they take part."""
    return frozenset({Relation.FELLOW_MENTOR}) if mentors_in(row, viewer) else frozenset()


def mentors_in(programme: Programme, viewer: Viewer) -> bool:
    """Whether the viewer takes part in the programme as a mentor, and it has left the draft."""
    if not viewer.is_authenticated or programme.state == ProgrammeState.DRAFT:
        return False
    mine = programme.participations.filter(
        person=viewer.pk,
        role=Participation.Role.MENTOR,
        state=ParticipationState.ACCEPTED.value,
    )
    return mine.exists()


@relations_to.register
def _(row: Thread, viewer: Viewer) -> frozenset[Relation]:
    return _in_space(row.programme, viewer)


@relations_to.register
def _(row: Post, viewer: Viewer) -> frozenset[Relation]:
    found = _in_space(row.thread.programme, viewer)
    return found | {Relation.SELF} if found and viewer.pk == row.by_id else found


@relations_to.register
def _(row: Report, viewer: Viewer) -> frozenset[Relation]:
    return _in_space(row.post.thread.programme, viewer) & {Relation.COORDINATOR}


@relations_to.register
def _(row: Update, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    mine = {Relation.SELF} if viewer.pk == row.by.person_id else set()
    runs = {Relation.COORDINATOR} if coordinates(viewer, row.by.programme_id) else set()
    return frozenset(mine | runs)


def _in_space(programme: Programme, viewer: Viewer) -> frozenset[Relation]:
    """Ask once for a programme however many posts are opened; nothing where there is no space."""
    if not viewer.is_authenticated or not programme.design.spaces.mentors_space:
        return frozenset()
    asked: dict[object, frozenset[Relation]] = programme.__dict__.setdefault("_space_asked", {})
    if viewer.pk not in asked:
        runs = coordinates(viewer, programme.pk)
        asked[viewer.pk] = frozenset(
            ({Relation.COORDINATOR} if runs else set())
            | ({Relation.FELLOW_MENTOR} if mentors_in(programme, viewer) else set())
        )
    return asked[viewer.pk]
