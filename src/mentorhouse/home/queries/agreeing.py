"""What is left to agree on, for one person: facts alone, three questions for all partnerships."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from mentorhouse.access.relations import Viewer
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.queries.ethics import confirmed_by
from mentorhouse.agreements.queries.looking import waiting_looks
from mentorhouse.agreements.queries.preparing import prepared_by, prepares
from mentorhouse.home.rules.pairs import Agreeing
from mentorhouse.partnerships.models import Partnership


def left_to_agree(
    viewer: Viewer, rows: Sequence[Partnership], agreements: Mapping[UUID, Agreement]
) -> dict[UUID, Agreeing]:
    """Return for each partnership what somebody still has to do for its agreement."""
    ids = [row.pk for row in rows]
    if not ids:
        return {}
    prepared, talked = prepared_by(viewer, ids), confirmed_by(viewer, ids)
    looks = waiting_looks(viewer, ids)
    found = {}
    for row in rows:
        agreement = agreements.get(row.pk)
        settled = agreement is not None and agreement.in_force is not None
        ethics = row.programme.design_as_read.agreement.ethics
        found[row.pk] = Agreeing(
            prepares=not settled and row.pk not in prepared and prepares(row),
            before_signing=not row.programme.design.agreement.signed_at_first_meeting,
            code=ethics.title if ethics.used and row.pk not in talked else "",
            looks=row.pk in looks,
        )
    return found
