"""Reads of a design's versions, and of whom a change touches."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes import rules
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.models import DesignVersion, Programme
from mentorhouse.programmes.queries.people import counted
from mentorhouse.programmes.states import ParticipationState


def design_versions(viewer: Viewer, programme: Programme) -> QuerySet[DesignVersion]:
    """Return the versions of a design, the newest first."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return programme.design_versions.select_related("by__person").order_by("-number")


def design_version(viewer: Viewer, programme: Programme, number: int) -> DesignVersion:
    """Return one version."""
    row = design_versions(viewer, programme).filter(number=number).first()
    if row is None:
        raise NotVisible
    return row


def design_at(viewer: Viewer, programme: Programme, number: int) -> Design | None:
    """Return the design as it was in a version, if that is kept."""
    row = design_versions(viewer, programme).filter(number=number).first()
    return row.design if row else None


def versions_before(
    viewer: Viewer, programme: Programme, rows: Sequence[DesignVersion]
) -> dict[int, DesignVersion]:
    """Return for each of some versions in a row, newest first, the one before it."""
    if not rows:
        return {}
    older = design_versions(viewer, programme).filter(number__lt=rows[-1].number).first()
    following = [*rows[1:], older]
    return {row.number: before for row, before in zip(rows, following, strict=True) if before}


def touched(viewer: Viewer, programme: Programme) -> rules.Touched:
    """Count those whom a change of the design may touch."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    people = programme.participations.all()
    part = Q(state=ParticipationState.ACCEPTED.value)
    found = people.order_by().aggregate(
        mentors=Count("pk", filter=part & Q(role="mentor")),
        mentees=Count("pk", filter=part & Q(role="mentee")),
        waiting=Count("pk", filter=Q(state=ParticipationState.INVITED.value)),
    )
    return rules.Touched(**found, pairs=counted(people).pairs)
