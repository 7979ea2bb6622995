"""What a viewer is to a comment: its author, if it has one, or who runs the programme."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.guidance.models import Comment


@relations_to.register
def _(row: Comment, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    found = set(relations_to(row.programme, viewer) & {Relation.COORDINATOR})
    if row.author_id is not None and row.author_id == viewer.pk:
        found.add(Relation.SELF)
    return frozenset(found)
