"""Every read of what managers say that their staff need (R2.27)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.governance.models import Need, NeedsYear
from mentorhouse.governance.rules import needs as rules
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState

UNKNOWN = mark("Organisation not known")


def years_of(viewer: Viewer, programme: Programme) -> QuerySet[NeedsYear]:
    """Return the years for which managers were asked, the newest first."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return NeedsYear.objects.filter(programme=programme).annotate(
        asked=Count("needs"), given=Count("needs", filter=Q(needs__given_at__isnull=False))
    )


def year_of(viewer: Viewer, programme: Programme, year: int) -> NeedsYear:
    """Return one year."""
    row = years_of(viewer, programme).filter(year=year).first()
    if row is None:
        raise NotVisible
    return row


def statements_of(viewer: Viewer, year: NeedsYear) -> QuerySet[Need]:
    """Return who was asked for a year, and what they stated."""
    require(viewer, Capability.RUN_GOVERNANCE, year.programme)
    return Need.objects.filter(year=year).select_related("manager__person", "organisation")


def needs_of(viewer: Viewer, programme: Programme, year: int) -> rules.Needs:
    """Return the needs of a year by organisation, against who takes part now.

    The figures that recruitment and budget are planned with.
    """
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    return rules.needs([*_stated(programme, year), *_taking_part(programme)])


def _stated(programme: Programme, year: int) -> Iterable[rules.Statement]:
    rows = Need.objects.filter(year__programme=programme, year__year=year, given_at__isnull=False)
    named = rows.order_by().values_list("organisation__name")
    for name, wanted, offered, count in named.annotate(
        Sum("mentees_wanted"), Sum("mentors_offered"), Count("pk")
    ):
        yield rules.Statement(name, wanted=wanted, offered=offered, statements=count)


def _taking_part(programme: Programme) -> Iterable[rules.Statement]:
    rows = Participation.objects.filter(
        programme=programme, state=ParticipationState.ACCEPTED.value
    )
    named = rows.order_by().values_list("person__organisation__name")
    mentees = Count("pk", filter=Q(role=Participation.Role.MENTEE))
    places = Sum("capacity", filter=Q(role=Participation.Role.MENTOR))
    for name, count, room in named.annotate(mentees=mentees, room=places):
        yield rules.Statement(name or say(UNKNOWN), mentees=count, places=room or 0)


def need_for(viewer: Viewer, need_id: UUID) -> Need:
    """Return the viewer's own statement."""
    rows = Need.objects.select_related("year__programme", "organisation")
    row = rows.filter(pk=need_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.STATE_NEEDS, row)
    return row


def need_asked(need_id: str, user_id: UUID) -> Need | None:
    """Return what a letter to this manager is about; None when it is gone or the year closed."""
    rows = Need.objects.select_related("year__programme")
    return rows.filter(pk=need_id, manager_id=user_id, year__closed_at=None).first()
