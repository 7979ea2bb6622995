"""Somebody of a programme, by identifier or by name."""

from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.relations import NotVisible
from mentorhouse.matching.queries.naming import named
from mentorhouse.matching.queries.pool import IN_A_RUN
from mentorhouse.programmes.models import Participation, Programme


def somebody_in(programme: Programme, participation_id: UUID, role: str) -> Participation:
    """Return somebody of a programme in a role. Raises `NotVisible`."""
    rows = Participation.objects.select_related("person__organisation")
    row = rows.filter(pk=participation_id, programme=programme, role=role).first()
    if row is None:
        raise NotVisible
    return row


def chosen_in(programme: Programme, text: str, role: str) -> Participation | None:
    """Return who was chosen in a form; None where nobody was, or where it is nonsense."""
    try:
        return somebody_in(programme, UUID(text), role)
    except (ValueError, NotVisible):
        return None


def taking_part(programme: Programme, role: str, search: str) -> QuerySet[Participation]:
    """Return who takes part in a role, or was invited to, by name."""
    rows = Participation.objects.select_related("person__organisation").filter(
        programme=programme, role=role, state__in=IN_A_RUN
    )
    for word in search.split():
        rows = rows.filter(named("", word))
    return rows.order_by("person__family_name", "person__given_name", "pk")
