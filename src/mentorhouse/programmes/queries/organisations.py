"""The organisations that take part in a programme, and how many people of each (R1.02)."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries.people import organisations_in


def bodies_in(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the bodies whose people the viewer sees here, with mentors and mentees counted."""
    here = Q(people__participations__programme=programme)
    return (
        organisations_in(viewer, programme)
        .select_related("parent")
        .annotate(
            mentors=Count("pk", filter=here & Q(people__participations__role="mentor")),
            mentees=Count("pk", filter=here & Q(people__participations__role="mentee")),
        )
        .order_by("name", "pk")
    )


def body_for(viewer: Viewer, programme: Programme, organisation_id: UUID) -> Organisation:
    """Return one body of a programme to describe."""
    rows = organisations_in(viewer, programme).select_related("parent")
    row = rows.filter(pk=organisation_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.DESCRIBE_ORGANISATION, row)
    return row
