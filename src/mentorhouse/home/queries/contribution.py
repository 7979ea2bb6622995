"""The facts of somebody's own contribution, and whose names their statement must not hold."""

from datetime import date

from django.db.models import Count, Q, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.home.rules.contribution import Contribution
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Completion, Participation


def contribution(viewer: Viewer, part: Participation, *, since: date, until: date) -> Contribution:
    """Return what somebody gave in one programme and role, from what was recorded."""
    require(viewer, Capability.ANSWER_PARTICIPATION, part)
    held = Meeting.objects.filter(
        state=MeetingState.HELD.value,
        held_on__range=(since, until),
        partnership__members__participation=part,
    ).aggregate(meetings=Count("pk"), minutes=Sum("length_minutes"))
    pairs = Partnership.objects.filter(members__participation=part, began_at__date__lte=until)
    trained = Completion.objects.filter(
        Q(at__date__gte=since) & Q(at__date__lte=until),
        programme=part.programme_id,
        person=part.person_id,
    ).order_by("at", "pk")
    return Contribution(
        part.person.name,
        part.programme.name,
        part.role,
        since,
        until,
        pairs.count(),
        held["meetings"],
        held["minutes"] or 0,
        tuple(str(row.get_what_display()) for row in trained),
    )


def partners_of(viewer: Viewer) -> list[str]:
    """Return the names of everybody whom the viewer was ever in a partnership with."""
    mine = Partnership.objects.filter(members__participation__person=viewer.pk)
    people = Person.objects.filter(participations__memberships__partnership__in=mine)
    return [person.name for person in people.exclude(pk=viewer.pk).distinct()]
