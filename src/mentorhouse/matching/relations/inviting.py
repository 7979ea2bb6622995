"""What a viewer is to a first talk, to the times that a mentor offers, and to a rating."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import MATCHER, Viewer, adds_relations_to, relations_to
from mentorhouse.matching.models import Invitation, OfferedTime, Rating
from mentorhouse.matching.states.inviting import OPEN, TalkState
from mentorhouse.people.models import Biography


@relations_to.register
def _(row: Invitation, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    goes_on = TalkState(row.state) in OPEN or row.state == TalkState.CONFIRMED
    if viewer.pk == row.mentee.person_id:
        return frozenset({Relation.TALKER, Relation.TALKING})
    if viewer.pk == row.mentor.person_id:
        return frozenset({Relation.TALKER, *([Relation.TALKING] if goes_on else [])})
    return frozenset()


@relations_to.register
def _(row: OfferedTime, viewer: Viewer) -> frozenset[Relation]:
    """How one joins is the mentor's, and from the booking on the mentee's too."""
    if not viewer.is_authenticated:
        return frozenset()
    if viewer.pk == row.mentor.person_id:
        return frozenset({Relation.SELF})
    if row.taken_by is not None and viewer.pk == row.taken_by.mentee.person_id:
        return frozenset({Relation.TALKING})
    return frozenset()


@relations_to.register
def _(_row: Rating, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.MATCHER}) if viewer is MATCHER else frozenset()


@adds_relations_to(Biography)
def _talks_with(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    """A mentee reads what a mentor has published while the two talk."""
    if not row.published or not viewer.is_authenticated:
        return frozenset()
    talks = Invitation.objects.filter(
        mentee__person=viewer.pk, mentor__person=row.person_id, slot__isnull=False
    )
    return frozenset({Relation.SEEKER}) if talks.exists() else frozenset()
