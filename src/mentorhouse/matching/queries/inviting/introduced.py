"""What rooms above partnerships may know of an introductory meeting: who, and where it stands."""

from uuid import UUID

from django.db.models import Q

from mentorhouse.matching.models import Invitation
from mentorhouse.matching.states.inviting import TIMELESS, TalkState
from mentorhouse.partnerships.queries.introducing import Introduction, introduces


@introduces
def introduced(either: UUID) -> Introduction | None:
    """Return an introductory meeting by its own identifier or that of its partnership."""
    rows = Invitation.objects.filter(
        Q(pk=either) | Q(partnership=either), kind=Invitation.Kind.INTRODUCTION
    )
    row = rows.select_related("programme", "mentor", "mentee").first()
    if row is None:
        return None
    return Introduction(
        id=row.pk,
        programme=row.programme,
        people=frozenset({row.mentor.person_id, row.mentee.person_id}),
        agreed=row.is_open and TalkState(row.state) not in TIMELESS,
        goes_on=row.is_open or row.partnership_id is not None,
        partnership=row.partnership_id,
    )
