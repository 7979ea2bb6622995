"""Who pauses here, by the date: everywhere, or in this one place (R1.08)."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorhouse.access.relations import Viewer
from mentorhouse.people.queries import pauses_on
from mentorhouse.programmes.models import Participation, PlacePause


def place_pauses_on(on: date) -> QuerySet[PlacePause]:
    """Return the pauses of one place that are in force; on the day of return nobody pauses."""
    return PlacePause.objects.filter(since__lte=on, returns_on__gt=on)


def pausing(on: date) -> Q:
    """Return who pauses on a day, here or everywhere, as a condition on taking part."""
    return Q(Exists(pauses_on(on).filter(person=OuterRef("person")))) | Q(
        Exists(place_pauses_on(on).filter(participation=OuterRef("pk")))
    )


def place_pause_of(participation: Participation, *, on: date) -> PlacePause | None:
    """Return the pause of one place that is in force."""
    return place_pauses_on(on).filter(participation=participation).first()


def own_place_pauses(viewer: Viewer, *, on: date) -> QuerySet[PlacePause]:
    """Return the pauses of somebody's own places that are in force."""
    rows = place_pauses_on(on).filter(participation__person=viewer.pk)
    return rows.select_related("participation__programme").order_by("returns_on", "pk")


def places_paused(rows: QuerySet[Participation], *, on: date) -> set[UUID]:
    """Return which of these places pause on a day by themselves, not with the whole person."""
    paused = place_pauses_on(on).filter(participation__in=rows.order_by().values("pk"))
    return set(paused.values_list("participation", flat=True))
