"""Pairs that a co-ordinator laid down as never together, for whoever puts people together."""

from collections.abc import Collection
from uuid import UUID

from mentorhouse.matching.models import Wish
from mentorhouse.partnerships.queries.apart import keeps_apart
from mentorhouse.programmes.models import Programme


@keeps_apart
def never_together(
    programme: Programme, among: Collection[UUID]
) -> Collection[tuple[UUID, UUID]]:  # fmt: skip
    """Return mentors and mentees who are never to be together."""
    rows = Wish.objects.filter(programme=programme, mentor__in=among, mentee__in=among)
    return list(rows.exclude(kind=Wish.Kind.LOCKED).values_list("mentor", "mentee"))
