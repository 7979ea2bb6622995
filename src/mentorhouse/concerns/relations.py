"""What a viewer is to concerns: the author, the one contact who hears it, the mentee it names."""

from collections.abc import Collection
from datetime import date

from django.conf import settings

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.concerns.models import Concern, Contact, Look, Note, Opening
from mentorhouse.concerns.rules import COORDINATORS, may_agree, sign_of
from mentorhouse.concerns.states import ConcernState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import coordinates, today


@adds_relations_to(Programme)
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    found = Contact.objects.filter(programme=row, user=viewer.pk)
    if found.filter(ended_at=None).exists():
        return frozenset({Relation.NAMED_CONTACT})
    # Who was one finishes what nobody else may hear.
    left = Concern.objects.filter(contact__in=found).exclude(state=ConcernState.CLOSED.value)
    return frozenset({Relation.NAMED_CONTACT}) if left.exists() else frozenset()


@relations_to.register
def _(row: Concern, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    if row.by_id == viewer.pk:
        return frozenset({Relation.SELF})
    found = set()
    if hears(row, viewer):
        found.add(Relation.HEARS_CONCERN)
    if row.mentee is not None and row.mentee.person_id == viewer.pk and was_told(row):
        found.add(Relation.MENTEE)
    return frozenset(found)


@relations_to.register
def _(row: Opening, viewer: Viewer) -> frozenset[Relation]:
    """Tell who asked, who may agree as the second person, and the pair once it is told."""
    if not viewer.is_authenticated:
        return frozenset()
    members = {str(each.participation.person_id) for each in row.partnership.members.all()}
    if str(viewer.pk) in members:
        return frozenset({Relation.PARTNER} if is_told(row, today()) else ())
    if row.asked_by_id == viewer.pk:
        # Who hears the concern no longer opens nothing any more.
        return frozenset({Relation.ASKED_TO_OPEN} if hears(row.concern, viewer) else ())
    contact = Contact.objects.filter(programme=row.programme_id, user=viewer.pk, ended_at=None)
    helps = coordinates(viewer, row.programme_id) or contact.exists()
    fit = may_agree(str(viewer.pk), asked_by=str(row.asked_by_id), members=members)
    apart = kept_from(row.concern, viewer)
    return frozenset({Relation.SECOND_PERSON} if helps and fit and not apart else ())


@relations_to.register
def _(row: Look, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.opening, viewer)


@relations_to.register
def _(row: Note, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    if row.concern.by_id == viewer.pk:
        return frozenset() if row.step else frozenset({Relation.SELF})
    return frozenset({Relation.HEARS_CONCERN} if hears(row.concern, viewer) else ())


def hears(row: Concern, viewer: Viewer) -> bool:
    """Whether a sent concern went to this viewer, and is not kept from them.

    Whose work as a contact has ended sees what is closed no longer.
    """
    contact = row.contact
    if contact is None or contact.user_id != viewer.pk or row.by_id == viewer.pk:
        return False
    if contact.ended_at is not None and row.state == ConcernState.CLOSED:
        return False
    return not kept_from(row, viewer)


def kept_from(row: Concern, viewer: Viewer) -> bool:
    """Whether a concern is by the viewer or about them, so that they are no judge of it."""
    about = about_of(row, [str(viewer.pk)])
    runs = COORDINATORS in about and coordinates(viewer, row.programme_id)
    return row.by_id == viewer.pk or str(viewer.pk) in about or runs


def is_told(row: Opening, today: date) -> bool:
    """Whether the pair knows by now. The day counts, whether a worker runs or not."""
    return row.told_at is not None or (row.tell_on is not None and row.tell_on <= today)


def was_told(row: Concern) -> bool:
    """Whether the mentee knows, or should by now: no worker has to run for it."""
    sent = row.state != ConcernState.DRAFT
    return sent and (
        row.told_at is not None or (row.tell_on is not None and row.tell_on <= today())
    )


def about_of(row: Concern, users: Collection[str]) -> frozenset[str]:
    """Return which of some accounts, and whether the co-ordinators, a concern is kept from."""
    kept = set(row.kept_from)
    return frozenset(name for name in (*users, COORDINATORS) if kept & signs(row, name))


def signs(row: Concern, name: str) -> set[str]:
    """Return the signs of somebody with every secret of this installation."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return {sign_of(name, concern=str(row.pk), key=str(key)) for key in keys}
