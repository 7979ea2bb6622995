"""How each part of governance stands, in a fixed number of queries."""

from datetime import date

from django.db.models import Count, Q

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.governance.models import (
    Assessment,
    BoardAction,
    BoardMeeting,
    Champion,
    Message,
    NeedsYear,
    Obstacle,
    Stakeholder,
)
from mentorhouse.governance.queries import plan
from mentorhouse.governance.relations import seated
from mentorhouse.governance.rules.overview import Facts
from mentorhouse.programmes.models import Programme


def facts_of(viewer: Viewer, programme: Programme, *, on: date) -> Facts:
    """Count what each part holds, and what is late in it."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    here = Q(programme=programme)
    milestones = plan.counts(viewer, programme, on=on)
    champion = Champion.objects.filter(here).first()
    late = Q(due__lt=on)
    told = Stakeholder.objects.filter(here).aggregate(n=Count("pk"), late=Count("pk", filter=late))
    messages = Message.objects.filter(here).aggregate(
        n=Count("pk"), late=Count("pk", filter=late & Message.OPEN)
    )
    year = (
        NeedsYear.objects.filter(here)
        .annotate(asked=Count("needs"), given=Count("needs__given_at"))
        .order_by("-year")
        .first()
    )
    return Facts(
        milestones=milestones["all"],
        done=milestones["done"],
        overdue=milestones["overdue"],
        members=programme.board_members.filter(seated(on)).count(),
        meetings_ahead=BoardMeeting.objects.filter(here, day__gte=on).count(),
        actions_overdue=BoardAction.objects.filter(here, BoardAction.OPEN, late).count(),
        champion=champion.name if champion else "",
        obstacles=Obstacle.objects.filter(here, Obstacle.OPEN).count(),
        stakeholders=told["n"],
        stakeholders_overdue=told["late"],
        messages=messages["n"],
        messages_overdue=messages["late"],
        partners=programme.partner_bodies.count(),
        assessments=Assessment.objects.filter(here).count(),
        needs_year=year.year if year else 0,
        needs_asked=year.asked if year else 0,
        needs_given=year.given if year else 0,
    )
