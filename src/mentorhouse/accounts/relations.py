"""What an account is to the installation itself: the standings that it holds."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import House, Viewer, relations_to
from mentorhouse.accounts.models import User


@relations_to.register
def _(_row: House, viewer: Viewer) -> frozenset[Relation]:
    if not isinstance(viewer, User) or not viewer.is_active:
        return frozenset()
    standings = {
        Relation.PROGRAMME_STARTER: viewer.may_start_programmes,
        Relation.ADMINISTRATOR: viewer.is_administrator,
        Relation.AUDITOR: viewer.is_auditor,
    }
    return frozenset(relation for relation, held in standings.items() if held)
