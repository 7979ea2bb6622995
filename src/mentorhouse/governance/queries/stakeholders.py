"""Every read of stakeholders, the communication plan, and joint assessments."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.governance.models import Assessment, Input, Message, Stakeholder
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme


def stakeholders_of(viewer: Viewer, programme: Programme) -> QuerySet[Stakeholder]:
    """Return who has an interest, those first who are to be told next."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    rows = Stakeholder.objects.filter(programme=programme).select_related("owner__person")
    return rows.prefetch_related(Prefetch("inputs", Input.objects.order_by("-day", "pk")))


def stakeholder_for(viewer: Viewer, programme: Programme, stakeholder_id: UUID) -> Stakeholder:
    """Return one stakeholder with what they said."""
    row = stakeholders_of(viewer, programme).filter(pk=stakeholder_id).first()
    if row is None:
        raise NotVisible
    return row


def messages_of(viewer: Viewer, programme: Programme) -> QuerySet[Message]:
    """Return the communication plan by date (R2.15)."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return Message.objects.filter(programme=programme).select_related("owner__person")


def assessments_of(viewer: Viewer, programme: Programme) -> QuerySet[Assessment]:
    """Return what each partner does and where to work closer (R2.24)."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return Assessment.objects.filter(programme=programme).select_related("organisation")


def partners_of(programme: Programme) -> QuerySet[Organisation]:
    """Return who could be assessed: partner bodies, and organisations whose people take part."""
    bodies = programme.partner_bodies.values("organisation")
    here = programme.participations.values("person__organisation")
    return Organisation.objects.filter(Q(pk__in=bodies) | Q(pk__in=here)).order_by("name", "pk")


def not_assessed(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the partners of which nothing is written yet."""
    written = assessments_of(viewer, programme).values("organisation")
    bodies = programme.partner_bodies.values("organisation")
    return Organisation.objects.filter(pk__in=bodies).exclude(pk__in=written)
