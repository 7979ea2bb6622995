"""What a match run may use of private ratings: opened as the run, added up, shown to nobody."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from mentorhouse.access.relations import MATCHER
from mentorhouse.matching.models import Rating
from mentorhouse.matching.rules.rating import points_of
from mentorhouse.programmes.models import Programme
from mentorhouse.vault.sealing import open_rows, without_destroyed

Pair = tuple[UUID, UUID]  # the participations of mentor and mentee


def ratings_for_run(programme: Programme, *, at: datetime) -> dict[Pair, int]:
    """Return by pair what both sides privately thought, from -2 to 2 (R5.19).

    For the order within a run only. It stands in no score, reason, list or export.
    """
    rows = without_destroyed(
        Rating.objects.filter(invitation__programme=programme)
        .select_related("invitation")
        .order_by("at", "pk")
    )
    texts = open_rows(MATCHER, rows, at=at, purpose="order a match run")
    newest: dict[tuple[Pair, UUID], str] = {}
    for row, text in zip(rows, texts, strict=True):
        pair = row.invitation.mentor_id, row.invitation.mentee_id
        newest[pair, row.by_id] = text["value"]
    said: dict[Pair, list[str]] = defaultdict(list)
    for (pair, _), value in newest.items():
        said[pair].append(value)
    return {pair: points_of(values) for pair, values in said.items()}
