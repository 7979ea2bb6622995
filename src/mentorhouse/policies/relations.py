"""What a viewer is to a policy, and to a version of its document."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.people.models import Person
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.states import DocumentState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState


@relations_to.register
def _(row: Policy, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.programme, viewer) - {Relation.SELF}


@relations_to.register
def _(row: Document, viewer: Viewer) -> frozenset[Relation]:
    relations = set(relations_to(row.policy, viewer))
    if viewer.is_authenticated and _is_theirs(row, viewer):
        relations.add(Relation.SELF)
    return frozenset(relations)


def _is_theirs(row: Document, viewer: Viewer) -> bool:
    """Whether it speaks to the viewer: common or their organisation's, or they accepted it once.

    Who has left a programme keeps what they accepted, and gets nothing new (spec 7, rule 3).
    """
    if row.state == DocumentState.DRAFT:
        return False
    if Acceptance.objects.filter(document=row, person_id=viewer.pk).exists():
        return True
    takes_part = Participation.objects.filter(
        programme_id=row.policy.programme_id, person_id=viewer.pk
    ).exclude(state=ParticipationState.DECLINED.value)
    if row.policy.withdrawn_at is not None or not takes_part.exists():
        return False
    of_their_own = Person.objects.filter(pk=viewer.pk, organisation=row.organisation_id)
    return row.organisation_id is None or of_their_own.exists()
